"""What is kept no longer, what was erased, what is exempt."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from huiqi.demands.models import Demand, DemandQuerySet, ErasedByRule, Hold, RetentionRule
from huiqi.kernel.keeping import kept_since


def retention_rules() -> QuerySet[RetentionRule]:
    """Every rule, the shortest first."""
    return RetentionRule.objects.order_by("years", "code")


def due_to_erase(rule: RetentionRule, at: datetime) -> DemandQuerySet:
    """What this rule erases at `at`: closed long enough, not yet erased by it, not held."""
    done = ErasedByRule.objects.filter(rule=rule, demand=OuterRef("id"))
    held = Hold.objects.filter(demand=OuterRef("id"), lifted_at=None)
    rows = Demand.objects.closed().filter(closed_at__lt=kept_since(at, rule.years))
    rows = rows.filter(kind=rule.kind) if rule.kind else rows
    return rows.exclude(Exists(done)).exclude(Exists(held))


def erased_lately() -> QuerySet[ErasedByRule]:
    """What was erased, the latest first."""
    return ErasedByRule.objects.select_related("demand", "rule").order_by("-at", "-id")


def holds() -> QuerySet[Hold]:
    """What is exempt now, the latest first."""
    return Hold.objects.filter(lifted_at=None).select_related("demand").order_by("-placed_at", "-id")
