"""What was not kept, and who answers for it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from huiqi.accounts.selectors import people_named
from huiqi.demands.models import AccountabilityRecord, LostTime, Promise
from huiqi.demands.permissions import STAFF
from huiqi.demands.selectors.seeing import visible_to
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


def records_on(promises: Iterable[int]) -> QuerySet[AccountabilityRecord]:
    """The records of these promises, each with its demand. For apps above, which ask of what they were told."""
    rows = AccountabilityRecord.objects.filter(promise__in=list(promises)).order_by("id")
    return rows.select_related("promise", "demand__window", "demand__enterprise", "organisation")


def breaking(actor: Actor, since: datetime, until: datetime) -> QuerySet[Promise]:
    """What is promised and falls due after `since` and not after `until`, of the demands the actor's window owns, or
    that his organisation holds (the hub: all), the first due first. Reads the index of what is watched."""
    rows = Promise.objects.filter(kept_at=None, missed_at=None, released_at=None, held_at=None)
    rows = rows.filter(due_at__gt=since, due_at__lte=until)
    rows = rows.select_related("demand__window", "demand__enterprise", "handling__organisation").order_by(
        "due_at", "id"
    )
    return rows.filter(demand__in=visible_to(actor).order_by().values("id")) if actor.seat else rows.none()


def responsible(records: Iterable[AccountabilityRecord | LostTime]) -> dict[str, str]:
    """The names of the people who answer for missed promises, by ref. One query."""
    return people_named({record.person_ref for record in records})
