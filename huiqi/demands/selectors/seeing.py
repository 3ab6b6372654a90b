"""Who may see which demand: `visible_to` is the only way to one."""

from datetime import datetime
from enum import Enum, auto
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BigIntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from huiqi.accounts.words import OrganisationKind
from huiqi.demands.models import (
    Demand,
    DemandQuerySet,
    Ending,
    InformationRequest,
    Insider,
    Intake,
    Letter,
    Objection,
    Rating,
    RatingRequest,
)
from huiqi.demands.permissions import FIRM, STAFF
from huiqi.demands.rules.rating import RatingList, RatingPlace, list_on
from huiqi.demands.selectors.beside_row import closed_before, with_what_is_there
from huiqi.demands.selectors.presence import FRESH, with_present
from huiqi.demands.words import Anonymity
from huiqi.kernel.access import Actor, Role
from huiqi.kernel.prepared import prepared
from huiqi.network.selectors import key_of

NOTHING = UUID(int=0)
"""What nothing has as its reference."""


class Sight(Enum):
    """How far somebody sees."""

    NOTHING = auto()
    ONE = auto()
    OF_FIRM = auto()
    OWN_OF_FIRM = auto()
    OF_NETWORK = auto()
    OF_WINDOW = auto()
    OF_OWN_WINDOW = auto()
    IN_HAND = auto()


class Whose(NamedTuple):
    """Whose sight it is: what the rows he sees are told by."""

    organisation: int = 0
    window: int = 0
    person: int | None = None
    person_ref: str = ""
    link: UUID = NOTHING
    only: UUID = NOTHING


def visible_to(actor: Actor) -> DemandQuerySet:
    """An enterprise sees its own, a window those of its window, the hub all.

    Who acts for an enterprise without papers that were checked sees what he filed himself and nothing else.
    A handler (an institution, a department, an expert, another window) sees what it handles and what it answered. What
    it gave back, or was recalled, it sees no more: who no longer works on a matter needs none of its data (PIPL
    article 6). Of what is confidential (保密件) all of these see only that of which they are insiders. Who came by
    number and code sees that one demand.
    """
    return seen(*sight_of(actor))


def sight_of(actor: Actor) -> tuple[Sight, Whose]:
    """How far an actor sees, and as whom."""
    seat = actor.seat
    if actor.only or seat is None:
        return (Sight.ONE, Whose(only=actor.only)) if actor.only else (Sight.NOTHING, Whose())
    whose = Whose(seat.organisation_id, 0, actor.person_id, actor.person_ref, _link(actor))
    if seat.organisation_kind == OrganisationKind.ENTERPRISE and actor.is_a(*FIRM):
        return Sight.OF_FIRM if seat.is_verified else Sight.OWN_OF_FIRM, whose
    if actor.is_a(*STAFF) and not actor.is_a(Role.HUB_OPERATOR):
        return Sight.OF_WINDOW, whose._replace(window=key_of(seat.organisation_id))
    handles = Sight.IN_HAND if actor.is_a(Role.INSTITUTION_CLERK) else Sight.NOTHING
    return Sight.OF_NETWORK if actor.is_a(Role.HUB_OPERATOR) else handles, whose


def own_sight_of(actor: Actor) -> tuple[Sight, Whose]:
    """The same without what other windows handed to his: the rows of his window's own lists."""
    sight, whose = sight_of(actor)
    return Sight.OF_OWN_WINDOW if sight is Sight.OF_WINDOW else sight, whose


def seen(sight: Sight, whose: Whose) -> DemandQuerySet:
    """The demands that are seen so."""
    everything = Demand.objects.select_related("window", "enterprise")
    if sight is Sight.ONE:
        return everything.filter(ref=whose.only)
    if sight is Sight.NOTHING:
        return everything.none()
    if sight in (Sight.OF_FIRM, Sight.OWN_OF_FIRM):
        own = everything.filter(enterprise__organisation_id=whose.organisation)
        return own if sight is Sight.OF_FIRM else own.filter(filed_by=whose.person_ref)
    open_ones = everything.filter(known(whose))
    if sight is Sight.OF_NETWORK:
        return open_ones
    handles, of_window = Q(handlers__contains=[whose.organisation]), Q(window_id=_key(whose.window))
    if sight is Sight.OF_OWN_WINDOW:
        return open_ones.filter(of_window)
    return open_ones.filter(of_window | handles if sight is Sight.OF_WINDOW else handles)


@prepared
def _whole(sight: Sight, whose: Whose, ref: UUID, since: datetime) -> DemandQuerySet:
    rows = with_what_is_there(seen(sight, whose).whole(), repeated=sight is Sight.OF_NETWORK)
    return with_present(rows, since).filter(ref=ref)


@prepared
def _at_hand(sight: Sight, whose: Whose, ref: UUID) -> DemandQuerySet:
    return seen(sight, whose).whole().filter(ref=ref)


@prepared
def _locked(sight: Sight, whose: Whose, ref: UUID) -> DemandQuerySet:
    return seen(sight, whose).select_for_update(of=("self",)).filter(ref=ref)


