"""One verb on one programme or one firm of its list: begin locks and checks, finish writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from huiqi.benefits.flow import PROGRAMME, REVIEWS, entry_after
from huiqi.benefits.models import Entry, Programme
from huiqi.benefits.permissions import can, drew_it, may, wrote
from huiqi.benefits.selectors import entries_visible_to, visible_to
from huiqi.benefits.words import EntryState, EntryVerb, ProgrammeState, ProgrammeVerb
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from huiqi.accounts.models import Organisation

MOST_TEXT = 5_000
"""Characters of any free text."""


@dataclass(slots=True)
class Turn:
    """A locked programme and the state to which the verb will lead."""

    programme: Programme
    verb: ProgrammeVerb
    actor: Actor
    at: datetime
    to: ProgrammeState

    def finish(self, data: Mapping[str, Any] | None = None, texts: Mapping[str, str] | None = None) -> Programme:
        """Move the state and write the journal."""
        programme, came_from = self.programme, self.programme.state
        programme.state, programme.revision = self.to, programme.revision + 1
        programme.save(force_update=True)
        told = {"from": str(came_from), "to": str(self.to), "revision": programme.revision, **(data or {})}
        record("programme", programme.ref, str(self.verb), actor=self.actor, at=self.at, data=told, texts=texts)
        return programme


def begin(ref: UUID, verb: ProgrammeVerb, *, actor: Actor, at: datetime, revision: int | None) -> Turn:
    """Lock the programme and check: may he see it, may he do this, is it a move, is his form fresh.

    Raises `Programme.DoesNotExist`, `PermissionDenied`, `NotNow`, `Refused("stale")`; `Refused("own_hand")` where
    somebody would review what he wrote.
    """
    programme = visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    if not may(actor, verb, programme):
        raise PermissionDenied
    to = PROGRAMME.after(programme.state, verb)
    if revision is not None and revision != programme.revision:
        raise Refused("stale", revision=programme.revision)
    if verb in REVIEWS and wrote(actor, programme):
        raise Refused("own_hand")
    return Turn(programme, verb, actor, at, to)


@dataclass(slots=True)
class Step:
    """A locked entry, its programme held against every verb on the whole, and the state to which the verb will lead."""

    entry: Entry
    verb: EntryVerb
    actor: Actor
    at: datetime
    to: EntryState

    def finish(self, data: Mapping[str, Any] | None = None, texts: Mapping[str, str] | None = None) -> Entry:
        """Move the state and write the journal."""
        entry, came_from = self.entry, self.entry.state
        entry.state, entry.revision = self.to, entry.revision + 1
        entry.save(force_update=True)
        told = {"from": str(came_from), "to": str(self.to), "revision": entry.revision, **(data or {})}
        record("benefit_entry", entry.ref, str(self.verb), actor=self.actor, at=self.at, data=told, texts=texts)
        return entry


def begin_step(ref: UUID, verb: EntryVerb, *, actor: Actor, at: datetime, revision: int | None) -> Step:
    """Lock the programme, then the entry, and check as `begin`.

    Raises `Entry.DoesNotExist`, `Refused("own_eyes")`, `PermissionDenied`, `NotNow`, `Refused("stale")`.
    """
    programme = Programme.objects.select_for_update(of=("self",), no_key=True).filter(entries__ref=ref)
    held = programme.select_related("version__policy").first()
    entry = entries_visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    entry.programme = held or entry.programme
    if verb is EntryVerb.VERIFY and drew_it(actor, entry.programme):
        raise Refused("own_eyes")
    if not can(actor, verb, entry):
        raise PermissionDenied
    to = entry_after(entry.state, entry.programme.state, verb)
    if revision is not None and revision != entry.revision:
        raise Refused("stale", revision=entry.revision)
    return Step(entry, verb, actor, at, to)


def chosen(field: str, seated: Sequence[Organisation], ref: UUID | None) -> Organisation | None:
    """The office that was chosen of those that are seated; nothing where none is.

    Raises `Refused("office_unnamed")`, `Refused("office_unseated")` beside the field.
    """
    if not seated:
        return None
    if ref is None:
        raise Refused("office_unnamed", field)
    found = next((one for one in seated if one.ref == ref), None)
    if found is None:
        raise Refused("office_unseated", field)
    return found


def required(field: str, words: str) -> str:
    """Words that a verb cannot do without. Raises `Refused("required")`, `Refused("too_long")` beside the field."""
    if not words.strip():
        raise Refused("required", field)
    if len(words) > MOST_TEXT:
        raise Refused("too_long", field, most=MOST_TEXT)
    return words.strip()
