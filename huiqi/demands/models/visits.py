"""Tables of return visits as work: the share that is drawn, each week's draw, and who visits whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.demands.models.demand import Demand
from huiqi.demands.models.rating import COUNTED_BY, OfAnswer, RatingRequest
from huiqi.demands.words import Lot, RatingLevel, VisitOutcome
from huiqi.kernel.fields import RefField, WordField

_WHY = [Lot.DISSATISFIED.value, Lot.DRAWN.value]


class VisitShare(models.Model):
    """How many of a hundred answered demands are drawn, from a day on; it is set for the whole network by its hub."""

    percent = models.PositiveSmallIntegerField()
    since = models.DateField(unique=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(percent__range=(1, 100)), name="visitshare_percent")]


class VisitDraw(models.Model):
    """The draw of a week: its seed, by which anybody can draw again, and the share that held."""

    ref = RefField()
    week = models.DateField(unique=True)
    seed = models.CharField(max_length=64)
    percent = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()


class VisitTask(OfAnswer):
    """A return visit that is to be made: by whom (`visitor`; empty: whoever of the office is free), by when, and what
    came of it. Never by anybody who had to do with the work.
    """

    ref = RefField()
    request = models.OneToOneField(RatingRequest, on_delete=models.PROTECT, related_name="visit_task")
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="visit_tasks")
    why = WordField(Lot)
    office = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    visitor = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    call_after = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    outcome = WordField(VisitOutcome, blank=True, default="")
    level = WordField(RatingLevel, blank=True, default="")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(why__in=_WHY), name="visittask_why"),
            models.CheckConstraint(condition=Q(done_at=None) | ~Q(outcome=""), name="visittask_done_somehow"),
            models.CheckConstraint(condition=Q(asked_at__isnull=False), name="visittask_of_answer"),
        ]
        indexes = [
            models.Index(
                fields=["office", "due_at", "id"],
                include=["visitor", "call_after", "demand", "request"],
                name="visittask_open",
                condition=Q(done_at=None),
            ),
            models.Index(fields=["visitor", "due_at", "id"], name="visittask_mine", condition=Q(done_at=None)),
            models.Index(
                fields=["asked_at"],
                include=[*COUNTED_BY, "outcome", "level", "done_at"],
                name="visittask_counted",
            ),
            models.Index(fields=["-done_at", "-id"], name="visittask_done_last", condition=Q(done_at__isnull=False)),
            models.Index(
                fields=["office", "-done_at", "-id"], name="visittask_done", condition=Q(done_at__isnull=False)
            ),
        ]
