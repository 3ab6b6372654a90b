"""Rectification: what an enterprise is dissatisfied with is done again, one level up, within a limit; rated again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.demands.events import DemandAnswered
from huiqi.demands.flow import DEMAND, WHOLE
from huiqi.demands.models import Archive, Demand, PastRound, Rating, RatingRequest, Rectification, ReturnVisit
from huiqi.demands.rules.rectifying import UpLevel, one_level_up
from huiqi.demands.selectors import open_rectification as rectification_of
from huiqi.demands.selectors import rating_of, rectification_before, rectified_in, request_of
from huiqi.demands.services.promises import promise_after_answer, promise_rectification
from huiqi.demands.services.rating_requests import ask_for_rating
from huiqi.demands.services.turn import Turn, attach, begin, written
from huiqi.demands.words import ArchiveState, Disposal, Purpose, Verb
from huiqi.kernel.access import SYSTEM, Actor, Role
from huiqi.kernel.events import publish
from huiqi.kernel.jobs import enqueue
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hub

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huiqi.files.models import StoredFile


def open_by_itself(
    demand: Demand,
    asked: RatingRequest | None,
    *,
    rating: Rating | None = None,
    visit: ReturnVisit | None = None,
    at: datetime,
) -> bool:
    """Open the rectification to which a bad rating, or a bad word at a visit, leads; answers whether there was a level
    left to open it at. The caller holds the demand's row.
    """
    level = level_for(demand, asked)
    if level is None or rectified_in(demand) or not DEMAND.allows(demand.state, Verb.OPEN_RECTIFICATION):
        return False
    to = DEMAND.after(demand.state, Verb.OPEN_RECTIFICATION)
    turn = Turn(demand, None, {}, Verb.OPEN_RECTIFICATION, SYSTEM, at, (WHOLE,), to, {}, None)
    _open(turn, level, rating=rating, visit=visit)
    return True


def level_for(demand: Demand, asked: RatingRequest | None) -> UpLevel | None:
    """One level above whoever answered this round."""
    elsewhere = asked is not None and asked.organisation_id != demand.window.organisation_id
    return one_level_up(elsewhere, rectification_before(demand))


@transaction.atomic
def open_rectification(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """The hub has a round done again that the enterprise was heard about, though it did not rate it badly.

    Raises `Refused`: rectified_already, nobody_above.
    """
    turn = begin(ref, Verb.OPEN_RECTIFICATION, actor=actor, at=at, revision=revision)
    if rectified_in(turn.demand):
        raise Refused("rectified_already")
    level = level_for(turn.demand, request_of(turn.demand))
    if level is None:
        raise Refused("nobody_above")
    _open(turn, level, rating=rating_of(turn.demand), reason=written(reason, "rectification"))
    return turn.demand


def _open(
    turn: Turn, level: UpLevel, *, rating: Rating | None = None, visit: ReturnVisit | None = None, reason: str = ""
) -> None:
    demand, at = turn.demand, turn.at
    office = demand.window.organisation_id if level is UpLevel.WINDOW else hub().organisation_id
    due_at = promise_rectification(demand, at)
    Rectification.objects.create(
        demand=demand,
        round=demand.round,
        rating=rating,
        visit=visit,
        reason=reason,
        level=level,
        office_id=office,
        opened_at=at,
        opened_by=turn.actor.person_ref,
        due_at=due_at,
    )
    turn.finish({"up_level": str(level), "until": due_at.isoformat()}, {"reason": reason})


def _mine(turn: Turn) -> Rectification:
    """The open rectification, if it is at the actor's level and he had nothing to do with the work.

    Raises `Refused`: no_rectification, one_level_up; `PermissionDenied`.
    """
    found, asked = rectification_of(turn.demand), request_of(turn.demand)
    if found is None:
        raise Refused("no_rectification")
    if found.level is UpLevel.HUB and not turn.actor.is_a(Role.HUB_OPERATOR):
        raise Refused("one_level_up")
    if asked and turn.actor.person_ref in asked.concerned:
        raise PermissionDenied
    return found


@transaction.atomic
def plan_rectification(
    ref: UUID, plan: str, until: date, *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """Tell the enterprise why it takes time, and by which day it is put right (说明理由、建立台账、限期整改).

    Raises as `_mine`, and `Refused`: plan_past, plan_too_late.
    """
    turn = begin(ref, Verb.PLAN_RECTIFICATION, actor=actor, at=at, revision=revision)
    found = _mine(turn)
    if until < localdate(at):
        raise Refused("plan_past", "until")
    if until > localdate(found.due_at):
        raise Refused("plan_too_late", "until", until=localdate(found.due_at))
    found.plan, found.plan_until = written(plan, "rectify_plan"), until
    found.save(update_fields=["plan", "plan_until"])
    return turn.finish({"day": until.isoformat()}, {"plan": found.plan})


@transaction.atomic
def rectify(
    ref: UUID,
    disposal: Disposal,
    answer: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> Demand:
    """Answer what was put right, or explain why it cannot be. The round is over, its file is made; the answer opens
    another, which is rated anew. Raises as `_mine`.
    """
    turn = begin(ref, Verb.RECTIFY, actor=actor, at=at, revision=revision)
    found = _mine(turn)
    answer = written(answer, "answer")
    found.disposal, found.ended_at, found.ended_by = disposal, at, actor.person_ref
    found.save(update_fields=["disposal", "ended_at", "ended_by"])
    _answer_anew(turn, answer)
    kept = attach(turn.demand, files, Purpose.ANSWER, actor=actor, at=at)
    turn.finish({"disposal": str(disposal), "round": turn.demand.round, **kept}, {"answer": answer})
    publish(DemandAnswered(turn.demand.id))
    return turn.demand


def _answer_anew(turn: Turn, answer: str) -> None:
    """Put the round that is over away with its answer, its rating and its visits; the new answer is rated anew."""
    demand, at = turn.demand, turn.at
    PastRound.objects.create(
        demand=demand,
        round=demand.round,
        began_at=demand.began_at,
        closed_at=at,
        state=demand.state,
        first_contact=demand.first_contact,
        answer=demand.answer,
        answered_at=demand.answered_at,
        fact="",
        reopened_at=at,
        reopened_by=turn.actor.person_ref,
    )
    Archive.objects.create(demand=demand, round=demand.round, state=ArchiveState.WAITING, asked_at=at)
    enqueue("demands.make_archive", demand_id=demand.id)
    demand.round += 1
    demand.answer, demand.answered_at = answer, at
    promise_after_answer(demand, at)
    ask_for_rating(turn)
