"""Internal notes 内部便笺: written beside the case, never to the enterprise; never rewritten, only struck."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from huiqi.demands.models import Demand
from huiqi.demands.permissions import can_write_note
from huiqi.demands.rules.notes import notes_of
from huiqi.demands.selectors import mentionable, notes_on, visible_to
from huiqi.demands.selectors.notes import STRUCK, WRITTEN
from huiqi.demands.services.turn import written
from huiqi.demands.wording.told import MENTIONED
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.notices.services import News, tell

if TYPE_CHECKING:
    from huiqi.accounts.models import Person


@transaction.atomic
def write_note(
    ref: UUID, text: str, mentioned: Sequence[str] = (), *, submission: UUID, actor: Actor, at: datetime
) -> None:
    """Write a note for one's own office and the hub; tell who is mentioned, by his ref or as @name in the text.

    The same `submission` again writes nothing. The demand moves in no way: nobody's form grows stale.
    Raises `Demand.DoesNotExist`, `PermissionDenied`, `Refused`: required, too_long, not_mentionable.
    """
    demand = _locked(ref, actor)
    words = written(text, "note_text")
    if any(one.entry.data["submission"] == str(submission) for one in notes_on(demand, actor)):
        return
    people = _called(mentionable(actor, demand, at), words, mentioned)
    data = {"mentioned": [str(one.ref) for one in people], "submission": str(submission)}
    chain = notes_of(demand.ref)
    entry = record("demand_note", chain, WRITTEN, actor=actor, at=at, data=data, texts={"note": words})
    link = f"{reverse('demands:notes', args=[demand.ref])}#note-{entry.number}"
    told = {"number": demand.number, "window": demand.window.short_name}
    key = f"note:{chain}:{entry.number}"
    tell([News(kind=MENTIONED, key=key, parameters=told, link=link, people=people, at=at)] if people else [])


def _called(people: "list[Person]", text: str, mentioned: Sequence[str]) -> "list[Person]":
    """Who of those is mentioned. Somebody else cannot be."""
    if unknown := set(mentioned) - {str(one.ref) for one in people}:
        raise Refused("not_mentionable", "mentioned", n=len(unknown))
    return [one for one in people if str(one.ref) in mentioned or f"@{one.name}" in text]


@transaction.atomic
def strike_note(ref: UUID, number: int, reason: str, *, actor: Actor, at: datetime) -> None:
    """Strike one's own note, with the reason; it stays in the journal. Raises `Refused`: no_such_note, note_struck."""
    demand = _locked(ref, actor)
    found = next((one for one in notes_on(demand, actor) if one.number == number), None)
    if found is None or found.entry.actor_ref != actor.person_ref:
        raise Refused("no_such_note")
    if found.struck:
        raise Refused("note_struck")
    texts = {"reason": written(reason, "strike_reason")}
    record("demand_note", notes_of(demand.ref), STRUCK, actor=actor, at=at, data={"note": number}, texts=texts)


def _locked(ref: UUID, actor: Actor) -> Demand:
    """The demand, locked: its notes are numbered one after the other."""
    demand = visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    if not can_write_note(actor, demand):
        raise PermissionDenied
    return demand
