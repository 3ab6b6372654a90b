"""When a demand may be visited and when its file may be closed.

GB/T 39734-2020 (as 国办发〔2019〕51号 applies it): the two lowest of five levels are bad ratings, and a bad rating is
visited. 亳州 invites a rating three days after the answer; so long the visit waits for it.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from huiqi.demands.rules.deadlines import ZONE, closing
from huiqi.demands.rules.rectifying import BAD
from huiqi.demands.words import RatingLevel
from huiqi.standards.opening_hours import USUAL, Hours
from huiqi.standards.working_days import Calendar, add_working_days

RATING_DAYS = 3
"""Working days an enterprise is left to rate before it may be visited without."""

ATTEMPTS = 3
"""The third half of a day at which nobody answers closes the visiting: nobody is called for ever."""

NOON = 12


def may_visit_from(answered_at: datetime, rated: bool, calendar: Calendar, hours: Hours = USUAL) -> datetime:
    """From when on the return visit may be made: once rated at once, else when the days for rating are over."""
    return answered_at if rated else _rated_until(answered_at.astimezone(ZONE).date(), calendar, hours)


def _rated_until(answered_on: date, calendar: Calendar, hours: Hours) -> datetime:
    """The days for rating pass from the day of the answer on, at whatever hour it came."""
    return closing(add_working_days(answered_on, RATING_DAYS, calendar).due, hours)


def must_visit_first(level: RatingLevel | None, visited: bool) -> bool:
    """Whether the file may not be closed before a return visit: no rating, or a bad one, and no visit yet."""
    return not visited and (level is None or level in BAD)


def part_of_day(at: datetime) -> tuple[date, bool]:
    """The day and its half: whoever does not answer in the morning is called in the afternoon, or on another day."""
    local = at.astimezone(ZONE)
    return local.date(), local.hour >= NOON


def visit_is_over(at: datetime, attempts_before: Iterable[datetime]) -> bool:
    """Whether an attempt in vain settles the visiting: it is the third half of a day at which nobody answered.

    Unreachable then, and counted apart: neither satisfied nor dissatisfied.
    """
    return len({part_of_day(one) for one in (at, *attempts_before)}) >= ATTEMPTS


def rating_over_since(at: datetime, calendar: Calendar) -> date:
    """The latest day whose unrated answers may be visited at `at`."""
    day = at.astimezone(ZONE).date()
    while _rated_until(day, calendar, USUAL) > at:
        day -= timedelta(days=1)
    return day


__all__ = [
    "ATTEMPTS",
    "BAD",
    "RATING_DAYS",
    "may_visit_from",
    "must_visit_first",
    "part_of_day",
    "rating_over_since",
    "visit_is_over",
]
