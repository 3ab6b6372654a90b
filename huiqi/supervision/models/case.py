"""Tables of a case: itself, the steps taken, the objection to its record, its files; the network's own limits."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.supervision.flow import OPEN
from huiqi.supervision.words import CaseState, LadderStep, Why

_OPEN = [str(state.value) for state in OPEN]


class SupervisionCase(models.Model):
    """What follows an accountability record, until it is closed or struck.

    `organisation`, `person_ref`: who is held responsible, as in the record; `window`: the demand's own. `next_at`: when
    the next step is proposed; `proposed_at`: since when it is. `answer_due_at`: until when a remedy is reported.
    """

    ref = RefField()
    record = models.OneToOneField("demands.AccountabilityRecord", on_delete=models.PROTECT, related_name="+")
    demand = models.ForeignKey("demands.Demand", on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey("network.Window", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person_ref = models.CharField(max_length=40, blank=True)
    state = WordField(CaseState)
    revision = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    proposed_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    report = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            word_check("state", CaseState, "case_state"),
            models.CheckConstraint(
                condition=Q(closed_at=None, state__in=_OPEN) | (Q(closed_at__isnull=False) & ~Q(state__in=_OPEN)),
                name="case_closed_when_closed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="case_to_propose",
                condition=Q(next_at__isnull=False, proposed_at=None, closed_at=None),
            ),
            models.Index(fields=["state", "-opened_at", "-id"], name="case_open", condition=Q(closed_at=None)),
            models.Index(fields=["window", "-opened_at", "-id"], name="case_of_window"),
            models.Index(fields=["organisation", "-opened_at", "-id"], name="case_of_organisation"),
            models.Index(fields=["-opened_at", "-id"], name="case_latest"),
            models.Index(
                fields=["organisation", "state"],
                include=["proposed_at", "reported_at", "demand", "window", "id"],
                name="case_counted",
                condition=Q(closed_at=None),
            ),
        ]


class Measure(models.Model):
    """One step taken: an order, a circular, a talk; of a talk also when, where, and what was said and promised."""

    case = models.ForeignKey(SupervisionCase, on_delete=models.PROTECT, related_name="measures")
    step = WordField(LadderStep)
    text = models.TextField()
    remedy = models.TextField()
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=40)
    paper_ref = models.UUIDField()
    meets_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    held_on = models.DateField(null=True)
    minutes = models.TextField(blank=True)
    commitments = models.TextField(blank=True)

    class Meta:
        constraints = [
            word_check("step", LadderStep, "measure_step"),
            models.UniqueConstraint(fields=["case", "step"], name="measure_once_a_case"),
        ]
        indexes = [
            models.Index(fields=["-taken_at", "-id"], name="circulars", condition=Q(step=LadderStep.CIRCULAR.value))
        ]


class Objection(models.Model):
    """What whoever is held responsible says against the record, once, and what was decided with which reason."""

    case = models.OneToOneField(SupervisionCase, on_delete=models.PROTECT, related_name="objection")
    text = models.TextField()
    objected_at = models.DateTimeField()
    objected_by = models.CharField(max_length=40)
    upheld = models.BooleanField(null=True)
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, upheld=None, decision="")
                | (Q(decided_at__isnull=False, upheld__isnull=False) & ~Q(decision="")),
                name="supervision_objection_decided",
            )
        ]


class CaseFile(models.Model):
    """A file that came with something."""

    case = models.ForeignKey(SupervisionCase, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    why = WordField(Why)
    attached_at = models.DateTimeField()
    attached_by = models.CharField(max_length=40)

    class Meta:
        constraints = [word_check("why", Why, "casefile_why")]


class StepRule(models.Model):
    """What the network has set for a step instead of `rules.DEFAULTS`."""

    step = WordField(LadderStep, unique=True)
    wait_days = models.PositiveSmallIntegerField()
    answer_days = models.PositiveSmallIntegerField()
    remedy = models.TextField()
    revision = models.PositiveIntegerField(default=1, db_default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=40)
    ref = RefField()

    class Meta:
        constraints = [word_check("step", LadderStep, "steprule_step")]
