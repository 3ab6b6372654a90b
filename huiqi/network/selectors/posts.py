"""Questions about posts: who stands at each now, which has nobody, where a visitor is led, who is away.

What a colleague sees and what a caller sees differ: `standings` is for the window's own people, `areas` for everybody.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from huiqi.accounts.selectors import people_of
from huiqi.kernel.access import Actor
from huiqi.network.models import Absence, HandOver, Post, Window
from huiqi.network.rules import Desk, Standing, in_order, standing, suitability
from huiqi.network.selectors.windows import in_force
from huiqi.network.words import StandsAs, Suits
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind

if TYPE_CHECKING:
    from uuid import UUID

    from huiqi.accounts.models import Person


@dataclass(frozen=True, slots=True)
class PostNow:
    """A post with who stands at it at a moment (none: nobody) and, where A is away, the note he left."""

    post: Post
    standing: Standing
    person: "Person | None"
    note: Absence | None

    @property
    def is_unattended(self) -> bool:
        """Whether nobody stands there."""
        return self.standing.stands_as is StandsAs.NOBODY


@dataclass(frozen=True, slots=True)
class Guided:
    """A post a visitor may be led to, with the reasons."""

    now: PostNow
    reasons: tuple[Suits, ...]


def posts_of(window_id: int, on: date) -> QuerySet[Post]:
    """The posts of a window on a day, with the people behind them."""
    rows = Post.objects.filter(in_force(on), window_id=window_id)
    return rows.select_related("person_a", "person_b").order_by("area", "id")


def post_by_ref(window_id: int, ref: "UUID") -> Post | None:
    """The open post of this reference at a window."""
    return Post.objects.filter(window_id=window_id, ref=ref, until=None).first()


def absences_of(window_id: int, at: datetime) -> QuerySet[Absence]:
    """Who of a window is away at a moment or will be, the earliest first."""
    rows = Absence.objects.filter(window_id=window_id, ended_at=None, until__gt=at)
    return rows.select_related("person", "stand_in", "window").order_by("since", "id")


def absence_by_ref(window_id: int, ref: "UUID") -> Absence | None:
    """The note of this reference at a window."""
    return Absence.objects.filter(window_id=window_id, ref=ref).first()


def standings(window: Window, at: datetime) -> list[PostNow]:
    """Every post of a window with who stands at it at a moment. Three queries."""
    on = localdate(at)
    posts = list(posts_of(window.id, on))
    notes = {note.person_id: note for note in absences_of(window.id, at) if note.since <= at}
    people = {person.id: person for person in people_of(window.organisation_id, on)}
    away = {person_id: note.stand_in_id for person_id, note in notes.items()}
    shown = []
    for post in posts:
        stands = standing(post.person_a_id, post.person_b_id, seated=people.keys(), away=away)
        person = people.get(stands.person_id) if stands.person_id is not None else None
        shown.append(PostNow(post, stands, person, notes.get(post.person_a_id)))
    return shown


def attended(window_ids: Collection[int], at: datetime) -> dict[int, bool]:
    """Of windows that have posts: whether somebody stands at one of them at a moment. Two queries."""
    posts = Post.objects.filter(in_force(localdate(at)), window_id__in=window_ids)
    rows = list(posts.values_list("window_id", "person_a_id", "person_b_id"))
    notes = Absence.objects.filter(window_id__in=window_ids, ended_at=None, since__lte=at, until__gt=at)
    away = dict(notes.values_list("person_id", "stand_in_id"))
    seated = {person for _window, a, b in rows for person in (a, b)} | {one for one in away.values() if one}
    found: dict[int, bool] = {}
    for window, a, b in rows:
        there = standing(a, b, seated=seated, away=away).stands_as is not StandsAs.NOBODY
        found[window] = found.get(window, False) or there
    return found


def unattended(window: Window, at: datetime) -> list[PostNow]:
    """The posts of a window at which nobody stands: a warning is due. Three queries."""
    return [now for now in standings(window, at) if now.is_unattended]


def guided(
    nows: Sequence[PostNow], kind: ServiceKind | None = None, category: ServiceCategory | None = None
) -> list[Guided]:
    """Where a visitor is led for a kind and a category (H36), the most suitable post first, none left out."""
    desks = [Desk(n.post.kind, frozenset(n.post.kinds), frozenset(n.post.categories)) for n in nows]
    return [
        Guided(nows[place], suitability(desks[place], kind, category).reasons)
        for place in in_order(desks, kind, category)
    ]


def hand_overs_of(actor: Actor, window_id: int) -> QuerySet[HandOver]:
    """The notes of hand-over one wrote or received at a window: those to acknowledge first, then the newest."""
    mine = HandOver.objects.filter(Q(giver_id=actor.person_id) | Q(taker_id=actor.person_id), window_id=window_id)
    return mine.select_related("giver", "taker").order_by("acknowledged_at", "-written_at")


def hand_over_to(actor: Actor, window_id: int, ref: "UUID") -> HandOver | None:
    """The note of this reference, where it was written to this person."""
    return HandOver.objects.filter(window_id=window_id, ref=ref, taker_id=actor.person_id).first()
