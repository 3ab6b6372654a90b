"""Tables of enterprises and of what is known about them."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Lower

from huiqi.enterprises.words import NOBODY_KIND, ClaimKind, ClaimState, FactSource
from huiqi.kernel.access import Role
from huiqi.kernel.fields import RefField, WordField, word_check


class Enterprise(models.Model):
    """A served subject. `kind` is the code of the fact `organisation_kind`; its ref is the organisation's.

    `search_key` is what a firm is found by: its name, the pinyin initials of it, its code, its contact's number.
    `entered_by` is the member of staff who entered a firm that did not register itself: its code may come later.
    """

    organisation = models.OneToOneField("accounts.Organisation", on_delete=models.PROTECT, related_name="enterprise")
    uscc = models.CharField(max_length=18, null=True, unique=True)  # noqa: DJ001 — absent is no code, and unique
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=400, db_index=True)
    region = models.CharField(max_length=6)
    industry = models.CharField(max_length=4, blank=True)
    contact_name = models.CharField(max_length=60)
    contact_mobile = models.CharField(max_length=11)
    submission = models.UUIDField(null=True, unique=True)
    registered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=40, blank=True)
    search_key = models.GeneratedField(
        expression=Lower(Concat("name_key", Value(" "), "uscc", Value(" "), "contact_mobile")),
        output_field=models.TextField(),
        db_persist=True,
    )
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(uscc__isnull=False)
                | Q(kind__in=["startup_team", "sole_trader", "individual"])
                | ~Q(entered_by=""),
                name="enterprise_code_or_person",
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind=NOBODY_KIND), name="enterprise_stands_for_nobody_once"
            ),
        ]
        indexes = [
            models.Index(fields=["region"], name="enterprise_region"),
            GinIndex(Func(F("search_key"), function="huiqi_grams"), name="enterprise_grams"),
        ]


class StatedFact(models.Model):
    """What is known of an enterprise: one current row per fact; former rows stay with their end."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="facts")
    name = models.CharField(max_length=60)
    value = models.JSONField()
    as_of = models.DateField()
    source = WordField(FactSource)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("source", FactSource, "fact_source"),
            models.UniqueConstraint(fields=["enterprise", "name"], condition=Q(ended_at=None), name="fact_current"),
        ]
        indexes = [
            models.Index(
                fields=["id"], name="fact_qualified", condition=Q(name="qualifications", ended_at=None) & ~Q(value=[])
            )
        ]


class Claim(models.Model):
    """A person says that he may act for a firm, as what, and by which papers; who decided that, when and why."""

    ref = RefField()
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="claims")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    kind = WordField(ClaimKind, default=ClaimKind.ACT)
    role = WordField(Role)
    state = WordField(ClaimState)
    licence = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    letter_since = models.DateField(null=True)
    letter_until = models.DateField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            word_check("kind", ClaimKind, "claim_kind"),
            word_check("role", Role, "claim_role"),
            word_check("state", ClaimState, "claim_state"),
            models.UniqueConstraint(
                fields=["enterprise", "person", "kind"], condition=~Q(state="ended"), name="claim_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "id"], name="claim_to_decide", condition=Q(state__in=["waiting", "declared"])
            )
        ]
