"""Raw columns: what is known of one fact, row by row, without loss; what any condition can be judged from exactly.

A number or date is the sum of two floats, which tells apart any two decimals of 28 digits: more than a fact can have.
Everything else is a number into a list of the values that occur.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huiqi.eligibility.derived import Known
from huiqi.eligibility.engine.bits import Truths
from huiqi.eligibility.vocabulary import NUMBERS, FactType

ORDERED = NUMBERS | {FactType.DATE}
Key = tuple[Any, frozenset[str] | None]
"""A value, or None and the codes still possible."""
NOTHING: Key = (None, None)
_EXACT = Context(prec=1200)


@dataclass(frozen=True, slots=True)
class Bound:
    """A constant as the two floats of a column, and the one value of 28 digits that has the same two."""

    high: float
    low: float
    exact: Decimal
    twin: Decimal

    @classmethod
    def of(cls, value: Decimal | date | int) -> Bound:
        """The bound of a number, or of a day."""
        exact = exactly(value)
        high, low = halves(exact)
        return cls(high, low, exact, whole(high, low))


def exactly(value: Decimal | date | int) -> Decimal:
    """A number, or a day as its ordinal."""
    return Decimal(value.toordinal()) if isinstance(value, date) else Decimal(value)


def halves(exact: Decimal) -> tuple[float, float]:
    """The nearest float, and the float nearest to what is left."""
    high = float(exact)
    if exact == high:
        return high, 0.0
    return high, float(_EXACT.subtract(exact, Decimal(high)))


def whole(high: float, low: float) -> Decimal:
    """The value of at most 28 digits behind two floats."""
    return Decimal(high) + Decimal(low)


class Ordered:
    """Numbers or days; NaN is unknown. `low` is absent while every value is a float."""

    def __init__(self, high: NDArray[np.float64], low: NDArray[np.float64] | None = None) -> None:
        """Take the arrays as they are; they may be memory-mapped."""
        self.high, self.low = high, low

    @classmethod
    def of(cls, values: Sequence[Any]) -> Ordered:
        """The column of values, None where unknown."""
        pairs = [(np.nan, 0.0) if value is None else halves(exactly(value)) for value in values]
        high, low = np.array(pairs, dtype=np.float64).reshape(-1, 2).T
        return cls(high.copy(), low.copy() if low.any() else None)

    def put(self, row: int, known: Known) -> None:
        """Write one row."""
        high, low = (np.nan, 0.0) if known.value is None else halves(exactly(known.value))  # type: ignore[arg-type]
        self.high[row] = high
        if low and self.low is None:
            self.low = np.zeros(len(self.high))
        if self.low is not None:
            self.low[row] = low

    def at(self, row: int) -> Decimal:
        """The exact value of a row that is known."""
        return whole(float(self.high[row]), 0.0 if self.low is None else float(self.low[row]))

    @property
    def known(self) -> Truths:
        """Which rows are known."""
        return ~np.isnan(self.high)

    def sides(self, bound: Bound) -> tuple[Truths, Truths, Truths]:
        """Which rows lie below the bound's floats, on them, above them."""
        below, same, above = self.high < bound.high, self.high == bound.high, self.high > bound.high
        if self.low is None:
            if bound.low:
                (below if bound.low > 0 else above)[same] = True
                same = np.zeros_like(same)
            return below, same, above
        low = self.low
        return below | (same & (low < bound.low)), same & (low == bound.low), above | (same & (low > bound.low))


class Keyed:
    """Codes, regions, industries, yes or no, sets and lists: `ids` into `keys`; 0 is unknown."""

    def __init__(self, ids: NDArray[np.uint32], keys: list[Key]) -> None:
        """Take the arrays as they are."""
        self.ids, self.keys = ids, keys
        self._index = {key: place for place, key in enumerate(keys)}

    @classmethod
    def of(cls, found: Sequence[Key]) -> Keyed:
        """The column of keys."""
        column = cls(np.zeros(len(found), dtype=np.uint32), [NOTHING])
        column.ids[:] = [column.number(key) for key in found]
        return column

    def number(self, key: Key) -> int:
        """The number of a key, a new one where it is new."""
        found = self._index.get(key)
        if found is None:
            found = self._index[key] = len(self.keys)
            self.keys.append(key)
        return found

    def put(self, row: int, known: Known) -> None:
        """Write one row."""
        self.ids[row] = self.number(key_of(known))

    def spread(self, statuses: Sequence[bool]) -> Truths:
        """A truth for each key as a truth for each row."""
        return np.array(statuses, dtype=np.bool_)[self.ids]


def key_of(known: Known) -> Key:
    """What of a known fact decides conditions."""
    return known.value, (known.possible if known.value is None else None)
