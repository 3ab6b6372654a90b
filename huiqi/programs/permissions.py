"""Who may do what with keys of programs, a sentence each. Whether it is possible now is the flow's question.

Of the three separated administrators the security administrator allows and ends, the auditor looks on; the system
administrator, who runs the machines, has no part in who may enter.
"""

from collections.abc import Callable

from huiqi.accounts.words import OrganisationKind
from huiqi.kernel.access import Actor, Role
from huiqi.programs.models import AccessKey
from huiqi.programs.words import KeyState, KeyVerb

ASK = {OrganisationKind.WINDOW: Role.WINDOW_MANAGER, OrganisationKind.HUB: Role.HUB_OPERATOR}
"""Who asks for the keys of an office, and hears of them."""


def can_ask(actor: Actor) -> bool:
    """Who leads a window asks for its programs, the hub's operator, and nobody else there, for the hub's."""
    return actor.seat is not None and (actor.seat.organisation_kind, actor.role) in ASK.items()


def can_decide(actor: Actor) -> bool:
    """The security administrator."""
    return actor.is_a(Role.SECURITY_ADMINISTRATOR)


def can_list(actor: Actor) -> bool:
    """Who asks, who allows, who audits."""
    return can_ask(actor) or can_see_all(actor)


def can_see_all(actor: Actor) -> bool:
    """The security administrator and the auditor see the keys of every office."""
    return actor.is_a(Role.SECURITY_ADMINISTRATOR, Role.AUDITOR)


def is_own(actor: Actor, key: AccessKey) -> bool:
    """Those of the office who may ask."""
    return can_ask(actor) and actor.organisation_id == key.organisation_id


def is_second(actor: Actor, key: AccessKey) -> bool:
    """The security administrator, where it was not he himself who asked on another seat."""
    return can_decide(actor) and actor.person_ref != key.asked_by


def can_end(actor: Actor, key: AccessKey) -> bool:
    """Its office, and the security administrator: whoever notices first. What is only asked for he declines instead."""
    return is_own(actor, key) or (can_decide(actor) and key.state is not KeyState.ASKED)


MAY: dict[KeyVerb, Callable[[Actor, AccessKey], bool]] = {
    KeyVerb.ALLOW: is_second,
    KeyVerb.DECLINE: is_second,
    KeyVerb.FETCH: is_own,
    KeyVerb.END: can_end,
}


def can(actor: Actor, verb: KeyVerb, key: AccessKey) -> bool:
    """Whether the actor is somebody who does this verb with this key."""
    return MAY[verb](actor, key)
