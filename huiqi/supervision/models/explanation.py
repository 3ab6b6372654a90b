"""Table of the letters of explanation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.kernel.fields import RefField


class Explanation(models.Model):
    """A completion was missed: why, until when now, and the letter 未办结说明 that told the enterprise.

    Asked at once of `organisation`, which holds it; at `issue_at` the letter goes with what there is then.
    `dropped_at`: the demand was answered or ended before.
    """

    ref = RefField()
    promise = models.OneToOneField("demands.Promise", on_delete=models.PROTECT, related_name="+")
    demand = models.ForeignKey("demands.Demand", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    person_ref = models.CharField(max_length=40, blank=True)
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    issue_at = models.DateTimeField()
    why = models.TextField(blank=True)
    new_day = models.DateField(null=True)
    written_at = models.DateTimeField(null=True)
    written_by = models.CharField(max_length=40, blank=True)
    issued_at = models.DateTimeField(null=True)
    paper_ref = models.UUIDField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(issued_at=None) | Q(dropped_at=None), name="explained_or_dropped"),
            models.CheckConstraint(
                condition=Q(written_at=None, why="", new_day=None)
                | (Q(written_at__isnull=False, new_day__isnull=False) & ~Q(why="")),
                name="explanation_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["issue_at", "id"], name="explanation_to_issue", condition=Q(issued_at=None, dropped_at=None)
            )
        ]
