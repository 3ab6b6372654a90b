"""What the pages of return visits show: who is next, what to say to him, what was drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.demands.models import Rating, ReturnVisit, VisitDraw, VisitShare, VisitTask
from huiqi.demands.selectors import shown_to
from huiqi.demands.wording import label
from huiqi.demands.wording.due import at_moment, time_left, tone_of_due
from huiqi.demands.words import Lot, VisitOutcome
from huiqi.kernel.access import Actor
from huiqi.standards.calendars import Calendar
from huiqi.ui.wording import full_day, full_moment

TABS = {
    "mine": lazy("该我打的"),
    "later": lazy("约定再打"),
    "all": lazy("全部待回访"),
    "done": lazy("已经回访"),
}

OUTCOME_TONES = {
    VisitOutcome.REACHED: "good",
    VisitOutcome.NO_ANSWER: "ask",
    VisitOutcome.WRONG_NUMBER: "ask",
    VisitOutcome.CALL_LATER: "info",
    VisitOutcome.REFUSED: "quiet",
}

WHY_TONES = {Lot.DISSATISFIED: "late", Lot.DRAWN: "info"}
WHY = {Lot.DISSATISFIED: lazy("评价不满意"), Lot.DRAWN: lazy("抽中")}


def tabs(current: str) -> list[dict[str, Any]]:
    """The tabs of the list."""
    return [{"label": str(told), "url": f"?tab={code}", "current": code == current} for code, told in TABS.items()]


def visit_row(task: VisitTask, actor: Actor, people: Mapping[str, str], at: datetime, days: Calendar) -> dict[str, Any]:
    """A visit in the list."""
    demand = shown_to(actor, task.demand)
    return {
        "task": task,
        "demand": demand,
        "why": str(WHY[task.why]),
        "tone": WHY_TONES[task.why],
        "visitor": people.get(task.visitor, ""),
        "tried": _("打过 %(n)d 次") % {"n": task.attempts} if task.attempts else "",
        "outcome": label(task.outcome) if task.outcome else "",
        "outcome_tone": OUTCOME_TONES.get(task.outcome, ""),
        "call_after": at_moment(task.call_after) if task.call_after and not task.done_at else "",
        "done": full_moment(task.done_at) if task.done_at else "",
        "due": task.due_at,
        "left": time_left(task.due_at, at, days) if task.due_at and not task.done_at else "",
        "due_tone": tone_of_due(task.due_at, at) if task.due_at else "",
    }


def script(task: VisitTask, actor: Actor, rating: Rating | None) -> list[str]:
    """What is said, in order: who calls, why, and the questions (K23); never what would press for a good answer."""
    office = actor.seat.organisation_name if actor.seat else ""
    told = {"name": actor.name, "window": office, "title": task.demand.title}
    lines = [
        _("您好，我是%(window)s的%(name)s。您单位提过“%(title)s”这件诉求，想花两分钟听听办得怎样，方便吗？") % told,
        _("我没有经手过这件事，您说的不会影响办理，经办的人也听不到。"),
    ]
    if rating and task.why is Lot.DISSATISFIED:
        lines.append(_("您评价的是“%(level)s”。哪里没有办好？希望怎样改？") % {"level": label(rating.level)})
    return [
        *lines,
        _("这次服务，满足了您单位的需求吗？"),
        _("还需要后续服务吗？需要什么？"),
        _("总的来说，您是非常满意、满意、基本满意、不满意，还是非常不满意？不想说也没有关系。"),
        _("对我们的服务还有什么意见和建议？"),
        _("谢谢您。有事可以随时找窗口，也可以凭编号和查询码看进度。"),
    ]


def tries(visits: Sequence[ReturnVisit], people: Mapping[str, str]) -> list[dict[str, str]]:
    """The calls that were made, as steps of a timeline."""
    return [
        {
            "title": label(one.outcome) if one.outcome else (_("联系上了") if one.reached else _("没有联系上")),
            "when": full_moment(one.visited_at),
            "by": people.get(one.visited_by, ""),
            "note": _("约定 %(when)s 再打") % {"when": at_moment(one.call_after)} if one.call_after else one.opinion,
            "state": "done",
        }
        for one in visits
    ]


def share_told(percent: int, coming: VisitShare | None) -> str:
    """How many are drawn now, and from which day another share holds."""
    if coming is None:
        return _("现在按 %(percent)d%% 抽样。") % {"percent": percent}
    told = {"percent": percent, "day": full_day(coming.since), "coming": coming.percent}
    return _("现在按 %(percent)d%% 抽样，%(day)s起按 %(coming)d%%。") % told


def draw_row(drawing: VisitDraw, strata: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A week's draw with its strata, and whether drawing again found the same."""
    return {
        "drawing": drawing,
        "week": full_day(drawing.week),
        "seed": f"{drawing.seed[:8]}…{drawing.seed[-8:]}",
        "strata": [{**one, "kind": label(one["kind"])} for one in strata],
        "same": all(one["same"] for one in strata),
    }
