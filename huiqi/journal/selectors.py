"""Questions to the journal. It has no routes of its own: the owning app shows its subjects' timelines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from huiqi.journal.models import Entry, Finding, Look, Passage, Seal, Verification
from huiqi.journal.rules import digest
from huiqi.journal.rules.sealing import Head, Step, leaf, path


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


def chain_of(subject_ref: UUID) -> list[Entry]:
    """The entries of a subject as they are stored, oldest first."""
    return list(Entry.objects.filter(subject_ref=subject_ref).order_by("number"))


def chain_told(
    subject_ref: UUID, *, without: Sequence[str] = (), texts_without: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """A chain with its hashes, texts and their keys, so that others can follow it; of some verbs the hash alone.

    The caller has checked who may have it.
    """
    texts: dict[int, dict[str, Any]] = {}
    for one in Passage.objects.filter(entry__subject_ref=subject_ref).exclude(name__in=texts_without).order_by("id"):
        texts.setdefault(one.entry_id, {})[one.name] = {"text": one.text, "key": bytes(one.key).hex()}
    whole = ("number", "at", "verb", "actor_ref", "organisation_id", "data", "previous", "hash", "subject_kind")
    told = []
    for entry in chain_of(subject_ref):
        withheld = entry.verb in without
        names = ("number", "previous", "hash") if withheld else whole
        row = {name: getattr(entry, name) for name in names} | {"subject_ref": str(subject_ref)}
        told.append(row | ({"withheld": True} if withheld else {"texts": texts.get(entry.id, {})}))
    return told


def heads_between(after: int, through: int) -> list[Head]:
    """The last entry of each subject among those with keys in (`after`, `through`], in the order of the subjects."""
    rows = Entry.objects.filter(id__gt=after, id__lte=through).order_by("subject_ref", "-number")
    told = rows.distinct("subject_ref").values_list("subject_ref", "number", "hash")
    return [Head(*row) for row in told.iterator(chunk_size=5_000)]


@dataclass(frozen=True, slots=True)
class Sealed:
    """That a chain is in a seal: the seal, the head it holds, and the way from there to its root."""

    seal: Seal
    head: Head
    path: list[Step]


def sealed(subject_ref: UUID) -> Sealed | None:
    """The last seal in which a chain is; nothing where it moved for the first time since."""
    through = Seal.objects.order_by("-number").values_list("through", flat=True).first() or 0
    last = Entry.objects.filter(subject_ref=subject_ref, id__lte=through).order_by("-number").values("id").first()
    if last is None:
        return None
    seal = Seal.objects.filter(through__gte=last["id"]).order_by("number")[0]
    heads = heads_between(seal.after, seal.through)
    place = next(at for at, head in enumerate(heads) if head.subject_ref == subject_ref)
    return Sealed(seal, heads[place], path([leaf(head) for head in heads], place))


def last_seal() -> Seal | None:
    """The latest seal."""
    return Seal.objects.order_by("-number").first()


Examined = Verification
"""A verification, as the owning app lists it."""

Found = Finding
"""What a verification found, as the owning app lists it."""


def verifications() -> QuerySet[Verification]:
    """Every verification, the latest first. The caller has checked who may read them."""
    return Verification.objects.order_by("-began_at", "-id")


def findings_of(verification: Verification) -> QuerySet[Finding]:
    """What did not fit, in the order it was found."""
    return Finding.objects.filter(verification=verification).order_by("id")
