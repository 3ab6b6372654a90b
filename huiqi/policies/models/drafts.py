"""The table of drafts: what somebody proposes that a policy should say, until it is published or dropped."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from huiqi.eligibility.versions import PublicationStatus
from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.policies.words import DraftState, Purpose

_OPEN = [str(DraftState.DRAFT.value), str(DraftState.WAITING.value), str(DraftState.REVIEWED.value)]


class Draft(models.Model):
    """One proposal. `content` is what the version will hold; `sent` what it held when it was last sent for review.

    `outline` is the rule as it was typed, half-finished lines included. `text` is what was written down of the text it
    was made from, or `document` where the library had that text. A withdrawal says in `fate` what became of the
    document, until when it applied, and which policy took its place. None of the `authors` reviews it.
    """

    ref = RefField()
    code = models.CharField(max_length=4)
    purpose = WordField(Purpose)
    state = WordField(DraftState, default=DraftState.DRAFT)
    base = models.ForeignKey("PolicyVersion", on_delete=models.PROTECT, null=True, related_name="drafts")
    content = models.JSONField()
    sent = models.JSONField(null=True)
    outline = models.JSONField(null=True)
    text = models.ForeignKey("DocumentDraft", on_delete=models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey("Document", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    fate = models.CharField(max_length=40, blank=True)
    last_day = models.DateField(null=True)
    replaced_by = models.CharField(max_length=4, blank=True)
    authors = ArrayField(models.CharField(max_length=40))
    reviewer = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published = models.ForeignKey("PolicyVersion", on_delete=models.PROTECT, null=True, related_name="made_by")

    class Meta:
        constraints = [
            word_check("purpose", Purpose, "draft_purpose"),
            word_check("state", DraftState, "draft_state"),
            models.CheckConstraint(
                condition=Q(fate__in=["", *(str(word.value) for word in PublicationStatus)]), name="draft_fate"
            ),
            models.UniqueConstraint(fields=["code"], condition=Q(state__in=_OPEN), name="draft_one_open"),
        ]