def whole_demand(actor: Actor, ref: UUID, at: datetime) -> Demand | None:
    """The demand of this reference, if the actor may see it, with all there is one of and with who is at it now."""
    return next(iter(_whole(*sight_of(actor), ref, at - FRESH)), None)


def locked_demand(actor: Actor, ref: UUID) -> Demand:
    """The same, locked until the transaction ends. Raises `Demand.DoesNotExist`."""
    for found in _locked(*sight_of(actor), ref):
        return found
    raise Demand.DoesNotExist


def open_to(actor: Actor, prefix: str = "") -> Q:
    """What is not confidential, and that of which the actor is an insider; `prefix` leads to the demand.

    Who has the link of a transfer letter, which an insider opened for him, knows of its demand.

    The demands he knows of are asked for once in a statement, and only where it comes upon a confidential one.
    """
    return known(Whose(person=actor.person_id, link=_link(actor)), prefix)


def _link(actor: Actor) -> UUID:
    """The link of a letter through which somebody without an account acts."""
    by_link = actor.is_anonymous and actor.is_a(Role.INSTITUTION_CLERK)
    return UUID(actor.person_ref) if by_link else NOTHING


def known(whose: Whose, prefix: str = "") -> Q:
    """The same, of whose sight it is."""
    return Q(**{f"{prefix}is_confidential": False}) | Q(**{f"{prefix}id__in": knows(whose)})


def knows(whose: Whose) -> QuerySet[Any, Any]:
    """The keys of the confidential demands of which somebody is an insider, or has the link of a letter."""
    if whose.person is None:
        return Letter.objects.filter(link_ref=whose.link).values("handling__demand")
    return Insider.objects.filter(person=whose.person or 0, removed_at=None).values("demand")


def of_own_window(actor: Actor) -> DemandQuerySet:
    """What an actor may see, without what other windows handed to his: the rows of his window's own lists."""
    return seen(*own_sight_of(actor))


def _key(value: int) -> Cast:
    """A key in the type of its column: the index `demand_said` compares no other."""
    return Cast(Value(value), BigIntegerField())


def rating_of(demand: Demand) -> Rating | None:
    """What the enterprise thinks of this round."""
    return next(iter(_rating(demand.id, demand.round)), None)


@prepared
def _rating(demand: int, number: int) -> QuerySet[Rating]:
    return Rating.objects.filter(demand_id=demand, round=number)


def request_of(demand: Demand) -> RatingRequest | None:
    """How the enterprise was asked to rate this round; nobody was before there were such requests."""
    return next(iter(_request(demand.id, demand.round)), None)


@prepared
def _request(demand: int, number: int) -> QuerySet[RatingRequest]:
    return RatingRequest.objects.filter(demand_id=demand, round=number)


def rating_list(demand: Demand, asked: RatingRequest | None = None) -> RatingList:
    """What is rated beside the whole: as it was when the demand was answered, where it was handled.

    One query, none where it is known how the enterprise was `asked`.
    """
    taken_in = RatingPlace.COUNTER if asked is None and intake_of(demand) else RatingPlace.ONLINE
    return list_on(asked.place if asked else taken_in, localdate(demand.answered_at or demand.filed_at))


def demand_at_hand(actor: Actor, ref: UUID) -> Demand | None:
    """The demand of this reference, if the actor may see it, without what only its page shows beside it."""
    return next(iter(_at_hand(*sight_of(actor), ref)), None)


def last_request(demand: Demand, number: int) -> InformationRequest | None:
    """What the enterprise was asked for last in a round."""
    return InformationRequest.objects.filter(demand=demand, round=number, is_last=True).first()


def open_request(demand: Demand) -> InformationRequest | None:
    """What the enterprise was asked for in this round and has not brought."""
    return InformationRequest.objects.filter(demand=demand, round=demand.round, supplied_at=None).first()


def ending_of(demand: Demand) -> Ending | None:
    """By which decision this round is closed, if by one, with the objection to it."""
    standing = Ending.objects.select_related("objection").filter(undone_at=None)
    return standing.filter(demand=demand, round=demand.round).first()


def objection_to(ending: Ending | None) -> Objection | None:
    """The objection to a decision."""
    return getattr(ending, "objection", None)


def intake_of(demand: Demand) -> Intake | None:
    """How it came, if staff took it in for the enterprise. No query where the demand came whole."""
    if Demand.intake.is_cached(demand):
        return getattr(demand, "intake", None)
    return next(iter(_intake(demand.id)), None)


@prepared
def _intake(demand: int) -> QuerySet[Intake]:
    return Intake.objects.filter(demand_id=demand)


def earlier_closed(demand: Demand) -> DemandQuerySet:
    """What the same enterprise filed before and is closed, the latest first; nothing of it that is confidential.

    Nor what was merged into another, which counts; nor what would say whose a demand is: where the name is withheld it
    has no earlier ones, and is none.
    """
    if demand.anonymity is not Anonymity.NAMED:
        return Demand.objects.none()
    return closed_before(demand.enterprise_id, demand.filed_at, demand.id)
