"""Questions about the duty roster 值班表: who is on duty, which hours have nobody, what is offered to whom."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from huiqi.network.models import DutyShift
from huiqi.network.rules.duty import Gap, gaps

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from huiqi.accounts.models import Person

SHOWN, AHEAD = timedelta(days=14), timedelta(days=1)


def on_duty(window_id: int, at: datetime) -> Person | None:
    """Who is on duty at a window at a moment; of several the one whose shift began last."""
    rows = DutyShift.objects.filter(window_id=window_id, dropped_at=None, since__lte=at, until__gt=at)
    shift = rows.select_related("person").order_by("-since", "-id").first()
    return shift.person if shift else None


def next_on_duty(window_id: int, at: datetime, called: Collection[str]) -> Person | None:
    """Who is on duty at a window, or will be next within a day, of those not `called` (by ref)."""
    rows = DutyShift.objects.filter(window_id=window_id, dropped_at=None, until__gt=at, since__lt=at + AHEAD)
    people = [shift.person for shift in rows.select_related("person").order_by("since", "id")]
    return next((one for one in people if str(one.ref) not in called), None)


def shifts_of(window_id: int, at: datetime, until: datetime | None = None) -> QuerySet[DutyShift]:
    """The shifts of a window that are on or to come, the earliest first."""
    rows = DutyShift.objects.filter(window_id=window_id, dropped_at=None, until__gt=at)
    rows = rows.filter(since__lt=until or at + SHOWN)
    return rows.select_related("person", "offered_to", "post", "swap_for").order_by("since", "id")


def to_swap_with(shift: DutyShift, at: datetime) -> QuerySet[DutyShift]:
    """The shifts of colleagues to come, for which one's own may be offered; the earliest first."""
    return shifts_of(shift.window_id, at).filter(since__gt=at).exclude(person=shift.person_id)


def shift_by_ref(window_id: int, ref: UUID) -> DutyShift | None:
    """The shift of this reference at a window, unless it was dropped."""
    return (
        DutyShift.objects.select_related("person", "window")
        .filter(window_id=window_id, ref=ref, dropped_at=None)
        .first()
    )


def keeps_roster(window_id: int) -> bool:
    """Whether a window has ever had a duty roster: then it is to have no gap."""
    return DutyShift.objects.filter(window_id=window_id, dropped_at=None).exists()


def empty_hours(window_id: int, since: datetime, until: datetime) -> list[Gap]:
    """The hours from a moment until another that no shift covers."""
    rows = DutyShift.objects.filter(window_id=window_id, dropped_at=None, until__gt=since, since__lt=until)
    return gaps(list(rows.values_list("since", "until")), since, until)
