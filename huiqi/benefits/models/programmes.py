"""Tables of programmes and of the payment lists made for them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from huiqi.benefits.flow import RUNNING
from huiqi.benefits.words import ListState, ProgrammeState
from huiqi.kernel.fields import RefField, WordField, word_check

_RUNNING = [state.value for state in RUNNING]
_UNSETTLED = [ListState.WAITING.value, ListState.UNCHECKED.value]


class Programme(models.Model):
    """One policy carried out for one year and region.

    `examined_on`: the day as of which facts are examined. `pays`: for each tier of the policy's benefit, in its order,
    what it pays (`rules.amounts.Pay.stored`); an empty one pays nothing. `guide_due`: the last day for the guide.
    `looked` of `to_look` firms were compared so far; `after` is the last of them, so that a killed worker goes on
    there; `lacking`: how many are on no list for want of data, by `words.Lacking`. `authority`: who reviews the guide,
    since it was submitted; none: a second person at the hub. None of the `authors` approves what they wrote;
    `approved_by` is empty of guides that were published before they were reviewed.
    """

    ref = RefField()
    version = models.ForeignKey("policies.PolicyVersion", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    region = models.CharField(max_length=6)
    title = models.CharField(max_length=200)
    guide = models.TextField()
    contact = models.CharField(max_length=200)
    funded_by = models.CharField(max_length=200)
    pays = models.JSONField()
    examined_on = models.DateField()
    policy_published_on = models.DateField()
    guide_due = models.DateField()
    notice_days = models.PositiveSmallIntegerField()
    answer_days = models.PositiveSmallIntegerField()
    state = WordField(ProgrammeState, default=ProgrammeState.PREPARED)
    revision = models.PositiveIntegerField(default=1)
    submission = models.UUIDField(unique=True)
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=40)
    authority = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    authors = ArrayField(models.CharField(max_length=40), default=list)
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=40, blank=True)
    guided_at = models.DateTimeField(null=True)
    drawn_by = models.CharField(max_length=40, blank=True)
    drawn_at = models.DateTimeField(null=True)
    to_look = models.PositiveIntegerField(default=0)
    looked = models.PositiveIntegerField(default=0)
    after = models.BigIntegerField(default=0)
    lacking = models.JSONField(default=dict)
    published_at = models.DateTimeField(null=True)
    notice_until = models.DateField(null=True)
    asked_at = models.DateTimeField(null=True)
    answer_until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("state", ProgrammeState, "programme_state"),
            models.UniqueConstraint(
                fields=["version", "year", "region"], condition=Q(state__in=_RUNNING), name="programme_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProgrammeState.REVIEW.value) | Q(submitted_at__isnull=False),
                name="programme_submitted",
            ),
            models.CheckConstraint(
                condition=Q(approved_by="") | (Q(guided_at__isnull=False) & ~Q(authors__contains=[F("approved_by")])),
                name="programme_approved_by_another",
            ),
            models.CheckConstraint(condition=Q(looked__lte=F("to_look")), name="programme_looked"),
            models.CheckConstraint(
                condition=Q(notice_until=None) ^ Q(published_at__isnull=False), name="programme_notice"
            ),
            models.CheckConstraint(condition=Q(answer_until=None) ^ Q(asked_at__isnull=False), name="programme_asked"),
        ]


class PaymentList(models.Model):
    """A list of payments as it goes to the treasury; its rows are the entries that name it.

    `count` and `total` (yuan) are those of the day it was made: a payment that came back stays counted here.
    `finance`: which department confirms it and writes down what was paid; none: the hub, by a second person.
    `settled_*`: when and by whom it was confirmed, returned or withdrawn.
    """

    ref = RefField()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="payment_lists")
    number = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=18, decimal_places=2)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    state = WordField(ListState, default=ListState.WAITING)
    revision = models.PositiveIntegerField(default=1)
    finance = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            word_check("state", ListState, "paymentlist_state"),
            models.CheckConstraint(
                condition=Q(state__in=_UNSETTLED) ^ Q(settled_at__isnull=False, settled_by__gt=""),
                name="paymentlist_settled",
            ),
            models.CheckConstraint(
                condition=~Q(state=ListState.CONFIRMED.value, settled_by=F("made_by")),
                name="paymentlist_confirmed_by_another",
            ),
            models.UniqueConstraint(fields=["programme", "number"], name="paymentlist_number"),
            models.CheckConstraint(condition=Q(count__gt=0, total__gt=0), name="paymentlist_total"),
        ]
