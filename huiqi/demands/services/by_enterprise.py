"""What an enterprise does with its demand: supply what was asked, rate, withdraw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from huiqi.demands.events import DemandRated, DemandWithdrawn
from huiqi.demands.models import Demand, Rating, RatingRequest, of_answer
from huiqi.demands.rules.closing import BAD
from huiqi.demands.rules.rating import RatingWay
from huiqi.demands.selectors import rating_list, rating_of, request_of
from huiqi.demands.services.endings import Decision, close_unanswered
from huiqi.demands.services.merging import bring_back, lock_merged
from huiqi.demands.services.rectifying import open_by_itself
from huiqi.demands.services.sampling import visit_the_dissatisfied
from huiqi.demands.services.turn import Turn, begin, fits
from huiqi.demands.words import Anonymity, Ground, Lot, RatingLevel, Step, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.events import publish
from huiqi.kernel.refusal import Refused
from huiqi.kernel.rows import insert, update


@dataclass(frozen=True, slots=True)
class Said:
    """A rating as it is given: the whole, a word, and levels by code of `words.Dimension`, as far as it goes.

    `source` is the keyed hash of the device it comes from, `way` how it came where that is not told by who acts.
    """

    level: RatingLevel
    comment: str = ""
    dimensions: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    way: RatingWay | None = None


@transaction.atomic
def rate_demand(ref: UUID, said: Said, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Rate what was done, once a round. A bad rating makes the return visit a duty; any other releases it.

    Raises `Refused`: own_rating where who rates works where it was handled; rated_already.
    """
    turn = begin(ref, Verb.RATE, actor=actor, at=at, revision=revision)
    demand = turn.demand
    asked = request_of(demand)
    if rates_own_work(demand, asked, actor):
        raise Refused("own_rating")
    if rating_of(demand):
        raise Refused("rated_already")
    made = _rated(turn, said, asked)
    if asked:
        asked.rated_at = at
        update(asked, ("rated_at",))
    drawn = asked is not None and asked.lot is Lot.DRAWN
    release = () if drawn or said.level in BAD else (Step.RETURN_VISIT,)
    data = {"level": str(said.level), **({"dimensions": made.dimensions} if made.dimensions else {})}
    by = {"by": "link"} if made.way is RatingWay.LINK else {}
    turn.finish({**data, **by}, {"comment": made.comment}, release=release)
    publish(DemandRated(demand.id, str(said.level)))
    if said.level in BAD:
        _dissatisfied(turn, made, asked)
    return demand


def _dissatisfied(turn: Turn, rating: Rating, asked: RatingRequest | None) -> None:
    """Somebody who had nothing to do with it calls, and one level up does it again."""
    if asked and asked.lot is Lot.WAITING and turn.demand.anonymity is not Anonymity.ANONYMOUS:
        visit_the_dissatisfied(asked, turn.at)
    open_by_itself(turn.demand, asked, rating=rating, at=turn.at)


def _rated(turn: Turn, said: Said, asked: RatingRequest | None) -> Rating:
    """The row of a rating; of what was rated beside the whole only what its list names."""
    demand = turn.demand
    listed = rating_list(demand, asked)
    told = {str(one): str(RatingLevel(said.dimensions[one])) for one in listed.dimensions if said.dimensions.get(one)}
    made = Rating(
        demand=demand,
        round=demand.round,
        level=said.level,
        comment=fits(said.comment, "comment"),
        rated_at=turn.at,
        rated_by=turn.actor.person_ref,
        request=asked,
        list_code=listed.code,
        dimensions=told,
        way=said.way or (RatingWay.CODE if turn.actor.only else RatingWay.ACCOUNT),
        source=said.source,
        **of_answer(asked),
    )
    return insert(made)


def rates_own_work(demand: Demand, asked: RatingRequest | None, actor: Actor) -> bool:
    """Whether a person sits where it was handled, or had to do with it himself: nobody rates his own work."""
    offices = {demand.window.organisation_id, *demand.handlers}
    sits = {seat.organisation_id for seat in (*actor.seats, *([actor.seat] if actor.seat else []))}
    named = asked.concerned if asked else [demand.first_contact]
    return bool(offices & sits) or actor.person_ref in named


@transaction.atomic
def withdraw_demand(ref: UUID, reason: str = "", *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Take a demand back before it is answered: whoever has it is freed of it, what was merged into it comes back."""
    merged = lock_merged(ref)
    turn = begin(ref, Verb.WITHDRAW, actor=actor, at=at, revision=revision)
    demand = close_unanswered(turn, Decision(Ground.WITHDRAWN, fits(reason, "reason")))
    bring_back(merged, demand, at)
    publish(DemandWithdrawn(demand.id))
    return demand
