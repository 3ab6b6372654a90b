"""Who may do what with filings, a sentence each."""

from huiqi.enterprises.permissions import FIRM
from huiqi.filings.models import OutcomeList
from huiqi.kernel.access import Actor, Role, SeatLevel
from huiqi.policies.permissions import can_bring_outcomes


def can_file(actor: Actor) -> bool:
    """Who acts for a firm and may see what is known of it; whether it is his own is asked of the firm."""
    return actor.is_a(*FIRM) and actor.seat is not None and actor.seat.level is not SeatLevel.CLAIMED


def can_bring(actor: Actor) -> bool:
    """Windows bring the outcomes of the firms they serve, the hub those of all."""
    return can_bring_outcomes(actor)


def can_keep_retention(actor: Actor) -> bool:
    """The system administrator and the hub say how long something is kept."""
    return actor.is_a(Role.SYSTEM_ADMINISTRATOR, Role.HUB_OPERATOR)


def can_see_list(actor: Actor, brought: OutcomeList) -> bool:
    """The office that brought it, and the hub."""
    own = actor.organisation_id == brought.organisation_id
    return can_bring(actor) and (own or actor.is_a(Role.HUB_OPERATOR))
