"""Being at a case: told again and again by the page, forgotten within a minute. No deed: nothing is journalled."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied

from huiqi.demands.models import Demand, Presence
from huiqi.demands.permissions import can_use_desk
from huiqi.kernel.access import Actor
from huiqi.network.selectors import short_names

KEPT = timedelta(hours=1)
"""How long a row lies about before it is swept away; it tells nobody anything after `selectors.presence.FRESH`."""


def be_at(demand: Demand, doing: str, *, revision: int, actor: Actor, at: datetime) -> None:
    """Say that the actor has this case before him, and what he is about to do with what `revision` shows. Two queries.

    Raises `PermissionDenied` for who has no desk: an enterprise is not watched while it reads.
    """
    if not can_use_desk(actor) or actor.seat is None:
        raise PermissionDenied
    office = actor.seat.organisation_id
    here = Presence(
        demand=demand,
        person_ref=actor.person_ref,
        name=actor.name,
        organisation_id=office,
        office=short_names([office]).get(office, actor.seat.organisation_name),
        doing=doing,
        revision=revision,
        seen_at=at,
    )
    Presence.objects.bulk_create(
        [here],
        update_conflicts=True,
        unique_fields=["demand", "person_ref"],
        update_fields=["name", "organisation_id", "office", "doing", "revision", "seen_at"],
    )


def forget_presence(*, at: datetime) -> None:
    """Sweep away who has long gone."""
    Presence.objects.filter(seen_at__lt=at - KEPT).delete()
