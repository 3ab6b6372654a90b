"""Tables of more time, and of the part that others have in a demand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.models.demand import Demand
from huiqi.demands.rules.deadlines import Unit
from huiqi.kernel.fields import WordField, word_check


class Extension(models.Model):
    """More time 延期 asked for a round, once: until when, why, and what the window's manager or the hub decided.

    `amount` `unit`s are counted from the beginning of the round. `granted` is None until it is decided; `decision` is
    why it was declined.
    """

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="extensions")
    round = models.PositiveSmallIntegerField()
    amount = models.PositiveSmallIntegerField()
    unit = WordField(Unit)
    reason = models.TextField()
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    granted = models.BooleanField(null=True)
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("unit", Unit, "extension_unit"),
            models.UniqueConstraint(fields=["demand", "round"], name="extended_once_in_a_round"),
            models.CheckConstraint(
                condition=Q(granted=None, decided_at=None)
                | (Q(granted__isnull=False, decided_at__isnull=False) & ~Q(decided_by="")),
                name="extension_decided_when_decided",
            ),
            models.CheckConstraint(
                condition=Q(granted=True, due_at__isnull=False) | (~Q(granted=True) & Q(due_at=None)) | Q(granted=None),
                name="extension_due_when_granted",
            ),
        ]
