"""What policies hear of: an enterprise is new, or something else is known of it."""

from django.utils import timezone

from huiqi.enterprises.events import EnterpriseRegistered, FactsRecorded
from huiqi.kernel.events import subscribe
from huiqi.policies.services.columns import note_firm


@subscribe(EnterpriseRegistered)
def follow_newcomer(event: EnterpriseRegistered) -> None:
    """Let derived columns follow."""
    note_firm(event.enterprise_id, timezone.now())


@subscribe(FactsRecorded)
def follow_firm(event: FactsRecorded) -> None:
    """Let derived columns follow."""
    note_firm(event.enterprise_id, timezone.now())
