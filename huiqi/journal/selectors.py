"""Questions to the journal. It has no routes of its own: the owning app shows its subjects' timelines."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from huiqi.journal.models import Entry
from huiqi.journal.rules import digest


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry with its texts, as the owning app reads it."""

    number: int
    at: datetime
    verb: str
    actor_ref: str
    organisation_id: int | None
    data: dict[str, Any]
    texts: dict[str, str]


def timeline(subject_ref: UUID) -> list[Happening]:
    """All that happened to a subject, oldest first. Two queries."""
    entries = Entry.objects.filter(subject_ref=subject_ref).order_by("number").prefetch_related("passages")
    return [
        Happening(
            e.number, e.at, e.verb, e.actor_ref, e.organisation_id, e.data, {p.name: p.text for p in e.passages.all()}
        )
        for e in entries
    ]


def broken_at(subject_ref: UUID) -> int | None:
    """The number of the first entry whose hash does not hold, or nothing."""
    previous = ""
    for number, entry in enumerate(Entry.objects.filter(subject_ref=subject_ref).order_by("number"), start=1):
        if entry.number != number or entry.previous != previous or entry.hash != digest(entry):
            return entry.number
        previous = entry.hash
    return None
