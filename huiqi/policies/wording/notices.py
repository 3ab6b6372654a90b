"""The kinds of notice that policies tell. Parameters: the policy's code, and what the draft proposes."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from huiqi.eligibility.statuses import Standing
from huiqi.notices.ports import Kind, Nature, Words, spoken
from huiqi.notices.words import Channel, Group
from huiqi.policies.words import Purpose, Stage
from huiqi.ui.fact_inputs import language
from huiqi.ui.wording import full_day, yuan

_WORK = Nature((Channel.MAIL,), may_wait=True)
_OF_MONEY = Nature((Channel.MAIL, Channel.SMS), may_wait=True, concerns_rights=True)
_TO_DO, _PROGRESS = Group.TO_DO, Group.PROGRESS

_ROWS: tuple[tuple[str, Group, str, str, str], ...] = (
    (
        "submit",
        _TO_DO,
        mark("政策草稿等您复核"),
        mark("%(code)s 的草稿（%(purpose)s）等另一位同事复核。请对照原文逐处核对，通过或退回。"),
        mark("去复核"),
    ),
    (
        "return",
        _TO_DO,
        mark("政策草稿退回修改"),
        mark("您写的 %(code)s 的草稿（%(purpose)s）被退回，复核的人写明了意见。请修改后再送。"),
        mark("看意见"),
    ),
    (
        "approve",
        _TO_DO,
        mark("政策草稿等发布"),
        mark("%(code)s 的草稿（%(purpose)s）已经复核通过。发布以后才对企业生效。"),
        mark("去发布"),
    ),
    (
        "publish",
        _PROGRESS,
        mark("政策草稿已发布"),
        mark("您写的 %(code)s 的草稿（%(purpose)s）已经发布，按施行日期对企业生效。"),
        mark("看草稿"),
    ),
)


def _example(told: Mapping[str, Any]) -> Words:
    words = {name: _(Standing(told[name]).label) for name in ("expected", "found")}
    sentence = _("%(code)s 的一个算例应为“%(expected)s”，现在核出来是“%(found)s”。请看是数据变了，还是规则要改。")
    return Words(_("政策的算例不再成立"), sentence % {"code": told["code"], **words}, _("看政策"))


_OUTCOMES = {
    Stage.APPLIED: mark("贵单位申报的《%(title)s》已经受理（%(day)s）。"),
    Stage.GRANTED: mark("贵单位申报的《%(title)s》%(day)s获批，金额 %(amount)s。"),
    Stage.PAID: mark("贵单位申报的《%(title)s》%(day)s拨付 %(amount)s，请核对到账。"),
    Stage.REFUSED: mark("贵单位申报的《%(title)s》%(day)s未通过。%(reason)s有疑问可以问窗口。"),
}


def _outcome(told: Mapping[str, Any]) -> Words:
    english = told["title_en"] if language() == "en" else ""
    values = {
        "title": english or told["title"],
        "day": full_day(date.fromisoformat(told["on"])),
        "amount": yuan(Decimal(told["amount"])) if told["amount"] else "",
        "reason": _("原因：%(reason)s。") % {"reason": told["reason"].rstrip("。. ")} if told["reason"] else "",
    }
    return Words(_("申报有了结果"), _(_OUTCOMES[Stage(told["stage"])]) % values, _("看结果"))


def _words(subject: str, sentence: str, action: str) -> Callable[[Mapping[str, Any]], Words]:
    def words(told: Mapping[str, Any]) -> Words:
        return Words(_(subject), _(sentence) % {**told, "purpose": _(Purpose(told["purpose"]).label)}, _(action))

    return words


_FAQ_ROWS: tuple[tuple[str, Group, str, str, str], ...] = (
    (
        "submit",
        _TO_DO,
        mark("政策问答等您复核"),
        mark("关于 %(code)s 的一条问答等另一位同事复核。请核对答得对不对、有没有说出是谁问的，公开或退回。"),
        mark("去复核"),
    ),
    (
        "return",
        _TO_DO,
        mark("政策问答退回修改"),
        mark("您写的关于 %(code)s 的问答被退回，复核的人写明了意见。请修改后再送。"),
        mark("看意见"),
    ),
    (
        "publish",
        _PROGRESS,
        mark("政策问答已公开"),
        mark("您写的关于 %(code)s 的问答已经公开，提过这个问题的企业会收到通知。"),
        mark("看问答"),
    ),
)

KINDS = (
    *(
        Kind(f"policies.{code}", group, subject, _WORK, _words(subject, sentence, action))
        for code, group, subject, sentence, action in _ROWS
    ),
    *(
        Kind(f"policies.faq_{code}", group, subject, _WORK, spoken(subject, sentence, action))
        for code, group, subject, sentence, action in _FAQ_ROWS
    ),
    Kind("policies.example", _TO_DO, mark("政策的算例不再成立"), _WORK, _example),
    Kind("policies.outcome", _PROGRESS, mark("申报有了结果"), _OF_MONEY, _outcome),
)
