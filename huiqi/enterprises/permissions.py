"""Who may do what with an enterprise and with claims to it, a sentence each."""

from datetime import date

from huiqi.enterprises.models import Claim, Enterprise
from huiqi.enterprises.words import ClaimKind
from huiqi.kernel.access import Actor, Role, SeatLevel
from huiqi.network.selectors import window_for

FIRM = (Role.ENTERPRISE_OWNER, Role.ENTERPRISE_CLERK, Role.BOOKKEEPER)
"""Who acts for a firm."""

STAFF = (Role.RECEPTIONIST, Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def is_of(actor: Actor, enterprise: Enterprise) -> bool:
    """Whether the actor sits at this firm, on whatever ground."""
    return actor.is_a(*FIRM) and actor.organisation_id == enterprise.organisation_id


def is_verified_at(actor: Actor, enterprise: Enterprise) -> bool:
    """Whether the actor acts for this firm by papers that were checked."""
    return is_of(actor, enterprise) and actor.seat is not None and actor.seat.is_verified


def can_see_profile(actor: Actor, enterprise: Enterprise) -> bool:
    """A firm's own people see what is known of it; who only claims it sees nothing that others stated."""
    return is_of(actor, enterprise) and actor.seat is not None and actor.seat.level is not SeatLevel.CLAIMED


def can_record_facts(actor: Actor, enterprise: Enterprise) -> bool:
    """The firm's own people state its facts; who only claims it overwrites nothing."""
    return can_see_profile(actor, enterprise)


def can_manage_people(actor: Actor, enterprise: Enterprise) -> bool:
    """A verified owner says who else acts for the firm, and vouches for them."""
    return is_verified_at(actor, enterprise) and actor.is_a(Role.ENTERPRISE_OWNER)


def can_enter(actor: Actor) -> bool:
    """Staff enter a firm that stands at their counter and is not in the register yet."""
    return actor.is_a(*STAFF)


def serves(actor: Actor, enterprise: Enterprise, on: date) -> bool:
    """The window that serves the firm's region on a day, and the hub."""
    if actor.is_a(Role.HUB_OPERATOR):
        return True
    return actor.is_a(*STAFF) and window_for(enterprise.region, on).organisation_id == actor.organisation_id


def can_verify(actor: Actor, claim: Claim, on: date) -> bool:
    """The window that serves the firm sees the licence and the letter; nobody verifies himself."""
    return claim.person_id != actor.person_id and serves(actor, claim.enterprise, on)


def can_confirm(actor: Actor, claim: Claim) -> bool:
    """A verified owner vouches for who wants to act for his firm; a new legal representative needs the window."""
    return (
        claim.kind is ClaimKind.ACT
        and claim.person_id != actor.person_id
        and can_manage_people(actor, claim.enterprise)
    )


def can_refuse(actor: Actor, claim: Claim, on: date) -> bool:
    """Whoever may say yes may say no."""
    return can_verify(actor, claim, on) or can_confirm(actor, claim)


def can_bring_papers(actor: Actor, claim: Claim, on: date) -> bool:
    """The claimant, who asked for him, or the window at whose counter he stands."""
    return actor.person_id == claim.person_id or _asked(actor, claim) or can_verify(actor, claim, on)


def can_withdraw(actor: Actor, claim: Claim) -> bool:
    """The claimant, or who asked for him, takes it back."""
    return actor.person_id == claim.person_id or _asked(actor, claim)


def _asked(actor: Actor, claim: Claim) -> bool:
    return claim.asked_by == actor.person_ref and is_verified_at(actor, claim.enterprise)
