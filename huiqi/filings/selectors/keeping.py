"""How long something is kept: the rules, what is due by each, until when one hand-off is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from huiqi.filings.models import Handoff, OutcomeList, RetentionRule
from huiqi.filings.words import Kept
from huiqi.kernel.keeping import kept_since, kept_until


def retention_rules() -> list[RetentionRule]:
    """The rules, in the order of their words."""
    order = list(Kept)
    return sorted(RetentionRule.objects.all(), key=lambda rule: order.index(rule.erases))


def due_handoffs(rule: RetentionRule, at: datetime) -> QuerySet[Handoff]:
    """The hand-offs that this rule erases at `at`."""
    return Handoff.objects.filter(erased_at=None, handed_at__lt=kept_since(at, rule.years))


def due_lists(rule: RetentionRule, at: datetime) -> QuerySet[OutcomeList]:
    """The lists of outcomes that this rule erases at `at`."""
    return OutcomeList.objects.filter(erased_at=None, at__lt=kept_since(at, rule.years))


def due_by(rule: RetentionRule, at: datetime) -> QuerySet[Any]:
    """What this rule erases at `at`, whatever it is."""
    return due_handoffs(rule, at) if rule.erases is Kept.HANDOFFS else due_lists(rule, at)


def is_kept_until(handoff: Handoff) -> datetime | None:
    """When what was carried goes by rule; None where no rule is followed."""
    rule = RetentionRule.objects.filter(erases=Kept.HANDOFFS, is_on=True).first()
    return kept_until(handoff.handed_at, rule.years) if rule else None
