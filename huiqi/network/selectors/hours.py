"""Questions about hours of business."""

from datetime import date
from functools import lru_cache

from huiqi.network.models import Window
from huiqi.standards.opening_hours import USUAL, Hours, Week, said


def hours_of(window: Window) -> Hours:
    """The hours of business of a window, all that were stated; the usual ones where none were. No query."""
    rows = tuple((row["since"], tuple(map(tuple, row["week"]))) for row in window.timetable)
    return _hours(rows) if rows else USUAL


@lru_cache(maxsize=512)
def _hours(rows: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]) -> Hours:
    return Hours.told({"since": since, "week": week} for since, week in rows)


def week_stated(window: Window, on: date) -> Week | None:
    """The week a window has stated for a day; none where it has stated none by then."""
    hours = hours_of(window)
    return hours.week_on(on) if any(since <= on for since, _week in hours.weeks) else None


def said_hours(window: Window, on: date) -> str:
    """When a window is open, in Chinese, as it is published; what it says in words where it has stated no hours."""
    week = week_stated(window, on)
    return f"{said(week)}（法定节假日除外，调休上班日照常）" if week else window.hours


def weeks_to_come(window: Window, on: date) -> list[tuple[date, Week]]:
    """The weeks that a window has announced for later, the next first."""
    return [(since, week) for since, week in hours_of(window).weeks if since > on]
