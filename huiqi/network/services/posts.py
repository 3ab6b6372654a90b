"""The verbs of posts: set one up, change it, close it; leave a note when going, come back; hand over, acknowledge."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from huiqi.accounts.selectors import people_of
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.network.models import Absence, HandOver, Post, Window
from huiqi.network.words import AbsenceReason, PostKind
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind

if TYPE_CHECKING:
    from huiqi.accounts.models import Person


@dataclass(frozen=True, slots=True)
class PostEntry:
    """What is said of a post. People are keys of `Person`; no `kinds` or `categories`: whatever comes."""

    name: str
    kind: PostKind
    area: str
    person_a_id: int
    person_b_id: int
    place: str = ""
    kinds: tuple[ServiceKind, ...] = ()
    categories: tuple[ServiceCategory, ...] = ()
    discloses_names: bool = False

    def columns(self) -> dict[str, object]:
        """The columns of a post, by name."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**told, "kinds": list(self.kinds), "categories": list(self.categories)}


@dataclass(frozen=True, slots=True)
class Leave:
    """What is said when going away: the period is half-open, `since` to `until`."""

    since: datetime
    until: datetime
    reason: AbsenceReason
    stand_in_id: int | None = None
    note: str = ""


@transaction.atomic
def set_up_post(window_id: int, told: PostEntry, *, actor: Actor, at: datetime) -> Post:
    """Set up a post from today on.

    Raises `Refused`: same_person, not_seated (both people need a seat at the window), post_name_taken.
    """
    window = _locked_window(window_id)
    people = _checked(window, told, localdate(at))
    post = Post.objects.create(window=window, since=localdate(at), **told.columns())
    record("post", post.ref, "set_up", actor=actor, at=at, data=_data(window, told, people))
    return post


@transaction.atomic
def change_post(post_id: int, told: PostEntry, *, revision: int, actor: Actor, at: datetime) -> Post:
    """Change a post. `revision` is the one its writer saw.

    Raises `Refused`: post_closed, stale_post, same_person, not_seated, post_name_taken.
    """
    post = _locked_post(post_id)
    if post.revision != revision:
        raise Refused("stale_post")
    window = _locked_window(post.window_id)
    people = _checked(window, told, localdate(at), but=post)
    for name, value in told.columns().items():
        setattr(post, name, value)
    post.revision += 1
    post.save()
    record("post", post.ref, "change", actor=actor, at=at, data=_data(window, told, people))
    return post


@transaction.atomic
def close_post(post_id: int, *, actor: Actor, at: datetime) -> None:
    """Close a post from today on. Raises `Refused`: post_closed."""
    post = _locked_post(post_id)
    post.until = localdate(at)
    post.save(update_fields=["until"])
    record("post", post.ref, "close", actor=actor, at=at)


@transaction.atomic
def leave_note(window_id: int, person_id: int, told: Leave, *, actor: Actor, at: datetime) -> Absence:
    """Write down that somebody of the window goes away, and who stands in.

    Raises `Refused`: period_wrong, period_over, not_seated, stand_in_same, already_away (since, until).
    """
    window = _locked_window(window_id)
    _check_leave(window, person_id, told, at)
    try:
        with transaction.atomic():
            row = Absence.objects.create(
                window=window,
                person_id=person_id,
                since=told.since,
                until=told.until,
                reason=told.reason,
                stand_in_id=told.stand_in_id,
                note=told.note,
                left_by=actor.person_ref,
            )
    except IntegrityError as error:
        raise _already_away(window, person_id, told) from error
    data = {"person": str(row.person.ref), "since": told.since.isoformat(), "until": told.until.isoformat()}
    data |= {"reason": str(told.reason), "stand_in": str(row.stand_in.ref) if row.stand_in else ""}
    record("absence", row.ref, "leave", actor=actor, at=at, data=data, texts={"note": told.note})
    return row


