"""Who may do what with reference data, a sentence each."""

from huiqi.kernel.access import Actor, Role


def can_import_holidays(actor: Actor) -> bool:
    """The system administrator and the hub enter the yearly notice."""
    return actor.is_a(Role.SYSTEM_ADMINISTRATOR, Role.HUB_OPERATOR)
