"""Tables of bulk verbs 批量办理: one batch, one line for each demand."""

from __future__ import annotations

from django.db import models

from huiqi.demands.words import BatchOutcome, BulkVerb
from huiqi.kernel.fields import RefField, WordField, word_check


class Batch(models.Model):
    """One verb for many demands, by one person on one of his seats. `parameters` hold refs: handler, colleague.

    `unseen`: how many were chosen that he could not see any more when it began.
    """

    ref = RefField()
    verb = WordField(BulkVerb)
    person_ref = models.CharField(max_length=40)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    submission = models.UUIDField()
    parameters = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    unseen = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("verb", BulkVerb, "batch_verb"),
            models.UniqueConstraint(fields=["person_ref", "submission"], name="batch_submitted_once"),
        ]


class BatchLine(models.Model):
    """One demand of a batch: still waiting, done, or refused, and then with the sentence `said`."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="lines", db_index=False)
    demand = models.ForeignKey("demands.Demand", on_delete=models.PROTECT, related_name="+")
    outcome = WordField(BatchOutcome, default=BatchOutcome.WAITING.value)
    said = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("outcome", BatchOutcome, "batchline_outcome"),
            models.UniqueConstraint(fields=["batch", "demand"], name="batchline_once"),
        ]
