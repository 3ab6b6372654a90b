"""Questions to the journal. It has no routes of its own: the owning app shows its subjects' timelines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from huiqi.journal.models import Entry, Look
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
    """All that happened to a subject, oldest first. One query: an entry comes once for each of its texts."""
    return timelines((subject_ref,))[subject_ref]


def timelines(subject_refs: Sequence[UUID]) -> dict[UUID, list[Happening]]:
    """The same of several subjects, by their refs. One query, however many."""
    told = ("subject_ref", "number", "at", "verb", "actor_ref", "organisation_id", "data")
    entries = Entry.objects.filter(subject_ref__in=subject_refs).order_by("subject_ref", "number", "passages__id")
    found: dict[UUID, dict[int, Happening]] = {ref: {} for ref in subject_refs}
    rows = entries.values_list(*told, "passages__name", "passages__text")
    for ref, number, at, verb, actor, organisation, data, name, text in rows:
        happening = found[ref].setdefault(number, Happening(number, at, verb, actor, organisation, data, {}))
        happening.texts.update({name: text} if name else {})
    return {ref: list(happenings.values()) for ref, happenings in found.items()}


LookedAt = Look
"""A look, as the owning app lists it."""


def looks_for(*what: str) -> QuerySet[Look]:
    """Every look of these kinds, the latest first. The caller has checked who may see who looked."""
    return Look.objects.filter(what__in=what).order_by("-at", "-id")


def last_moments(subject_refs: Sequence[UUID], *, without: Sequence[str] = ()) -> dict[UUID, datetime]:
    """When the last entry of each subject was made, those of the verbs `without` left out. One query."""
    entries = Entry.objects.filter(subject_ref__in=subject_refs).exclude(verb__in=without)
    return dict(entries.order_by().values_list("subject_ref").annotate(last=Max("at")))


def broken_at(subject_ref: UUID) -> int | None:
    """The number of the first entry whose hash does not hold, or nothing."""
    previous = ""
    for number, entry in enumerate(Entry.objects.filter(subject_ref=subject_ref).order_by("number"), start=1):
        if entry.number != number or entry.previous != previous or entry.hash != digest(entry):
            return entry.number
        previous = entry.hash
    return None
