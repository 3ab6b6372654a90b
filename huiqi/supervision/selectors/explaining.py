"""Letters of explanation that wait for their reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet

from huiqi.demands.selectors import Sight, sealed_from, sight_of
from huiqi.kernel.access import Actor
from huiqi.kernel.prepared import prepared
from huiqi.supervision.models import Explanation
from huiqi.supervision.selectors.cases import own_in

if TYPE_CHECKING:
    from huiqi.demands.selectors.seeing import Whose

NAMED = 10
"""So many of the letters that wait are named on the board."""


def _seen(sight: Sight, whose: Whose) -> QuerySet[Explanation]:
    rows = Explanation.objects.select_related("demand__window", "demand__enterprise", "organisation", "promise")
    if sight not in (Sight.OF_NETWORK, Sight.OF_WINDOW, Sight.IN_HAND):
        return rows.none()
    rows = rows.exclude(demand__in=sealed_from(whose))
    return rows if sight is Sight.OF_NETWORK else rows.filter(own_in(sight, whose, "demand__window_id"))


def explanation_for(actor: Actor, ref: UUID) -> Explanation | None:
    """The explanation of this reference, for who may say why."""
    return _seen(*sight_of(actor)).filter(ref=ref).first()


def reaches_explanation(actor: Actor, ref: UUID) -> bool:
    """Who may say why."""
    return explanation_for(actor, ref) is not None


def explanations_asked(actor: Actor) -> QuerySet[Explanation]:
    """What waits for its reason, the first due first."""
    return _asked(*sight_of(actor))


def _asked(sight: Sight, whose: Whose) -> QuerySet[Explanation]:
    return _seen(sight, whose).filter(issued_at=None, dropped_at=None).order_by("issue_at", "id")


@prepared
def _named(sight: Sight, whose: Whose) -> QuerySet[Any, Any]:
    return _asked(sight, whose).values("ref", "demand__number")[:NAMED]


def named_asked(actor: Actor) -> list[dict[str, Any]]:
    """The first of these by reference and number. One query."""
    return _named(*sight_of(actor))
