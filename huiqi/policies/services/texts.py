"""Texts: one writes down what was published, a second compares it with its source and publishes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.policies.flow import TEXT
from huiqi.policies.models import Document, DocumentDraft, Paragraph, Policy
from huiqi.policies.permissions import can_draft, can_publish_text
from huiqi.policies.rules.chain import circle
from huiqi.policies.rules.identity import key_of
from huiqi.policies.rules.paragraphs import follow, moved
from huiqi.policies.rules.texts import Text, flaws, read
from huiqi.policies.selectors.documents import successors, text_content, text_drafts_visible_to
from huiqi.policies.services.loading import hash_of
from huiqi.policies.words import DraftVerb, Origin
from huiqi.search.services import content_changed

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile


@transaction.atomic
def propose_text(
    content: Mapping[str, Any],
    *,
    actor: Actor,
    at: datetime,
    origin: Origin = Origin.TYPED,
    document: Document | None = None,
    raw: StoredFile | None = None,
    reason: str = "",
) -> DocumentDraft:
    """Write down a text, or what changed in a published one (`document`, or the one of the same key).

    Raises `PermissionDenied` and `Refused`: the first flaw at its field, `no_policy`, `no_text`, `circle`,
    `already_open`, `nothing_changed`.
    """
    if origin is not Origin.SOURCE and not can_draft(actor):
        raise PermissionDenied
    key, document = judged(content, document)
    _once(key)
    before = text_content(document) if document else None
    if before == content:
        raise Refused("nothing_changed")
    draft = DocumentDraft.objects.create(
        key=key,
        document=document,
        origin=origin,
        content=dict(content),
        before=before,
        raw=raw,
        reason=reason,
        authors=[actor.person_ref],
        created_at=at,
        changed_at=at,
    )
    told = {"origin": str(origin), "document": str(document.ref) if document else None, "key": key}
    record("policy_text", draft.ref, "propose", actor=actor, at=at, data=told, texts={"reason": reason})
    return draft


def _once(key: str) -> None:
    """Refuse a second draft of the same text: whoever has more to say writes in the first."""
    if waiting := DocumentDraft.objects.filter(key=key, state="waiting").first():
        raise Refused("already_open", "title", ref=waiting.ref, title=waiting.content["title"])


def judged(content: Mapping[str, Any], document: Document | None) -> tuple[str, Document | None]:
    """Refuse what cannot be kept; answers the key of what can, and the published text that it would replace."""
    for flaw in flaws(content):
        raise Refused(flaw.code, flaw.field, paragraph=flaw.paragraph)
    text = read(content)
    known = set(Policy.objects.filter(code__in=text.policies).values_list("code", flat=True))
    if missing := [code for code in text.policies if code not in known]:
        raise Refused("no_policy", "policies", codes=tuple(missing))
    for name, ref in (("replaced_by", text.replaced_by), ("interprets", text.interprets), ("same_as", text.same_as)):
        if ref and _found(ref) is None:
            raise Refused("no_text", name)
    key = key_of(text.number, text.title, text.issuer)
    document = document or Document.objects.select_for_update().filter(key=key).first()
    if document:
        _acyclic(document, text)
    if text.same_as:
        _one_step(document, text.same_as)
    return key, document


def _one_step(document: Document | None, ref: str) -> None:
    """Refuse a text merged into itself, or into one that was itself merged, or that keeps what was merged into it."""
    into = Document.objects.select_for_update(of=("self",)).select_related("same_as").get(ref=UUID(ref))
    if into == document:
        raise Refused("same_as_itself", "same_as")
    if into.same_as:
        raise Refused("merged_already", "same_as", title=into.same_as.number or into.same_as.title)
    if document and (copy := document.copies.first()):
        raise Refused("keeps_copies", "same_as", title=copy.number or copy.title)


def _found(ref: str) -> Document | None:
    try:
        return Document.objects.filter(ref=UUID(ref)).first()
    except ValueError:
        return None


def _acyclic(document: Document, text: Text) -> None:
    """Refuse a circle of replacement, with the titles on its way; and a text that explains itself."""
    if text.interprets == str(document.ref):
        raise Refused("explains_itself", "interprets")
    way = circle(successors(), str(document.ref), text.replaced_by) if text.replaced_by else ()
    if way:
        names = dict(Document.objects.filter(ref__in=way).values_list("ref", "title"))
        raise Refused("circle", "replaced_by", way=tuple(names[UUID(ref)] for ref in way))


def _turn(ref: UUID, verb: DraftVerb, actor: Actor, revision: int | None) -> DocumentDraft:
    """The locked draft. Raises `DocumentDraft.DoesNotExist`, `Refused("stale")`, `NotNow`."""
    draft = text_drafts_visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    to = TEXT.after(draft.state, verb)
    if revision is not None and revision != draft.revision:
        raise Refused("stale", revision=draft.revision)
    draft.state = to
    return draft


def _finish(
    draft: DocumentDraft, verb: DraftVerb, actor: Actor, at: datetime, told: Mapping[str, Any], note: str = ""
) -> DocumentDraft:
    draft.revision, draft.changed_at = draft.revision + 1, at
    draft.save(force_update=True)
    data = {"revision": draft.revision, "to": str(draft.state), **told}
    record("policy_text", draft.ref, str(verb), actor=actor, at=at, data=data, texts={"note": note})
    return draft


@transaction.atomic
def edit_text(
    ref: UUID, content: Mapping[str, Any], *, actor: Actor, at: datetime, revision: int | None = None
) -> DocumentDraft:
    """Write a draft anew; who writes becomes one of its authors. Raises as `propose_text`, `Refused("stale")`."""
    draft = _turn(ref, DraftVerb.EDIT, actor, revision)
    key, _document = judged(content, draft.document)
    if key != draft.key:
        _once(key)
    changed = sorted(name for name in content if content[name] != draft.content.get(name))
    draft.key, draft.content = key, dict(content)
    if actor.person_ref not in draft.authors:
        draft.authors = [*draft.authors, actor.person_ref]
    return _finish(draft, DraftVerb.EDIT, actor, at, {"changed": changed})


@transaction.atomic
def publish_text(
    ref: UUID, *, actor: Actor, at: datetime, note: str = "", revision: int | None = None
) -> DocumentDraft:
    """A second person found it as its source says. What is published is written whole; the draft keeps what was there.

    Raises `Refused("own_eyes")` to an author, `Refused("overtaken")` where the text was published anew meanwhile, and
    as `propose_text`.
    """
    draft = _turn(ref, DraftVerb.PUBLISH, actor, revision)
    if not can_publish_text(actor, draft):
        raise Refused("own_eyes")
    key, document = judged(draft.content, draft.document)
    if document and text_content(document) != draft.before:
        raise Refused("overtaken")
    hashed = draft.raw.sha256 if draft.raw else ""
    kept = {"raw": draft.raw, "raw_sha256": hashed} if draft.raw else {}
    columns = {**kept, "key": key, "content_hash": hash_of(draft.content), "edited_by": actor.person_ref}
    informed = bool(document and document.topic)
    draft.document = shelve(read(draft.content), document, {**columns, "published_at": at})
    if informed or draft.document.topic:
        content_changed()
    return _finish(draft, DraftVerb.PUBLISH, actor, at, {"document": str(draft.document.ref), "raw": hashed}, note)


@transaction.atomic
def drop_text(ref: UUID, *, actor: Actor, at: datetime, note: str = "", revision: int | None = None) -> DocumentDraft:
    """Give a draft up; it stays to be read. Raises as `edit_text`."""
    return _finish(_turn(ref, DraftVerb.DROP, actor, revision), DraftVerb.DROP, actor, at, {}, note)


COPIED = (
    *("kind", "number", "title", "issuer", "issued_on", "effective_from", "status", "void", "url", "source", "grade"),
    *("last_verified", "issued_in", "withdrawn"),
)
"""What a document keeps as it is written down."""


def shelve(text: Text, document: Document | None, columns: Mapping[str, Any]) -> Document:
    """Write a text over `document`, or as a new one, in the caller's transaction; links to its paragraphs follow."""
    document = document or Document()
    before = list(document.paragraphs.order_by("place").values_list("text", flat=True)) if document.pk else []
    for name in COPIED:
        setattr(document, name, getattr(text, name))
    document.topic = text.topic or ""
    document.effective_before = _after(text.effective_through)
    document.replaced_by = _found(text.replaced_by) if text.replaced_by else None
    document.interprets = _found(text.interprets) if text.interprets else None
    document.same_as = _found(text.same_as) if text.same_as else None
    for name, value in columns.items():
        setattr(document, name, value)
    document.save()
    document.policies.set(Policy.objects.filter(code__in=text.policies))
    document.paragraphs.all().delete()
    Paragraph.objects.bulk_create(
        Paragraph(document=document, place=place, label=part.label, text=part.text, explains=list(part.explains))
        for place, part in enumerate(text.paragraphs, 1)
    )
    _carry(document, moved(before, [part.text for part in text.paragraphs]))
    return document


def _after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last and last < date.max else None


def _carry(document: Document, places: Mapping[int, int]) -> None:
    """Let what explains the text point to where its paragraphs stand now."""
    linked = list(Paragraph.objects.filter(document__interprets=document).exclude(explains=[]))
    for part in linked:
        part.explains = follow(part.explains, places)
    Paragraph.objects.bulk_update(linked, ["explains"])
