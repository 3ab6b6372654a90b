"""The kinds of notice that benefits tell, and their words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as mark

from huiqi.notices.ports import Kind, Nature, spoken
from huiqi.notices.words import Channel, Group
from huiqi.ui.wording import full_day, yuan

_BOTH = (Channel.MAIL, Channel.SMS)
_PRESSING, _NEWS = Nature(_BOTH, may_wait=False), Nature((Channel.MAIL,), may_wait=True)
_RIGHTS = Nature(_BOTH, may_wait=False, concerns_rights=True)

_ROWS = (
    (
        "to_check",
        Group.TO_DO,
        _PRESSING,
        mark("请核验免申即享名单"),
        mark("“%(title)s”的名单里有您服务的企业，请核验。"),
        mark("去核验"),
    ),
    (
        "objected",
        Group.TO_DO,
        _PRESSING,
        mark("公示名单有异议"),
        mark("有人对“%(title)s”的公示名单提出异议，请答复。"),
        mark("去答复"),
    ),
    (
        "answered",
        Group.PROGRESS,
        _RIGHTS,
        mark("您的异议已答复"),
        mark("您对“%(title)s”公示名单的异议已有答复。"),
        mark("看答复"),
    ),
    (
        "offered",
        Group.TO_DO,
        _RIGHTS,
        mark("有一笔钱等您确认"),
        mark("不用申报，“%(title)s”核定给您 %(amount)s。请在 %(until)s 前确认并填写账户。"),
        mark("去确认"),
    ),
    (
        "reminded",
        Group.TO_DO,
        _RIGHTS,
        mark("还没有确认的一笔钱"),
        mark("“%(title)s”核定给您的 %(amount)s 还没有确认，%(until)s 截止。"),
        mark("去确认"),
    ),
    (
        "paid",
        Group.PROGRESS,
        _RIGHTS,
        mark("款项已兑付"),
        mark("“%(title)s”的 %(amount)s 已付到您的账户，请查收。"),
        mark("看明细"),
    ),
    (
        "bounced",
        Group.TO_DO,
        _RIGHTS,
        mark("款项被银行退回"),
        mark("“%(title)s”的 %(amount)s 被银行退回，请更正账户。"),
        mark("更正账户"),
    ),
    (
        "to_review",
        Group.TO_DO,
        _PRESSING,
        mark("有办事指南等您审核"),
        mark("“%(title)s”的办事指南已送审，要在 %(due)s 前公布，请审核。"),
        mark("去审核"),
    ),
    (
        "review_guide_due",
        Group.TO_DO,
        _PRESSING,
        mark("等您审核的指南快到期限"),
        mark("“%(title)s”的办事指南还等您审核，要在 %(due)s 前公布。"),
        mark("去审核"),
    ),
    (
        "review_guide_late",
        Group.TO_DO,
        _PRESSING,
        mark("等您审核的指南已过期限"),
        mark("“%(title)s”的办事指南还等您审核，应在 %(due)s 前公布，已经超期。"),
        mark("去审核"),
    ),
    (
        "approved",
        Group.PROGRESS,
        _PRESSING,
        mark("办事指南已批准公布"),
        mark("“%(title)s”的办事指南已批准，所有人都能看到了。接着比对数据。"),
        mark("去比对"),
    ),
    (
        "returned",
        Group.TO_DO,
        _PRESSING,
        mark("办事指南被退回修改"),
        mark("“%(title)s”的办事指南被退回，请按写明的原因修改后重新送审，%(due)s 前要公布。"),
        mark("去修改"),
    ),
    (
        "to_confirm",
        Group.TO_DO,
        _PRESSING,
        mark("有兑付清单等您确认"),
        mark("“%(title)s”第 %(number)s 份兑付清单：%(count)s 户，合计 %(amount)s，请确认。"),
        mark("去确认"),
    ),
    (
        "list_confirmed",
        Group.PROGRESS,
        _NEWS,
        mark("兑付清单已确认"),
        mark("“%(title)s”第 %(number)s 份兑付清单已确认，等待付款。"),
        mark("看清单"),
    ),
    (
        "list_returned",
        Group.TO_DO,
        _PRESSING,
        mark("兑付清单被退回"),
        mark("“%(title)s”第 %(number)s 份兑付清单被退回，请按写明的原因处理后重新生成。"),
        mark("去处理"),
    ),
    (
        "list_due",
        Group.TO_DO,
        _PRESSING,
        mark("兑付快到期限"),
        mark("“%(title)s”第 %(number)s 份兑付清单有 %(late)s 户要在 %(due)s 前付到。"),
        mark("去登记付款"),
    ),
    (
        "guide_due",
        Group.TO_DO,
        _PRESSING,
        mark("办事指南快到期限"),
        mark("“%(title)s”的办事指南要在 %(due)s 前公布。"),
        mark("去公布"),
    ),
    (
        "guide_late",
        Group.TO_DO,
        _PRESSING,
        mark("办事指南已过期限"),
        mark("“%(title)s”的办事指南应在 %(due)s 前公布，已经超期。"),
        mark("去公布"),
    ),
    (
        "pay_due",
        Group.TO_DO,
        _PRESSING,
        mark("兑付快到期限"),
        mark("“%(title)s”有 %(count)s 户要在 %(due)s 前付到。"),
        mark("去兑付"),
    ),
)


def _in_words(told: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: full_day(date.fromisoformat(told[name])) for name in ("until", "due") if told.get(name)}
    amount = yuan(Decimal(told["amount"])) if told.get("amount") else ""
    return {"until": "", "due": "", "count": "", "number": "", **told, **days, "amount": amount}


KINDS = tuple(
    Kind(f"benefits.{code}", group, subject, nature, spoken(subject, sentence, action, _in_words))
    for code, group, nature, subject, sentence, action in _ROWS
)
