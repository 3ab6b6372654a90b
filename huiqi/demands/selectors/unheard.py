"""The state of a demand as it is told: whom a return visit was about hears of none, and reads what stood before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import F

from huiqi.demands.models import Rating, RatingRequest
from huiqi.demands.permissions import is_firm
from huiqi.demands.selectors.veil import listed
from huiqi.demands.words import DemandState
from huiqi.kernel.access import Role

if TYPE_CHECKING:
    from huiqi.demands.models import Demand
    from huiqi.kernel.access import Actor


def before_visit(*, rated: bool) -> DemandState:
    """In which state a demand was before it was visited."""
    return DemandState.RATED if rated else DemandState.ANSWERED


def rows_for(actor: Actor, demands: Iterable[Demand]) -> list[Demand]:
    """The demands of a list as it shows them to this actor (`listed`), in the states that he is told."""
    return [listed(actor, one) for one in told_states(actor, list(demands))]


def told_states(actor: Actor, demands: Sequence[Demand]) -> Sequence[Demand]:
    """The same demands; of one that was visited about the actor's own work it is told how it stood before.

    No query where none was visited, two where some were.
    """
    visited = [one for one in demands if one.state is DemandState.VISITED and not is_firm(actor, one)]
    if not visited:
        return demands
    keys = [one.id for one in visited]
    about = set(keys) if actor.is_a(Role.INSTITUTION_CLERK) else _about(actor, keys)
    rated = set(Rating.objects.filter(demand__in=keys, round=F("demand__round")).values_list("demand_id", flat=True))
    for one in visited:
        if one.id in about or one.first_contact == actor.person_ref:
            one.as_told = before_visit(rated=one.id in rated)
    return demands


def _about(actor: Actor, keys: Sequence[int]) -> set[int]:
    """Of which of these the actor had to do with the work, in any round."""
    rows = RatingRequest.objects.filter(demand__in=keys, concerned__contains=[actor.person_ref])
    return set(rows.values_list("demand_id", flat=True))
