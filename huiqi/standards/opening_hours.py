"""Hours of business 业务时间: when a place is open on each day of the week, as it holds from a day on.

民法典 第二百零三条: where there are hours of business, a limit ends when business ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Any

from huiqi.standards.calendars import Calendar, RestDay

Period = tuple[time, time]
Day = tuple[Period, ...]
Week = tuple[Day, ...]
"""Monday to Sunday, each with its periods in order; a day with none is a day of rest there."""

WORKED = 5
"""The first days of a week: business is done on each of them, for the law counts them as working days."""

_TYPED = re.compile(r"(\d{1,2})[:：](\d{2})\s*(?:-|–|—|~|～|至|到)+\s*(\d{1,2})[:：](\d{2})")
_BETWEEN = re.compile(r"[,，、;；\s]+")


@dataclass(frozen=True, slots=True)
class Hours:
    """The weeks of one place, each from a day on, in order; before the first, and where there is none, the usual one.

    A worked day of a weekend (调休) without periods of its own is worked as long as a Monday.
    """

    weeks: tuple[tuple[date, Week], ...] = ()

    @staticmethod
    def told(rows: Iterable[Mapping[str, Any]]) -> Hours:
        """The value of what is stored: rows of `since` and a `week` of seven lists of “09:00-12:00”."""
        weeks = ((date.fromisoformat(row["since"]), week(row["week"])) for row in rows)
        return Hours(tuple(sorted(weeks)))

    def week_on(self, day: date) -> Week:
        """The week that holds on a day."""
        found = USUAL_WEEK
        for since, one in self.weeks:
            if since > day:
                break
            found = one
        return found

    def periods(self, day: date) -> Day:
        """When a worked day is open, in order."""
        days = self.week_on(day)
        return days[day.weekday()] or days[0]

    def opens(self, day: date) -> time:
        """When a worked day begins."""
        return self.periods(day)[0][0]

    def closes(self, day: date) -> time:
        """When a worked day ends."""
        return self.periods(day)[-1][1]

    def receives(self, day: date, calendar: Calendar) -> Day:
        """When what comes on a day counts as received on it: a worked day, or a weekend day on which one opens."""
        why = calendar.why_rest(day)
        if why is None:
            return self.periods(day)
        return self.week_on(day)[day.weekday()] if why == RestDay.WEEKEND.label else ()


class HoursUnclear(ValueError):
    """What was typed is no list of periods; `code` says why: unreadable, backwards, overlapping."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_day(text: str) -> Day:
    """The periods typed for a day: “9:00–12:00，13:30–17:30”; nothing: closed. Raises `HoursUnclear`."""
    kept = re.sub(r"\s*(-|–|—|~|～|至|到)\s*", r"\1", text.strip())
    return _in_order([_period(one) for one in _BETWEEN.split(kept) if one])


def _period(text: str) -> Period:
    found = _TYPED.fullmatch(text)
    if found is None:
        raise HoursUnclear("unreadable")
    first, from_minute, last, to_minute = map(int, found.groups())
    try:
        period = time(first, from_minute), time(last, to_minute)
    except ValueError:
        raise HoursUnclear("unreadable") from None
    if period[0] >= period[1]:
        raise HoursUnclear("backwards")
    return period


def _in_order(periods: Sequence[Period]) -> Day:
    if any(one[1] > other[0] for one, other in pairwise(periods)):
        raise HoursUnclear("overlapping")
    return tuple(periods)


def week(rows: Sequence[Sequence[str]]) -> Week:
    """A week as it is stored, as a value. Raises `HoursUnclear`."""
    return tuple(read_day(" ".join(periods)) for periods in rows)


def said(one: Week) -> str:
    """A week in Chinese, days alike together: “周一至周五 9:00–12:00，13:30–17:30”."""
    runs: list[list[int]] = []
    for number, day in enumerate(one):
        if day and runs and runs[-1][-1] == number - 1 and one[runs[-1][0]] == day:
            runs[-1].append(number)
        elif day:
            runs.append([number])
    return "；".join(f"{_days(run)} {_periods(one[run[0]])}" for run in runs)


def _days(run: Sequence[int]) -> str:
    first = f"周{NAMES[run[0]]}"
    return first if len(run) == 1 else f"{first}至周{NAMES[run[-1]]}"


def _periods(day: Day) -> str:
    return "，".join(f"{opens.hour}:{opens:%M}–{closes.hour}:{closes:%M}" for opens, closes in day)


NAMES = "一二三四五六日"


def stored(one: Week) -> list[list[str]]:
    """A week as it is stored."""
    return [[f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in day] for day in one]


_USUAL_DAY: Day = ((time(9, 0), time(17, 30)),)
USUAL_WEEK: Week = (*(_USUAL_DAY for _ in range(WORKED)), (), ())
USUAL = Hours()
"""Where a window has stated nothing: nine to half past five, midday not taken out (服务双岗制)."""
