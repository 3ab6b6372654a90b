"""What is promised by the Regulation on Payments to SMEs: the platform passes a complaint on and does not receive it.

保障中小企业款项支付条例, articles 24 and 25: complaints are received by the authorities of the province and above, and
dealt with by whom these hand them to. Huiqi is none of them, and says so wherever a promise rests on those articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

if TYPE_CHECKING:
    from huiqi.demands.selectors import Case

REGULATION = "保障中小企业款项支付条例"
TITLE = mark("本平台只辅导、转送和跟踪")
BEFORE = mark(
    "本平台不是《保障中小企业款项支付条例》规定的受理投诉部门，只辅导填写、转送和跟踪。由哪个部门受理，转送以后告诉您。"
)
TO_HANDLER = (
    "本平台不是《保障中小企业款项支付条例》规定的受理投诉部门，只辅导填写、转送和跟踪。是否受理由有权的部门依条例决定，"
    "并书面告知投诉人；处理的期限从处理部门收到材料起算。"
)
TO_FIRM = (
    "本平台不是《保障中小企业款项支付条例》规定的受理投诉部门；这里受理的是向本平台提出的诉求，由本平台辅导填写、"
    "转送和跟踪。投诉由哪个部门受理，转送以后另行告知。"
)


def rests_on_it(source: str) -> bool:
    """Whether a limit is one of the regulation."""
    return source.startswith(REGULATION)


def is_passed_on(case: Case) -> bool:
    """Whether this round was promised anything by the regulation."""
    return any(one.round == case.round and rests_on_it(str(one.explanation["source"])) for one in case.promises)


def passing_on(case: Case) -> dict[str, object] | None:
    """What stands on top of such a case, for its enterprise and for who works on it."""
    return {"tone": "info", "title": _(TITLE), "lines": [_(BEFORE)]} if is_passed_on(case) else None


def on_paper(case: Case, sentence: str) -> tuple[str, ...]:
    """The paragraph that a paper of such a case has more."""
    return (sentence,) if is_passed_on(case) else ()
