"""A clock that stands, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from huiqi.demands.models import Suspension
from huiqi.demands.selectors import Case
from huiqi.demands.selectors.pausing import asked_standstill as still_asked
from huiqi.demands.wording import label
from huiqi.demands.wording.due import at_moment
from huiqi.demands.words import PauseGround
from huiqi.ui.wording import full_moment


def most_days(most: Mapping[PauseGround, int]) -> str:
    """How long each ground lets the clock stand."""
    said = (_("%(ground)s最多 %(days)d 天") % {"ground": label(one), "days": days} for one, days in most.items())
    return _("到这一天开门时自动恢复。%(limits)s。") % {"limits": _("，").join(said)}


def standstill(case: Case, *, own: bool) -> dict[str, Any] | None:
    """That the clock stands: why, since when, until when, and who ends it."""
    standing = case.standstill
    if standing is None or standing.began_at is None:
        return None
    told = _told(case, standing)
    lines = [
        _("%(who)s%(person)s于 %(when)s 中止计时，理由：%(ground)s。") % told,
        standing.reason,
        _("最迟 %(until)s 自动恢复，停了几天，期限就顺延几天，不会少算。") % told,
        _ends(standing.ground, own=own),
    ]
    return {"tone": "ask", "title": _("中止计时：%(ground)s") % told, "lines": lines}


def _ends(ground: PauseGround, *, own: bool) -> str:
    """What ends it before."""
    if ground is PauseGround.AWAITING_FIRM:
        return _("您一补齐，马上恢复。") if own else _("企业一补齐，马上恢复。承办签收等内部期限不停。")
    if ground is PauseGround.FIRM_ASKS:
        return _("您随时可以恢复。") if own else _("企业随时可以恢复。承办签收等内部期限不停。")
    return _("结果一到，窗口马上恢复。") if own else _("结果一到，请马上恢复。承办签收等内部期限不停。")


def asked_standstill(case: Case, *, own: bool) -> dict[str, Any] | None:
    """What who works on it asks of the window; no business of the enterprise."""
    asked = still_asked(case)
    if asked is None or own or case.demand.is_closed:
        return None
    told = _told(case, asked)
    line = _("%(who)s%(person)s于 %(when)s 申请，理由：%(ground)s，最迟 %(until)s 恢复。") % told
    return {"tone": "ask", "title": _("申请中止计时，等窗口决定"), "lines": [line, asked.reason]}


def _told(case: Case, one: Suspension) -> dict[str, str]:
    """Who let it stand, or asks for it."""
    return {
        "who": case.organisations.get(one.organisation_id or 0, ""),
        "person": case.people.get(one.asked_by, ""),
        "when": full_moment(one.began_at or one.asked_at),
        "ground": label(one.ground),
        "until": at_moment(one.until),
    }
