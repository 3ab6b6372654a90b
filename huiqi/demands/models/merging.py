"""Tables of demands that are one matter, and of demands that held several."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from huiqi.demands.models.demand import Demand


class Merger(models.Model):
    """A demand went on in another (合并办理): why, who said so, and who undid it, if somebody did."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="mergers")
    into = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="absorbed")
    reason = models.TextField()
    merged_at = models.DateTimeField()
    merged_by = models.CharField(max_length=40)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=40, blank=True, default="")
    undone_why = models.TextField(blank=True, default="")
    by_firm = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["demand"], condition=Q(undone_at=None), name="merged_into_one"),
            models.CheckConstraint(condition=~Q(demand=F("into")), name="merged_into_another"),
        ]


class Split(models.Model):
    """A demand that was taken out of another (拆分): it held several matters."""

    demand = models.OneToOneField(Demand, on_delete=models.PROTECT, related_name="split_from")
    original = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="split_off")
    reason = models.TextField()
    split_at = models.DateTimeField()
    split_by = models.CharField(max_length=40)
