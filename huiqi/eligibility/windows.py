"""The window of the year in which an item is applied for. Open, closing and closed are questions about a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from huiqi.kernel.words import Word

CLOSING = 30
"""Days before the last day in which a window is said to be closing."""

_DAY = re.compile(r"([0-9]{2})-([0-9]{2})", re.ASCII)


class WindowState(Word):
    """Where a day lies."""

    OPEN = "open", "申报中"
    CLOSING = "closing", "即将截止"
    CLOSED = "closed", "未到申报期"


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day, both included, as (month, day); one that ends before it begins runs over the new year."""

    opens: tuple[int, int]
    closes: tuple[int, int]

    @classmethod
    def read(cls, opens: str, closes: str) -> Window:
        """Read `03-01`; raises ValueError for no day of a year that is not a leap year."""
        first, last = (_read(text) for text in (opens, closes))
        return cls(first, last)

    def around(self, on: date) -> tuple[date, date]:
        """The window the day lies in, else the next one to open."""
        for year in (on.year - 1, on.year, on.year + 1):
            first = date(year, *self.opens)
            last = date(year + (self.closes < self.opens), *self.closes)
            if last >= on:
                return first, last
        raise AssertionError("every day has a window after it")

    def state(self, on: date) -> WindowState:
        """Open, closing within a month, or closed."""
        first, last = self.around(on)
        if on < first:
            return WindowState.CLOSED
        return WindowState.CLOSING if (last - on).days <= CLOSING else WindowState.OPEN


def _read(text: str) -> tuple[int, int]:
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    day = date(2026, int(found[1]), int(found[2]))
    return day.month, day.day
