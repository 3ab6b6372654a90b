"""Tables of the answers that are written again and again."""

from __future__ import annotations

from django.db import models

from huiqi.demands.words import TEMPLATED, Verb
from huiqi.kernel.fields import RefField, WordField
from huiqi.standards.service_kinds import ServiceKind


class AnswerTemplate(models.Model):
    """What an office writes again and again with a verb: a window's for its own people, the hub's for everybody.

    `kind` empty: for demands of every kind. `text` has fields of `rules.templates.FIELDS`.
    """

    ref = RefField()
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    verb = WordField(Verb)
    kind = WordField(ServiceKind, blank=True)
    name = models.CharField(max_length=30)
    text = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verb__in=[str(verb) for verb in TEMPLATED]), name="template_verb"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["", *(str(kind) for kind in ServiceKind)]), name="template_kind"
            ),
            models.UniqueConstraint(fields=["organisation", "verb", "name"], name="template_named_once"),
        ]
