"""Who may do what in the network. Its pages are public; who stands behind a post and who is away is for colleagues."""

from datetime import datetime

from huiqi.kernel.access import Actor, Role
from huiqi.network.models import Absence, DutyShift, Window

STAFF = (Role.RECEPTIONIST, Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def can_disclose(actor: Actor, window: Window) -> bool:
    """A window's manager writes what his own window discloses; the hub's operator writes what the hub does."""
    return actor.organisation_id == window.organisation_id and actor.is_a(Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def can_see_posts(actor: Actor, window: Window) -> bool:
    """A window's own people see who stands where and who is away; the hub's operator sees it of every window."""
    own = actor.organisation_id == window.organisation_id and actor.is_a(*STAFF)
    return own or actor.is_a(Role.HUB_OPERATOR)


def can_keep_posts(actor: Actor, window: Window) -> bool:
    """A window's manager sets up and changes its posts; the hub's operator those of the hub."""
    return can_disclose(actor, window)


def can_leave_note(actor: Actor, window: Window) -> bool:
    """Everybody who works at a window leaves a note when he goes, and hands over when he must."""
    return actor.organisation_id == window.organisation_id and actor.is_a(*STAFF)


def can_offer_shift(actor: Actor, shift: DutyShift) -> bool:
    """One's own shift; a manager passes on anybody's at his window."""
    return actor.person_id == shift.person_id or can_keep_posts(actor, shift.window)


def can_swap_shift(actor: Actor, shift: DutyShift, at: datetime) -> bool:
    """One's own shift to come; one that is on is handed over."""
    return actor.person_id == shift.person_id and shift.since > at


def can_end_absence(actor: Actor, absence: Absence) -> bool:
    """One's own absence; a manager ends anybody's at his window."""
    return can_leave_note(actor, absence.window) and (
        actor.person_id == absence.person_id or can_keep_posts(actor, absence.window)
    )
