"""Who may see which demand: `visible_to` is the only way to one."""

from typing import Any

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
from huiqi.demands.words import Anonymity, DemandState
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import key_of


def visible_to(actor: Actor) -> DemandQuerySet:
    """An enterprise sees its own, a window those of its window, the hub all.

    Who acts for an enterprise without papers that were checked sees what he filed himself and nothing else.
    A handler (an institution, a department, an expert, another window) sees what it handles and what it answered. What
    it gave back, or was recalled, it sees no more: who no longer works on a matter needs none of its data (PIPL
    article 6). Of what is confidential (保密件) all of these see only that of which they are insiders. Who came by
    number and code sees that one demand.
    """
    everything = Demand.objects.select_related("window", "enterprise")
    seat = actor.seat
    if actor.only:
        return everything.filter(ref=actor.only)
    if seat is None:
        return everything.none()
    if seat.organisation_kind == OrganisationKind.ENTERPRISE and actor.is_a(*FIRM):
        own = everything.filter(enterprise__organisation_id=seat.organisation_id)
        return own if seat.is_verified else own.filter(filed_by=actor.person_ref)
    known = everything.filter(open_to(actor))
    if actor.is_a(Role.HUB_OPERATOR):
        return known
    handles = Q(handlers__contains=[seat.organisation_id])
    if actor.is_a(*STAFF):
        return known.filter(Q(window_id=_key(key_of(seat.organisation_id))) | handles)
    return known.filter(handles) if actor.is_a(Role.INSTITUTION_CLERK) else everything.none()


def open_to(actor: Actor, prefix: str = "") -> Q:
    """What is not confidential, and that of which the actor is an insider; `prefix` leads to the demand.

    Who has the link of a transfer letter, which an insider opened for him, knows of its demand.

    The demands he knows of are asked for once in a statement, and only where it comes upon a confidential one.
    """
    knows: QuerySet[Any, Any] = Insider.objects.filter(person=actor.person_id or 0, removed_at=None).values("demand")
    if actor.person_id is None:
        knows = Letter.objects.filter(link_ref=actor.person_ref).values("handling__demand")
    return Q(**{f"{prefix}is_confidential": False}) | Q(**{f"{prefix}id__in": knows})


def of_own_window(actor: Actor) -> DemandQuerySet:
    """What an actor may see, without what other windows handed to his: the rows of his window's own lists."""
    if actor.seat is None or not actor.is_a(*STAFF) or actor.is_a(Role.HUB_OPERATOR):
        return visible_to(actor)
    own = Demand.objects.select_related("window", "enterprise").filter(open_to(actor))
    return own.filter(window_id=_key(key_of(actor.seat.organisation_id)))


def _key(value: int) -> Cast:
    """A key in the type of its column: the index `demand_said` compares no other."""
    return Cast(Value(value), BigIntegerField())


def rating_of(demand: Demand) -> Rating | None:
    """What the enterprise thinks of this round."""
    return Rating.objects.filter(demand=demand, round=demand.round).first()


def request_of(demand: Demand) -> RatingRequest | None:
    """How the enterprise was asked to rate this round; nobody was before there were such requests."""
    return RatingRequest.objects.filter(demand=demand, round=demand.round).first()


def rating_list(demand: Demand) -> RatingList:
    """What is rated beside the whole: as it was when the demand was answered, where it was handled."""
    place = RatingPlace.COUNTER if intake_of(demand) else RatingPlace.ONLINE
    return list_on(place, localdate(demand.answered_at or demand.filed_at))


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
    return getattr(demand, "intake", None)


def earlier_closed(demand: Demand) -> DemandQuerySet:
    """What the same enterprise filed before and is closed, the latest first; nothing of it that is confidential.

    Nor what was merged into another, which counts; nor what would say whose a demand is: where the name is withheld it
    has no earlier ones, and is none.
    """
    before = Demand.objects.filter(enterprise_id=demand.enterprise_id, filed_at__lte=demand.filed_at)
    before = before.filter(is_confidential=False, anonymity=Anonymity.NAMED)
    if demand.anonymity is not Anonymity.NAMED:
        return before.none()
    return before.exclude(id=demand.id).exclude(state=DemandState.MERGED).closed().order_by("-filed_at", "-id")
