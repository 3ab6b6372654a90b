"""What came back, what waits for a ruling of the hub, what was ruled before, and whose fault the lost time is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from huiqi.demands.flow import GIVEN_BACK
from huiqi.demands.models import Demand, Dispute, Handling, LostTime, Ruling
from huiqi.demands.permissions import STAFF
from huiqi.demands.rules.precedents import fits
from huiqi.demands.rules.returning import Custody, returned_before
from huiqi.demands.selectors.seeing import open_to
from huiqi.demands.words import HandlingState
from huiqi.directory.selectors import Handler, handler_of
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import key_of

LOOKED_AT = 300
"""The latest precedents of a kind that are compared."""

SHOWN = 3


def given_back_before(handling: Handling, others: Iterable[Handling], since: datetime) -> bool:
    """Whether this part, or this handler's, came back already in the round that began then. No query."""
    told = [Custody(one.organisation_id, one.part, one.state, one.sent_at) for one in others]
    return returned_before(told, organisation=handling.organisation_id, part=handling.part, since=since)


def came_back_before(handling: Handling) -> bool:
    """The same of a custody alone. One query."""
    demand = handling.demand
    return given_back_before(handling, Handling.objects.filter(demand=demand), demand.began_at)


def returns_of(handling: Handling) -> list[Handling]:
    """Who had the same part in this round and gave it back, in order. One query."""
    demand = handling.demand
    back = Handling.objects.filter(demand=demand, part=handling.part, state=HandlingState.RETURNED)
    return list(back.filter(sent_at__gte=demand.began_at).exclude(id=handling.id).order_by("id"))


def open_dispute(handling: Handling) -> Dispute | None:
    """What its handler asked the hub, and waits. One query, where there is anything."""
    if handling.contested_at is None:
        return None
    return Dispute.objects.select_related("handling__organisation").filter(handling=handling, settled_at=None).first()


def disputes(actor: Actor) -> QuerySet[Dispute]:
    """What waits for a ruling, the oldest first, for the hub."""
    rows = Dispute.objects.filter(settled_at=None)
    if not actor.is_a(Role.HUB_OPERATOR):
        return rows.none()
    rows = rows.select_related("demand__window", "demand__enterprise", "handling__organisation")
    return rows.filter(open_to(actor, "demand__")).order_by("raised_at", "id")


def rulings(actor: Actor) -> QuerySet[Ruling]:
    """Every ruling, the newest first, for whoever hands demands on."""
    rows = Ruling.objects.select_related("organisation").order_by("-ruled_at", "-id")
    return rows if actor.is_a(*STAFF) else rows.none()


def precedents(demand: Demand) -> list[Ruling]:
    """The rulings that fit a demand, the best first. One query."""
    rows = Ruling.objects.select_related("organisation").filter(kind=demand.kind, retired_at=None)
    rows = rows.exclude(demand=demand).order_by("-ruled_at", "-id")[:LOOKED_AT]
    found = [(fits(one.matter, one.keywords, demand.title, demand.text), one) for one in rows]
    return [one for how_well, one in sorted(found, key=lambda pair: -pair[0]) if how_well][:SHOWN]


@dataclass(frozen=True, slots=True)
class Side:
    """One of those who say that it is not theirs: the custody, and what its list of duties says today."""

    handling: Handling
    handler: Handler | None


def sides(demand: Demand, at: datetime) -> list[Side]:
    """Who gave the demand back in this round and who contests it, in order, side by side."""
    rows = Handling.objects.select_related("organisation").filter(demand=demand, sent_at__gte=demand.began_at)
    found = [one for one in rows.order_by("id") if one.state in GIVEN_BACK or one.contested_at]
    return [Side(one, handler_of(one.organisation_id, localdate(at))) for one in found]


def duties_named(organisation_id: int, on: date) -> list[tuple[str, str]]:
    """What a handler's own list says on a day: (name, on what it rests). Asked for the form that gives back."""
    found = handler_of(organisation_id, on)
    return [(one.name, one.basis) for one in found.capabilities] if found else []


def lost_time(actor: Actor) -> QuerySet[LostTime]:
    """What was lost in demands that the actor's window owns (the hub: all), the latest first."""
    rows = LostTime.objects.select_related("demand__window", "demand__enterprise", "organisation", "ruling")
    rows = rows.order_by("-until", "-id")
    if actor.seat is None or not actor.is_a(*STAFF):
        return rows.none()
    if actor.is_a(Role.HUB_OPERATOR):
        return rows
    return rows.filter(window_id=key_of(actor.seat.organisation_id))
