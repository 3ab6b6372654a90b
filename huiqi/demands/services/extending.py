"""More time 延期: asked by whoever has the demand, decided by the window's manager or the hub, once in a round.

H59: 延期办结告知制 — the enterprise is told, with the reason and the new day, before the old one has passed. The
promise is not moved: it is released, and the longer one takes its place, counted from the same beginning.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from huiqi.demands.models import Demand, Extension, Promise
from huiqi.demands.rules.deadlines import Deadline, Unit
from huiqi.demands.rules.pausing import due_after, read
from huiqi.demands.selectors import extension_of, finish_to_extend, longest
from huiqi.demands.services.promises import promise_longer
from huiqi.demands.services.turn import Turn, begin, fits, written
from huiqi.demands.words import Step, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hours_of
from huiqi.reference.selectors import calendar


@transaction.atomic
def ask_extension(
    ref: UUID, amount: int, reason: str, *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """Ask for `amount` days in all, counted from the beginning of the round in the unit of the scheme.

    Raises `Refused`: extended_already, extension_late (nothing owed, or past due), no_extension (the scheme knows
    none), extension_limit (more than the scheme's), extension_not_longer, suspended (the clock stands).
    """
    turn = begin(ref, Verb.ASK_EXTENSION, actor=actor, at=at, revision=revision)
    demand = turn.demand
    if demand.suspended_until:
        raise Refused("suspended")
    if extension_of(demand):
        raise Refused("extended_already")
    owed, limit = finish_to_extend(demand, at), longest(demand)
    if owed is None:
        raise Refused("extension_late")
    if limit is None:
        raise Refused("no_extension")
    if not 1 <= amount <= limit.amount:
        raise Refused("extension_limit", "amount", most=limit.amount)
    counted = _counted(demand, amount, Unit(limit.unit), owed)
    if counted.due_at <= owed.due_at:
        raise Refused("extension_not_longer", "amount", until=owed.due_at)
    assert actor.organisation_id is not None
    made = Extension.objects.create(
        demand=demand,
        round=demand.round,
        amount=amount,
        unit=Unit(limit.unit),
        reason=written(reason, "extension"),
        organisation_id=actor.organisation_id,
        asked_at=at,
        asked_by=actor.person_ref,
    )
    return turn.finish({"until": counted.due_at.isoformat()}, {"reason": made.reason})


@transaction.atomic
def grant_extension(ref: UUID, note: str = "", *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Grant it: the enterprise is told why and until when.

    Raises `Refused`: no_request, own_request, extension_late, suspended.
    """
    turn = begin(ref, Verb.GRANT_EXTENSION, actor=actor, at=at, revision=revision)
    asked, limit = _waiting(turn), longest(turn.demand)
    if turn.demand.suspended_until:
        raise Refused("suspended")
    owed = finish_to_extend(turn.demand, at)
    if owed is None or limit is None:
        raise Refused("extension_late")
    counted = _counted(turn.demand, asked.amount, Unit(asked.unit), owed)
    _decide(asked, turn, granted=True, due_at=counted.due_at, decision=fits(note, "note"))
    promise_longer(turn.demand, counted, limit.source, owed.explanation.get("pauses", ()))
    data = {"until": counted.due_at.isoformat()}
    return turn.finish(data, {"reason": asked.reason, "note": asked.decision}, release=(Step.FINISH,))


@transaction.atomic
def decline_extension(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Decline it, with the reason: the promise stands as it was. Raises `Refused`: no_request, own_request."""
    turn = begin(ref, Verb.DECLINE_EXTENSION, actor=actor, at=at, revision=revision)
    asked = _waiting(turn)
    _decide(asked, turn, granted=False, due_at=None, decision=written(reason, "decision"))
    return turn.finish(None, {"reason": asked.decision})


def _counted(demand: Demand, amount: int, unit: Unit, owed: Promise) -> Deadline:
    """The longer limit, from the same beginning, with what stood still meanwhile."""
    return due_after(demand.began_at, amount, unit, calendar(), hours_of(demand.window), read(owed.explanation))


def _waiting(turn: Turn) -> Extension:
    """The request that waits for a decision, by somebody else than who made it."""
    asked = extension_of(turn.demand)
    if asked is None or asked.granted is not None:
        raise Refused("no_request")
    if asked.asked_by == turn.actor.person_ref:
        raise Refused("own_request")
    return asked


def _decide(asked: Extension, turn: Turn, *, granted: bool, due_at: datetime | None, decision: str) -> None:
    asked.granted, asked.due_at, asked.decision = granted, due_at, decision
    asked.decided_at, asked.decided_by = turn.at, turn.actor.person_ref
    asked.save(force_update=True)
