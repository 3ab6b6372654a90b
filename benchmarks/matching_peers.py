"""What a practitioner would pick instead, on the same enterprises and policies: each answers (eligible, possible).

Polars reads the rows of a policy's perimeter only; DuckDB has its rows sorted by region, too; pyroaring has one
bitmap for every test and answer; PostgreSQL scans. Peers come with the group `bench` of pyproject.toml; one that is
not installed is left out and named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from importlib import import_module
from operator import and_, or_
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.populace import DAY, Made, Populace, Test
from huiqi.eligibility.engine.population import position_of
from huiqi.standards import industries, regions

Answer = tuple[int, int]
Ask = Callable[[Made], Answer]
NOWHERE = position_of(None)


def perimeter(code: str) -> tuple[tuple[int, int], set[int]]:
    """The positions that lie in a region, and those too coarse to tell."""
    node = regions.find(code)
    above = set()
    step = node.parent
    while step is not None:
        above.add(step.interval[0])
        step = step.parent
    return node.interval, above | {NOWHERE}


def years_before(years: int) -> int:
    """The ordinal of the day so many years before the day asked about."""
    return date(DAY.year - years, DAY.month, DAY.day).toordinal()


def trades_of(codes: Iterable[str], keys: list[Any]) -> list[int]:
    """The numbers of the industries in these subtrees."""
    trees = [industries.find(code) for code in codes]
    return [n for n, key in enumerate(keys) if key and any(industries.find(key).is_within(tree) for tree in trees)]


def numbers_of(test: Test, populace: Populace) -> list[int]:
    """The numbers of the keys that meet a test on codes."""
    fact, op, value = test
    keys = populace.keys[fact]
    if op == "within":
        return trades_of(value, keys)
    if op == "has_any":
        return [n for n, key in enumerate(keys) if key is not None and any(held.code in value for held in key)]
    wanted = value if isinstance(value, list) else [value]
    return [n for n, key in enumerate(keys) if key is not None and key in wanted]


def _slices(code: str, positions: NDArray[np.int16]) -> tuple[tuple[int, int], list[tuple[int, int]]]:
    (start, stop), above = perimeter(code)

    def rows(low: int, high: int) -> tuple[int, int]:
        first, last = np.searchsorted(positions, np.array([low, high], dtype=np.int16)).tolist()
        return first, last

    if code == regions.NATION:
        return (0, len(positions)), []
    return rows(start, stop), [found for place in above if (found := rows(place, place + 1))[0] < found[1]]


def polars(populace: Populace) -> Ask:
    """A data frame sorted by region, of which only the slices of the perimeter are read."""
    pl = import_module("polars")
    columns = {name: pl.Series(array).fill_nan(None) for name, array in populace.numbers.items()}
    columns["founded_on"] = pl.Series(populace.founded).fill_nan(None)
    for name, ids in populace.codes.items():
        codes = pl.Series(ids.astype(np.uint16))
        columns[name] = pl.select(pl.when(codes > 0).then(codes)).to_series()
    frame = pl.DataFrame(columns)

    def ask(made: Made) -> Answer:
        expression = _polars_expression(pl, made, populace)
        (start, stop), coarse = _slices(made.region, populace.positions)
        met = possible = 0
        for first, last, surely in [(start, stop, True), *((a, b, False) for a, b in coarse)]:
            found = frame.slice(first, last - first).select(e=expression).to_series()
            sure, unknown = int(found.sum() or 0), found.null_count()
            met += sure if surely else 0
            possible += sure + unknown
        return met, possible

    return ask


def _polars_expression(pl: Any, made: Made, populace: Populace) -> Any:
    def test(one: Test) -> Any:
        fact, op, value = one
        if op in (">=", "<="):
            return pl.col(fact) >= float(value) if op == ">=" else pl.col(fact) <= float(value)
        column = pl.col(fact)
        return column <= years_before(value) if op == "years_at_least" else column.is_in(numbers_of(one, populace))

    groups = [reduce(or_, [test(one) for one in group]) for group in made.groups]
    return reduce(and_, groups)


def duckdb(populace: Populace) -> Ask:
    """A table in memory, sorted by region; three-valued SQL."""
    connection = import_module("duckdb").connect()
    arrays: dict[str, Any] = {**populace.numbers, "founded_on": populace.founded, "place": populace.positions}
    arrays |= {name: ids.astype(np.uint16) for name, ids in populace.codes.items()}
    connection.register("given", arrays)
    columns = ", ".join(_without_gaps(name, populace) for name in arrays if name != "place")
    connection.execute(f"CREATE TABLE firms AS SELECT place, {columns} FROM given")

    def ask(made: Made) -> Answer:
        where, sure = place_sql(made.region)
        groups = " AND ".join("(" + " OR ".join(sql_test(one, populace) for one in g) + ")" for g in made.groups)
        found = connection.execute(
            f"SELECT count(*) FILTER (WHERE e AND {sure}), count(*) FILTER (WHERE e IS NOT FALSE)"
            f" FROM (SELECT place, {groups} AS e FROM firms WHERE {where})"
        ).fetchone()
        return found[0], found[1]

    return ask


def _without_gaps(name: str, populace: Populace) -> str:
    if name in populace.codes:
        return f"nullif({name}, 0) AS {name}"
    return f"CASE WHEN isnan({name}) THEN NULL ELSE {name} END AS {name}"


def place_sql(code: str) -> tuple[str, str]:
    if code == regions.NATION:
        return "true", "true"
    (start, stop), above = perimeter(code)
    inside = f"place >= {start} AND place < {stop}"
    return f"({inside} OR place IN ({', '.join(map(str, sorted(above)))}))", f"({inside})"


def sql_test(test: Test, populace: Populace) -> str:
    """A test as SQL."""
    fact, op, value = test
    if op == "years_at_least":
        return f"{fact} <= {years_before(value)}"
    if op in (">=", "<="):
        return f"{fact} {op} {value}::DOUBLE PRECISION"
    return f"{fact} IN ({', '.join(map(str, numbers_of(test, populace)))})"


def pyroaring(populace: Populace, tests: Iterable[Test]) -> Ask:
    """For every test the rows that meet it and those that may; a perimeter is a range of rows."""
    bitmap = import_module("pyroaring").BitMap
    kept: dict[Any, tuple[Any, Any]] = {}
    for test in tests:
        met, known = _rows(test, populace)
        found = [bitmap(np.flatnonzero(rows).astype(np.uint32)) for rows in (met, met | ~known)]
        for one in found:
            one.run_optimize()
        kept[named(test)] = found[0], found[1]

    def ask(made: Made) -> Answer:
        parts = [[kept[named(test)] for test in group] for group in made.groups]
        (start, stop), coarse = _slices(made.region, populace.positions)
        met = possible = bitmap(range(start, stop))
        for first, last in coarse:
            possible = possible | bitmap(range(first, last))
        for group in parts:
            met = met & (group[0][0] if len(group) == 1 else bitmap.union(*(one[0] for one in group)))
            possible = possible & (group[0][1] if len(group) == 1 else bitmap.union(*(one[1] for one in group)))
        return len(met), len(possible)

    return ask


def named(test: Test) -> tuple[object, ...]:
    """A test as a key."""
    return test[0], test[1], tuple(test[2]) if isinstance(test[2], list) else test[2]


def _rows(test: Test, populace: Populace) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    fact, op, value = test
    if fact in populace.codes:
        ids = populace.codes[fact]
        lookup = np.zeros(len(populace.keys[fact]), dtype=np.bool_)
        lookup[numbers_of(test, populace)] = True
        return lookup[ids], ids > 0
    column = populace.founded if op == "years_at_least" else populace.numbers[fact]
    bound = years_before(value) if op == "years_at_least" else float(value)
    return (column >= bound) if op == ">=" else (column <= bound), ~np.isnan(column)
