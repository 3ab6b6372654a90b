"""First contact 首问负责制: pass it to a colleague who acknowledges it, and hand the result over to the enterprise."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.demands.models import Demand
from huiqi.demands.selectors import colleagues, handed_over
from huiqi.demands.services.complained import keep_from_himself
from huiqi.demands.services.turn import begin, fits, written
from huiqi.demands.words import Handed, Verb
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused


@transaction.atomic
def hand_on(ref: UUID, colleague: str, note: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Make a colleague of the window its first contact, with a note; the giver still sees it until it is acknowledged.

    `colleague` is the ref of a person. Raises `Refused`: no_colleague, complained_of_himself, required.
    """
    turn = begin(ref, Verb.HAND_ON, actor=actor, at=at, revision=revision)
    demand = turn.demand
    names = dict(colleagues(demand, at))
    if colleague not in names:
        raise Refused("no_colleague", "colleague")
    keep_from_himself(demand, names[colleague], "colleague")
    data = {"successor": colleague, "leaver": demand.first_contact}
    demand.first_contact, demand.handed_on_by = colleague, actor.person_ref
    return turn.finish(data, {"hand_on_note": written(note, "hand_on_note")})


@transaction.atomic
def acknowledge_hand_on(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """The new first contact has read the note and takes over. Raises `Refused("nothing_handed_on")`."""
    turn = begin(ref, Verb.ACKNOWLEDGE, actor=actor, at=at, revision=revision)
    if not turn.demand.handed_on_by:
        raise Refused("nothing_handed_on")
    turn.demand.handed_on_by = ""
    return turn.finish()


@dataclass(frozen=True, slots=True)
class Handing:
    """How the result reached the enterprise, on which day, and to whom."""

    how: Handed
    day: date
    recipient: str = ""


@transaction.atomic
def hand_over_result(ref: UUID, handing: Handing, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Write down that the enterprise has the result. Raises `Refused`: handed_already, handed_ahead, handed_before."""
    turn = begin(ref, Verb.HAND_OVER_RESULT, actor=actor, at=at, revision=revision)
    answered_at = turn.demand.answered_at
    assert answered_at is not None
    if handed_over(timeline(ref)):
        raise Refused("handed_already")
    if handing.day > localdate(at):
        raise Refused("handed_ahead", "day")
    if handing.day < localdate(answered_at):
        raise Refused("handed_before", "day", day=localdate(answered_at))
    data = {"handed": str(handing.how), "day": handing.day.isoformat()}
    return turn.finish(data, {"recipient": fits(handing.recipient, "recipient")})
