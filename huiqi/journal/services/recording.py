"""Record: a happening, many at once, a look."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from huiqi.journal.models import Entry, Look, Passage
from huiqi.journal.rules import digest, keyed_hash
from huiqi.kernel.access import Actor
from huiqi.kernel.prepared import prepared
from huiqi.kernel.refusal import Refused
from huiqi.kernel.rows import insert, insert_all

TOLERANCE = timedelta(minutes=2)
"""By how much the clocks of two machines of one installation may differ."""


@prepared
def _last(subject_ref: UUID) -> QuerySet[Entry, Any]:
    return Entry.objects.filter(subject_ref=subject_ref).order_by("-number").values("number", "hash", "at")[:1]


def record(
    subject_kind: str,
    subject_ref: UUID,
    verb: str,
    *,
    actor: Actor,
    at: datetime,
    data: Mapping[str, Any] | None = None,
    texts: Mapping[str, str] | None = None,
    strictly: bool = False,
    begins: bool = False,
) -> Entry:
    """Append one entry to the subject's chain, in the caller's transaction.

    The caller holds the subject's row lock, so that numbers have no gaps. `data` holds JSON codes, ids and
    dates; `texts` (name → free text or personal data) lie beside the entry, which keeps their keyed hashes.

    No entry goes before the one before it: where a clock went backwards, the moment of that one is written. `strictly`:
    beyond `TOLERANCE`, by which the clocks of two machines may differ, it raises `Refused("clock_backwards")` instead,
    for a deed whose own dates would be wrong. `begins`: the subject is new, and no entry before it is looked for.
    """
    last = None if begins else next(iter(_last(subject_ref)), None)
    if strictly and last and at < last["at"] - TOLERANCE:
        raise Refused("clock_backwards", last=last["at"])
    passages = [(name, secrets.token_bytes(32), text) for name, text in (texts or {}).items() if text]
    content = dict(data or {})
    if passages:
        content["texts"] = {name: keyed_hash(key, text) for name, key, text in passages}
    entry = Entry(
        subject_kind=subject_kind,
        subject_ref=subject_ref,
        number=last["number"] + 1 if last else 1,
        at=max(at, last["at"]) if last else at,
        verb=verb,
        actor_ref=actor.person_ref,
        organisation_id=actor.organisation_id,
        data=content,
        previous=last["hash"] if last else "",
    )
    entry.hash = digest(entry)
    insert(entry)
    insert_all(Passage(entry=entry, name=n, key=k, text=t) for n, k, t in passages)
    return entry


@dataclass(frozen=True, slots=True)
class Line:
    """One subject's entry of a bulk verb."""

    subject_ref: UUID
    data: Mapping[str, Any]


def record_each(subject_kind: str, verb: str, lines: Sequence[Line], *, actor: Actor, at: datetime) -> None:
    """Append one entry per subject, in the caller's transaction, which holds the rows of all of them. Two queries.

    A subject that is named twice gets both entries, in order.
    """
    refs = {line.subject_ref for line in lines}
    ends = Entry.objects.filter(subject_ref__in=refs).order_by("subject_ref", "-number").distinct("subject_ref")
    last = {end["subject_ref"]: (end["number"], end["hash"], end["at"]) for end in ends.values()}
    entries = []
    for line in lines:
        number, previous, before = last.get(line.subject_ref, (0, "", at))
        entry = Entry(
            subject_kind=subject_kind,
            subject_ref=line.subject_ref,
            number=number + 1,
            at=max(at, before),
            verb=verb,
            actor_ref=actor.person_ref,
            organisation_id=actor.organisation_id,
            data=dict(line.data),
            previous=previous,
        )
        entry.hash = digest(entry)
        last[line.subject_ref] = entry.number, entry.hash, entry.at
        entries.append(entry)
    Entry.objects.bulk_create(entries)


def record_look(subject_kind: str, subject_ref: UUID, what: str, *, actor: Actor, at: datetime) -> None:
    """Note that `actor` looked at personal or confidential data of the subject."""
    Look.objects.create(
        at=at,
        person_ref=actor.person_ref,
        organisation_id=actor.organisation_id,
        subject_kind=subject_kind,
        subject_ref=subject_ref,
        what=what,
    )
