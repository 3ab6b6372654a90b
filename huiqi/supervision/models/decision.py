"""The table of what the authority decided on cases of the hub's own office."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.supervision.flow import WITH_LIMIT
from huiqi.supervision.models.case import CaseFile, SupervisionCase
from huiqi.supervision.words import CaseVerb

_WITH_LIMIT = [str(verb.value) for verb in WITH_LIMIT]


class AuthorityDecision(models.Model):
    """One decision of the authority (主管部门) as somebody at the hub wrote it down from its document.

    `ruling`: what was decided, as the verb that the hub would have done; `number`, `decided_on`, `office`: of the
    document, whose `scan` proves it; `due_at`: until when a remedy is reported, where it asks for one.
    """

    ref = RefField()
    case = models.ForeignKey(SupervisionCase, on_delete=models.PROTECT, related_name="decisions")
    ruling = WordField(CaseVerb)
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    office = models.CharField(max_length=120)
    text = models.TextField()
    due_at = models.DateTimeField(null=True)
    scan = models.OneToOneField(CaseFile, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            word_check("ruling", CaseVerb, "authoritydecision_ruling"),
            models.CheckConstraint(
                condition=Q(ruling__in=_WITH_LIMIT, due_at__isnull=False)
                | (~Q(ruling__in=_WITH_LIMIT) & Q(due_at=None)),
                name="authoritydecision_limit",
            ),
            models.UniqueConstraint(fields=["case", "number"], name="authoritydecision_number_once"),
        ]
