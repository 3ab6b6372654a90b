"""Score tables for the third witness: the least and the most points as SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiqi.eligibility.conditions import Banded, BestOf, Item, Stepped, SumOf
from huiqi.eligibility.engine.sql import number

if TYPE_CHECKING:
    from huiqi.eligibility.engine.sql import Witness


def interval(items: tuple[Item, ...], witness: Witness) -> tuple[str, str]:
    """The sum of the items, least and most."""
    least, most = zip(*(_item(item, witness) for item in items), strict=True)
    return "(" + " + ".join(least) + ")", "(" + " + ".join(most) + ")"


def _item(item: Item, witness: Witness) -> tuple[str, str]:
    if isinstance(item, Banded):
        return _banded(item, witness)
    if isinstance(item, Stepped):
        return _stepped(item, witness)
    assert isinstance(item, BestOf | SumOf)
    if isinstance(item, BestOf):
        least, most = zip(*(_item(part, witness) for part in item.of), strict=True)
        return f"greatest({', '.join(least)})", f"greatest({', '.join(most)})"
    low, high = interval(item.of, witness)
    if item.cap is None:
        return low, high
    return f"least({low}, {number(item.cap)})", f"least({high}, {number(item.cap)})"


def _banded(item: Banded, witness: Witness) -> tuple[str, str]:
    """The bands up to the first that is met, those left out that are not; without one that is met, 0 besides."""
    rows = [
        f"({place}, {'true' if band.condition is None else witness.write(band.condition)}, {number(band.points)})"
        for place, band in enumerate(item.bands)
    ]
    bands = f"(VALUES {', '.join([*rows, f'({len(rows)}, true, 0)'])}) AS b(n, s, p)"
    open_ = f"(SELECT p, s, bool_or(s) OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS past FROM {bands}) AS w"  # noqa: E501
    return tuple(  # type: ignore[return-value]
        f"(SELECT {end}(p) FROM {open_} WHERE s IS NOT FALSE AND past IS NOT TRUE)" for end in ("min", "max")
    )


def _stepped(item: Stepped, witness: Witness) -> tuple[str, str]:
    points = f"(div({witness.value_of(item.fact)}, {number(item.every)}) * {number(item.points)})"
    if item.cap is None:
        return f"coalesce({points}, 0)", f"coalesce({points}, 'Infinity'::numeric)"
    cap = number(item.cap)
    # least() passes NULL over, so that what is not known would look like the cap.
    known = f"(CASE WHEN {points} IS NOT NULL THEN least({points}, {cap}) END)"
    return f"coalesce({known}, 0)", f"coalesce({known}, {cap})"
