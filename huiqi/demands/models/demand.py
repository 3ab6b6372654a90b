"""Tables of a demand itself: its number, its row, what came with it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import FilteredRelation, Q

from huiqi.demands.flow import CLOSED
from huiqi.demands.words import DemandState, Purpose
from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.standards.service_kinds import ServiceKind

if TYPE_CHECKING:
    from huiqi.demands.models.custody import Handling


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

    def whole(self) -> DemandQuerySet:
        """Each with what there is one of: who has it in his hands (`held`), the question, the rating, the archive."""
        in_hand = FilteredRelation("handlings", condition=Q(handlings__ended_at=None))
        rows = self.annotate(held=in_hand)  # type: ignore[no-redef]  # it is this annotation that fills it
        rows = rows.select_related("held__organisation")  # type: ignore[misc]  # an annotation can be related, too
        return rows.select_related("information_request", "rating", "archive__file")


_CLOSED = [state.value for state in CLOSED]


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
    held: Handling | None = None
    """Who has it in his hands, where the demand came `whole`."""

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


class WrongTry(models.Model):
    """A number and query code that did not fit, counted to slow down guessing."""

    number = models.CharField(max_length=24)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["address", "at"], name="wrongtry_address"),
            models.Index(fields=["number", "at"], name="wrongtry_number"),
        ]
