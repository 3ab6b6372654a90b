"""The verbs of the duty roster 值班表: set and drop a shift, offer it, take it over, warn of hours with nobody."""

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
from huiqi.network.selectors import empty_hours
from huiqi.notices.services import News, tell

if TYPE_CHECKING:
    from huiqi.accounts.models import Person

LONGEST = timedelta(hours=24)
AHEAD = timedelta(days=1)
"""How long before hours with nobody on duty the window's manager is warned."""

GAP, OFFERED = "network.duty_gap", "network.duty_offered"
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

    Raises `Refused`: shift_wrong (no time between), shift_long (over a day), period_over, not_seated, shift_twice (he
    has another shift then).
    """
    window = _locked(window_id)
    if until <= since:
        raise Refused("shift_wrong", "until")
    if until - since > LONGEST:
        raise Refused("shift_long", "until")
    if until <= at:
        raise Refused("shift_over", "until")
    person = _seated(window, person_id, "person", at)
    own = DutyShift.objects.filter(window=window, person=person, dropped_at=None)
    if own.filter(since__lt=until, until__gt=since).exists():
        raise Refused("shift_twice", "since", name=person.name)
    row = DutyShift.objects.create(window=window, post_id=post_id, person=person, since=since, until=until)
    record("duty_shift", row.ref, "set", actor=actor, at=at, data=_data(row, window))
    return row


@transaction.atomic
def drop_shift(shift_id: int, *, actor: Actor, at: datetime) -> None:
    """Take a shift out of the roster; dropping it twice is dropping it once."""
    row = DutyShift.objects.select_for_update().get(id=shift_id)
    if row.dropped_at is None:
        row.dropped_at = at
        row.save(update_fields=["dropped_at"])
        record("duty_shift", row.ref, "drop", actor=actor, at=at)


@transaction.atomic
def offer_shift(shift_id: int, taker_id: int, note: str, *, actor: Actor, at: datetime) -> DutyShift:
    """Offer a shift to a colleague, who takes it over by acknowledging it; until then it is not passed.

    One that is on is handed over, with what he must know in the note. Raises `Refused`: shift_gone (over or dropped),
    taker_same, not_seated.
    """
    row = _open(shift_id, at)
    if taker_id == row.person_id:
        raise Refused("taker_same", "taker")
    taker = _seated(row.window, taker_id, "taker", at)
    row.offered_to, row.note = taker, note.strip()
    row.save(update_fields=["offered_to", "note"])
    data = {"taker": str(taker.ref)}
    record("duty_shift", row.ref, "offer", actor=actor, at=at, data=data, texts={"note": row.note})
    _tell(OFFERED, f"duty:offer:{row.id}:{at.isoformat()}", row.window, row.since, [taker], at)
    return row


@transaction.atomic
def take_shift(shift_id: int, *, actor: Actor, at: datetime) -> DutyShift:
    """Acknowledge a shift that was offered to oneself: one to come is his, one that is on is his from now.

    Raises `Refused`: shift_gone, shift_not_offered.
    """
    row = _open(shift_id, at)
    if row.offered_to is None or row.offered_to_id != actor.person_id:
        raise Refused("shift_not_offered")
    taker, row.offered_to = row.offered_to, None
    if row.since >= at:
        row.person = taker
        row.save(update_fields=["person", "offered_to"])
        record("duty_shift", row.ref, "take", actor=actor, at=at, data=_data(row, row.window))
        return row
    until, row.until = row.until, at
    row.save(update_fields=["until", "offered_to"])
    rest = DutyShift.objects.create(
        window=row.window, post_id=row.post_id, person=taker, since=at, until=until, note=row.note
    )
    record("duty_shift", row.ref, "hand_over", actor=actor, at=at, data={"to": str(rest.ref)})
    record("duty_shift", rest.ref, "take", actor=actor, at=at, data=_data(rest, row.window))
    return rest


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
            _tell(GAP, f"duty:gap:{window.id}:{begins}", window, since, people, at)
            found += 1
    return found


def _tell(kind: str, key: str, window: Window, since: datetime, people: "list[Person]", at: datetime) -> None:
    told = {"window": window.short_name, "when": localtime(since).isoformat()}
    link = reverse("network:duty", args=[window.slug])
    tell([News(kind=kind, key=key, parameters=told, link=link, people=people, at=at)])


def _locked(window_id: int) -> Window:
    return Window.objects.select_related("organisation").select_for_update(of=("self",)).get(id=window_id)


def _open(shift_id: int, at: datetime) -> DutyShift:
    rows = DutyShift.objects.select_related("window__organisation", "person", "offered_to")
    row = rows.select_for_update(of=("self",)).get(id=shift_id)
    if row.dropped_at is not None or row.until <= at:
        raise Refused("shift_gone")
    return row


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
