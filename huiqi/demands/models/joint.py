"""Tables of joint handling 并联: who works together on which kind of matter, and who coordinates."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.standards.service_kinds import ServiceKind


class JointPlan(models.Model):
    """A joint procedure 并联流程 (H61) for demands of a kind that say one of its keywords; none: for all of the kind.

    `lead` coordinates and answers; `helpers` are asked for what stands at the same place of `tasks`.
    """

    ref = RefField()
    name = models.CharField(max_length=60)
    kind = WordField(ServiceKind)
    keywords = ArrayField(models.CharField(max_length=20), default=list)
    lead = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    helpers = ArrayField(models.BigIntegerField())
    tasks = ArrayField(models.CharField(max_length=300))
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            word_check("kind", ServiceKind, "jointplan_kind"),
            models.UniqueConstraint(fields=["name"], condition=Q(ended_at=None), name="jointplan_named_once"),
            models.CheckConstraint(condition=~Q(helpers=[]), name="jointplan_with_helpers"),
        ]
