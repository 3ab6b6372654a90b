"""Reminding firms of the days in their calendars. Every reminder has its own key: a second run tells nothing.

What is due is asked of the day alone, so that a night without a worker is made up for on the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.eligibility.reminders import CLOSING, ENDING, last_worked, step_due
from huiqi.eligibility.validity import ends_of
from huiqi.enterprises.selectors import qualified
from huiqi.notices.services import News, tell
from huiqi.policies.models import Follow
from huiqi.policies.selectors import (
    OF_CERTIFICATE,
    Season,
    certificates,
    last_day_of,
    openings_by_code,
    people_acting,
    season_of,
    version_shown,
)
from huiqi.policies.words import Moment
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from huiqi.accounts.models import Person
    from huiqi.eligibility.versions import PolicyVersion as Version

PORTION = 500
"""Firms that are told in one transaction."""


@dataclass(frozen=True, slots=True)
class _Reminder:
    """One thing of which one firm is reminded: `key` names it for good."""

    firm: int
    kind: str
    key: str
    link: str
    parameters: Mapping[str, Any]


def remind(*, at: datetime) -> int:
    """Tell every firm what is due on this day: of what it follows, of its certificates. Answers how many."""
    on = localdate(at)
    told = sum(
        _tell(portion, at)
        for portion in _portions(
            Follow.objects.filter(ended_at=None).select_related("policy", "enterprise"), _of_follows(on)
        )
    )
    return told + sum(_tell(portion, at) for portion in _portions(qualified(), _of_certificates(on)))


def _portions(rows: QuerySet[Any], read: Callable[[list[Any]], Iterator[_Reminder]]) -> Iterator[list[_Reminder]]:
    """What is due among the rows, read in the order of their keys so that no list of all is ever held."""
    last = 0
    while page := list(rows.filter(id__gt=last).order_by("id")[:PORTION]):
        last = _key(page[-1])
        if found := list(read(page)):
            yield found


def _key(row: Model) -> int:
    return int(row.pk)


def _tell(found: Iterable[_Reminder], at: datetime) -> int:
    """In the words of each, to everybody who acts for the firm."""
    reminders = list(found)
    people: Mapping[int, list[Person]] = people_acting({one.firm for one in reminders}, localdate(at))
    return tell(
        News(kind=one.kind, key=one.key, parameters=one.parameters, link=one.link, at=at, people=people[one.firm])
        for one in reminders
        if one.firm in people
    )


def _of_follows(on: date) -> Callable[[list[Follow]], Iterator[_Reminder]]:
    due: dict[tuple[str, str], list[_Due]] = {}

    def read(page: list[Follow]) -> Iterator[_Reminder]:
        for row in page:
            where = row.policy.code, row.enterprise.region
            if where not in due:
                due[where] = list(_due_of(*where, on))
            since = localdate(row.followed_at)
            for one in due[where]:
                if since <= one.came:
                    yield _of_policy(row.enterprise_id, one, on)

    return read


@dataclass(frozen=True, slots=True)
class _Due:
    """What is due of an item: what, its day, the step (0: the day itself), and the day on which the step came."""

    what: Moment
    day: date
    step: int
    came: date
    version: Version
    season: Season | None


def _due_of(code: str, region: str, on: date) -> Iterator[_Due]:
    """What is due of an item for the firms of a region. Two queries."""
    version = version_shown(code, on)
    if version is None:
        return
    season = season_of(version, on, openings_by_code([code], region).get(code, ()))
    if season and season.opens_on <= on:
        yield _Due(Moment.OPENS, season.opens_on, 0, season.opens_on, version, season)
    if season and season.closes_on:
        yield from _steps(Moment.CLOSES, season.closes_on, on, version, season)
    if (through := last_day_of(version)) and (not season or season.closes_on != through):
        yield from _steps(Moment.ENDS, through, on, version, season)


def _steps(what: Moment, day: date, on: date, version: Version, season: Season | None) -> Iterator[_Due]:
    step = step_due(day, on, calendar(), CLOSING)
    if step is not None:
        yield _Due(what, day, step, day - timedelta(days=step), version, season)


def _of_policy(firm: int, due: _Due, on: date) -> _Reminder:
    version, closes = due.version, due.season.closes_on if due.season else None
    told = {
        "code": version.code,
        "title": version.title,
        "title_en": version.title_en,
        "day": due.day.isoformat(),
        "left": (due.day - on).days,
        "closes": closes.isoformat() if closes else "",
        "worked": last_worked(due.day, calendar()).isoformat(),
    }
    key = f"policies.{due.what.value}:{version.code}:{due.day}:{due.step}:{firm}"
    return _Reminder(firm, f"policies.{due.what.value}", key, _page(version.code), told)


def _page(code: str) -> str:
    return reverse("policies:page", args=[code])


def _of_certificates(on: date) -> Callable[[list[Any]], Iterator[_Reminder]]:
    def read(page: list[Any]) -> Iterator[_Reminder]:
        for row in page:
            for held in certificates({"qualifications": row.value}, on):
                for end in ends_of(held, on):
                    step = step_due(end.day, on, calendar(), ENDING)
                    if step is not None:
                        yield _of_end(row.enterprise_id, end.code, OF_CERTIFICATE[end.what], end.day, step, on)

    return read


def _of_end(firm: int, code: str, what: Moment, day: date, step: int, on: date) -> _Reminder:
    worked = last_worked(day, calendar()).isoformat()
    told = {"certificate": code, "day": day.isoformat(), "left": (day - on).days, "worked": worked}
    key = f"policies.{what.value}:{code}:{day}:{step}:{firm}"
    return _Reminder(firm, f"policies.{what.value}", key, reverse("policies:calendar"), told)
