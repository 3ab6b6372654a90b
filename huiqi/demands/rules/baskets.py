"""Baskets per handler 办件篮: who has too many waiting, has forgotten one, or has gone quiet. Counted, not guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from huiqi.demands.words import Basket, HandlerKind
from huiqi.standards.working_days import Calendar, working_days_between


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when on a handler is in a basket: more than `most` waiting; one that nothing was done about in
    `forgotten_days` working days; nothing done about anything in `quiet_days`.
    """

    most: int
    forgotten_days: int
    quiet_days: int


USUAL: Mapping[HandlerKind, Thresholds] = {
    HandlerKind.OFFICE: Thresholds(8, 5, 5),
    HandlerKind.WINDOW: Thresholds(50, 3, 2),
    HandlerKind.PERSON: Thresholds(20, 3, 3),
}
"""Where the network has said nothing. A staged reply is usually owed in three working days, so a window that has not
touched a demand in three has no time left."""

MOST_WAITING, MOST_DAYS = 9_999, 99
"""The most that a threshold can be."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one handler has waiting: how many, how many of them forgotten, since when the oldest was not touched, when
    it last did something (none: never), how many came and went since yesterday.

    `key`: of an organisation; `person`: its ref, where the handler is one.
    """

    key: int
    person: str
    waiting: int
    forgotten: int
    oldest: datetime
    last: datetime | None
    came: int = 0
    gone: int = 0


def baskets(load: Load, thresholds: Thresholds, quiet_before: datetime) -> Iterator[Basket]:
    """In which baskets a handler is. Nobody is quiet who was handed his first thing only now."""
    if load.waiting > thresholds.most:
        yield Basket.MANY
    if load.forgotten:
        yield Basket.FORGOTTEN
    if load.waiting and load.oldest < quiet_before and (load.last is None or load.last < quiet_before):
        yield Basket.QUIET


def day_before(today: date, days: int, calendar: Calendar) -> date:
    """The latest day from which so many working days have passed by today."""
    day = today - timedelta(days=days)
    while working_days_between(day, today, calendar) < days:
        day -= timedelta(days=1)
    return day
