"""What was not kept, and who answers for it."""

from collections.abc import Iterable

from django.db.models import QuerySet

from huiqi.accounts.selectors import people_named
from huiqi.demands.models import AccountabilityRecord, LostTime
from huiqi.demands.permissions import STAFF
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import key_of


def accountability(actor: Actor) -> QuerySet[AccountabilityRecord]:
    """Every missed promise of the demands that the actor's window owns (the hub: all), the latest first."""
    records = AccountabilityRecord.objects.select_related(
        "promise", "demand__window", "demand__enterprise", "organisation"
    ).order_by("-due_at", "-id")
    if actor.seat is None or not actor.is_a(*STAFF):
        return records.none()
    if actor.is_a(Role.HUB_OPERATOR):
        return records
    return records.filter(window_id=key_of(actor.seat.organisation_id))


def responsible(records: Iterable[AccountabilityRecord | LostTime]) -> dict[str, str]:
    """The names of the people who answer for missed promises, by ref. One query."""
    return people_named({record.person_ref for record in records})
