"""What only the hub does: close what was brought too often, decide objections."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from huiqi.demands.models import Demand, Ending, Objection
from huiqi.demands.rules.standing import EARLIER_TIMES
from huiqi.demands.selectors import earlier_closed, ending_of, objection_to
from huiqi.demands.services.endings import Decision, close_unanswered
from huiqi.demands.services.promises import owe_again
from huiqi.demands.services.turn import Turn, begin, written
from huiqi.demands.words import Ground, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused


@transaction.atomic
def close_repeated(
    ref: UUID,
    earlier: Sequence[UUID],
    reason: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
) -> Demand:
    """Close what the same enterprise brings for the third time; `earlier` are the demands about the same matter.

    Earlier rounds of the demand itself count. Raises `Refused("too_few_earlier")`, `Refused("not_earlier")`.
    """
    turn = begin(ref, Verb.CLOSE_REPEATED, actor=actor, at=at, revision=revision)
    named = list(earlier_closed(turn.demand).filter(ref__in=earlier))
    if len(named) != len(set(earlier)):
        raise Refused("not_earlier", "earlier")
    if len(named) + turn.demand.round - 1 < EARLIER_TIMES:
        raise Refused("too_few_earlier", "earlier", times=EARLIER_TIMES)
    return close_unanswered(turn, Decision(Ground.REPEATED, written(reason, "reason")), named)


@transaction.atomic
def uphold_objection(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """The objection is right: back to the window, owing everything as if nothing had been decided."""
    turn = begin(ref, Verb.UPHOLD_OBJECTION, actor=actor, at=at, revision=revision)
    ending = _decide(turn, upheld=True, reason=reason)
    ending.undone_at = at
    ending.save(force_update=True)
    owe_again(turn.demand, ending.decided_at)
    return turn.finish(texts={"reason": reason.strip()})


@transaction.atomic
def reject_objection(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """The decision stands; the enterprise is told why."""
    turn = begin(ref, Verb.REJECT_OBJECTION, actor=actor, at=at, revision=revision)
    _decide(turn, upheld=False, reason=reason)
    return turn.finish(texts={"reason": reason.strip()})


def _decide(turn: Turn, *, upheld: bool, reason: str) -> Ending:
    """Decide the open objection; never by the person whose decision it is about."""
    ending = ending_of(turn.demand)
    objection: Objection | None = objection_to(ending)
    if ending is None or objection is None or objection.decided_at:
        raise Refused("no_objection")
    if ending.decided_by == turn.actor.person_ref:
        raise Refused("own_decision")
    objection.reason = written(reason, "reason")
    objection.decided_at, objection.decided_by, objection.upheld = turn.at, turn.actor.person_ref, upheld
    objection.save(force_update=True)
    return ending
