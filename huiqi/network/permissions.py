"""Who may do what in the network. Its pages are public."""

from huiqi.kernel.access import Actor, Role
from huiqi.network.models import Window


def can_disclose(actor: Actor, window: Window) -> bool:
    """A window's manager writes what his own window discloses; the hub's operator writes what the hub does."""
    return actor.organisation_id == window.organisation_id and actor.is_a(Role.WINDOW_MANAGER, Role.HUB_OPERATOR)
