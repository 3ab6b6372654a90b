"""Tables of the work on a demand: who had it in his hands."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.flow import OPEN_HANDLINGS
from huiqi.demands.models.demand import Demand
from huiqi.demands.words import HandlingState
from huiqi.kernel.fields import RefField, WordField, word_check

_OPEN = [state.value for state in OPEN_HANDLINGS]


class Handling(models.Model):
    """One custody: the work of one institution on a demand, with a clock of its own from `sent_at`."""

    ref = RefField()
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="handlings")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    state = WordField(HandlingState)
    note = models.TextField(blank=True)
    plan = models.TextField(blank=True)
    return_reason = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=40)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("state", HandlingState, "handling_state"),
            models.UniqueConstraint(fields=["demand"], condition=Q(ended_at=None), name="never_in_two_hands"),
            models.CheckConstraint(
                condition=Q(ended_at=None, state__in=_OPEN) | (Q(ended_at__isnull=False) & ~Q(state__in=_OPEN)),
                name="handling_ended_when_ended",
            ),
        ]
