"""Return visits: made, or tried in vain, never by anybody who had to do with the work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.demands.models import Demand, RatingRequest, ReturnVisit, VisitTask
from huiqi.demands.rules.closing import BAD, may_visit_from, visit_is_over
from huiqi.demands.selectors import request_of, task_of
from huiqi.demands.services.rectifying import open_by_itself
from huiqi.demands.services.turn import Turn, begin, fits
from huiqi.demands.words import Anonymity, DemandState, RatingLevel, Verb, VisitOutcome
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hours_of
from huiqi.reference.selectors import calendar


@dataclass(frozen=True, slots=True)
class Visit:
    """What a return visit found out; the answers are None where nobody was reached.

    `level`: how satisfied the enterprise says to be, asked on the telephone; `call_after`: when it asked to be called.
    """

    reached: bool
    need_met: bool | None = None
    follow_up: bool | None = None
    opinion: str = ""
    outcome: VisitOutcome | None = None
    level: RatingLevel | None = None
    call_after: datetime | None = None

    @property
    def came_to(self) -> VisitOutcome:
        """What became of the call."""
        return VisitOutcome.REACHED if self.reached else self.outcome or VisitOutcome.NO_ANSWER


@transaction.atomic
def visit_enterprise(ref: UUID, visit: Visit, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Write down a return visit. One that reached nobody leaves the visit owed, until the third half of a day settles
    it; a refusal settles it, and of an anonymous complaint the first try does.

    Raises `PermissionDenied` to whoever had to do with the work; `Refused`: rating_first while the enterprise still has
    days left to rate undisturbed, not_to_visit where it is closed and was not drawn, required, call_after_past.
    """
    verb = Verb.VISIT if visit.reached else Verb.ATTEMPT_VISIT
    turn = begin(ref, verb, actor=actor, at=at, revision=revision)
    asked = request_of(turn.demand)
    task = task_of(asked) if asked else None
    _check(turn, visit, asked, task)
    if not visit.reached and _is_over(turn, visit):
        turn = begin(ref, Verb.VISIT, actor=actor, at=at, revision=revision)
    made = _visited(turn, visit)
    if task:
        _settle_task(task, turn, visit)
    if turn.verb is Verb.VISIT and turn.demand.state is DemandState.ARCHIVED:
        turn.ask_for_file()  # with the visit in it
    if visit.level in BAD:
        open_by_itself(turn.demand, asked, visit=made, at=at)
    return turn.demand


def _check(turn: Turn, visit: Visit, asked: RatingRequest | None, task: VisitTask | None) -> None:
    demand, at = turn.demand, turn.at
    if asked and turn.actor.person_ref in asked.concerned:
        raise PermissionDenied
    if demand.state in (DemandState.ARCHIVED, DemandState.RECTIFYING) and task is None:
        raise Refused("not_to_visit")
    assert demand.answered_at is not None
    waits_until = may_visit_from(
        demand.answered_at, demand.state is not DemandState.ANSWERED, calendar(), hours_of(demand.window)
    )
    if at < waits_until:
        raise Refused("rating_first", until=waits_until)
    if visit.reached and (visit.need_met is None or visit.follow_up is None):
        raise Refused("required", "need_met" if visit.need_met is None else "follow_up")
    if visit.call_after and visit.call_after <= at:
        raise Refused("call_after_past", "call_after")


def _is_over(turn: Turn, visit: Visit) -> bool:
    """Whether a try in vain is the last: there is nobody to reach, or nobody wants to be, or it was tried enough."""
    demand = turn.demand
    if demand.anonymity is Anonymity.ANONYMOUS or visit.came_to is VisitOutcome.REFUSED:
        return True
    if visit.came_to is VisitOutcome.CALL_LATER:
        return False
    in_vain = ReturnVisit.objects.filter(demand=demand, round=demand.round, reached=False)
    in_vain = in_vain.exclude(outcome=VisitOutcome.CALL_LATER)
    return visit_is_over(turn.at, in_vain.values_list("visited_at", flat=True))


def _visited(turn: Turn, visit: Visit) -> ReturnVisit:
    made = ReturnVisit.objects.create(
        demand=turn.demand,
        round=turn.demand.round,
        reached=visit.reached,
        need_met=visit.need_met if visit.reached else None,
        follow_up=visit.follow_up if visit.reached else None,
        opinion=fits(visit.opinion, "opinion"),
        visited_at=turn.at,
        visited_by=turn.actor.person_ref,
        outcome=visit.came_to,
        level=(visit.level or "") if visit.reached else "",
        call_after=visit.call_after if visit.came_to is VisitOutcome.CALL_LATER else None,
    )
    data: dict[str, bool | str | None] = {
        "reached": made.reached,
        "need_met": made.need_met,
        "follow_up": made.follow_up,
    }
    data |= {"outcome": str(made.outcome), **({"by_phone": str(made.level)} if made.level else {})}
    turn.finish(data, {"opinion": made.opinion})
    return made


def _settle_task(task: VisitTask, turn: Turn, visit: Visit) -> None:
    """The task is done with the visit; a try leaves it, with when to call again. Whoever calls has it."""
    task.attempts += 1
    task.visitor, task.outcome, task.call_after = turn.actor.person_ref, visit.came_to, visit.call_after
    task.done_at = turn.at if turn.verb is Verb.VISIT else None
    task.level = (visit.level or "") if visit.reached else ""
    task.save(update_fields=["attempts", "visitor", "outcome", "level", "call_after", "done_at"])
