"""What was not kept, and who answers for it."""

from collections.abc import Iterable

from django.db.models import QuerySet

from huiqi.accounts.selectors import people_named
from huiqi.demands.models import AccountabilityRecord, LostTime
from huiqi.demands.selectors.pages import Listed, listing
from huiqi.demands.selectors.seeing import Sight, Whose, sight_of
from huiqi.kernel.access import Actor


def accountability(actor: Actor) -> Listed:
    """Every missed promise of the demands that the actor's window owns (the hub: all), the latest first."""
    return _missed(*sight_of(actor))


@listing
def _missed(sight: Sight, whose: Whose) -> QuerySet[AccountabilityRecord]:
    rows = AccountabilityRecord.objects.select_related(
        "promise", "demand__window", "demand__enterprise", "organisation"
    ).order_by("-due_at", "-id")
    if sight is Sight.OF_NETWORK:
        return rows
    return rows.filter(window_id=whose.window) if sight is Sight.OF_WINDOW else rows.none()


def records_on(promises: Iterable[int]) -> QuerySet[AccountabilityRecord]:
    """The records of these promises, each with its demand. For apps above, which ask of what they were told."""
    rows = AccountabilityRecord.objects.filter(promise__in=list(promises)).order_by("id")
    return rows.select_related("promise", "demand__window", "demand__enterprise", "organisation")


def responsible(records: Iterable[AccountabilityRecord | LostTime]) -> dict[str, str]:
    """The names of the people who answer for missed promises, by ref. One query."""
    return people_named({record.person_ref for record in records})
