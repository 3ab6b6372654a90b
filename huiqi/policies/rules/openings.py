"""Whether an item is open on a day: a question about two dates, never a stored flag."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from huiqi.eligibility.windows import CLOSING
from huiqi.policies.words import OpeningState


class Period(Protocol):
    """What has a first day and perhaps a last one, both included."""

    @property
    def opens_on(self) -> date:
        """The first day."""
        ...

    @property
    def closes_on(self) -> date | None:
        """The last day; none where the notice names none."""
        ...


P = TypeVar("P", bound=Period)


def state_of(opens_on: date, closes_on: date | None, on: date) -> OpeningState:
    """Not open yet, open, closing within thirty days, or closed. Without a last day it stays open."""
    if on < opens_on:
        return OpeningState.UPCOMING
    if closes_on is None:
        return OpeningState.OPEN
    if on > closes_on:
        return OpeningState.CLOSED
    return OpeningState.CLOSING if (closes_on - on).days <= CLOSING else OpeningState.OPEN


def most_pressing(openings: Iterable[P], on: date) -> P | None:
    """The one to show: what is open, else the next to open, else the last that closed. None: there is none."""
    ranked = sorted(openings, key=lambda one: _rank(one, on))
    return ranked[0] if ranked else None


def _rank(one: Period, on: date) -> tuple[int, int]:
    state = state_of(one.opens_on, one.closes_on, on)
    if state in (OpeningState.OPEN, OpeningState.CLOSING):
        return 0, ((one.closes_on or date.max) - on).days
    if state is OpeningState.UPCOMING:
        return 1, (one.opens_on - on).days
    return 2, (on - (one.closes_on or on)).days
