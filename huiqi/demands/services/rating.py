"""Rating through a link, without an account: it opens nothing else, once, and says one thing where it does not open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from huiqi.accounts.services import count_wrong, is_crowded
from huiqi.demands.flow import DEMAND
from huiqi.demands.models import Demand, RatingRequest
from huiqi.demands.permissions import HANDLERS
from huiqi.demands.rules.rating import RatingWay
from huiqi.demands.selectors import bearer_of
from huiqi.demands.services.by_enterprise import Said, rate_demand, rates_own_work
from huiqi.demands.services.rating_requests import digest
from huiqi.demands.words import Door, Verb
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused


def request_by_code(code: str, *, address: str | None, at: datetime) -> RatingRequest:
    """What the link with this code rates, while it may be rated.

    Unknown, used, declined, run out, overtaken by a new round: one answer, `Refused("no_such_rating")`, or where too
    many codes from this address were wrong `Refused("too_many_tries")`. The caller's transaction must commit.
    """
    rows = RatingRequest.objects.select_related("demand__window", "demand__enterprise", "demand__intake")
    found = rows.filter(digest=digest(code), rated_at=None, declined_at=None, until__gt=at).first()
    if found is not None and found.round == found.demand.round and DEMAND.allows(found.demand.state, Verb.RATE):
        return found
    if is_crowded(Door.RATING, address, at):
        raise Refused("too_many_tries")
    if found is None:
        count_wrong(Door.RATING, address, at)
    raise Refused("no_such_rating")


def barred_from_rating(asked: RatingRequest, signed_in: Actor) -> str:
    """Why whom this browser knows may not use the link, as the code of a refusal: only the enterprise rates, and nobody
    his own work. Empty where nothing stands in the way.
    """
    if rates_own_work(asked.demand, asked, signed_in):
        return "own_rating"
    return "no_such_rating" if signed_in.is_a(*HANDLERS) else ""


@transaction.atomic
def rate_by_link(asked: RatingRequest, said: Said, *, signed_in: Actor, at: datetime) -> Demand:
    """Rate through the link, without an account. `signed_in`: who this browser knows, so that nobody rates himself.

    Raises `Refused`: own_rating, rated_already, no_such_rating; `NotNow`.
    """
    if barred := barred_from_rating(asked, signed_in):
        raise Refused(barred)
    by_link = replace(said, way=RatingWay.LINK)
    return rate_demand(asked.demand.ref, by_link, actor=bearer_of(asked.demand), at=at)


@transaction.atomic
def decline_rating(asked: RatingRequest, *, signed_in: Actor, at: datetime) -> None:
    """The enterprise does not want to rate: it is not asked again, and nobody is told.

    `signed_in`: who this browser knows, so that nobody silences what is about himself. Raises `Refused`: own_rating,
    no_such_rating.
    """
    if barred := barred_from_rating(asked, signed_in):
        raise Refused(barred)
    Demand.objects.select_for_update().get(id=asked.demand_id)
    RatingRequest.objects.filter(id=asked.id, declined_at=None).update(declined_at=at)
    record("demand", asked.demand.ref, "decline_rating", actor=bearer_of(asked.demand), at=at, data={"by": "link"})
