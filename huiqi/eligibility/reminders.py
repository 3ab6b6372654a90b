"""When somebody is reminded of a day: 30, 7 and 1 days before it, on a worked day, and of each step once."""

from collections.abc import Sequence
from datetime import date, timedelta

from huiqi.standards.calendars import Calendar
from huiqi.standards.working_days import is_working_day

CLOSING = (30, 7, 1)
"""Days before an item closes."""

ENDING = (90, 30, 7, 1)
"""Days before a certificate ends: a new one takes a season to prepare."""


def reminder_day(last: date, days: int, calendar: Calendar) -> date:
    """`days` before the last day; where that is a day of rest, the last worked day before it: never later."""
    day = last - timedelta(days=days)
    while not is_working_day(day, calendar):
        day -= timedelta(days=1)
    return day


def step_due(
    last: date, on: date, calendar: Calendar, steps: Sequence[int] = CLOSING, *, since: date = date.min
) -> int | None:
    """The step that is due on a day: the nearest whose day has come, so that a day without a worker is made up for.

    None before the first, after the last day, and for steps whose day lies before `since`, when nobody asked yet.
    """
    if on > last:
        return None
    come = [step for step in steps if since <= reminder_day(last, step, calendar) <= on]
    return min(come, default=None)


def last_worked(last: date, calendar: Calendar) -> date:
    """The last day on which a counter is open: the day itself, or the worked day before it."""
    return reminder_day(last, 0, calendar)
