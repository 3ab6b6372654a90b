"""Tables of hand-offs, and of the lists of outcomes that are brought back."""

from django.db import models
from django.db.models import Q

from huiqi.filings.words import Kept, OnFault
from huiqi.kernel.fields import RefField, WordField, word_check


class Handoff(models.Model):
    """What a firm took along to the place where a policy is applied for.

    `number` finds the outcome back. `fields`: each with `name` (a fact or `words.Own`), `value`, `as_of` and `source`
    (`FactSource`; empty: its registration; `typed`: as the firm wrote it this once). Once a rule erased them there are
    none, and `erased_at` says since when.
    """

    ref = RefField()
    number = models.CharField(max_length=20, unique=True)
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.CASCADE, related_name="handoffs")
    version = models.ForeignKey("policies.PolicyVersion", on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField()
    submission = models.UUIDField(unique=True)
    handed_at = models.DateTimeField()
    handed_by = models.CharField(max_length=40)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(erased_at=None) | Q(fields=[]), name="handoff_erased_is_empty"),
        ]
        indexes = [
            models.Index(fields=["enterprise", "-id"], name="handoff_of_firm"),
            models.Index(fields=["handed_at"], condition=Q(erased_at=None), name="handoff_kept"),
        ]


class OutcomeList(models.Model):
    """A list of outcomes that a window or the hub brought, or a program of theirs; `raw` is its copy.

    `report` has a line for each of its rows: `place`, `outcome` (`words.Came`), `firm`, `what`, and where it was
    refused `field`, `code` and `value`. `key`: what a program calls its list; sending it again makes nothing twice.
    """

    ref = RefField()
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    raw = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    on_fault = WordField(OnFault)
    report = models.JSONField()
    made = models.PositiveIntegerField()
    same = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    key = models.CharField(max_length=64, blank=True, default="")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("on_fault", OnFault, "outcomelist_on_fault"),
            models.UniqueConstraint(fields=["by", "key"], condition=~Q(key=""), name="outcomelist_sent_once"),
            models.CheckConstraint(condition=Q(erased_at=None) | Q(report=[]), name="outcomelist_erased_is_empty"),
        ]
        indexes = [models.Index(fields=["organisation", "-at"], name="outcomelist_of_office")]


class RetentionRule(models.Model):
    """So many `years` after it was handed over, or brought, this is erased. Off: nothing is."""

    ref = RefField()
    erases = WordField(Kept, unique=True)
    years = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=200)
    is_on = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            word_check("erases", Kept, "filing_retention_erases"),
            models.CheckConstraint(condition=Q(years__gte=1, years__lte=100), name="filing_retention_years"),
        ]
