"""Letters of explanation that wait for their reason."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from huiqi.demands.selectors import open_to
from huiqi.kernel.access import Actor, Role
from huiqi.supervision.models import Explanation
from huiqi.supervision.permissions import can_see_board


def _seen(actor: Actor) -> QuerySet[Explanation]:
    rows = Explanation.objects.select_related("demand__window", "demand__enterprise", "organisation", "promise")
    if actor.seat is None or not can_see_board(actor):
        return rows.none()
    known, seat = rows.filter(open_to(actor, "demand__")), actor.seat.organisation_id
    if actor.is_a(Role.HUB_OPERATOR):
        return known
    return known.filter(Q(organisation_id=seat) | Q(demand__window__organisation_id=seat))


def explanation_for(actor: Actor, ref: UUID) -> Explanation | None:
    """The explanation of this reference, for who may say why."""
    return _seen(actor).filter(ref=ref).first()


def explanations_asked(actor: Actor) -> QuerySet[Explanation]:
    """What waits for its reason, the first due first."""
    return _seen(actor).filter(issued_at=None, dropped_at=None).order_by("issue_at", "id")
