"""The verbs of the duty roster 值班表: set and drop a shift, offer it, take it over, swap two, warn of empty hours."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from huiqi.accounts.selectors import Wanted, people_of, people_wanted
from huiqi.journal.services import record
from huiqi.kernel.access import Actor, Role
from huiqi.kernel.refusal import Refused
from huiqi.network.models import DutyShift, Window
from huiqi.network.rules.duty import Gap
from huiqi.network.selectors import empty_hours
from huiqi.notices.services import News, tell

if TYPE_CHECKING:
    from huiqi.accounts.models import Person

LONGEST, FURTHEST = timedelta(hours=24), timedelta(days=400)
"""A shift at most, and how far ahead one is entered: beyond a year it is a slip of the year."""
AHEAD = timedelta(days=1)
"""How long before hours with nobody on duty the window's manager is warned."""

GAP, OFFERED = "network.duty_gap", "network.duty_offered"
ASKED, SWAPPED, DECLINED = "network.duty_swap", "network.duty_swapped", "network.duty_declined"
LEADERS = (Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


@transaction.atomic
def set_shift(
    window_id: int,
    person_id: int,
    since: datetime,
    until: datetime,
    *,
    post_id: int | None = None,
    actor: Actor,
    at: datetime,
) -> DutyShift:
    """Put somebody of the window on duty from a moment until another.

    Raises `Refused`: shift_wrong (no time between), shift_long (over a day), shift_far, period_over, not_seated,
    shift_twice (he has another shift then).
    """
    window = _locked(window_id)
    if until <= since:
        raise Refused("shift_wrong", "until")
    if until - since > LONGEST:
        raise Refused("shift_long", "until")
    if until <= at:
        raise Refused("shift_over", "until")
    if since - at > FURTHEST:
        raise Refused("shift_far", "since")
    person = _seated(window, person_id, "person", at)
    _check_free(person, window, (since, until), "since")
    row = DutyShift.objects.create(window=window, post_id=post_id, person=person, since=since, until=until)
    record("duty_shift", row.ref, "set", actor=actor, at=at, data=_data(row, window))
    return row


@transaction.atomic
def drop_shift(shift_id: int, *, actor: Actor, at: datetime) -> None:
    """Take a shift out of the roster; dropping it twice is dropping it once."""
    row = _locked_shift(shift_id)
    if row.dropped_at is None:
        row.dropped_at = at
        row.save(update_fields=["dropped_at"])
        _forget_swaps(row)
        record("duty_shift", row.ref, "drop", actor=actor, at=at)


@transaction.atomic
def offer_shift(shift_id: int, taker_id: int, note: str, *, actor: Actor, at: datetime) -> DutyShift:
    """Offer a shift to a colleague, who takes it over by acknowledging it; until then it is not passed.

    One that is on is handed over, with what he must know in the note. Raises `Refused`: shift_gone (over or dropped),
    taker_same, not_seated, shift_twice (he has another shift then).
    """
    row = _open(shift_id, at)
    if taker_id == row.person_id:
        raise Refused("taker_same", "taker")
    taker = _seated(row.window, taker_id, "taker", at)
    _check_free(taker, row.window, (max(row.since, at), row.until), "taker")
    _offer(row, taker, None, note)
    data = {"taker": str(taker.ref)}
    record("duty_shift", row.ref, "offer", actor=actor, at=at, data=data, texts={"note": row.note})
    _tell(OFFERED, f"duty:offer:{row.id}:{at.isoformat()}", row.window, {"when": row.since}, [taker], at)
    return row


@transaction.atomic
def take_shift(shift_id: int, *, actor: Actor, at: datetime) -> DutyShift:
    """Acknowledge a shift that was offered to oneself: one to come is his, one that is on is his from now.

    Raises `Refused`: shift_gone, shift_not_offered, shift_twice (he has another by now).
    """
    row = _open(shift_id, at)
    taker = row.offered_to
    if taker is None or taker.id != actor.person_id or row.swap_for_id is not None:
        raise Refused("shift_not_offered")
    _check_free(taker, row.window, (max(row.since, at), row.until))
    _forget_swaps(row)
    if row.since >= at:
        row.person, row.offered_to = taker, None
        row.save(update_fields=["person", "offered_to"])
        record("duty_shift", row.ref, "take", actor=actor, at=at, data=_data(row, row.window))
        return row
    until, row.until, row.offered_to = row.until, at, None
    row.save(update_fields=["until", "offered_to"])
    rest = DutyShift.objects.create(
        window=row.window, post_id=row.post_id, person=taker, since=at, until=until, note=row.note
    )
    record("duty_shift", row.ref, "hand_over", actor=actor, at=at, data={"to": str(rest.ref)})
    record("duty_shift", rest.ref, "take", actor=actor, at=at, data=_data(rest, row.window))
    return rest


@transaction.atomic
def ask_swap(shift_id: int, other_id: int, note: str, *, actor: Actor, at: datetime) -> DutyShift:
    """Offer one's shift for a colleague's; until he agrees both stay as they are.

    Raises `Refused`: shift_gone, shift_begun (one of the two is on: that is handed over), swap_own (both are the same
    person's), not_seated, shift_twice (one of the two would have two shifts at once).
    """
    row, other = _both(shift_id, other_id, at)
    _offer(row, other.person, other, note)
    data = {"taker": str(other.person.ref), "other": str(other.ref)}
    record("duty_shift", row.ref, "ask_swap", actor=actor, at=at, data=data, texts={"note": row.note})
    told = {"name": row.person.name, "when": row.since, "other": other.since}
    _tell(ASKED, f"duty:swap:{row.id}:{at.isoformat()}", row.window, told, [other.person], at)
    return row


@transaction.atomic
def accept_swap(shift_id: int, *, actor: Actor, at: datetime) -> DutyShift:
    """Agree to a swap: both shifts change hands at once.

    Raises `Refused`: shift_not_offered, swap_changed (the shift asked for is not his any more) and those of `ask_swap`.
    """
    asked = _locked_shift(shift_id)
    if asked.swap_for_id is None or asked.offered_to_id != actor.person_id:
        raise Refused("shift_not_offered")
    row, other = _both(shift_id, asked.swap_for_id, at)
    if other.person_id != actor.person_id:
        raise Refused("swap_changed")
    first = row.person
    _forget_swaps(row, other)
    for one, person in ((row, other.person), (other, first)):
        one.person, one.offered_to, one.swap_for, one.note = person, None, None, ""
        one.save(update_fields=["person", "offered_to", "swap_for", "note"])
    data = {**_data(row, row.window), **{f"other_{key}": value for key, value in _data(other, row.window).items()}}
    record("duty_shift", row.ref, "swap", actor=actor, at=at, data={**data, "other": str(other.ref)})
    told = {"name": row.person.name, "when": other.since, "other": row.since}
    _tell(SWAPPED, f"duty:swapped:{row.id}:{at.isoformat()}", row.window, told, [first], at)
    return row


@transaction.atomic
def end_offer(shift_id: int, *, actor: Actor, at: datetime) -> DutyShift:
    """Decline a shift or a swap that was offered to oneself, of which whoever offered is told; or withdraw one's offer.

    Raises `Refused`: shift_gone, shift_not_offered (there is no offer any more, or none to him).
    """
    row = _open(shift_id, at)
    asked, own = row.offered_to, row.person_id == actor.person_id
    if asked is None or not (own or asked.id == actor.person_id):
        raise Refused("shift_not_offered")
    row.offered_to, row.swap_for, row.note = None, None, ""
    row.save(update_fields=["offered_to", "swap_for", "note"])
    data = {"taker": str(asked.ref)}
    record("duty_shift", row.ref, "withdraw" if own else "decline", actor=actor, at=at, data=data)
    if not own:
        told = {"name": asked.name, "when": row.since}
        _tell(DECLINED, f"duty:declined:{row.id}:{at.isoformat()}", row.window, told, [row.person], at)
    return row


def warn_of_gaps(*, at: datetime) -> int:
    """Warn the managers of windows with a roster of the hours of the next day that have nobody; once for each.

    Answers how many gaps there are.
    """
    kept = DutyShift.objects.filter(dropped_at=None, until__gt=at - timedelta(days=7)).values("window")
    found = 0
    for window in Window.objects.select_related("organisation").filter(id__in=kept).order_by("id"):
        for since, _until in empty_hours(window.id, at, at + AHEAD):
            leads = Wanted(window.organisation_id, LEADERS)
            people = people_wanted([leads], localdate(at))(leads)
            begins = localdate(at).isoformat() if since == at else since.isoformat()
            _tell(GAP, f"duty:gap:{window.id}:{begins}", window, {"when": since}, people, at)
            found += 1
    return found


def _tell(
    kind: str, key: str, window: Window, told: Mapping[str, object], people: "list[Person]", at: datetime
) -> None:
    said = {name: localtime(one).isoformat() if isinstance(one, datetime) else one for name, one in told.items()}
    link = reverse("network:duty", args=[window.slug])
    tell([News(kind=kind, key=key, parameters={"window": window.short_name, **said}, link=link, people=people, at=at)])


def _locked(window_id: int) -> Window:
    return Window.objects.select_related("organisation").select_for_update(of=("self",)).get(id=window_id)


def _locked_shift(shift_id: int) -> DutyShift:
    """The shift, while nothing else changes the roster of its window."""
    _locked(DutyShift.objects.values_list("window_id", flat=True).get(id=shift_id))
    rows = DutyShift.objects.select_related("window__organisation", "person", "offered_to")
    return rows.select_for_update(of=("self",)).get(id=shift_id)


def _open(shift_id: int, at: datetime) -> DutyShift:
    row = _locked_shift(shift_id)
    if row.dropped_at is not None or row.until <= at:
        raise Refused("shift_gone")
    return row


def _both(shift_id: int, other_id: int, at: datetime) -> tuple[DutyShift, DutyShift]:
    """Two shifts to come of two people who may have each other's."""
    row, other = _open(shift_id, at), _open(other_id, at)
    if row.person_id == other.person_id:
        raise Refused("swap_own", "other")
    if min(row.since, other.since) <= at:
        raise Refused("shift_begun", "other")
    for person, gets in ((row.person, other), (other.person, row)):
        _seated(row.window, person.id, "other", at)
        _check_free(person, row.window, (gets.since, gets.until), "other", but=(row.id, other.id))
    return row, other


def _offer(row: DutyShift, taker: "Person", swap_for: DutyShift | None, note: str) -> None:
    row.offered_to, row.swap_for, row.note = taker, swap_for, note.strip()
    row.save(update_fields=["offered_to", "swap_for", "note"])


def _forget_swaps(*rows: DutyShift) -> None:
    """Whoever asked for one of these shifts asked somebody who has it no more."""
    DutyShift.objects.filter(swap_for__in=rows).update(offered_to=None, swap_for=None, note="")


def _check_free(person: "Person", window: Window, hours: Gap, field: str = "", *, but: tuple[int, ...] = ()) -> None:
    """Raises `Refused`: shift_twice, where he has another shift of the window in these hours."""
    own = DutyShift.objects.filter(
        window=window, person=person, dropped_at=None, since__lt=hours[1], until__gt=hours[0]
    )
    if own.exclude(id__in=but).exists():
        raise Refused("shift_twice", field, name=person.name)


def _seated(window: Window, person_id: int, field: str, at: datetime) -> "Person":
    person = people_of(window.organisation_id, localdate(at)).filter(id=person_id).first()
    if person is None:
        raise Refused("not_seated", field, window=window.short_name)
    return person


def _data(row: DutyShift, window: Window) -> dict[str, str]:
    return {
        "window": str(window.organisation.ref),
        "person": str(row.person.ref),
        "since": row.since.isoformat(),
        "until": row.until.isoformat(),
    }
