"""Tables of what was promised, and of what was not kept."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from huiqi.demands.models.consulting import Consultation
from huiqi.demands.models.custody import Handling
from huiqi.demands.models.demand import Demand
from huiqi.demands.words import Step
from huiqi.kernel.fields import RefField, WordField, word_check


class Promise(models.Model):
    """What is owed by when: a step of a round, of one custody, or the part that another was asked for.

    Never moved; kept, missed or released. `held_at`: since when its clock stands; when that runs again it is released
    and the step promised anew, the `times`-th time in its round.

    A missed promise may still be kept, late. `explanation` is `rules.deadlines.Deadline.explanation`. `warn_at`: when
    whoever owes it is warned, `warned_at`: when he was.
    """

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="promises", db_index=False)
    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, null=True, related_name="promises")
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, null=True, related_name="promises")
    round = models.PositiveSmallIntegerField(default=1, db_default=1)
    step = WordField(Step)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    times = models.PositiveSmallIntegerField(default=1, db_default=1)
    explanation = models.JSONField()

    class Meta:
        constraints = [
            word_check("step", Step, "promise_step"),
            models.UniqueConstraint(
                fields=["demand", "round", "handling", "consultation", "step", "times"],
                nulls_distinct=False,
                name="promised_once_each_time",
            ),
            models.CheckConstraint(condition=Q(kept_at=None) | Q(released_at=None), name="promise_kept_or_released"),
            models.CheckConstraint(
                condition=Q(missed_at=None) | Q(missed_at__gte=F("due_at")), name="missed_after_due"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                include=["demand", "held_at"],
                name="promise_to_watch",
                condition=Q(kept_at=None, missed_at=None, released_at=None),
            ),
            models.Index(
                fields=["warn_at", "id"],
                name="promise_to_warn",
                condition=Q(warn_at__isnull=False, warned_at=None, kept_at=None, missed_at=None, released_at=None),
            ),
        ]


class AccountabilityRecord(models.Model):
    """A promise was missed: who held the demand when it fell due (H58: 对超时办结直接生成问责).

    `window` is the demand's own, which never changes: a window reads its records, the latest first. One struck after an
    objection stays to be read, with the reason, and counts no more.
    """

    ref = RefField()
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="record")
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="records")
    window = models.ForeignKey("network.Window", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    person_ref = models.CharField(max_length=40, blank=True)
    due_at = models.DateTimeField()
    noticed_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_why = models.TextField(blank=True, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["-due_at", "-id"], name="accountability_latest"),
            models.Index(fields=["window", "-due_at", "-id"], name="accountability_window"),
        ]
