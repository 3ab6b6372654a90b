"""First contact follows 首问跟踪: whose demands one follows, as first contact or in place of a colleague."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_of, people_wanted
from huiqi.demands.models import Demand, DemandQuerySet
from huiqi.demands.permissions import STAFF
from huiqi.demands.selectors.secrecy import insiders_of
from huiqi.demands.selectors.seeing import open_to
from huiqi.demands.words import Follows
from huiqi.journal.selectors import last_moments
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import absences_of, posts_of, window_of

SYSTEM_VERBS = ("promise_missed", "reminder_climbed", "archive_made", "duty_called", "duty_called_up")
"""Entries that nobody made: they break no silence."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Whose demands one follows, and as what, by the ref of the first contact."""

    window_id: int
    people: dict[str, Follows]
    names: dict[str, str]


def followed_people(actor: Actor, at: datetime) -> Followed | None:
    """Oneself; the A of a post at which one is B; who is away and named one; at a manager's, who has left the window.

    None to who is no staff of a window. Six queries.
    """
    window = window_of(actor.organisation_id) if actor.organisation_id and actor.is_a(*STAFF) else None
    if window is None:
        return None
    on = localdate(at)
    seated = {str(one.ref): one.name for one in people_of(window.organisation_id, on)}
    people: dict[str, Follows] = {}
    if actor.is_a(Role.WINDOW_MANAGER, Role.HUB_OPERATOR):
        people |= dict.fromkeys(_left(window.id, set(seated)), Follows.LEFT)
    for post in posts_of(window.id, on):
        if post.person_b_id == actor.person_id:
            people[str(post.person_a.ref)] = Follows.B
    for note in absences_of(window.id, at):
        if note.since <= at and note.stand_in_id == actor.person_id:
            people[str(note.person.ref)] = Follows.STAND_IN
    return Followed(window.id, people | {actor.person_ref: Follows.OWN}, seated)


def _left(window_id: int, seated: set[str]) -> set[str]:
    """Who is first contact of something open and has no seat at the window any more. One query."""
    contacts = Demand.objects.filter(window_id=window_id, closed_at=None).exclude(first_contact="")
    return set(contacts.values_list("first_contact", flat=True).distinct()) - seated


def demands_followed(actor: Actor, whose: Followed) -> DemandQuerySet:
    """What is open of theirs, and what one handed on and nobody has acknowledged; what is due first comes first."""
    rows = Demand.objects.select_related("window", "enterprise").filter(open_to(actor))
    rows = rows.filter(window_id=whose.window_id, closed_at=None)
    mine = Q(first_contact__in=sorted(whose.people)) | Q(handed_on_by=actor.person_ref)
    return rows.filter(mine).order_by("rank", "next_due_at", "id")


def colleagues(demand: Demand, at: datetime) -> list[tuple[str, str]]:
    """(ref, name) of who at its window can be its first contact instead; of a confidential demand, who knows of it."""
    wanted = Wanted(demand.window.organisation_id, STAFF)
    people = [(str(one.ref), one.name) for one in people_wanted([wanted], localdate(at))(wanted)]
    if demand.is_confidential:
        knowing = {str(one.person.ref) for one in insiders_of(demand)}
        people = [one for one in people if one[0] in knowing]
    return sorted((one for one in people if one[0] != demand.first_contact), key=lambda one: one[1])


def quiet_since(demands: list[Demand]) -> dict[int, datetime]:
    """When somebody last did something with each, by key. One query."""
    last = last_moments([one.ref for one in demands], without=SYSTEM_VERBS)
    return {one.id: last[one.ref] for one in demands if one.ref in last}
