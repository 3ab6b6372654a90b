"""Internal notes 内部便笺: who reads which, and which colleagues can be mentioned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_wanted
from huiqi.demands.permissions import HANDLERS, can_read_note, can_write_note
from huiqi.demands.rules.notes import notes_of
from huiqi.demands.selectors.secrecy import insiders_of
from huiqi.journal.selectors import Happening, timeline
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import hub

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from huiqi.accounts.models import Person
    from huiqi.demands.models import Demand
    from huiqi.demands.selectors.case import Case

WRITTEN, STRUCK = "note", "strike_note"
"""The two entries of the chain of notes."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands: `number` is its entry's; `struck` the entry that struck it."""

    number: int
    entry: Happening
    struck: Happening | None

    @property
    def mentioned(self) -> list[str]:
        """The refs of who was mentioned."""
        return list(self.entry.data.get("mentioned", ()))


def notes_among(entries: Iterable[Happening], actor: Actor) -> list[Note]:
    """Those of the notes of a demand that the actor reads, the oldest first."""
    told = list(entries)
    struck = {one.data["note"]: one for one in told if one.verb == STRUCK}
    read = [one for one in told if one.verb == WRITTEN and can_read_note(actor, one.organisation_id)]
    return [Note(one.number, one, struck.get(one.number)) for one in read]


def notes_on(demand: Demand, actor: Actor) -> list[Note]:
    """The same, asked of the journal. One query."""
    return notes_among(timeline(notes_of(demand.ref)), actor)


def with_notes(case: Case, actor: Actor) -> Case:
    """The case with the notes that this actor reads among what happened, each at its moment. No query."""
    if not case.notes or not can_write_note(actor, case.demand):
        return case
    lines = [_line(one, case) for one in notes_among(case.notes, actor)]
    return replace(case, happenings=sorted([*case.happenings, *lines], key=lambda one: one.at))


def notes_read(case: Case) -> int:
    """How many notes stand among what happened."""
    return sum(one.verb in (WRITTEN, STRUCK) for one in case.happenings)


def _line(note: Note, case: Case) -> Happening:
    """A note as a line of what happened; of one that was struck only why."""
    named = "、".join(case.people.get(ref, "") for ref in note.mentioned)
    if note.struck:
        return replace(note.entry, verb=STRUCK, texts={"struck": note.struck.texts.get("reason", "")})
    return replace(note.entry, texts=note.entry.texts | ({"mentioned": named} if named else {}))


def mentionable(actor: Actor, demand: Demand, at: datetime) -> list[Person]:
    """Who can be mentioned in the actor's note: who reads it and sees the demand, but not himself. By name.

    Colleagues of the same office and the hub's operators; of a confidential demand only those who know of it.
    """
    if actor.organisation_id is None:
        return []
    wanted = [Wanted(actor.organisation_id, HANDLERS), Wanted(hub().organisation_id, (Role.HUB_OPERATOR,))]
    found = people_wanted(wanted, localdate(at))
    people = {person.id: person for one in wanted for person in found(one) if person.id != actor.person_id}
    if demand.is_confidential:
        people = {one.person_id: people[one.person_id] for one in insiders_of(demand) if one.person_id in people}
    return sorted(people.values(), key=lambda one: one.name)
