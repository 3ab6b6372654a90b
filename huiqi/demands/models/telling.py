"""Table of what is still to be told: written with the move itself, so that neither is without the other."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.models.custody import Handling
from huiqi.demands.models.demand import Demand
from huiqi.demands.models.promises import Promise


class Telling(models.Model):
    """One move, or one missed promise, that the worker has yet to tell; it goes when it was told.

    `handling`: the custody that it is about, where it is about one.

    `revision` is that of the demand after the move; a promise has none. `tries` counts attempts that failed.
    """

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="+")
    verb = models.CharField(max_length=40, blank=True)
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, null=True, related_name="+")
    handling = models.ForeignKey(Handling, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    revision = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(verb="") ^ Q(promise=None), name="telling_move_or_promise")]
