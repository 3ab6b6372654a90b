"""The kinds of notice about clocks: that one stands, that somebody on duty is called; as rows of `notices`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from huiqi.demands.words import PauseGround
from huiqi.notices.ports import Nature
from huiqi.notices.words import Channel, Group
from huiqi.ui.wording import full_day, full_moment

_BOTH = (Channel.MAIL, Channel.SMS)
RIGHTS = Nature(_BOTH, may_wait=False, concerns_rights=True)
PRESSING = Nature(_BOTH, may_wait=False)
WORK = Nature((Channel.MAIL,), may_wait=True)

PAUSING: tuple[tuple[str, Group, Nature, str, str, str], ...] = (
    (
        "demands.on_duty",
        Group.TO_DO,
        Nature((Channel.SMS,), may_wait=False, concerns_rights=True),
        mark("有紧急诉求，请值班的人马上办"),
        mark("%(window)s收到紧急诉求 %(number)s。现在轮到您值班，夜里也计时，请马上联系企业。"),
        mark("去办理"),
    ),
    (
        "demands.next_on_duty",
        Group.TO_DO,
        Nature((Channel.SMS,), may_wait=False, concerns_rights=True),
        mark("紧急诉求没有人响应，请您马上办"),
        mark("%(window)s的紧急诉求 %(number)s，前一位值班的人半小时没有响应。夜里也计时，请您马上联系企业。"),
        mark("去办理"),
    ),
    (
        "demands.suspended",
        Group.PROGRESS,
        RIGHTS,
        mark("诉求中止计时"),
        mark("您的诉求 %(number)s 中止计时，写明了原因和最迟哪天恢复。恢复以后期限顺延，停表期间不计入。"),
        mark("看原因和日期"),
    ),
    (
        "demands.resumed",
        Group.PROGRESS,
        RIGHTS,
        mark("诉求恢复计时"),
        mark("您的诉求 %(number)s 恢复计时，写明了停了几天、新的期限是哪天。超过新的期限同样记入问责。"),
        mark("看新的期限"),
    ),
    (
        "demands.suspension_asked",
        Group.TO_DO,
        PRESSING,
        mark("有中止申请待决定"),
        mark("承办单位申请诉求 %(number)s 中止计时。请看原因并决定，决定之前计时照旧。"),
        mark("去决定"),
    ),
    (
        "demands.suspension_declined",
        Group.PROGRESS,
        WORK,
        mark("没有同意中止计时"),
        mark("窗口没有同意诉求 %(number)s 中止计时，写明了原因。期限照旧。"),
        mark("看原因"),
    ),
    (
        "demands.clock_stands",
        Group.PROGRESS,
        WORK,
        mark("诉求中止计时"),
        mark("诉求 %(number)s 给企业的期限停表。签收等内部期限不停。"),
        mark("看经过"),
    ),
    (
        "demands.clock_runs",
        Group.TO_DO,
        PRESSING,
        mark("诉求恢复计时"),
        mark("诉求 %(number)s 恢复计时，有了新的期限。请继续办理。"),
        mark("看新的期限"),
    ),
)

WITH_DAY = {
    "demands.suspended": mark(
        "您的诉求 %(number)s 中止计时，原因：%(ground)s。最迟 %(day)s恢复计时，停表期间不计入，期限顺延。"
    ),
    "demands.extended": mark(
        "您的诉求 %(number)s 经批准延期，新的期限是 %(until)s，原因写在页面上。超过新的期限同样记入问责。"
    ),
    "demands.resumed": mark(
        "您的诉求 %(number)s 恢复计时，新的办结期限是 %(until)s。停了几天写在页面上。超过新的期限同样记入问责。"
    ),
}
"""The same, where the notice knows the ground and the day: those from before it did say where to read them."""


def with_day(code: str, told: Mapping[str, Any]) -> str:
    """The sentence that names ground and day, where they are known."""
    return WITH_DAY[code] if code in WITH_DAY and told.get("until") else ""


def in_words(told: Mapping[str, Any]) -> dict[str, str]:
    """The ground and the day of a notice in the reader's language."""
    if not told.get("until"):
        return {}
    until = datetime.fromisoformat(told["until"])
    ground = _(PauseGround(told["ground"]).label) if told.get("ground") else ""
    return {"ground": ground, "day": full_day(localdate(until)), "until": full_moment(until)}
