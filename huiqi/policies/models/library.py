"""Tables of policies and of their versions."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q

from huiqi.eligibility.versions import Grade, PolicyKind, PublicationStatus, Subject
from huiqi.kernel.fields import RefField, WordField, word_check


class Policy(models.Model):
    """A policy by its published code; what it says is in its versions."""

    ref = RefField()
    code = models.CharField(max_length=4, unique=True)
    kind = WordField(PolicyKind)
    subject = WordField(Subject)

    class Meta:
        constraints = [
            word_check("kind", PolicyKind, "policy_kind"),
            word_check("subject", Subject, "policy_subject"),
        ]


class PolicyVersion(models.Model):
    """What a policy says from `effective_from` until the day before `effective_before` (none: open).

    `content` is what was published, whole, and never changes. What becomes of it later stands in columns: until when it
    applied, whether it was repealed or replaced and by what; `withdrawn_at` where a correction took its whole place.
    `fate_number` grows with every such change, over all versions: by it a process sees that there was one.
    `edited_by` names the person who published or ended it here; the library never writes over that.
    """

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    effective_from = models.DateField()
    effective_before = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    document_number = models.CharField(max_length=300)
    issuer = models.CharField(max_length=200)
    region = models.CharField(max_length=6)
    status = WordField(PublicationStatus)
    superseded_by = models.CharField(max_length=300, blank=True)
    grade = WordField(Grade)
    last_verified = models.DateField()
    schema_number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    edited_by = models.CharField(max_length=40, blank=True)
    fate_number = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            word_check("status", PublicationStatus, "policyversion_status"),
            word_check("grade", Grade, "policyversion_grade"),
            models.UniqueConstraint(
                fields=["policy", "effective_from"], condition=Q(withdrawn_at=None), name="policyversion_key"
            ),
            models.CheckConstraint(
                condition=Q(effective_before=None) | Q(effective_before__gt=F("effective_from")),
                name="policyversion_period",
            ),
            ExclusionConstraint(
                name="policyversion_once",
                expressions=[
                    ("policy", RangeOperators.EQUAL),
                    (
                        Func("effective_from", "effective_before", function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdrawn_at=None),
                deferrable=Deferrable.DEFERRED,
            ),
        ]
        indexes = [
            models.Index(fields=["effective_from"], name="policyversion_from"),
            models.Index(
                fields=["id"], include=["loaded_at", "withdrawn_at", "fate_number"], name="policyversion_stamp"
            ),
        ]
