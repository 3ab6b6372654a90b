"""Taking in for others, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from huiqi.accounts.selectors import mask_mobile
from huiqi.demands.models import Demand, Promise
from huiqi.demands.selectors import intake_of
from huiqi.demands.wording import STATE_TONES, label
from huiqi.demands.wording.spoken import said_moment
from huiqi.demands.words import DemandState, Relation
from huiqi.standards import regions
from huiqi.ui.sheets import mask_name
from huiqi.ui.wording import full_day

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise

Told = dict[str, Any]


def firm_rows(firms: Sequence[Enterprise]) -> list[Told]:
    """The firms that were found: enough to tell one from another, no telephone numbers."""
    return [
        {"ref": firm.organisation.ref, "name": firm.name, "code": firm.uscc or _("没有代码"), "place": place(firm)}
        for firm in firms
    ]


def place(firm: Enterprise) -> str:
    """Where a firm is registered."""
    return " ".join(node.name for node in _below_province(firm.region))


def _below_province(region: str) -> Sequence[regions.Region]:
    path = regions.find(region).path
    return path[1:] or path


def firm_facts(firm: Enterprise, *, known: bool) -> list[dict[str, str]]:
    """The card of the firm for which somebody speaks; how to reach one that is not `known` here is masked."""
    name, mobile = firm.contact_name, firm.contact_mobile
    return [
        {"label": _("统一社会信用代码"), "value": firm.uscc or ""},
        {"label": _("所在地"), "value": place(firm)},
        {"label": _("联系人"), "value": f"{name} {mobile}" if known else f"{mask_name(name)} {mask_mobile(mobile)}"},
    ]


def history_rows(history: Sequence[Demand]) -> list[Told]:
    """What a firm asked before."""
    return [
        {
            "demand": one,
            "state": label(one.told_state),
            "tone": STATE_TONES[one.told_state],
            "day": full_day(one.filed_at),
            "open": not one.is_closed,
        }
        for one in history
    ]


def came(demand: Demand, *, with_phone: bool) -> str:
    """How a demand came, if staff took it in."""
    intake = intake_of(demand)
    if intake is None:
        return ""
    if demand.hidden:
        return label(intake.channel)
    who = f"{intake.spoken_by} {intake.phone}".strip() if with_phone else intake.spoken_by
    told = {"channel": label(intake.channel), "who": who, "relation": label(intake.relation)}
    if intake.relation is Relation.UNSTATED:
        return _("%(channel)s，%(who)s") % told
    return _("%(channel)s，%(who)s（%(relation)s）") % told


def to_read_out(demand: Demand, finish: Promise | None, at: datetime) -> list[str]:
    """What to tell who stands there or is on the telephone, sentence by sentence."""
    told = {"number": demand.number, "code": " ".join(_fours(demand.query_code)), "window": demand.window.short_name}
    said = [_("您的事情已经登记，编号是 %(number)s，查询码是 %(code)s。") % told]
    if demand.state is DemandState.FILED:
        said.append(_("这件事由%(window)s受理，他们会联系您。") % told)
    return [*said, *([_spelt(finish.due_at, at)] if finish else [])]


def _fours(code: str) -> list[str]:
    return [code[start : start + 4] for start in range(0, len(code), 4)]


def _spelt(due: datetime, at: datetime) -> str:
    return _("我们最迟在%(when)s之前%(what)s。") % {"when": said_moment(due, at), "what": _("给您答复")}
