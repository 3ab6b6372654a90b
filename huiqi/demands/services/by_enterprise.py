"""What an enterprise does with its demand: supply what was asked, rate, withdraw."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from huiqi.demands.events import DemandRated, DemandWithdrawn
from huiqi.demands.models import Demand, Rating
from huiqi.demands.rules.closing import BAD
from huiqi.demands.selectors import rating_of
from huiqi.demands.services.endings import Decision, close_unanswered
from huiqi.demands.services.turn import begin, fits
from huiqi.demands.words import Ground, RatingLevel, Step, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.events import publish
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    pass


@transaction.atomic
def rate_demand(
    ref: UUID, level: RatingLevel, comment: str = "", *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """Rate what was done, once a round. A bad rating makes the return visit a duty; any other releases it."""
    turn = begin(ref, Verb.RATE, actor=actor, at=at, revision=revision)
    demand = turn.demand
    if rating_of(demand):
        raise Refused("rated_already")
    said = fits(comment, "comment")
    Rating.objects.create(
        demand=demand, round=demand.round, level=level, comment=said, rated_at=at, rated_by=actor.person_ref
    )
    release = () if level in BAD else (Step.RETURN_VISIT,)
    turn.finish({"level": str(level)}, {"comment": said}, release=release)
    publish(DemandRated(demand.id, str(level)))
    return demand


@transaction.atomic
def withdraw_demand(ref: UUID, reason: str = "", *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Take a demand back before it is answered; whoever has it in his hands is freed of it."""
    turn = begin(ref, Verb.WITHDRAW, actor=actor, at=at, revision=revision)
    demand = close_unanswered(turn, Decision(Ground.WITHDRAWN, fits(reason, "reason")))
    publish(DemandWithdrawn(demand.id))
    return demand
