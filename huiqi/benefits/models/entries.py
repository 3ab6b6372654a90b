"""Tables of the firms on a programme's list, and of objections to the list."""

from django.db import models
from django.db.models import F, Q

from huiqi.benefits.words import EntryState, ObjectionState
from huiqi.kernel.fields import RefField, WordField, word_check

_AGREED = [EntryState.WILLING, EntryState.LISTED, EntryState.BOUNCED, EntryState.PAID, EntryState.RECOVERED]
_LISTED = [EntryState.LISTED, EntryState.PAID, EntryState.RECOVERED]
_PAID = [EntryState.PAID, EntryState.RECOVERED]


class Entry(models.Model):
    """One firm of a programme: what it is owed, why, and what became of it.

    `tier` is the place of the benefit's tier in the policy; `base` what the rate was taken of, in yuan. `facts`: what
    was known when it was found, each fact's value, day and source. `window`: who verifies it. The account is the firm's
    own word at `agreed_at`; `pay_due` counts from there.
    """

    ref = RefField()
    programme = models.ForeignKey("benefits.Programme", on_delete=models.PROTECT, related_name="entries")
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    state = WordField(EntryState, default=EntryState.FOUND)
    revision = models.PositiveIntegerField(default=1)
    tier = models.PositiveSmallIntegerField()
    base = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    facts = models.JSONField()
    found_at = models.DateTimeField()
    verified_by = models.CharField(max_length=40, blank=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.CharField(max_length=40, blank=True)
    account_name = models.CharField(max_length=200, blank=True)
    bank = models.CharField(max_length=120, blank=True)
    account = models.CharField(max_length=32, blank=True)
    pay_due = models.DateField(null=True)
    payment_list = models.ForeignKey(
        "benefits.PaymentList", on_delete=models.PROTECT, null=True, related_name="entries"
    )
    paid_on = models.DateField(null=True)
    recovered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            word_check("state", EntryState, "entry_state"),
            models.UniqueConstraint(fields=["programme", "enterprise"], name="entry_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="entry_amount"),
            models.CheckConstraint(
                condition=~Q(state__in=_AGREED)
                | Q(agreed_at__isnull=False, agreed_by__gt="", account__gt="", bank__gt="", pay_due__isnull=False),
                name="entry_agreed_by_the_firm",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_LISTED, payment_list__isnull=False)
                | (~Q(state__in=_LISTED) & Q(payment_list=None)),
                name="entry_on_a_payment_list",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_PAID, paid_on__isnull=False) | (~Q(state__in=_PAID) & Q(paid_on=None)),
                name="entry_paid_on",
            ),
            models.CheckConstraint(
                condition=Q(recovered_on=None) | Q(recovered_on__gte=F("paid_on")), name="entry_recovered_after"
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "state", "id"], name="entry_state"),
            models.Index(fields=["enterprise", "-id"], name="entry_enterprise"),
        ]


class Objection(models.Model):
    """Somebody says that a firm should not be on the published list, or that it should get another amount."""

    ref = RefField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="objections")
    state = WordField(ObjectionState, default=ObjectionState.OPEN)
    words = models.TextField()
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=40)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            word_check("state", ObjectionState, "objection_state"),
            models.UniqueConstraint(
                fields=["entry", "raised_by"], condition=Q(state=ObjectionState.OPEN.value), name="objection_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state=ObjectionState.OPEN.value) ^ Q(answered_at__isnull=False, answered_by__gt=""),
                name="objection_answered",
            ),
        ]
