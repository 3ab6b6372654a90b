"""Information (资讯): the texts that have a topic, newest first, by topic, place, words and time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_noop as mark

from huiqi.kernel.access import Actor
from huiqi.policies.models import Document, Paragraph
from huiqi.policies.permissions import can_draft
from huiqi.policies.selectors.documents import kept_once, text_drafts_visible_to
from huiqi.policies.wording.information import row
from huiqi.policies.words import DraftState, Recent, TextKind, Topic
from huiqi.search.ports import Document as Found
from huiqi.standards import regions


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader of information looks for; None or empty: everything."""

    on: date
    topic: Topic | None = None
    region: str = ""
    q: str = ""
    recent: Recent | None = None


def information() -> QuerySet[Document]:
    """Every piece of information that is shown; everybody may read it."""
    return kept_once().exclude(topic="").filter(withdrawn="")


def sought(wanted: Sought) -> QuerySet[Document]:
    """What is looked for, newest first. Raises `UnknownCode` for a region that does not exist."""
    found = information()
    if wanted.topic:
        found = found.filter(topic=wanted.topic)
    if wanted.region:
        found = found.filter(issued_in__in=around(wanted.region))
    if wanted.recent:
        found = found.filter(issued_on__gt=wanted.on - timedelta(days=int(wanted.recent.value)))
    for word in wanted.q.split():
        said = Exists(Paragraph.objects.filter(document=OuterRef("pk"), text__icontains=word))
        found = found.filter(Q(title__icontains=word) | Q(issuer__icontains=word) | said)
    return found.order_by("-issued_on", "-id")


def around(region: str) -> list[str]:
    """A place, what lies in it, what it lies in, the nation: whose information concerns it (上级和当地)."""
    node = regions.find(region)
    return [regions.NATION, *(above.code for above in node.path[:-1]), *(here.code for here in node.descendants)]


def with_beginnings(found: QuerySet[Document]) -> QuerySet[Document]:
    """The pieces, each with its first paragraph. One query more."""
    first = Paragraph.objects.filter(place=1)
    return found.prefetch_related(Prefetch("paragraphs", first, to_attr="beginning"))


def with_words(found: QuerySet[Document]) -> QuerySet[Document]:
    """The pieces, each with all its paragraphs in order. One query more."""
    return found.prefetch_related(Prefetch("paragraphs", Paragraph.objects.order_by("place"), to_attr="words"))


def told_whole(found: QuerySet[Document]) -> QuerySet[Document]:
    """The pieces with all their words and the policies they speak of. Two queries more."""
    return with_words(found).prefetch_related("policies")


def newest_rows(limit: int) -> list[dict[str, Any]]:
    """The newest pieces, as rows of a list. One query."""
    return [row(text) for text in information().order_by("-issued_on", "-id")[:limit]]


def speaking_of(*codes: str, ids: tuple[int, ...] = (), limit: int = 5) -> list[Document]:
    """The newest news that speaks of one of these policies or documents. One query."""
    named = Document.objects.filter(policies__code__in=codes).values("id")
    kept = Document.objects.filter(Q(id__in=ids) | Q(same_as__in=ids)).values("id")
    about = Document.objects.filter(interprets__in=kept).values("id")
    found = information().filter(kind=TextKind.NEWS, id__in=named.union(about))
    return list(found.order_by("-issued_on", "-id")[:limit])


def waiting_information(actor: Actor) -> int:
    """How many drafts of information wait for somebody who may publish them. One query."""
    waiting = text_drafts_visible_to(actor).filter(state=DraftState.WAITING, content__has_key="topic")
    return waiting.exclude(authors__contains=[actor.person_ref]).count() if can_draft(actor) else 0


class InformationDocuments:
    """Information for the search."""

    kind = "information"
    label = mark("资讯")

    def documents(self) -> Iterator[Found]:
        """Every piece that is shown, with all its words."""
        for text in with_words(information().order_by("id")).iterator(chunk_size=500):
            words = "\n".join((text.issuer, *(part.text for part in text.words)))  # type: ignore[attr-defined]
            detail = " · ".join(filter(None, (Topic(text.topic).label, text.issuer, str(text.issued_on))))
            url = reverse("policies:document", args=[text.ref])
            yield Found(self.kind, str(text.ref), text.title, words, detail, url, text.number)
