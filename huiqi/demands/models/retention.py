"""Tables of how long something is kept: the rules, what exempts a demand, what was erased."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.models.demand import Demand
from huiqi.demands.words import Erased
from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.standards.service_kinds import ServiceKind


class RetentionRule(models.Model):
    """So many `years` after the closing of a demand of a `kind` (empty: of any), this is erased. Off: nothing is."""

    ref = RefField()
    code = models.CharField(max_length=40, unique=True)
    kind = WordField(ServiceKind, blank=True, default="")
    erases = WordField(Erased)
    years = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=200)
    is_on = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            word_check("erases", Erased, "retention_erases"),
            models.CheckConstraint(condition=Q(years__gte=1, years__lte=100), name="retention_years"),
        ]


class Hold(models.Model):
    """A demand is exempt from erasing (暂缓删除) while a court, an inspection or another matter needs it."""

    ref = RefField()
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=300)
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=40)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["demand"], condition=Q(lifted_at=None), name="held_once"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by="") | (Q(lifted_at__isnull=False) & ~Q(lifted_by="")),
                name="hold_lifted_by_somebody",
            ),
        ]


class ErasedByRule(models.Model):
    """What of a demand was erased by which rule, once; `texts` and `files`: how many."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="erasures")
    rule = models.ForeignKey(RetentionRule, on_delete=models.PROTECT, related_name="erasures", db_index=False)
    at = models.DateTimeField()
    texts = models.PositiveIntegerField()
    files = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "demand"], name="erased_once_by_a_rule")]
        indexes = [models.Index(fields=["-at", "-id"], name="erased_latest")]
