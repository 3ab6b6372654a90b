"""What an institution does with the demand in its hands; and the answer, which is whoever's it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from huiqi.demands.events import DemandAnswered
from huiqi.demands.models import Demand, Handling
from huiqi.demands.services.complained import keep_from_himself
from huiqi.demands.services.promises import promise_after_answer
from huiqi.demands.services.rating_requests import ask_for_rating
from huiqi.demands.services.turn import Turn, attach, begin, fits, written
from huiqi.demands.wording.hands import together
from huiqi.demands.words import Purpose, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.events import publish

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile


def custody(turn: Turn) -> Handling:
    """The handling that the permission of a handler's verb has already seen."""
    assert turn.handling is not None
    return turn.handling


@transaction.atomic
def take_demand(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Accept the demand: the person who does so answers for it from now on.

    Raises `Refused("complained_of_himself")`.
    """
    turn = begin(ref, Verb.TAKE, actor=actor, at=at, revision=revision)
    keep_from_himself(turn.demand, actor.name)
    handling = custody(turn)
    handling.taken_at, handling.taken_by = at, actor.person_ref
    return turn.finish()


@transaction.atomic
def give_plan(
    ref: UUID,
    plan: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> Demand:
    """Tell the enterprise what will be done, by when and at what price; a new plan replaces the one before."""
    turn = begin(ref, Verb.GIVE_PLAN, actor=actor, at=at, revision=revision)
    custody(turn).plan = plan = written(plan, "plan")
    return turn.finish(attach(turn.demand, files, Purpose.PLAN, actor=actor, at=at), {"plan": plan})


@transaction.atomic
def start_work(ref: UUID, note: str = "", *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Begin the work itself (the agreement is signed, or none is needed)."""
    turn = begin(ref, Verb.START_WORK, actor=actor, at=at, revision=revision)
    return turn.finish(texts={"note": fits(note, "note")})


@transaction.atomic
def answer_demand(
    ref: UUID,
    answer: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> Demand:
    """Answer: the institution that has the demand, or the window on the spot. Stops the enterprise's clock."""
    turn = begin(ref, Verb.ANSWER, actor=actor, at=at, revision=revision)
    kept = attach(turn.demand, files, Purpose.ANSWER, actor=actor, at=at)
    return answered(turn, answer, kept)


def answered(turn: Turn, answer: str, data: Mapping[str, Any], texts: Mapping[str, str] | None = None) -> Demand:
    """The demand has its answer, and a return visit is owed. `data`, `texts`: what the journal keeps beside it.

    The answer of a part goes to the enterprise as it comes, named by who gave it; with the last the demand is
    answered, and its answer is what all said.
    """
    demand, answer = turn.demand, written(answer, "answer")
    if turn.handling and turn.handling.part:
        turn.handling.answer = answer
    if turn.is_partial:
        return turn.finish(data, {"answer": answer, **(texts or {})})
    demand.answer, demand.answered_at = together(answer, turn.handling, turn.hands.values()), turn.at
    ask_for_rating(turn)
    promise_after_answer(demand, turn.at)
    turn.finish(data, {"answer": answer, **(texts or {})})
    publish(DemandAnswered(demand.id))
    return demand
