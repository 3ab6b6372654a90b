"""Who gives seats, which seats an organisation has, and which one person must not hold together."""

from collections.abc import Iterable

from huiqi.accounts.words import OrganisationKind
from huiqi.kernel.access import Actor, Role

SEATS: dict[OrganisationKind, tuple[Role, ...]] = {
    OrganisationKind.AUTHORITY: (Role.AUTHORITY_REVIEWER,),
    OrganisationKind.FINANCE: (Role.FINANCE_REVIEWER,),
    OrganisationKind.HUB: (Role.HUB_OPERATOR, Role.WINDOW_MANAGER, Role.RECEPTIONIST),
    OrganisationKind.WINDOW: (Role.WINDOW_MANAGER, Role.RECEPTIONIST),
    OrganisationKind.INSTITUTION: (Role.INSTITUTION_CLERK,),
}
"""The seats that the administrator gives, by kind of organisation. Those of firms their owners give."""
OFFICES = (OrganisationKind.AUTHORITY, OrganisationKind.FINANCE)
"""What the administrator enters himself; every other kind has an app that opens it."""
APART = (
    (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR),
    (Role.HUB_OPERATOR, Role.WINDOW_MANAGER, Role.RECEPTIONIST, Role.INSTITUTION_CLERK),
    (Role.AUTHORITY_REVIEWER,),
    (Role.FINANCE_REVIEWER,),
)
"""Duties that are kept apart: who administers, who works, who approves, who pays. Of these one person has one."""


def can_give_seats(actor: Actor) -> bool:
    """The system's administrator, who runs no service: nobody who works here seats his own reviewers."""
    return actor.is_a(Role.SYSTEM_ADMINISTRATOR)


def clashing(role: Role, held: Iterable[Role]) -> Role | None:
    """The role that a person holds and that does not go together with a new one; seats at firms always do."""
    own = next((duty for duty in APART if role in duty), ())
    others = {one for duty in APART if duty != own for one in duty}
    return next((one for one in held if one in others), None)
