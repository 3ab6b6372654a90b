"""What somebody can do now: the moves of the flow that are his. Pages offer these, and show the form of no other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from huiqi.benefits.flow import PAYMENT, PROGRAMME, REVIEWS, of_entry
from huiqi.benefits.permissions import can, had_a_hand, may, may_settle, wrote
from huiqi.benefits.words import EntryState, EntryVerb, ListVerb, ProgrammeState, ProgrammeVerb

if TYPE_CHECKING:
    from huiqi.benefits.models import Entry, PaymentList, Programme
    from huiqi.kernel.access import Actor


def verbs_for(actor: Actor, programme: Programme) -> list[ProgrammeVerb]:
    """What the actor can do with a programme; nobody reviews what he wrote."""
    held = REVIEWS if wrote(actor, programme) else ()
    return [one for one in PROGRAMME.verbs(programme.state) if may(actor, one, programme) and one not in held]


def entry_verbs_for(actor: Actor, entry: Entry, on: date) -> list[EntryVerb]:
    """What the actor can do with one firm of a list; a firm answers until the last day."""
    verbs = of_entry(entry.state, entry.programme.state)
    return [one for one in verbs if can(actor, one, entry) and not is_answer_over(entry, one, on)]


def is_answer_over(entry: Entry, verb: EntryVerb, on: date) -> bool:
    """Whether this answer comes after the last day; whose payment came back may always name another account."""
    until, again = entry.programme.answer_until, (entry.state, verb) == (EntryState.BOUNCED, EntryVerb.CONFIRM)
    return verb in (EntryVerb.CONFIRM, EntryVerb.DECLINE) and not again and until is not None and on > until


def list_verbs_for(actor: Actor, made: PaymentList) -> list[ListVerb]:
    """What the actor can do with a payment list; whoever had a hand in it, or has a firm on it, only takes it back."""
    barred = had_a_hand(actor, made) or has_own_firm(actor, made)
    verbs = [one for one in PAYMENT.verbs(made.state) if may_settle(actor, one, made)]
    return [one for one in verbs if one is ListVerb.WITHDRAW or not barred]


def has_own_firm(actor: Actor, made: PaymentList) -> bool:
    """Whether the actor has a seat in a firm on the list, whichever seat he sits on now."""
    mine = [seat.organisation_id for seat in actor.seats]
    return bool(mine) and made.entries.filter(enterprise__organisation_id__in=mine).exists()


def is_put_up(programme: Programme, on: date) -> bool:
    """Whether everybody may object to a published list on this day."""
    until = programme.notice_until
    return programme.state is ProgrammeState.PUBLISHED and until is not None and on <= until
