"""Who keeps the directory, a sentence each. Its public pages are for everybody."""

from datetime import date

from huiqi.directory.models import Matter
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import window_for

KEEPERS = (Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def can_keep_directory(actor: Actor) -> bool:
    """The hub's operator and the windows' managers enter and end departments, experts and lists."""
    return actor.is_a(*KEEPERS)


def can_state_load(actor: Actor) -> bool:
    """Whoever is handed demands says how many he can carry: clerks of handlers, who leads a window, the hub."""
    return actor.is_a(Role.INSTITUTION_CLERK, *KEEPERS)


def can_keep_in(actor: Actor, region: str, on: date) -> bool:
    """The hub's operator everywhere; a window's manager where his own window serves (one query)."""
    if actor.is_a(Role.HUB_OPERATOR):
        return True
    return actor.is_a(Role.WINDOW_MANAGER) and window_for(region, on).organisation_id == actor.organisation_id


def can_keep_matter(actor: Actor, matter: Matter) -> bool:
    """The hub's operator keeps every list; a window's manager those of his own window."""
    if actor.is_a(Role.HUB_OPERATOR):
        return True
    own = matter.window is not None and matter.window.organisation_id == actor.organisation_id
    return own and actor.is_a(Role.WINDOW_MANAGER)
