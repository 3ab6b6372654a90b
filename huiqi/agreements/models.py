"""Tables of service agreements."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from huiqi.agreements.flow import OPEN
from huiqi.agreements.words import AgreementState, Alike, FeeBasis, Hand, Verdict
from huiqi.kernel.fields import RefField, WordField, word_check, words_check

_OPEN = [state.value for state in OPEN]
_DONE = Q(done_at__isnull=False, done_by__gt="", done_how__in=[hand.value for hand in Hand])


class Agreement(models.Model):
    """What a handler does for the firm of a demand, in one custody of it.

    `version` is the number of the last one written. `link` is the address under which the firm finds what waits for its
    word, without an account; the code that opens it is sent to the firm. `done_*`: who of the firm confirmed that the
    service was done, when and how: the row is countable if, and only if, they are there.
    """

    ref = RefField()
    demand = models.ForeignKey("demands.Demand", on_delete=models.PROTECT, related_name="agreements")
    handling = models.ForeignKey("demands.Handling", on_delete=models.PROTECT, related_name="agreements")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    state = WordField(AgreementState)
    revision = models.PositiveIntegerField(default=1)
    version = models.PositiveSmallIntegerField(default=1)
    submission = models.UUIDField(unique=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=40)
    link = models.UUIDField(null=True, unique=True)
    reported_at = models.DateTimeField(null=True)
    reported_by = models.CharField(max_length=40, blank=True)
    report = models.TextField(blank=True)
    asked_again_at = models.DateTimeField(null=True)
    dispute = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=40, blank=True)
    done_how = WordField(Hand, blank=True, default="")
    paid_on = models.DateField(null=True)
    paid = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    invoice_number = models.CharField(max_length=20, blank=True)
    invoiced = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            word_check("state", AgreementState, "agreement_state"),
            models.UniqueConstraint(fields=["handling"], condition=Q(state__in=_OPEN), name="agreement_open_once"),
            models.CheckConstraint(
                condition=(Q(state=AgreementState.DONE.value) & _DONE)
                | (~Q(state=AgreementState.DONE.value) & Q(done_at=None, done_by="", done_how="")),
                name="agreement_done_by_the_firm",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) ^ Q(state=AgreementState.ENDED.value), name="agreement_ended"
            ),
            models.CheckConstraint(
                condition=Q(invoice_number="", invoiced=None)
                | (Q(invoice_number__regex=r"^([0-9]{8}|[0-9]{20})$") & Q(invoiced__gt=0) & Q(paid_on__isnull=False)),
                name="agreement_invoice",
            ),
            models.CheckConstraint(condition=Q(paid=None) ^ Q(paid_on__isnull=False), name="agreement_paid"),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="agreement_state"),
            models.Index(
                fields=["reported_at"], name="agreement_reported", condition=Q(state=AgreementState.REPORTED.value)
            ),
        ]


class Version(models.Model):
    """What is agreed, as it read when it was signed; only who signed and who answered is written to it again.

    `plan`: the milestones still to be reached, each [name, day]. `basis`, `published`, `percent` (what small and micro
    firms pay of it) and `size_class`: by what the fee of the standard was found; `explanation` why it is another.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    product = models.ForeignKey("directory.Product", on_delete=models.PROTECT, null=True, related_name="+")
    product_name = models.CharField(max_length=120, blank=True)
    category = models.CharField(max_length=40, blank=True)
    scope = models.TextField()
    deliverables = models.TextField()
    terms = models.TextField(blank=True)
    start_on = models.DateField()
    plan = models.JSONField()
    quantity = models.DecimalField(max_digits=10, decimal_places=2)
    fee = models.DecimalField(max_digits=18, decimal_places=2)
    basis = WordField(FeeBasis)
    published = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    published_text = models.CharField(max_length=120, blank=True)
    percent = models.PositiveSmallIntegerField(null=True)
    size_class = models.CharField(max_length=40, blank=True)
    explanation = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=40)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=40, blank=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.CharField(max_length=40, blank=True)
    agreed_how = WordField(Hand, blank=True, default="")
    declined_at = models.DateTimeField(null=True)
    decline_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            word_check("basis", FeeBasis, "version_fee_basis"),
            models.UniqueConstraint(fields=["agreement", "number"], name="version_number"),
            models.CheckConstraint(condition=Q(fee__gte=0) & Q(quantity__gt=0), name="version_fee"),
            models.CheckConstraint(condition=Q(agreed_at=None) | Q(declined_at=None), name="version_one_answer"),
        ]


class SignedPaper(models.Model):
    """A scan of the paper that a handler outside the system signed: its window enters a version by nothing less."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="papers")
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")


class Milestone(models.Model):
    """One step of an agreement in force: until when, when it was done, and what came of it.

    `effects`: [[code of `effects.json`, amount as text], …]. `told_at`: when it was said that it is overdue.
    """

    ref = RefField()
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="milestones")
    name = models.CharField(max_length=120)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=40, blank=True)
    outcome = models.TextField(blank=True)
    effects = models.JSONField(default=list)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(done_on=None) ^ ~Q(outcome=""), name="milestone_outcome")]
        indexes = [models.Index(fields=["due_on"], name="milestone_due", condition=Q(done_on=None, told_at=None))]


class Deliverable(models.Model):
    """A file that was delivered with a milestone, or that proves what came of it."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="deliverables")
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")


class Duplicate(models.Model):
    """Two services for one firm that look like one told twice; `alike` says what they have in common.

    `verdict`: what somebody found who does not gain by it, with his `reason`. Of two that are the same, the earlier
    counts.
    """

    earlier = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    later = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    alike = ArrayField(WordField(Alike))
    noticed_at = models.DateTimeField()
    verdict = WordField(Verdict, blank=True, default="", db_default="")
    reason = models.TextField(blank=True, default="", db_default="")
    judged_at = models.DateTimeField(null=True)
    judged_by = models.CharField(max_length=40, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", judged_at=None, judged_by="")
                | (~Q(verdict="") & Q(judged_at__isnull=False, judged_by__gt="", reason__gt="")),
                name="duplicate_judged_by_somebody",
            ),
            words_check("alike", Alike, "duplicate_alike"),
            models.UniqueConstraint(fields=["earlier", "later"], name="duplicate_once"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="duplicate_of_another"),
        ]
        indexes = [
            models.Index(fields=["-id"], name="duplicate_open", condition=Q(verdict="")),
            models.Index(fields=["later"], name="duplicate_same", condition=Q(verdict=Verdict.SAME.value)),
        ]
