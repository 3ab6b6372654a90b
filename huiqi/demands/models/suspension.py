"""The table of clocks that stand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.models.demand import Demand
from huiqi.demands.words import PauseGround
from huiqi.kernel.fields import RefField, WordField, word_check


class Suspension(models.Model):
    """The enterprise's clock stands 中止计时: why, since when, and until when at the latest.

    Asked by `organisation`; it stands from `began_at` to `ended_at`, or was declined with a `decision`.
    """

    ref = RefField()
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="suspensions")
    round = models.PositiveSmallIntegerField()
    ground = WordField(PauseGround)
    reason = models.TextField()
    until = models.DateTimeField()
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    began_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    declined_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            word_check("ground", PauseGround, "suspension_ground"),
            models.UniqueConstraint(
                fields=["demand"],
                condition=Q(began_at__isnull=False, ended_at=None),
                name="suspended_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["demand", "round"],
                condition=Q(began_at=None, declined_at=None),
                name="suspension_asked_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(began_at=None) | Q(declined_at=None), name="suspension_decided_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(began_at__isnull=False), name="suspension_ended_after_begun"
            ),
        ]
        indexes = [
            models.Index(fields=["until"], name="suspension_to_end", condition=Q(began_at__isnull=False, ended_at=None))
        ]

    @property
    def is_waiting(self) -> bool:
        """Whether it was asked for and is not decided."""
        return self.began_at is None and self.declined_at is None

    @property
    def stands(self) -> bool:
        """Whether the clock stands by it now."""
        return self.began_at is not None and self.ended_at is None
