"""Count how many firms of each region were told of a policy, where counting on the spot would keep readers waiting."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Greatest

from huiqi.policies.models import Push, PushTally
from huiqi.policies.selectors.funnel import counts_on_the_spot, told_by_region

LATE = timedelta(minutes=2)
"""What was written until then may have come to light after the last count."""


def count_pushes(*, at: datetime) -> int:
    """Count the policies anew of which a push was made, told or opened since; answers how many.

    One statement that reads every push, and for each of those policies one that reads its own.
    """
    if counts_on_the_spot():
        return 0
    counted = dict(PushTally.objects.values_list("policy").annotate(last=Max("counted_at")))
    changed = [policy for policy, last in _last_changes() if policy not in counted or last > counted[policy] - LATE]
    for policy in changed:
        _count(policy, at)
    return len(changed)


def _last_changes() -> list[tuple[int, datetime]]:
    last = Max(Greatest("at", "told_at", "opened_at"))
    return list(Push.objects.order_by().values_list("version__policy").annotate(last=last))


@transaction.atomic
def _count(policy: int, at: datetime) -> None:
    rows = [
        PushTally(policy_id=policy, region=region, counted_at=at, **figures)
        for region, figures in told_by_region(policy).items()
    ]
    PushTally.objects.filter(policy=policy).delete()
    PushTally.objects.bulk_create(rows)
