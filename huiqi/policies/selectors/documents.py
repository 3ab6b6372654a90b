"""Published texts: those of a policy, the original beside what explains it, what took the place of what."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from huiqi.eligibility.versions import PublicationStatus
from huiqi.kernel.access import Actor
from huiqi.policies.models import Document, DocumentDraft, Paragraph
from huiqi.policies.permissions import can_draft
from huiqi.policies.rules.chain import chain
from huiqi.policies.rules.identity import plain
from huiqi.policies.rules.paragraphs import Part
from huiqi.policies.words import EXPLAINING, DraftState


def text_drafts_visible_to(actor: Actor) -> QuerySet[DocumentDraft]:
    """All drafts of texts, to those who write them; none to anybody else."""
    every = DocumentDraft.objects.select_related("document", "raw")
    return every if can_draft(actor) else every.none()


def open_text_drafts(actor: Actor) -> list[DocumentDraft]:
    """What waits for a second person, oldest first."""
    return list(text_drafts_visible_to(actor).filter(state=DraftState.WAITING).order_by("created_at", "id"))


def documents() -> QuerySet[Document]:
    """Every published text; everybody may read them."""
    return Document.objects.select_related("replaced_by", "interprets", "raw")


def texts_of(*codes: str) -> list[Document]:
    """The texts that carry these policies, newest first, and after them what explains those. Three queries at most."""
    carried = list(with_paragraphs(documents().filter(policies__code__in=codes).distinct()))
    ids = [text.id for text in carried]
    explaining = documents().filter(interprets__in=ids).exclude(id__in=ids)
    return [*carried, *with_paragraphs(explaining)]


def with_paragraphs(texts: QuerySet[Document]) -> QuerySet[Document]:
    """The texts newest first, each with its paragraphs in order. One query more."""
    parts = Prefetch("paragraphs", Paragraph.objects.select_related("document").order_by("place"))
    return texts.prefetch_related(parts).order_by("-issued_on", "-id")


def named(words: str) -> Document | None:
    """The text of this number or title, however its brackets were typed; the newest of several."""
    wanted = plain(words)
    shape = ".*".join(re.findall(r"[0-9A-Za-z一-龥]+", words)[:20])
    like = documents().filter(Q(number__regex=shape) | Q(title__regex=shape)).order_by("-issued_on", "-id")
    return next((text for text in like[:50] if wanted in (plain(text.number), plain(text.title))), None)


def names_of(*refs: str) -> dict[str, str]:
    """How these texts are called: by number, else by title. One query."""
    wanted = [ref for ref in refs if ref]
    rows = Document.objects.filter(ref__in=wanted).values_list("ref", "number", "title") if wanted else ()
    return {str(ref): number or title for ref, number, title in rows}


def paragraphs_of(ref: str) -> list[Part]:
    """The paragraphs of a published text. One query."""
    if not ref:
        return []
    rows = Paragraph.objects.filter(document__ref=ref).order_by("place")
    return [Part(row.label, row.text, tuple(row.explains)) for row in rows]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the original (none: of the explanation alone) and the paragraphs that explain it."""

    original: Paragraph | None
    explained: tuple[Paragraph, ...]


def side_by_side(original: Document, explaining: Iterable[Document]) -> tuple[Passage, ...]:
    """The original's paragraphs in order, each with what explains it; what explains none stands before them all."""
    said = [part for text in explaining for part in text.paragraphs.all()]
    loose = tuple(part for part in said if not part.explains)
    passages = [Passage(None, loose)] if loose else []
    for part in original.paragraphs.all():
        passages.append(Passage(part, tuple(one for one in said if part.place in one.explains)))
    return tuple(passages)


def place_of(clause: str, texts: Iterable[Document]) -> tuple[Document, int] | None:
    """Where the words (“…”) or the article (第三条) that a condition rests on stand: the text, and its paragraph."""
    quote = plain(clause.strip("“”"))[:_ENOUGH] if clause.startswith("“") else ""
    for text in (one for one in texts if one.kind not in EXPLAINING):
        for part in text.paragraphs.all():
            if (quote in plain(part.text)) if quote else part.label == clause:
                return text, part.place
    return None


_ENOUGH = 24
"""Letters of a quotation by which its paragraph is known."""


def explaining(original: Document, texts: Sequence[Document]) -> list[Document]:
    """Those of the texts that explain the original."""
    return [text for text in texts if text.interprets_id == original.id and text.kind in EXPLAINING]


def successors() -> dict[str, str]:
    """Which text took the place of which, as refs."""
    pairs = Document.objects.exclude(replaced_by=None).values_list("ref", "replaced_by__ref")
    return {str(gone): str(came) for gone, came in pairs}


def chain_of(document: Document) -> list[Document]:
    """What it replaced, itself, and what took its place one after another, oldest first. Two queries."""
    followed = successors()
    refs = [*chain(followed, str(document.ref))]
    waiting, before = [str(document.ref)], []
    while waiting:
        came = waiting.pop()
        earlier = [gone for gone, by in followed.items() if by == came and gone not in before]
        before += earlier
        waiting += earlier
    found = {str(text.ref): text for text in documents().filter(ref__in=[*refs, *before])}
    old = sorted((found[ref] for ref in before), key=lambda text: (str(text.issued_on or ""), text.id))
    return [*old, document, *(found[ref] for ref in refs)]


def text_content(document: Document) -> dict[str, Any]:
    """A published text whole, as a draft holds it."""
    before = document.effective_before
    return {
        "kind": str(document.kind),
        "number": document.number,
        "title": document.title,
        "issuer": document.issuer,
        "issued_on": _day(document.issued_on),
        "effective_from": _day(document.effective_from),
        "effective_through": _day(before - timedelta(days=1) if before else None),
        "status": str(document.status),
        "void": document.void,
        "replaced_by": str(document.replaced_by.ref) if document.replaced_by else "",
        "interprets": str(document.interprets.ref) if document.interprets else "",
        "policies": sorted(document.policies.values_list("code", flat=True)),
        "url": document.url,
        "source": document.source,
        "grade": str(document.grade),
        "last_verified": _day(document.last_verified),
        "paragraphs": [_part(part) for part in document.paragraphs.order_by("place")],
    }


def _part(part: Paragraph) -> dict[str, Any]:
    return {"label": part.label, "text": part.text, "explains": list(part.explains)}


def _day(day: object) -> str:
    return str(day) if day else ""


def holds(document: Document) -> bool:
    """Whether nobody ended it; whether its period is over is asked of a day."""
    return document.status in (PublicationStatus.IN_FORCE, PublicationStatus.PARTLY_REPEALED)
