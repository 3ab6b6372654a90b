"""What an enterprise does once its demand is closed: object to the decision, or bring a new fact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from huiqi.demands.models import Demand, ErasedByRule, Objection, PastRound
from huiqi.demands.rules.standing import objection_until
from huiqi.demands.selectors import ending_of, objection_to
from huiqi.demands.services.filing import ENTERPRISE_STEPS
from huiqi.demands.services.promises import promise_again
from huiqi.demands.services.turn import Turn, attach, begin, written
from huiqi.demands.words import Erased, Mode, Purpose, Urgency, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hours_of
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile


@transaction.atomic
def object_to_decision(
    ref: UUID,
    text: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> Demand:
    """Object to a decision, once and in time; the hub decides.

    Raises `Refused("objected_already")`, `Refused("objection_late")`.
    """
    turn = begin(ref, Verb.OBJECT, actor=actor, at=at, revision=revision)
    ending = ending_of(turn.demand)
    assert ending is not None
    if objection_to(ending):
        raise Refused("objected_already")
    until = objection_until(ending.decided_at, calendar(), hours_of(turn.demand.window))
    if at > until:
        raise Refused("objection_late", until=until)
    text = written(text, "objection")
    Objection.objects.create(ending=ending, demand=turn.demand, text=text, objected_at=at, objected_by=actor.person_ref)
    return turn.finish(attach(turn.demand, files, Purpose.OBJECTION, actor=actor, at=at), {"text": text})


@transaction.atomic
def reopen_demand(
    ref: UUID,
    fact: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> Demand:
    """Reopen a closed demand with a new fact: a new round with promises of its own, under the same number.

    What was promised, missed, rated and visited before belongs to its round and stays. Raises
    `Refused`: objection_pending (one way at a time), erased (what was written in it is gone).
    """
    turn = begin(ref, Verb.REOPEN, actor=actor, at=at, revision=revision)
    if ErasedByRule.objects.filter(demand=turn.demand, rule__erases=Erased.WORDS).exists():
        raise Refused("erased")
    objection = objection_to(ending_of(turn.demand))
    if objection and objection.decided_at is None:
        raise Refused("objection_pending")
    fact = written(fact, "fact")
    if fact == turn.demand.text.strip():
        raise Refused("nothing_new", "fact")
    _begin_anew(turn, fact)
    promise_again(turn.demand, *ENTERPRISE_STEPS, start=at)
    kept = attach(turn.demand, files, Purpose.REOPENING, actor=actor, at=at)
    return turn.finish({"round": turn.demand.round, **kept}, {"fact": fact})


def _begin_anew(turn: Turn, fact: str) -> None:
    """Put the round that is over away; the demand begins like a new one."""
    demand = turn.demand
    assert demand.closed_at is not None
    PastRound.objects.create(
        demand=demand,
        round=demand.round,
        began_at=demand.began_at,
        closed_at=demand.closed_at,
        state=demand.state,
        first_contact=demand.first_contact,
        answer=demand.answer,
        answered_at=demand.answered_at,
        fact=fact,
        reopened_at=turn.at,
        reopened_by=turn.actor.person_ref,
    )
    demand.round, demand.reopened_at = demand.round + 1, turn.at
    demand.first_contact = demand.handed_on_by = demand.answer = ""
    demand.answered_at = None
    demand.urgency, demand.rank, demand.urged = Urgency.NORMAL, 2, 0
    demand.mode = Mode.SOLE
