"""Tables of demands, of the work on them, of what was promised and of what became of it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from huiqi.demands.flow import CLOSED, OPEN_HANDLINGS
from huiqi.demands.words import ArchiveState, DemandState, HandlingState, Purpose, RatingLevel
from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.network.words import LimitStep
from huiqi.standards.service_kinds import ServiceKind

_ENDED = Q(closed_at__isnull=False)
_CLOSED = [state.value for state in CLOSED]
_OPEN = [state.value for state in OPEN_HANDLINGS]


class NumberCounter(models.Model):
    """The last serial number a window gave out in a year; its row is locked in the transaction of a filing."""

    window = models.ForeignKey("network.Window", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["window", "year"], name="numbercounter_once")]


class DemandQuerySet(models.QuerySet["Demand"]):
    """Adjectives of demands."""

    def open(self) -> DemandQuerySet:
        """Neither archived nor withdrawn."""
        return self.exclude(state__in=CLOSED)

    def closed(self) -> DemandQuerySet:
        """Archived or withdrawn."""
        return self.filter(state__in=CLOSED)

    def overdue(self, at: datetime) -> DemandQuerySet:
        """Something promised is past its due moment and still not done."""
        return self.filter(next_due_at__lte=at)

    def due_between(self, since: datetime, until: datetime) -> DemandQuerySet:
        """The next promise is due after `since` and not after `until`."""
        return self.filter(next_due_at__gt=since, next_due_at__lte=until)


class Demand(models.Model):
    """One need of an enterprise. `number` is public, `query_code` a secret; `next_due_at` its earliest owed promise."""

    ref = RefField()
    number = models.CharField(max_length=24, unique=True)
    query_code = models.CharField(max_length=12)
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.PROTECT, related_name="demands")
    window = models.ForeignKey("network.Window", on_delete=models.PROTECT, related_name="demands")
    kind = WordField(ServiceKind)
    title = models.CharField(max_length=120)
    text = models.TextField()
    policy_code = models.CharField(max_length=20, blank=True)
    state = WordField(DemandState)
    revision = models.PositiveIntegerField(default=1)
    submission = models.UUIDField()
    filed_at = models.DateTimeField()
    filed_by = models.CharField(max_length=40)
    first_contact = models.CharField(max_length=40, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True)

    objects = DemandQuerySet.as_manager()

    class Meta:
        constraints = [
            word_check("kind", ServiceKind, "demand_kind"),
            word_check("state", DemandState, "demand_state"),
            models.UniqueConstraint(fields=["enterprise", "submission"], name="demand_submitted_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None) ^ Q(state__in=_CLOSED), name="demand_closed_when_closed"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_due_at", "id"],
                include=["state", "answered_at"],
                name="demand_open",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["window", "next_due_at", "id"],
                include=["state", "answered_at"],
                name="demand_window_open",
                condition=Q(closed_at=None),
            ),
            models.Index(fields=["window", "-filed_at"], name="demand_window_filed"),
            models.Index(fields=["enterprise", "-filed_at"], name="demand_enterprise"),
            models.Index(fields=["-filed_at"], name="demand_filed"),
            models.Index(fields=["-closed_at", "-id"], name="demand_closed", condition=Q(closed_at__isnull=False)),
            models.Index(
                fields=["window", "-closed_at", "-id"],
                name="demand_window_closed",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                fields=["first_contact", "-closed_at", "-id"],
                name="demand_contact_closed",
                condition=Q(closed_at__isnull=False),
            ),
        ]

    @property
    def is_closed(self) -> bool:
        """Whether the demand is archived or withdrawn."""
        return self.state in CLOSED


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
        indexes = [models.Index(fields=["organisation", "state"], name="handling_desk")]


class Promise(models.Model):
    """What is owed by when: a step of the demand, or of one custody. Never moved; kept, missed or released.

    A missed promise may still be kept, late. `explanation` is `rules.deadlines.Deadline.explanation`.
    """

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="promises")
    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, null=True, related_name="promises")
    step = WordField(LimitStep)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    explanation = models.JSONField()

    class Meta:
        constraints = [
            word_check("step", LimitStep, "promise_step"),
            models.UniqueConstraint(
                fields=["demand", "handling", "step"], nulls_distinct=False, name="promised_once_each"
            ),
            models.CheckConstraint(condition=Q(kept_at=None) | Q(released_at=None), name="promise_kept_or_released"),
            models.CheckConstraint(
                condition=Q(missed_at=None) | Q(missed_at__gte=F("due_at")), name="missed_after_due"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="promise_to_watch",
                condition=Q(kept_at=None, missed_at=None, released_at=None),
            )
        ]


class AccountabilityRecord(models.Model):
    """A promise was missed: who held the demand when it fell due (H58: 对超时办结直接生成问责)."""

    ref = RefField()
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="record")
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="records")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    person_ref = models.CharField(max_length=40, blank=True)
    due_at = models.DateTimeField()
    noticed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-due_at"], name="accountability_due")]


class InformationRequest(models.Model):
    """Everything that is missing, told at once and only once (一次性告知)."""

    demand = models.OneToOneField(Demand, on_delete=models.PROTECT, related_name="information_request")
    missing = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    supplied_at = models.DateTimeField(null=True)
    supplied = models.TextField(blank=True)


class Attachment(models.Model):
    """A file that belongs to a demand."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="attachments")
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    purpose = WordField(Purpose)
    attached_at = models.DateTimeField()
    attached_by = models.CharField(max_length=40)

    class Meta:
        constraints = [word_check("purpose", Purpose, "attachment_purpose")]


class Rating(models.Model):
    """What the enterprise thinks of it, once."""

    demand = models.OneToOneField(Demand, on_delete=models.PROTECT, related_name="rating")
    level = WordField(RatingLevel)
    comment = models.TextField(blank=True)
    rated_at = models.DateTimeField()
    rated_by = models.CharField(max_length=40)

    class Meta:
        constraints = [word_check("level", RatingLevel, "rating_level")]


class ReturnVisit(models.Model):
    """One return visit or an attempt at one (K23: whether the need was met, what should follow, opinions)."""

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="visits")
    reached = models.BooleanField()
    need_met = models.BooleanField(null=True)
    follow_up = models.BooleanField(null=True)
    opinion = models.TextField(blank=True)
    visited_at = models.DateTimeField()
    visited_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reached=True, need_met__isnull=False, follow_up__isnull=False)
                | Q(reached=False, need_met=None, follow_up=None),
                name="visit_answers",
            )
        ]


class Archive(models.Model):
    """The closed file of a demand as one PDF, made by the worker. `contents` lists its chapters and attachments."""

    demand = models.OneToOneField(Demand, on_delete=models.PROTECT, related_name="archive")
    state = WordField(ArchiveState)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    contents = models.JSONField(default=list)

    class Meta:
        constraints = [
            word_check("state", ArchiveState, "archive_state"),
            models.CheckConstraint(
                condition=Q(file=None) ^ Q(state=ArchiveState.MADE.value), name="archive_made_with_file"
            ),
        ]
        indexes = [models.Index(fields=["id"], name="archive_waiting", condition=Q(state=ArchiveState.WAITING.value))]


class WrongTry(models.Model):
    """A number and query code that did not fit, counted to slow down guessing."""

    address = models.GenericIPAddressField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["address", "at"], name="wrongtry_address")]
