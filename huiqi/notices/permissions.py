"""Who may look at what leaves the house, a sentence each. One's own inbox is everybody's."""

from django.conf import settings

from huiqi.kernel.access import Actor, Role


def can_see_deliveries(actor: Actor) -> bool:
    """The system administrator and the hub see what could not be sent, and have it sent again."""
    return actor.is_a(Role.SYSTEM_ADMINISTRATOR, Role.HUB_OPERATOR)


def can_see_recorded(actor: Actor) -> bool:
    """In a demonstration, staff may look at what would have been sent."""
    staff = (Role.RECEPTIONIST, Role.WINDOW_MANAGER, Role.HUB_OPERATOR, Role.SYSTEM_ADMINISTRATOR)
    return bool(settings.DEMONSTRATION) and actor.is_a(*staff)
