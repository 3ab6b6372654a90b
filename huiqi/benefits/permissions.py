"""Who may do what with benefits without filing, a sentence each. What is published everybody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiqi.benefits.words import EntryVerb
from huiqi.kernel.access import Actor, Role

if TYPE_CHECKING:
    from huiqi.benefits.models import Entry, Programme

OWNERS = (Role.ENTERPRISE_OWNER, Role.ENTERPRISE_CLERK)
CHECKERS = (Role.HUB_OPERATOR, Role.WINDOW_MANAGER, Role.RECEPTIONIST)
_CHECKS = (EntryVerb.VERIFY, EntryVerb.RESTORE)
_FIRM = (EntryVerb.CONFIRM, EntryVerb.DECLINE)


def can_run(actor: Actor) -> bool:
    """The hub prepares programmes, publishes their lists and pays them out."""
    return actor.is_a(Role.HUB_OPERATOR)


def can_check(actor: Actor) -> bool:
    """The hub, and the windows for the firms they serve."""
    return actor.is_a(*CHECKERS)


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
    return checks(actor, entry) if verb is EntryVerb.REMOVE else can_run(actor)


def can_object(actor: Actor) -> bool:
    """Whoever is signed in: an objection has a name behind it, and is answered to it."""
    return not actor.is_anonymous
