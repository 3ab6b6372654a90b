"""Judging one atom for all rows from raw columns: exact, any threshold, no catalogue needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from huiqi.eligibility.conditions import (
    Age,
    Banded,
    BestOf,
    Compare,
    DayOperand,
    FactOperand,
    Item,
    Leaf,
    Manual,
    Meets,
    Node,
    ParameterOperand,
    Score,
    Stepped,
    SumOf,
)
from huiqi.eligibility.derived import Known
from huiqi.eligibility.engine.bits import Truths
from huiqi.eligibility.engine.columns import Bound, Keyed, Ordered, whole
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.leaves import COMPARISONS, find_leaf, years_after
from huiqi.eligibility.library import Library
from huiqi.eligibility.parameters import parameters
from huiqi.eligibility.statuses import Status

Pair = tuple[Truths, Truths]
"""Which rows meet a condition surely, and which possibly."""
Points = NDArray[np.float64]
_NEAR = 1e-9


class Table(Protocol):
    """What judging reads: the columns, the marks a person set, the day, and groups of conditions."""

    on: date
    size: int
    library: Library

    def ordered(self, fact: str) -> Ordered:
        """The column of a number or day."""

    def keyed(self, fact: str) -> Keyed:
        """The column of any other fact."""

    def marked(self, key: str) -> Pair:
        """Which rows have a condition confirmed, and which have it denied."""

    def truths(self, condition: Node) -> Pair:
        """A whole condition, row by row."""


def judge(atom: Node, table: Table) -> Pair:
    """Which rows meet the atom surely, and which possibly."""
    return _JUDGES.get(type(atom), _keyed)(atom, table)


def _pair(met: Truths, known: Truths) -> Pair:
    return met & known, met | ~known


def _compare(atom: Compare, table: Table) -> Pair:
    column = table.ordered(atom.fact)
    if isinstance(atom.value, FactOperand):
        return _against(atom, atom.value, column, table)
    if isinstance(atom.value, ParameterOperand):
        return _parameter(atom, atom.value, column, table)
    value = table.on if isinstance(atom.value, DayOperand) else atom.value
    return _pair(_compared(column, atom.op, value), column.known)


def _compared(column: Ordered, op: str, value: Decimal | date) -> Truths:
    compare, bound = COMPARISONS[op], Bound.of(value)
    below, same, above = column.sides(bound)
    met = np.zeros(len(below), dtype=np.bool_)
    for rows, answer in ((below, compare(-1, 0)), (same, compare(bound.twin, bound.exact)), (above, compare(1, 0))):
        if answer:
            met |= rows
    return met


def _against(atom: Compare, operand: FactOperand, column: Ordered, table: Table) -> Pair:
    """By floats; where these are too near to tell, by the exact values, each pair of values once."""
    other, compare = table.ordered(operand.fact), COMPARISONS[atom.op]
    known = column.known & other.known
    left, right = column.high, other.high * float(operand.times)
    met: Truths = np.asarray(compare(left, right))
    near = np.flatnonzero(known & (np.abs(left - right) <= _NEAR * (np.abs(left) + np.abs(right))))
    for row in near.tolist():
        exact = other.at(row)
        met[row] = compare(column.at(row), exact if operand.times == 1 else exact * operand.times)
    return _pair(met, known)


def _parameter(atom: Compare, operand: ParameterOperand, column: Ordered, table: Table) -> Pair:
    bounds, regions = numbers_by_region(operand, table)
    met, known = np.zeros(table.size, dtype=np.bool_), np.zeros(table.size, dtype=np.bool_)
    for bound in {bound for bound in bounds if bound is not None}:
        there = regions.spread([one == bound for one in bounds])
        known |= there
        met |= there & _compared(column, atom.op, bound)
    return _pair(met, known & column.known)


def numbers_by_region(operand: ParameterOperand, table: Table) -> tuple[list[Decimal | None], Keyed]:
    """The number of each region that occurs, and the column of regions."""
    parameter, regions = parameters()[operand.parameter], table.keyed("region")
    bounds: list[Decimal | None] = []
    for region, _possible in regions.keys:
        found = None if region is None and not parameter.is_national else parameter.find(region, table.on)
        bounds.append(found.value if found else None)
    return bounds, regions


def _age(atom: Age, table: Table) -> Pair:
    column = table.ordered(atom.fact)
    return _pair(column.high <= latest_start(atom.years, table.on), column.known)


def latest_start(years: int, on: date) -> int:
    """The last day, as its ordinal, from which so many years have passed by `on`; 0 where there is none."""
    if years >= on.year:
        return 0
    day = years_after(on, -years) + timedelta(days=2)
    while years_after(day, years) > on:
        day -= timedelta(days=1)
    return day.toordinal()


@dataclass(slots=True)
class _One:
    """A source that knows one fact."""

    on: date
    it: Known

    def known(self, _name: str) -> Known:
        return self.it

    def find(self, node: Node) -> Finding:
        raise AssertionError(node)


def _keyed(atom: Node, table: Table) -> Pair:
    """The judge of single enterprises, once for every value that occurs."""
    assert isinstance(atom, Leaf)
    column = table.keyed(atom.fact)
    statuses = [finding.status for finding in found_by_key(atom, column, table.on)]
    met = column.spread([status is Status.MET for status in statuses])
    return met, column.spread([status is not Status.UNMET for status in statuses])


def found_by_key(atom: Leaf, column: Keyed, on: date) -> list[Finding]:
    """What the judge finds of every value that occurs."""
    return [find_leaf(atom, _One(on, Known(value, possible=possible))) for value, possible in column.keys]


def _manual(atom: Manual, table: Table) -> Pair:
    confirmed, denied = table.marked(atom.key)
    return confirmed, ~denied


def _meets(atom: Meets, table: Table) -> Pair:
    version = table.library.version_on(atom.policy, table.on)
    if version is None:
        return np.zeros(table.size, dtype=np.bool_), np.ones(table.size, dtype=np.bool_)
    return table.truths(version.condition)


def _score(atom: Score, table: Table) -> Pair:
    least, most, bound = points_between(atom, table)
    compare = COMPARISONS[atom.op]
    low, high = np.asarray(compare(least, bound)), np.asarray(compare(most, bound))
    return low & high, low | high


def points_between(atom: Score, table: Table) -> tuple[Points, Points, float]:
    """The least and the most points of each row and the bound, all in the unit in which they are whole."""
    unit = _unit(atom)
    parts = [_points(item, table, unit) for item in atom.items]
    least, most = (np.sum([part[end] for part in parts], axis=0) for end in (0, 1))
    return least, most, float(atom.bound * unit)


def _unit(atom: Score) -> int:
    """What makes every number of points whole, so that floats add them exactly."""
    numbers = [atom.bound]
    waiting: list[Item] = list(atom.items)
    while waiting:
        item = waiting.pop()
        if isinstance(item, Banded):
            numbers += [band.points for band in item.bands]
        elif isinstance(item, Stepped):
            numbers += [item.points, *([] if item.cap is None else [item.cap])]
        else:
            assert isinstance(item, BestOf | SumOf)
            waiting += item.of
            numbers += [item.cap] if isinstance(item, SumOf) and item.cap is not None else []
    places = [-int(number.as_tuple().exponent) for number in numbers]
    return int(10 ** max(0, *places))


def _points(item: Item, table: Table, unit: int) -> tuple[Points, Points]:
    if isinstance(item, Banded):
        return _banded(item, table, unit)
    if isinstance(item, Stepped):
        return _stepped(item, table, unit)
    assert isinstance(item, BestOf | SumOf)
    parts = [_points(part, table, unit) for part in item.of]
    together = np.max if isinstance(item, BestOf) else np.sum
    least, most = (together([part[end] for part in parts], axis=0) for end in (0, 1))
    if isinstance(item, SumOf) and item.cap is not None:
        cap = float(item.cap * unit)
        least, most = np.minimum(least, cap), np.minimum(most, cap)
    return least, most


def _banded(item: Banded, table: Table, unit: int) -> tuple[Points, Points]:
    least, most = np.full(table.size, np.inf), np.full(table.size, -np.inf)
    reached = np.ones(table.size, dtype=np.bool_)
    for points, condition in [*((band.points, band.condition) for band in item.bands), (Decimal(0), None)]:
        met, possible = table.truths(condition) if condition is not None else (reached, reached)
        here = reached & possible
        np.minimum(least, float(points * unit), out=least, where=here)
        np.maximum(most, float(points * unit), out=most, where=here)
        reached = reached & ~met
    return least, most


def _stepped(item: Stepped, table: Table, unit: int) -> tuple[Points, Points]:
    column = table.ordered(item.fact)
    pairs = np.stack([column.high, np.zeros(table.size) if column.low is None else column.low], axis=1)
    known = column.known
    values, which = np.unique(pairs[known], axis=0, return_inverse=True)
    worth: list[Any] = [float(_steps(item, whole(high, low)) * unit) for high, low in values.tolist()]
    least, most = np.zeros(table.size), np.full(table.size, np.inf if item.cap is None else float(item.cap * unit))
    least[known] = most[known] = np.array(worth, dtype=np.float64)[which.reshape(-1)]
    return least, most


def _steps(item: Stepped, value: Decimal) -> Decimal:
    points = value // item.every * item.points
    return points if item.cap is None else min(points, item.cap)


_JUDGES: Mapping[type[Node], Callable[[Any, Table], Pair]] = {
    Compare: _compare,
    Age: _age,
    Manual: _manual,
    Meets: _meets,
    Score: _score,
}
