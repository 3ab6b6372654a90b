"""Tables of what a bad rating leads to: rectification one level up, appeal of whoever was rated."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.models.closing import Rating, ReturnVisit
from huiqi.demands.models.demand import Demand
from huiqi.demands.rules.rectifying import UpLevel
from huiqi.demands.words import Disposal
from huiqi.kernel.fields import RefField, WordField, word_check


class Rectification(models.Model):
    """The ledger 整改台账: a round that is done again one level up, why, by when, how it was disposed of.

    `reason` is the hub's, where it ordered it by hand; else the rating or the visit says why. `plan` with its day is
    told to the enterprise where the matter is complex.
    """

    ref = RefField()
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="rectifications")
    round = models.PositiveSmallIntegerField()
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, null=True, related_name="+")
    visit = models.ForeignKey(ReturnVisit, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    level = WordField(UpLevel)
    office = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    plan = models.TextField(blank=True)
    plan_until = models.DateField(null=True)
    disposal = WordField(Disposal, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            word_check("level", UpLevel, "rectification_level"),
            models.UniqueConstraint(fields=["demand", "round"], name="rectified_once_in_a_round"),
        ]
        indexes = [
            models.Index(fields=["office", "due_at", "id"], name="rectification_open", condition=Q(ended_at=None)),
            models.Index(fields=["-opened_at", "-id"], name="rectification_latest"),
        ]


class RatingAppeal(models.Model):
    """Whoever handled a demand says that its rating is mistaken or malicious; the hub reviews it (申诉复核)."""

    ref = RefField()
    rating = models.OneToOneField(Rating, on_delete=models.PROTECT, related_name="appeal")
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="rating_appeals")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    appealed_at = models.DateTimeField()
    appealed_by = models.CharField(max_length=40)
    upheld = models.BooleanField(null=True)
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, upheld=None) | Q(decided_at__isnull=False, upheld__isnull=False),
                name="appeal_decided_when_decided",
            )
        ]
        indexes = [
            models.Index(fields=["appealed_at", "id"], name="appeal_open", condition=Q(decided_at=None)),
            models.Index(fields=["-decided_at", "-id"], name="appeal_decided", condition=Q(decided_at__isnull=False)),
        ]
