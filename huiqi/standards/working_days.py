"""Time limits in working days 工作日 and natural days 自然日 (民法典 第二百零一至二百零四条).

The day on which a limit begins is not counted. Every due date lists the days it passed over and says whether a year
without official notice was involved.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from huiqi.standards.calendars import Calendar, RestDay, Skipped

__all__ = [
    "LONGEST",
    "Calendar",
    "Due",
    "RestDay",
    "Skipped",
    "add_calendar_days",
    "add_working_days",
    "is_working_day",
    "working_days_between",
]

LONGEST = 3_660
"""The longest limit counted, in days: ten years."""

_LAST_YEAR = 9_900

_date = attrgetter("date")


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a limit, the days that were not counted, and whether a year is only guessed: warn loudly then."""

    due: date
    skipped: tuple[Skipped, ...]
    guessed: bool


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether the day is worked: no weekend, no holiday, or made up for one."""
    return calendar.why_rest(day) is None


def add_working_days(start: date, days: int, calendar: Calendar) -> Due:
    """The `days`-th working day after `start`; with 0 days `start` itself. Raises ValueError outside 0 to `LONGEST`."""
    _check(start, days)
    if days == 0:
        return Due(start, (), calendar.is_guess(start))
    year = calendar.year(start.year)
    passed: list[Skipped] = []
    guessed, remaining, after = year.guessed, days, bisect_right(year.working, start)
    while after + remaining > len(year.working):
        passed += year.rest[bisect_right(year.rest, start, key=_date) :]
        remaining -= len(year.working) - after
        year, after = calendar.year(year.working[-1].year + 1), 0
        guessed |= year.guessed
    due = year.working[after + remaining - 1]
    passed += year.rest[bisect_right(year.rest, start, key=_date) : bisect_left(year.rest, due, key=_date)]
    return Due(due, tuple(passed), guessed)


def add_calendar_days(start: date, days: int, calendar: Calendar) -> Due:
    """`days` natural days after `start`; a last day of rest (weekend, holiday) moves it to the next worked day.

    Only the last day is moved, rest days before it count (第二百零三条). Raises ValueError outside 0 to `LONGEST`.
    """
    _check(start, days)
    last = start + timedelta(days=days)
    due, skipped = last, []
    while (why := calendar.why_rest(due)) is not None:
        skipped.append(Skipped(due, why))
        due += timedelta(days=1)
    return Due(due, tuple(skipped), calendar.is_guess(last) or calendar.is_guess(due))


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Working days after `start` up to and including `end`; negative where `end` lies before `start`."""
    if end < start:
        return -working_days_between(end, start, calendar)
    counted = sum(len(calendar.year(year).working) for year in range(start.year, end.year))
    return (
        counted
        + bisect_right(calendar.year(end.year).working, end)
        - bisect_right(calendar.year(start.year).working, start)
    )


def _check(start: date, days: int) -> None:
    if not 0 <= days <= LONGEST:
        raise ValueError(f"a limit of 0 to {LONGEST} days, not {days}")
    if start.year > _LAST_YEAR:
        raise ValueError(f"no limit can begin after {_LAST_YEAR}")
