"""Tables of documents: what was published, word for word, and what somebody proposes to write down of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from huiqi.eligibility.versions import Grade, PublicationStatus
from huiqi.kernel.fields import RefField, WordField, word_check
from huiqi.policies.models.library import Policy
from huiqi.policies.words import DraftState, Origin, TextKind, Topic

NEWS = str(TextKind.NEWS.value)
NOT_LISTED = Q(topic="") & ~Q(kind=NEWS)
LISTED = ~Q(topic="") & ~Q(issued_in="") & Q(issued_on__isnull=False)


class Document(models.Model):
    """A published text: a document, the notice of a year, what its issuer says of another (`interprets`), or news.

    `key` is the hash of number, title and issuer as `rules.identity` writes them: the same text is kept once. The
    period is the one the text states, half-open; `status` what became of it, `void` which parts no longer hold.
    `same_as` is the text into which this one, kept twice, was merged: its items and explanations are shown
    with that one's, and nothing of it is moved.
    `topic` makes it a piece of information, `issued_in` is the region its issuer speaks for; news always has both.
    `withdrawn` is why news is shown no more.
    `source` says where the words come from, `raw` is the copy they were written from, `raw_sha256` its hash, known also
    where only that was kept. `edited_by` names the person who last published it here; no source writes over that.
    """

    ref = RefField()
    key = models.CharField(max_length=64, unique=True)
    kind = WordField(TextKind)
    number = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    effective_from = models.DateField(null=True)
    effective_before = models.DateField(null=True)
    status = WordField(PublicationStatus, default=PublicationStatus.IN_FORCE)
    void = models.TextField(blank=True)
    topic = WordField(Topic, blank=True, default="")
    issued_in = models.CharField(max_length=6, blank=True, default="")
    withdrawn = models.CharField(max_length=300, blank=True, default="")
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaces")
    interprets = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="interpretations")
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies")
    policies: models.ManyToManyField[Policy, models.Model] = models.ManyToManyField(Policy, related_name="documents")
    url = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300, blank=True)
    raw = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    raw_sha256 = models.CharField(max_length=64, blank=True)
    grade = WordField(Grade)
    last_verified = models.DateField()
    published_at = models.DateTimeField()
    edited_by = models.CharField(max_length=40, blank=True)
    content_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            word_check("kind", TextKind, "document_kind"),
            word_check("status", PublicationStatus, "document_status"),
            word_check("grade", Grade, "document_grade"),
            models.CheckConstraint(
                condition=Q(effective_before=None)
                | Q(effective_from=None)
                | Q(effective_before__gt=F("effective_from")),
                name="document_period",
            ),
            models.CheckConstraint(
                condition=Q(topic__in=["", *(str(word.value) for word in Topic)]), name="document_topic"
            ),
            models.CheckConstraint(
                condition=NOT_LISTED | LISTED,
                name="document_information_whole",
            ),
            models.CheckConstraint(condition=Q(withdrawn="") | Q(kind=NEWS), name="document_withdrawn_news"),
            models.CheckConstraint(condition=~Q(replaced_by=F("id")), name="document_replaced_by_another"),
            models.CheckConstraint(condition=~Q(interprets=F("id")), name="document_interprets_another"),
            models.CheckConstraint(condition=~Q(same_as=F("id")), name="document_same_as_another"),
        ]
        indexes = [
            models.Index(fields=["number"], name="document_number"),
            models.Index(fields=["-issued_on", "-id"], condition=~Q(topic=""), name="document_information"),
        ]


class Paragraph(models.Model):
    """One paragraph or clause of a document, by its place from 1; `label` is its number as printed (第三条, 一、).

    `explains` holds the places of the paragraphs of `document.interprets` that it is about.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="paragraphs")
    place = models.PositiveIntegerField()
    label = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    explains = ArrayField(models.PositiveIntegerField(), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "place"], name="paragraph_place")]
        indexes = [GinIndex(fields=["explains"], name="paragraph_explains")]


class DocumentDraft(models.Model):
    """What somebody, an import or a changed source proposes to write down of a text: `content`, whole.

    `before` is what was published when it was begun (none: the text is new), so that both can be compared for ever.
    None of the `authors` publishes it.
    """

    ref = RefField()
    key = models.CharField(max_length=64)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="drafts")
    origin = WordField(Origin)
    state = WordField(DraftState, default=DraftState.WAITING)
    content = models.JSONField()
    before = models.JSONField(null=True)
    raw = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    authors = ArrayField(models.CharField(max_length=40))
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            word_check("origin", Origin, "documentdraft_origin"),
            word_check("state", DraftState, "documentdraft_state"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(state=str(DraftState.WAITING.value)), name="documentdraft_one_open"
            ),
        ]
        indexes = [models.Index(fields=["state", "-changed_at"], name="documentdraft_list")]
