"""Who may do what with benefits without filing, a sentence each. What is published everybody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiqi.benefits.flow import PAYABLE, REVIEWS
from huiqi.benefits.words import EntryVerb, ListVerb, ProgrammeVerb
from huiqi.kernel.access import Actor, Role

if TYPE_CHECKING:
    from huiqi.benefits.models import Entry, PaymentList, Programme

OWNERS = (Role.ENTERPRISE_OWNER, Role.ENTERPRISE_CLERK)
CHECKERS = (Role.HUB_OPERATOR, Role.WINDOW_MANAGER, Role.RECEPTIONIST)
_CHECKS = (EntryVerb.VERIFY, EntryVerb.RESTORE)
_FIRM = (EntryVerb.CONFIRM, EntryVerb.DECLINE)
_BANK = (EntryVerb.BOUNCE, EntryVerb.UNLIST, EntryVerb.RECOVER)


def can_run(actor: Actor) -> bool:
    """The hub prepares programmes, publishes their lists and makes payment lists."""
    return actor.is_a(Role.HUB_OPERATOR)


def can_check(actor: Actor) -> bool:
    """The hub, and the windows for the firms they serve."""
    return actor.is_a(*CHECKERS)


def has_desk(actor: Actor) -> bool:
    """Who approves guides or confirms payment lists; the hub where nobody else does."""
    return actor.is_a(Role.AUTHORITY_REVIEWER, Role.FINANCE_REVIEWER, Role.HUB_OPERATOR)


def is_in_charge(actor: Actor, programme: Programme) -> bool:
    """People of the authority to which the guide was submitted."""
    return actor.is_a(Role.AUTHORITY_REVIEWER) and actor.organisation_id == programme.authority_id


def reviews(actor: Actor, programme: Programme) -> bool:
    """The authority in charge; the hub where none is seated."""
    return can_run(actor) if programme.authority_id is None else is_in_charge(actor, programme)


def wrote(actor: Actor, programme: Programme) -> bool:
    """Whether the actor wrote in the programme, on whichever seat: somebody else approves it."""
    return actor.person_ref in programme.authors


def may(actor: Actor, verb: ProgrammeVerb, programme: Programme) -> bool:
    """Whether the actor is somebody who does this verb with this programme."""
    return reviews(actor, programme) if verb in REVIEWS else can_run(actor)


def pays(actor: Actor, made: PaymentList) -> bool:
    """The finance department to which the list went; the hub where none is seated."""
    if made.finance_id is None:
        return can_run(actor)
    return actor.is_a(Role.FINANCE_REVIEWER) and actor.organisation_id == made.finance_id


def sees_accounts(actor: Actor, made: PaymentList) -> bool:
    """Who pays, once he may: before that the last digits are enough."""
    return pays(actor, made) and made.state in PAYABLE


def had_a_hand(actor: Actor, made: PaymentList) -> bool:
    """Whether the actor made the list, compared its data or approved its guide for the authority, on any seat."""
    programme = made.programme
    approved = programme.approved_by if programme.authority_id else ""
    return actor.person_ref in (made.made_by, programme.drawn_by, approved)


def may_settle(actor: Actor, verb: ListVerb, made: PaymentList) -> bool:
    """The hub takes back what it sent; who pays confirms it or returns it."""
    return can_run(actor) if verb is ListVerb.WITHDRAW else pays(actor, made)


def checks(actor: Actor, entry: Entry) -> bool:
    """The window that serves the firm; the hub everywhere."""
    return can_run(actor) or (can_check(actor) and actor.organisation_id == entry.window_id)


def drew_it(actor: Actor, programme: Programme) -> bool:
    """Whether the actor compared the data himself: somebody else verifies what he found."""
    return actor.person_ref == programme.drawn_by


def is_firm(actor: Actor, entry: Entry) -> bool:
    """People of the firm who may sign for it: a right that somebody only claims does not reach its money."""
    own = actor.is_a(*OWNERS) and actor.organisation_id == entry.enterprise.organisation_id
    return own and actor.seat is not None and actor.seat.is_verified


def can(actor: Actor, verb: EntryVerb, entry: Entry) -> bool:
    """Whether the actor is somebody who does this verb with this firm."""
    if verb in _FIRM:
        return is_firm(actor, entry)
    if verb in _CHECKS:
        return checks(actor, entry) and not drew_it(actor, entry.programme)
    if verb in _BANK:
        return entry.payment_list is not None and sees_accounts(actor, entry.payment_list)
    return verb is EntryVerb.REMOVE and checks(actor, entry)


def can_object(actor: Actor) -> bool:
    """Whoever is signed in: an objection has a name behind it, and is answered to it."""
    return not actor.is_anonymous
