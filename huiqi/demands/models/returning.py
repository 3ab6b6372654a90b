"""Tables of demands that nobody wants: who says why it is not his, what the hub ruled, whose fault the lost time is."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from huiqi.demands.models.custody import Handling
from huiqi.demands.models.demand import Demand
from huiqi.demands.words import Fault, ReturnCode
from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.standards.service_kinds import ServiceKind


class Dispute(models.Model):
    """A second return in a round is not taken: the hub is asked who is to handle it 提请裁定.

    The handler keeps it until then. `settled_at`: the hub ruled, or the custody ended before it did.
    """

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="disputes")
    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="disputes")
    round = models.PositiveSmallIntegerField()
    code = WordField(ReturnCode)
    duty = models.TextField(blank=True)
    reason = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=40)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("code", ReturnCode, "dispute_code"),
            models.UniqueConstraint(fields=["handling"], condition=Q(settled_at=None), name="disputed_once_at_a_time"),
        ]
        indexes = [models.Index(fields=["raised_at", "id"], name="dispute_open", condition=Q(settled_at=None))]


class Ruling(models.Model):
    """The hub ruled who handles a demand, and keeps it as a precedent 先例 until it is retired.

    `matter` is what it was about in general words, which name no enterprise; `keywords` find it in another demand.
    `is_fallback` 兜底: it is nobody's by any duty list.
    """

    ref = RefField()
    dispute = models.OneToOneField(Dispute, on_delete=models.PROTECT, related_name="ruling")
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="rulings")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = WordField(ServiceKind)
    region = models.CharField(max_length=6, blank=True)
    matter = models.CharField(max_length=60)
    keywords = ArrayField(models.CharField(max_length=20))
    reasons = models.TextField()
    is_fallback = models.BooleanField()
    ruled_at = models.DateTimeField()
    ruled_by = models.CharField(max_length=40)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [word_check("kind", ServiceKind, "ruling_kind")]
        indexes = [
            models.Index(fields=["kind", "-ruled_at", "-id"], name="ruling_stands", condition=Q(retired_at=None))
        ]


class LostTime(models.Model):
    """Time that a demand lost in the wrong hands, as a ruling shows, and whose fault it is."""

    ruling = models.ForeignKey(Ruling, on_delete=models.PROTECT, related_name="lost")
    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="lost")
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="lost")
    window = models.ForeignKey("network.Window", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    person_ref = models.CharField(max_length=40, blank=True)
    fault = WordField(Fault)
    since = models.DateTimeField()
    until = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()

    class Meta:
        constraints = [
            word_check("fault", Fault, "lost_fault"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="lost_in_order"),
            models.UniqueConstraint(fields=["ruling", "handling"], name="lost_once"),
        ]
        indexes = [
            models.Index(fields=["-until", "-id"], name="lost_latest"),
            models.Index(fields=["window", "-until", "-id"], name="lost_window"),
        ]
