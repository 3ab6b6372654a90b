"""What somebody writes down of a published text, read and judged before anything is done with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlsplit

from huiqi.eligibility.versions import Grade, PublicationStatus
from huiqi.kernel.words import Word
from huiqi.policies.rules.paragraphs import Part, label_of
from huiqi.policies.words import EXPLAINING, TextKind, Topic
from huiqi.standards import regions
from huiqi.standards.trees import UnknownCode

W = TypeVar("W", bound=Word)
DAYS = ("issued_on", "effective_from", "effective_through", "last_verified")
WORDS: dict[str, type[Word]] = {"kind": TextKind, "status": PublicationStatus, "grade": Grade, "topic": Topic}
RARE = ("topic", "issued_in", "same_as", "withdrawn")
"""What most texts do not say: a draft holds it only where it is said."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong, at its place: a name of `content`, perhaps the paragraph (from 1); the code has a wording."""

    field: str
    code: str
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it will be kept; first and last day are included. `interprets`, `replaced_by`, `same_as` are refs."""

    kind: TextKind
    number: str
    title: str
    issuer: str
    issued_on: date | None
    effective_from: date | None
    effective_through: date | None
    status: PublicationStatus
    void: str
    replaced_by: str
    interprets: str
    same_as: str
    topic: Topic | None
    issued_in: str
    withdrawn: str
    policies: tuple[str, ...]
    url: str
    source: str
    grade: Grade
    last_verified: date
    paragraphs: tuple[Part, ...]


def flaws(content: Mapping[str, Any]) -> tuple[Flaw, ...]:
    """Everything wrong with it, in the order of its fields."""
    return (*_unreadable(content), *_impossible(content), *_linked(content), *_informing(content))


def _unreadable(content: Mapping[str, Any]) -> Iterator[Flaw]:
    for name, words in WORDS.items():
        unsaid = [None, ""] if name == "topic" else []
        if content.get(name) not in [*unsaid, *(str(word.value) for word in words)]:
            yield Flaw(name, "no_topic" if name == "topic" else "no_choice")
    if not str(content.get("title") or "").strip():
        yield Flaw("title", "required")
    for name in DAYS:
        if not _readable_day(content.get(name)):
            yield Flaw(name, "no_day")
    if not content.get("last_verified"):
        yield Flaw("last_verified", "required")
    address = str(content.get("url") or "")
    if address and not _is_address(address):
        yield Flaw("url", "no_address")


def _impossible(content: Mapping[str, Any]) -> Iterator[Flaw]:
    since, through = content.get("effective_from"), content.get("effective_through")
    if since and through and str(through) < str(since):
        yield Flaw("effective_through", "ends_before_it_begins")
    if content.get("status") == PublicationStatus.SUPERSEDED and not content.get("replaced_by"):
        yield Flaw("replaced_by", "required")
    if content.get("status") == PublicationStatus.IN_FORCE and content.get("replaced_by"):
        yield Flaw("replaced_by", "replaced_in_force")
    if content.get("same_as") and content["same_as"] in (content.get("replaced_by"), content.get("interprets")):
        yield Flaw("same_as", "same_and_another")
    if content.get("status") == PublicationStatus.PARTLY_REPEALED and not content.get("void"):
        yield Flaw("void", "required")


def _linked(content: Mapping[str, Any]) -> Iterator[Flaw]:
    if content.get("kind") in EXPLAINING and not content.get("interprets") and not content.get("policies"):
        yield Flaw("interprets", "required")
    for place, part in enumerate(content.get("paragraphs") or (), 1):
        if not str(part.get("text") or "").strip():
            yield Flaw("paragraphs", "required", place)
        elif part.get("explains") and not content.get("interprets"):
            yield Flaw("paragraphs", "explains_nothing", place)


def _informing(content: Mapping[str, Any]) -> Iterator[Flaw]:
    """What information must say: words or a link, and of itself its topic, the place it comes from, its day."""
    news, topic, place = content.get("kind") == TextKind.NEWS, content.get("topic"), content.get("issued_in")
    if news and not topic:
        yield Flaw("topic", "required")
    if news and not content.get("paragraphs") and not content.get("url"):
        yield Flaw("paragraphs", "required")
    for name in ("issued_in", "issued_on"):
        if topic and not content.get(name):
            yield Flaw(name, "required")
    if place and not _is_region(str(place)):
        yield Flaw("issued_in", "no_region")
    if content.get("withdrawn") and not news:
        yield Flaw("withdrawn", "only_news")


def _is_region(code: str) -> bool:
    try:
        return code == regions.NATION or bool(regions.find(code))
    except UnknownCode:
        return False


def _readable_day(raw: object) -> bool:
    try:
        return not raw or bool(date.fromisoformat(str(raw)))
    except ValueError:
        return False


def _is_address(raw: str) -> bool:
    try:
        parts = urlsplit(raw)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def read(content: Mapping[str, Any]) -> Text:
    """Read what has no flaws."""

    def day(name: str) -> date | None:
        return date.fromisoformat(content[name]) if content.get(name) else None

    def said(name: str) -> str:
        return str(content.get(name) or "").strip()

    return Text(
        kind=TextKind(content["kind"]),
        number=said("number"),
        title=said("title"),
        issuer=said("issuer"),
        issued_on=day("issued_on"),
        effective_from=day("effective_from"),
        effective_through=day("effective_through"),
        status=PublicationStatus(content["status"]),
        void=said("void"),
        replaced_by=said("replaced_by"),
        interprets=said("interprets"),
        same_as=said("same_as"),
        topic=Topic(content["topic"]) if content.get("topic") else None,
        issued_in=said("issued_in"),
        withdrawn=said("withdrawn"),
        policies=tuple(content.get("policies") or ()),
        url=said("url"),
        source=said("source"),
        grade=Grade(content["grade"]),
        last_verified=date.fromisoformat(content["last_verified"]),
        paragraphs=tuple(_part(part) for part in content.get("paragraphs") or ()),
    )


def _part(raw: Mapping[str, Any]) -> Part:
    text = str(raw["text"]).strip()
    return Part(str(raw.get("label") or label_of(text))[:40], text, tuple(raw.get("explains") or ()))
