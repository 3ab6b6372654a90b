"""How many demands a handler can carry at a time, as it says itself."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.directory.models import StatedLoad
from huiqi.directory.permissions import can_state_load
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused

MOST = 999


@transaction.atomic
def state_load(carries: int, *, actor: Actor, at: datetime) -> StatedLoad:
    """Say how many one's organisation can carry at a time. Raises `PermissionDenied`, `Refused("load_range")`."""
    if not can_state_load(actor) or actor.seat is None:
        raise PermissionDenied
    if not 0 <= carries <= MOST:
        raise Refused("load_range", "carries", most=MOST)
    told = {"carries": carries, "stated_at": at, "stated_by": actor.person_ref}
    stated, _new = StatedLoad.objects.update_or_create(organisation_id=actor.seat.organisation_id, defaults=told)
    record("stated_load", stated.ref, "state", actor=actor, at=at, data={"carries": carries})
    return stated
