"""Who may do what with papers. Who may read one is said by the app that registered its kind."""

from huiqi.kernel.access import Actor, Role
from huiqi.papers.models import Paper

MANAGERS = (Role.WINDOW_MANAGER, Role.HUB_OPERATOR, Role.INSTITUTION_CLERK)


def can_set_letterheads(actor: Actor) -> bool:
    """The hub's operator says how the papers of the network look."""
    return actor.is_a(Role.HUB_OPERATOR)


def can_void(actor: Actor, paper: Paper) -> bool:
    """Whoever answers for the organisation that issued it declares a paper void; so does the hub's operator."""
    return actor.is_a(Role.HUB_OPERATOR) or (actor.is_a(*MANAGERS) and actor.organisation_id == paper.organisation_id)
