"""Which days are worked in China: official years, administrators' imports, and a guess where nothing is published.

A `Calendar` is a value: rules are given one and never load it themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from chinese_calendar import constants as official_tables

from huiqi.kernel.words import Word
from huiqi.standards import tables

_DAY = timedelta(days=1)


class RestDay(Word):
    """Why a day is not worked; an imported notice may give names of its own."""

    WEEKEND = "weekend", "周末"
    NEW_YEAR = "new_years_day", "元旦"
    SPRING_FESTIVAL = "spring_festival", "春节"
    TOMB_SWEEPING = "tomb_sweeping_day", "清明节"
    LABOUR_DAY = "labour_day", "劳动节"
    DRAGON_BOAT = "dragon_boat_festival", "端午节"
    MID_AUTUMN = "mid_autumn_festival", "中秋节"
    NATIONAL_DAY = "national_day", "国庆节"
    VICTORY_DAY = "anti_fascist_70th_day", "抗战胜利七十周年纪念日"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that was not counted, and why, in Chinese."""

    date: date
    why: str


@dataclass(frozen=True, slots=True)
class Year:
    """One year sorted into days worked and days of rest; `guessed` where no official notice is known."""

    working: tuple[date, ...]
    rest: tuple[Skipped, ...]
    guessed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Holidays (with their names) and make-up workdays of the `years` for which an official notice is known."""

    years: frozenset[int]
    holidays: Mapping[date, str]
    workdays: frozenset[date]

    @staticmethod
    @cache
    def official() -> Calendar:
        """The notices of the State Council for 2004 to 2026, as chinesecalendar carries them."""
        holidays = {day: RestDay[_NAMES[name]].label for day, name in official_tables.holidays.items()}
        years = frozenset(day.year for day in holidays)
        return Calendar(years, holidays, frozenset(official_tables.workdays))

    def with_year(self, year: int, holidays: Mapping[date, str], workdays: Iterable[date]) -> Calendar:
        """This calendar with an imported notice for `year`, replacing what it knew of that year.

        `holidays` are all days off by their name, `workdays` the weekend days to be worked. A notice may reach back
        into December of the year before. Raises ValueError for other dates, for a date in both, for no holiday at
        all and for a workday that is no weekend day.
        """
        worked = frozenset(workdays)
        _check_notice(year, frozenset(holidays), worked)
        kept = {day: name for day, name in self.holidays.items() if day.year != year and day not in worked}
        others = frozenset(day for day in self.workdays if day.year != year and day not in holidays)
        return replace(self, years=self.years | {year}, holidays=kept | dict(holidays), workdays=others | worked)

    def is_guess(self, day: date) -> bool:
        """Whether no official notice is known for the day's year, so that only statutory days are: warn loudly."""
        return day.year not in self.years

    def why_rest(self, day: date) -> str | None:
        """Why the day is not worked, in Chinese; None for a working day."""
        if day in self.workdays:
            return None
        name = self.holidays.get(day) or (_statutory(day.year).get(day) if self.is_guess(day) else None)
        return name or (RestDay.WEEKEND.label if day.weekday() >= 5 else None)

    def year(self, year: int) -> Year:
        """The days of `year`, worked and not."""
        return _sorted_year(self, year)


_NAMES = {
    "New Year's Day": "NEW_YEAR",
    "Spring Festival": "SPRING_FESTIVAL",
    "Tomb-sweeping Day": "TOMB_SWEEPING",
    "Labour Day": "LABOUR_DAY",
    "Dragon Boat Festival": "DRAGON_BOAT",
    "Mid-autumn Festival": "MID_AUTUMN",
    "National Day": "NATIONAL_DAY",
    "Anti-Fascist 70th Day": "VICTORY_DAY",
}


class Doubt(Word):
    """What in a notice on holidays contradicts the law's days (全国年节及纪念日放假办法)."""

    STATUTORY_WORKED = "statutory_worked", "法定节假日写成了上班"
    STATUTORY_MISSING = "statutory_missing", "法定节假日没有放假"
    TOO_LONG = "too_long", "连续上班超过六天"


MOST_IN_A_ROW = 6
"""放假办法 第七条: around a holiday one does not, as a rule, work more than six days in a row."""


def doubts(year: int, holidays: Mapping[date, str], workdays: Iterable[date]) -> list[tuple[Doubt, date, date]]:
    """What contradicts the law's days in a notice that can be read: the kind, the first and the last day.

    The thirteen statutory days of the year must be days off, or be made up where they fall on a weekend.
    """
    worked = frozenset(workdays)
    calendar = Calendar.official().with_year(year, holidays, worked)
    found = []
    for day in sorted(statutory_days(year)):
        if day in worked:
            found.append((Doubt.STATUTORY_WORKED, day, day))
        elif day not in holidays:
            found.append((Doubt.STATUTORY_MISSING, day, day))
    run: list[date] = []
    for day in _days(date(year, 1, 1), date(year, 12, 31)):
        run = [*run, day] if calendar.why_rest(day) is None else []
        if len(run) == MOST_IN_A_ROW + 1:
            found.append((Doubt.TOO_LONG, run[0], day))
    return found


def statutory_days(year: int) -> frozenset[date]:
    """The statutory days of a year: those of fixed date, and the lunar ones where they were computed."""
    known = _computed()
    fixed = {date.fromisoformat(f"{year:04}-{day}") for day in known["every_year"]}
    return frozenset(fixed | {date.fromisoformat(day) for day in known["by_year"].get(str(year), {})})


def _days(first: date, last: date) -> Iterable[date]:
    return (first + _DAY * number for number in range((last - first).days + 1))


def _check_notice(year: int, holidays: frozenset[date], workdays: frozenset[date]) -> None:
    first, last = date(year - 1, 12, 1), date(year, 12, 31)
    outside = [day for day in holidays | workdays if not first <= day <= last]
    if outside:
        raise ValueError(f"not in the notice for {year}: {min(outside)}")
    if holidays & workdays:
        raise ValueError(f"both a holiday and a workday: {min(holidays & workdays)}")
    if not any(day.year == year for day in holidays):
        raise ValueError(f"a notice for {year} without a holiday in {year}")
    weekdays = [day for day in workdays if day.weekday() < 5]
    if weekdays:
        raise ValueError(f"not a weekend day, so nothing to make up: {min(weekdays)}")


@lru_cache(maxsize=64)
def _sorted_year(calendar: Calendar, year: int) -> Year:
    working, rest = [], []
    first = date(year, 1, 1)
    for number in range((date(year, 12, 31) - first).days + 1):
        day = first + timedelta(days=number)
        why = calendar.why_rest(day)
        if why is None:
            working.append(day)
        else:
            rest.append(Skipped(day, why))
    return Year(tuple(working), tuple(rest), calendar.is_guess(first))


@lru_cache(maxsize=64)
def _statutory(year: int) -> Mapping[date, str]:
    """The statutory days of a year without notice: those of fixed date, and the lunar ones where they were computed.

    A statutory day on a weekend is made up on the next weekdays (放假办法); shifts between days are unknowable.
    """
    known = _computed()
    days: dict[date, str] = {date.fromisoformat(f"{year:04}-{day}"): name for day, name in known["every_year"].items()}
    days |= {date.fromisoformat(day): name for day, name in known["by_year"].get(str(year), {}).items()}
    for day in sorted(day for day in days if day.weekday() >= 5):
        made_up = day
        while made_up in days or made_up.weekday() >= 5:
            made_up += _DAY
        days[made_up] = days[day]
    return days


@cache
def _computed() -> dict[str, Any]:
    return tables.read("holidays")
