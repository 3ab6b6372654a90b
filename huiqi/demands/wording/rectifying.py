"""Rectification in words: the card on the case, the ledger, the notice 整改通知书, the appeals."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from huiqi.demands.models import RatingAppeal, Rectification
from huiqi.demands.selectors import Case, listed
from huiqi.demands.wording import label
from huiqi.demands.wording.drafts import Draft, matter_fields
from huiqi.demands.wording.due import at_moment, time_left, tone_of_due
from huiqi.demands.words import DemandState
from huiqi.kernel.access import Actor
from huiqi.papers.ports import Content, Section
from huiqi.standards.calendars import Calendar
from huiqi.ui.wording import full_day, full_moment


def rectifying_card(case: Case, *, own: bool) -> dict[str, Any]:
    """What is being put right, why, by whom, by when; to the enterprise without what it said itself."""
    found = case.rectification
    if found is None or found.ended_at:
        return {}
    rating = case.rating
    return {
        "level": label(found.level),
        "office": found.office.name,
        "until": at_moment(found.due_at),
        "why": label(rating.level) if rating else "",
        "comment": rating.comment if rating and not own else "",
        "reason": found.reason,
        "plan": found.plan,
        "plan_until": full_day(found.plan_until) if found.plan_until else "",
        "appeal": "" if own or case.appeal is None else case.appeal.reason,
    }


def ledger_tabs(current: str) -> list[dict[str, Any]]:
    """The tabs of the ledger."""
    told = {"open": _("正在整改"), "done": _("已经结束")}
    return [{"label": label, "url": f"?tab={code}", "current": code == current} for code, label in told.items()]


def ledger_row(found: Rectification, actor: Actor, at: datetime, days: Calendar) -> dict[str, Any]:
    """A line of the ledger."""
    demand = listed(actor, found.demand)
    rating = found.rating
    return {
        "demand": demand,
        "why": label(rating.level) if rating else _("回访时说的") if found.visit_id else _("省平台要求"),
        "comment": rating.comment if rating and not demand.keeps_name else "",
        "level": label(found.level),
        "opened": full_moment(found.opened_at),
        "plan": found.plan,
        "plan_until": full_day(found.plan_until) if found.plan_until else "",
        "due": found.due_at,
        "left": "" if found.ended_at else time_left(found.due_at, at, days),
        "due_tone": tone_of_due(found.due_at, at),
        "ended": full_moment(found.ended_at) if found.ended_at else "",
        "late": bool(found.ended_at and found.ended_at > found.due_at),
        "disposal": label(found.disposal) if found.disposal else _("评价不实，不用整改") if found.ended_at else "",
    }


def appeal_row(appeal: RatingAppeal, actor: Actor) -> dict[str, Any]:
    """An appeal in the list."""
    demand = listed(actor, appeal.demand)
    outcome = {None: (_("待复核"), "ask"), True: (_("申诉成立"), "good"), False: (_("申诉不成立"), "quiet")}
    words, tone = outcome[appeal.upheld]
    return {
        "demand": demand,
        "office": appeal.organisation.name,
        "level": label(appeal.rating.level),
        "when": full_moment(appeal.appealed_at),
        "words": words,
        "tone": tone,
    }


def notice(case: Case) -> Draft | None:
    """整改通知书: to whoever answered, what the enterprise is dissatisfied with, what is to be done by when."""
    found = case.rectification
    if found is None or found.ended_at or case.demand.state is not DemandState.RECTIFYING:
        return None
    demand, rating = case.demand, case.rating
    answered = [one for one in case.handlings if one.state == "answered"]
    to = answered[-1].organisation.name if answered else demand.window.name
    fields = (
        *matter_fields(demand),
        ("企业评价", rating.level.label if rating else "回访时表示不满意"),
        *((("企业的话", rating.comment),) if rating and rating.comment else ()),
        *((("整改要求", found.reason),) if found.reason else ()),
        ("整改期限", full_moment(found.due_at).replace(" ", "")),
    )
    said = (
        "企业对上述诉求的办理不满意，请配合上一级重新办理。",
        "情况清楚、诉求合理的，立行立改；情况复杂的，说明理由，建立台账，限期整改；缺乏法定依据的，做好解释说明。",
        "一个工作日内由没有经手过的人联系企业。整改结果答复企业，由企业再评价一次。",
        "认为是误评或恶意差评的，五个工作日内可以申诉，附上证据，由没有经手过的人复核。复核以前，整改照常。",
    )
    return Draft(found.opened_at, Content(to, fields, (Section("", said),)))
