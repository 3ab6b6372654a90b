"""What a window does: register, reply, recall, archive."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from huiqi.demands.events import DemandArchived
from huiqi.demands.models import Demand
from huiqi.demands.rules.closing import must_visit_first
from huiqi.demands.selectors import rating_of, request_of
from huiqi.demands.services.complained import keep_from_himself
from huiqi.demands.services.turn import begin, written
from huiqi.demands.words import DemandState, Lot, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.events import publish
from huiqi.kernel.refusal import Refused


@transaction.atomic
def register_demand(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Accept a filed demand. Whoever registers it is its first contact 首问负责人 until it is closed.

    Raises `Refused("complained_of_himself")`.
    """
    turn = begin(ref, Verb.REGISTER, actor=actor, at=at, revision=revision)
    keep_from_himself(turn.demand, actor.name)
    turn.demand.first_contact = actor.person_ref
    return turn.finish()


@transaction.atomic
def reply_to_demand(ref: UUID, reply: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Tell the enterprise how its matter stands (阶段答复), without ending it."""
    turn = begin(ref, Verb.REPLY, actor=actor, at=at, revision=revision)
    return turn.finish(texts={"reply": written(reply, "reply")})


@transaction.atomic
def recall_demand(
    ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None, part: int | None = None
) -> Demand:
    """Take the demand, or the `part` that he has, back from a handler who does not move, with the reason."""
    turn = begin(ref, Verb.RECALL, actor=actor, at=at, revision=revision, part=part)
    if turn.handling and turn.handling.is_ruled:
        raise Refused("ruled", name=turn.handling.organisation.name)
    data = {"organisation": turn.handling.organisation_id} if turn.handling else None
    return turn.finish(data, {"reason": written(reason, "reason")})


@transaction.atomic
def archive_demand(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Close the file; the worker makes its PDF.

    Raises `Refused("visit_first")` after a bad rating, or none, without visit; an unrated one that was not drawn needs
    none.
    """
    turn = begin(ref, Verb.ARCHIVE, actor=actor, at=at, revision=revision)
    rating = rating_of(turn.demand)
    visited = turn.demand.state is DemandState.VISITED
    if must_visit_first(rating.level if rating else None, visited) and (rating or not _spared(turn.demand)):
        raise Refused("visit_first")
    demand = turn.finish()
    publish(DemandArchived(demand.id))
    return demand


def _spared(demand: Demand) -> bool:
    asked = request_of(demand)
    return asked is not None and asked.lot in (Lot.SPARED, Lot.NOBODY)
