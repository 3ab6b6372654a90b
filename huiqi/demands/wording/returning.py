"""Demands that nobody wants, in words: disputes, the lists of duties side by side, precedents, lost time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.demands.models import Dispute, LostTime, Ruling
from huiqi.demands.selectors import Case, Side
from huiqi.demands.wording import label
from huiqi.ui.wording import full_day, full_moment


def dispute_row(one: Dispute) -> dict[str, Any]:
    """A row of what waits for a ruling."""
    return {
        "dispute": one,
        "who": one.handling.organisation.name,
        "code": label(one.code),
        "when": full_moment(one.raised_at),
        "part": one.handling.part or "",
    }


def side_shown(side: Side) -> dict[str, Any]:
    """Who says that it is not his, on what, and what his list of duties says."""
    handling = side.handling
    codes = [label(handling.return_code)] if handling.return_code else []
    return {
        "who": handling.organisation.name,
        "contests": handling.contested_at is not None,
        "code": codes[0] if codes else "",
        "reason": handling.return_reason,
        "duty": handling.return_duty,
        "had": _("%(since)s转来") % {"since": full_moment(handling.sent_at)},
        "duties": [
            {"name": one.name, "basis": one.basis} for one in (side.handler.capabilities if side.handler else ())
        ],
    }


def precedent(one: Ruling) -> str:
    """A ruling in one line."""
    told = {"day": full_day(one.ruled_at), "matter": one.matter, "who": one.organisation.name}
    if one.is_fallback:
        return _("%(day)s裁定：“%(matter)s”没有对应的职责清单，由%(who)s兜底办理") % told
    return _("%(day)s裁定：“%(matter)s”由%(who)s办理") % told


def precedent_row(one: Ruling) -> dict[str, Any]:
    """A row of the list of rulings."""
    return {
        "ruling": one,
        "line": precedent(one),
        "keywords": _("、").join(one.keywords),
        "retired": full_day(one.retired_at) if one.retired_at else "",
    }


def lost_words(one: LostTime) -> str:
    """How long was lost."""
    hours = ngettext("%(n)s 个工作小时", "%(n)s 个工作小时", one.minutes // 60) % {"n": one.minutes // 60}
    if one.days:
        told = {"n": one.days, "hours": hours}
        return ngettext("%(n)s 个工作日（%(hours)s）", "%(n)s 个工作日（%(hours)s）", one.days) % told
    return hours if one.minutes >= 60 else _("%(n)s 分钟") % {"n": one.minutes}


def lost_of(case: Case) -> list[str]:
    """What this demand lost in the wrong hands, and whose fault it is, in plain words."""
    return [_lost(one, case.organisations.get(one.organisation_id, "")) for one in case.lost]


def _lost(one: LostTime, who: str) -> str:
    told = {"since": full_moment(one.since), "until": full_moment(one.until), "time": lost_words(one), "who": who}
    told["fault"] = label(one.fault)
    return _("%(since)s至%(until)s耽误了%(time)s，%(fault)s，记在%(who)s。") % told


def lost_row(one: LostTime, people: Mapping[str, str]) -> dict[str, Any]:
    """A row of the list of lost time."""
    window = one.demand.window
    owned = one.organisation_id == window.organisation_id
    return {
        "lost": one,
        "organisation": window.short_name if owned else one.organisation.name,
        "person": people.get(one.person_ref, ""),
        "fault": label(one.fault),
        "time": lost_words(one),
        "when": _("%(since)s—%(until)s") % {"since": full_moment(one.since), "until": full_moment(one.until)},
    }


def waits(at: datetime, since: datetime) -> str:
    """How long something has waited."""
    days = (at - since).days
    return ngettext("等了 %(n)s 天", "等了 %(n)s 天", days) % {"n": days} if days else _("今天提的")
