"""Tables of policies and of their versions."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q

from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.kernel.words import Word


class PolicyKind(Word):
    """What a policy gives."""

    TAX = "tax", "税收优惠"
    FEE = "fee", "减免收费"
    EMPLOYMENT = "employment", "稳岗就业"
    FINANCE = "finance", "融资支持"
    TECHNOLOGY = "technology", "创新支持"
    CULTIVATION = "cultivation", "梯度培育"
    PROCUREMENT = "procurement", "政府采购"
    RIGHTS = "rights", "权益保护"


class PolicyStatus(Word):
    """The state of the document as published on the day it was last verified."""

    IN_FORCE = "in_force", "有效"
    PARTLY_REPEALED = "partly_repealed", "部分失效"
    REPEALED = "repealed", "已废止"
    SUPERSEDED = "superseded", "已被替代"
    EXPIRED = "expired", "已到期"


class SourceGrade(Word):
    """How well the source was checked."""

    A = "A", "已对照文件原文"
    B = "B", "据引述官方文件的资料"
    C = "C", "未经核实"


class Subject(Word):
    """Who has the benefit: the firm, or a person who works there."""

    ENTERPRISE = "enterprise", "企业"
    PERSON = "person", "个人"


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

    `content` is the whole file. `edited_by` names the person who changed it here; the library never writes over that.
    """

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    effective_from = models.DateField()
    effective_before = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=300, blank=True)
    document_number = models.CharField(max_length=300)
    issuer = models.CharField(max_length=200)
    region = models.CharField(max_length=6)
    status = WordField(PolicyStatus)
    superseded_by = models.CharField(max_length=300, blank=True)
    grade = WordField(SourceGrade)
    last_verified = models.DateField()
    schema_number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    edited_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            word_check("status", PolicyStatus, "policyversion_status"),
            word_check("grade", SourceGrade, "policyversion_grade"),
            models.UniqueConstraint(fields=["policy", "effective_from"], name="policyversion_key"),
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
                deferrable=Deferrable.DEFERRED,
            ),
        ]
        indexes = [models.Index(fields=["effective_from"], name="policyversion_from")]
