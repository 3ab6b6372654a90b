"""The chapter of a service in the closed file of its demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from huiqi.agreements.models import Agreement
from huiqi.agreements.selectors import Shown, shown
from huiqi.agreements.wording import effect_lines, label, money
from huiqi.agreements.wording.fees import reckoned
from huiqi.demands.ports import Chapter
from huiqi.ui.wording import full_day, full_moment

if TYPE_CHECKING:
    from huiqi.demands.models import Demand

Rows = list[tuple[str, str]]


def agreed_chapter(demand: Demand) -> list[Chapter]:
    """A chapter for each agreement of a demand that the firm has seen. One query where there is none."""
    rows = Agreement.objects.filter(demand=demand).select_related("demand__enterprise", "organisation").order_by("id")
    found = [shown(one) for one in rows]
    return [_chapter(one, number) for number, one in enumerate(found, 1) if one.agreement.link or one.agreed]


def _chapter(told: Shown, number: int) -> Chapter:
    files = tuple(one.file for listed in told.deliverables.values() for one in listed)
    title = _("服务协议") if number == 1 else _("服务协议 %(number)d") % {"number": number}
    return Chapter(f"agreement-{number}", title, tuple(_rows(told)), files, told.agreement.organisation_id)


def _rows(told: Shown) -> Rows:
    agreement, version = told.agreement, told.agreed or told.last
    rows = [
        (_("承办单位"), agreement.organisation.name),
        (_("状态"), label(agreement.state)),
        (_("服务内容"), version.scope),
        (_("交付成果"), version.deliverables),
        (_("费用"), money(version.fee)),
        (_("收费依据"), "\n".join(filter(None, (label(version.basis), *reckoned(version), version.explanation)))),
        (_("双方确认"), full_moment(version.agreed_at) if version.agreed_at else "—"),
    ]
    for one in told.milestones:
        done = full_day(one.done_on) if one.done_on else _("没有完成")
        rows.append((one.name, "\n".join([done, one.outcome, *effect_lines(one.effects)]).strip()))
    if agreement.invoice_number and agreement.invoiced:
        rows.append((_("发票"), f"{agreement.invoice_number} {money(agreement.invoiced)}"))
    if agreement.done_at and agreement.done_how:
        rows.append((_("企业确认完成"), f"{full_moment(agreement.done_at)} {label(agreement.done_how)}"))
    rows += [(one.title, one.number) for one in reversed(told.papers)]
    return rows
