"""Who may see which demand: `visible_to` is the only way to one."""

from django.db.models import Exists, OuterRef

from huiqi.accounts.words import OrganisationKind
from huiqi.demands.models import (
    Demand,
    DemandQuerySet,
    Handling,
)
from huiqi.demands.permissions import FIRM, STAFF
from huiqi.demands.words import HandlingState
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import key_of

GIVEN_BACK = (HandlingState.RETURNED, HandlingState.RECALLED)


def visible_to(actor: Actor) -> DemandQuerySet:
    """An enterprise sees its own, a window those of its window, the hub all.

    An institution sees what it handles and what it answered. What it gave back, or was recalled, it sees no more:
    who no longer works on a matter needs none of its data (PIPL article 6).
    """
    everything = Demand.objects.select_related("window", "enterprise")
    seat = actor.seat
    if seat is None:
        return everything.none()
    if seat.organisation_kind == OrganisationKind.ENTERPRISE and actor.is_a(*FIRM):
        return everything.filter(enterprise__organisation_id=seat.organisation_id)
    if actor.is_a(Role.HUB_OPERATOR):
        return everything
    if actor.is_a(*STAFF):
        return everything.filter(window_id=key_of(seat.organisation_id))
    if actor.is_a(Role.INSTITUTION_CLERK):
        own = Handling.objects.filter(demand=OuterRef("id"), organisation_id=seat.organisation_id)
        return everything.filter(Exists(own.exclude(state__in=GIVEN_BACK)))
    return everything.none()


def open_handling(demand: Demand) -> Handling | None:
    """Who has the demand in his hands now; nobody: the window holds it."""
    return Handling.objects.select_related("organisation").filter(demand=demand, ended_at=None).first()
