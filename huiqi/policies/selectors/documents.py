"""Published texts: those of a policy, the original beside what explains it, what took the place of what."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from huiqi.eligibility.versions import PublicationStatus
from huiqi.kernel.access import Actor
from huiqi.policies.flow import TEXT
from huiqi.policies.models import Document, DocumentDraft, Paragraph, Policy
from huiqi.policies.permissions import can_draft, can_publish_text
from huiqi.policies.rules.chain import chain
from huiqi.policies.rules.identity import Known, alike, pairs, plain
from huiqi.policies.rules.paragraphs import Part, follow, moved
from huiqi.policies.words import EXPLAINING, SPEAKING, DraftState, DraftVerb, TextKind


def text_drafts_visible_to(actor: Actor) -> QuerySet[DocumentDraft]:
    """All drafts of texts, to those who write them; none to anybody else."""
    every = DocumentDraft.objects.select_related("document", "raw")
    return every if can_draft(actor) else every.none()


def open_text_drafts(actor: Actor) -> list[DocumentDraft]:
    """What waits for a second person, oldest first."""
    return list(text_drafts_visible_to(actor).filter(state=DraftState.WAITING).order_by("created_at", "id"))


def text_verbs_for(actor: Actor, draft: DocumentDraft) -> list[DraftVerb]:
    """What the actor can do with a draft of a text now; nobody publishes what he wrote."""
    own = () if can_publish_text(actor, draft) else (DraftVerb.PUBLISH,)
    return [verb for verb in TEXT.verbs(draft.state) if can_draft(actor) and verb not in own]


def documents() -> QuerySet[Document]:
    """Every published text; everybody may read them."""
    return Document.objects.select_related("replaced_by", "interprets", "same_as", "raw")


def kept_once() -> QuerySet[Document]:
    """Every published text but those that were merged into another."""
    return documents().filter(same_as=None)


def texts_of(*codes: str) -> list[Document]:
    """The texts that carry these policies, newest first, and after them what explains those. Three queries at most."""
    said_here = Q(policies__code__in=codes) | Q(copies__policies__code__in=codes)
    carried = list(with_paragraphs(kept_once().filter(said_here).exclude(kind=TextKind.NEWS).distinct()))
    ids = [text.id for text in carried]
    return [*carried, *with_paragraphs(interpreting(ids).exclude(id__in=ids))]


def carried_by(document: Document) -> list[str]:
    """The codes of the items that it carries, itself or by a copy that was merged into it. One query."""
    carries = Policy.objects.filter(Q(documents=document) | Q(documents__same_as=document))
    return list(carries.distinct().order_by("code").values_list("code", flat=True))


def interpreting(ids: Iterable[int]) -> QuerySet[Document]:
    """What explains these texts, or a copy that was merged into one of them."""
    about = Q(interprets__in=ids) | Q(interprets__same_as__in=ids)
    return kept_once().filter(about).exclude(kind=TextKind.NEWS)


def with_paragraphs(texts: QuerySet[Document]) -> QuerySet[Document]:
    """The texts newest first, each with its paragraphs in order. One query more."""
    parts = Prefetch("paragraphs", Paragraph.objects.select_related("document__interprets").order_by("place"))
    return texts.prefetch_related(parts).order_by("-issued_on", "-id")


def named(words: str, but: Document | None = None) -> Document | None:
    """The text of this number or title, however its brackets were typed: the newest of several, but for one.

    Where it was merged into another, that one.
    """
    wanted = plain(words)
    shape = ".*".join(re.findall(r"[0-9A-Za-z一-龥]+", words)[:20])
    like = documents().filter(Q(number__regex=shape) | Q(title__regex=shape)).order_by("-issued_on", "-id")
    like = like.exclude(pk=but.pk) if but else like
    found = next((text for text in like[:50] if wanted in (plain(text.number), plain(text.title))), None)
    return found.same_as or found if found else None


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
    said = [(part, _explained(part, original)) for text in explaining for part in text.paragraphs.all()]
    loose = tuple(part for part, places in said if not places)
    passages = [Passage(None, loose)] if loose else []
    for part in original.paragraphs.all():
        passages.append(Passage(part, tuple(one for one, places in said if part.place in places)))
    return tuple(passages)


def _explained(part: Paragraph, original: Document) -> list[int]:
    """The places of the original that it explains; where it was written about a merged copy, as they stand here."""
    about = part.document.interprets
    if not part.explains or about is None or about == original:
        return part.explains
    there = [one.text for one in about.paragraphs.order_by("place")]
    return follow(part.explains, moved(there, [one.text for one in original.paragraphs.all()]))


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
    return [text for text in texts if text.kind in EXPLAINING and _about(text) == original.id]


def _about(text: Document) -> int | None:
    about = text.interprets
    return (about.same_as_id or about.id) if about else None


def successors() -> dict[str, str]:
    """Which text took the place of which, as refs."""
    came = Coalesce("replaced_by__same_as__ref", "replaced_by__ref")
    pairs = Document.objects.filter(same_as=None).exclude(replaced_by=None).values_list("ref", came)
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


def known(content: Mapping[str, Any]) -> Known:
    """By what a text is known, of its content."""
    day = content.get("issued_on")
    issued, speaks = date.fromisoformat(day) if day else None, content["kind"] in SPEAKING
    return Known(content["number"], content["title"], content["issuer"], issued, speaks)


def _every_known() -> dict[Document, Known]:
    """All texts, newest first, by what they are known. One query, without the words of the texts."""
    rows = kept_once().order_by("-issued_on", "-id")
    return {text: Known(text.number, text.title, text.issuer, text.issued_on, text.kind in SPEAKING) for text in rows}


def perhaps_the_same(one: Known, but: Document | None = None) -> list[Document]:
    """Published texts that may be this one, written down a second time; the newest of them first."""
    return [text for text, other in _every_known().items() if text != but and alike(one, other)]


def perhaps_twice() -> list[tuple[Document, Document]]:
    """Every two published texts that may be one."""
    return pairs(_every_known())


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
        **({"same_as": str(document.same_as.ref)} if document.same_as else {}),
        **{name: str(said) for name in ("topic", "issued_in", "withdrawn") if (said := getattr(document, name))},
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