@transaction.atomic
def come_back(absence_id: int, *, actor: Actor, at: datetime) -> None:
    """End an absence now, or call it off where it has not begun; ending it twice is ending it once."""
    row = Absence.objects.select_for_update().get(id=absence_id)
    if row.ended_at is None and row.until > at:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        record("absence", row.ref, "come_back", actor=actor, at=at)


@transaction.atomic
def hand_over(window_id: int, taker_id: int, text: str, *, actor: Actor, at: datetime) -> HandOver:
    """Pass one's open matters to a colleague with what he must know. Raises `Refused`: taker_same, not_seated."""
    window = _locked_window(window_id)
    assert actor.person_id is not None
    if taker_id == actor.person_id:
        raise Refused("taker_same", "taker")
    _seated(window, taker_id, "taker", localdate(at))
    row = HandOver.objects.create(window=window, giver_id=actor.person_id, taker_id=taker_id, text=text, written_at=at)
    data = {"window": str(window.organisation.ref), "taker": str(row.taker.ref)}
    record("hand_over", row.ref, "hand_over", actor=actor, at=at, data=data, texts={"text": text})
    return row


@transaction.atomic
def acknowledge(hand_over_id: int, *, actor: Actor, at: datetime) -> None:
    """The successor has read a note of hand-over and takes over; acknowledging twice is acknowledging once."""
    row = HandOver.objects.select_for_update().get(id=hand_over_id)
    if row.acknowledged_at is None:
        row.acknowledged_at = at
        row.save(update_fields=["acknowledged_at"])
        record("hand_over", row.ref, "acknowledge", actor=actor, at=at)


def _data(window: Window, told: PostEntry, people: "tuple[Person, Person]") -> dict[str, object]:
    """What the journal keeps of a post."""
    return {
        "window": str(window.organisation.ref),
        "name": told.name,
        "kind": str(told.kind),
        "area": told.area,
        "kinds": sorted(map(str, told.kinds)),
        "categories": sorted(map(str, told.categories)),
        "people": [str(person.ref) for person in people],
    }


def _checked(window: Window, told: PostEntry, on: date, *, but: Post | None = None) -> "tuple[Person, Person]":
    """The two different people with seats, where the post has a name of its own."""
    if told.person_a_id == told.person_b_id:
        raise Refused("post_same_person", "person_b")
    people = _seated(window, told.person_a_id, "person_a", on), _seated(window, told.person_b_id, "person_b", on)
    named = Post.objects.filter(window=window, name=told.name, until=None)
    if (named.exclude(id=but.id) if but else named).exists():
        raise Refused("post_name_taken", "name", name=told.name)
    return people


def _seated(window: Window, person_id: int, field: str, on: date) -> "Person":
    """The person, where he has a seat at the window; `field` is where the refusal is told."""
    person = people_of(window.organisation_id, on).filter(id=person_id).first()
    if person is None:
        raise Refused("not_seated", field, window=window.short_name)
    return person


def _check_leave(window: Window, person_id: int, told: Leave, at: datetime) -> None:
    if told.until <= told.since:
        raise Refused("period_wrong", "until")
    if told.until <= at:
        raise Refused("period_over", "until")
    _seated(window, person_id, "person", localdate(at))
    if told.stand_in_id is not None:
        if told.stand_in_id == person_id:
            raise Refused("stand_in_same", "stand_in")
        _seated(window, told.stand_in_id, "stand_in", localdate(at))


def _already_away(window: Window, person_id: int, told: Leave) -> Refused:
    """The refusal that names the absence which overlaps."""
    rows = Absence.objects.filter(window=window, person_id=person_id, ended_at=None)
    other = rows.filter(since__lt=told.until, until__gt=told.since).earliest("since")
    return Refused("already_away", "since", since=other.since, until=other.until)


def _locked_window(window_id: int) -> Window:
    """The window, its row locked: what is checked of its people stays so until the verb is done."""
    return Window.objects.select_related("organisation").select_for_update(of=("self",)).get(id=window_id)


def _locked_post(post_id: int) -> Post:
    post = Post.objects.select_for_update().get(id=post_id)
    if post.until is not None:
        raise Refused("post_closed", name=post.name)
    return post
