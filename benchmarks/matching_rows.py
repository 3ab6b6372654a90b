"""One policy and every enterprise in PostgreSQL, and rule engines asked row by row; ours at the same size beside each.

PostgreSQL is the launcher's own, in a home of its own, with an unlogged table sorted and indexed by region. Rule
engines know two values only: they and ours are asked of enterprises without gaps.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from typing import Any

import numpy as np

from benchmarks.figures import Figure
from benchmarks.matching_peers import Answer, place_sql, sql_test
from benchmarks.one_firm import as_row, asked_of, rule_text
from benchmarks.populace import Made, Populace
from benchmarks.product import home_of
from launch.postgres import Cluster

ENGINE_ROWS, ENGINE_POLICIES = 20_000, 10
RULE_ENGINES = (("zen-engine", "zen", (" and ", " or ")), ("CEL", "cel", (" && ", " || ")))
COPIED = 200_000
"""Rows sent to PostgreSQL at a time."""


def measure_rows(populace: Populace, made: Sequence[Made]) -> list[Figure]:
    """PostgreSQL on all of `populace`, the rule engines on what of it has no gaps."""
    return [_beside_postgresql(populace, made), *_beside_engines(_whole(populace, ENGINE_ROWS), made)]


def ours(populace: Populace, made: Sequence[Made]) -> tuple[list[float], list[Answer]]:
    """Milliseconds of each policy by bit columns, and its counts."""
    population = populace.population()
    conditions = [one.condition() for one in made]
    population.keep(conditions)
    questions = [population.question(condition) for condition in conditions]

    def ask(number: int) -> Answer:
        found = population.answer(questions[number])
        return found.eligible, found.possible

    return timed(ask, len(made), 3)


def timed(ask: Callable[[int], Answer], count: int, rounds: int) -> tuple[list[float], list[Answer]]:
    """Milliseconds of each, the best of some rounds, and the answers."""
    times, answers = [float("inf")] * count, list[Answer]()
    for round_ in range(rounds):
        for number in range(count):
            began = time.perf_counter()
            answer = ask(number)
            times[number] = min(times[number], (time.perf_counter() - began) * 1000)
            if not round_:
                answers.append(answer)
    return times, answers


def _figure(name: str, size: str, mine: list[float], theirs: list[float], equal: bool, **more: object) -> Figure:
    our, their = float(np.mean(mine)), float(np.mean(theirs))
    ratio = their / our
    print(f"  {name}: mean {their:,.1f} ms, ours {our:.3f} ms at the same size, equal: {equal}", flush=True)
    work = f"one policy, all enterprises: mean, beside {name}"
    return Figure(
        work,
        size,
        round(our, 4),
        "ms",
        None,
        equal and ratio >= 10,
        {name: round(their, 1)},
        round(ratio, 1),
        equal,
        more,
    )


# PostgreSQL


@contextmanager
def _database() -> Iterator[Any]:
    home = home_of("matching")
    cluster = Cluster(home, durable=False)
    cluster.start()
    try:
        with import_module("psycopg").connect(cluster.url, autocommit=True) as connection:
            yield connection
    finally:
        cluster.stop()
        shutil.rmtree(home, ignore_errors=True)


def _beside_postgresql(populace: Populace, made: Sequence[Made]) -> Figure:
    with _database() as connection:
        began = time.perf_counter()
        _fill(connection, populace)
        built = time.perf_counter() - began
        print(f"  PostgreSQL filled with {populace.size:,} enterprises in {built:.0f} s", flush=True)

        def ask(number: int) -> Answer:
            found = connection.execute(_counts(made[number], populace)).fetchone()
            return int(found[0]), int(found[1])

        theirs, their_answers = timed(ask, len(made), 2)
    mine, answers = ours(populace, made)
    size = f"{populace.size:,} enterprises, {len(made)} policies"
    return _figure("PostgreSQL", size, mine, theirs, answers == their_answers, build_s=round(built))


def _fill(connection: Any, populace: Populace) -> None:
    arrays: dict[str, Any] = {**populace.numbers, "founded_on": populace.founded}
    kinds = [f"{name} double precision" for name in arrays] + [f"{name} integer" for name in populace.codes]
    connection.execute(f"CREATE UNLOGGED TABLE firms (place smallint, {', '.join(kinds)})")
    columns = [populace.positions, *arrays.values(), *populace.codes.values()]
    with connection.cursor().copy("COPY firms FROM STDIN") as copy:
        for first in range(0, populace.size, COPIED):
            some = [column[first : first + COPIED] for column in columns]
            texts = [
                some[0].astype(str),
                *(np.where(np.isnan(one), "\\N", one.astype(str)) for one in some[1 : 1 + len(arrays)]),
            ]
            texts += [np.where(one == 0, "\\N", one.astype(str)) for one in some[1 + len(arrays) :]]
            copy.write("\n".join("\t".join(row) for row in zip(*(one.tolist() for one in texts), strict=True)) + "\n")
    connection.execute("CREATE INDEX ON firms (place)")
    connection.execute("VACUUM ANALYZE firms")


def _counts(made: Made, populace: Populace) -> str:
    where, sure = place_sql(made.region)
    groups = " AND ".join("(" + " OR ".join(sql_test(one, populace) for one in group) + ")" for group in made.groups)
    return (
        f"SELECT count(*) FILTER (WHERE e AND {sure}), count(*) FILTER (WHERE e IS NOT FALSE)"
        f" FROM (SELECT place, {groups} AS e FROM firms WHERE {where}) AS asked"
    )


# Rule engines


def _whole(populace: Populace, most: int) -> Populace:
    """The enterprises of which everything is known, the first of every province as well."""
    known = ~np.isnan(populace.founded)
    for array in populace.numbers.values():
        known &= ~np.isnan(array)
    for ids in populace.codes.values():
        known &= ids > 0
    rows = np.flatnonzero(known)
    rows = rows[np.linspace(0, len(rows) - 1, min(most, len(rows))).astype(np.intp)]
    return replace(
        populace,
        numbers={name: array[rows] for name, array in populace.numbers.items()},
        founded=populace.founded[rows],
        codes={name: ids[rows] for name, ids in populace.codes.items()},
        positions=populace.positions[rows],
    )


def _beside_engines(whole: Populace, made: Sequence[Made]) -> Iterator[Figure]:
    chosen = made[:ENGINE_POLICIES]
    size = f"{whole.size:,} enterprises without gaps, {len(chosen)} policies"
    mine, answers = ours(whole, chosen)
    rows = [as_row(whole, row) for row in range(whole.size)]
    for name, module, words in RULE_ENGINES:
        try:
            engine = import_module(module)
        except ImportError:
            print(f"  {name} is not installed: left out", flush=True)
            continue
        theirs, counts = timed(_asking(engine, whole, chosen, words, rows), len(chosen), 1)
        # Where somebody's place is too coarse to tell, two values cannot say so: what is surely so is compared.
        same = [one[0] for one in counts] == [one[0] for one in answers]
        yield _figure(name, size, mine, theirs, same, compared="who surely meets it")


def _asking(
    engine: Any, whole: Populace, made: Sequence[Made], words: tuple[str, str], rows: list[dict[str, Any]]
) -> Callable[[int], Answer]:
    compile_ = getattr(engine, "compile_expression", None) or engine.compile
    compiled = [compile_(rule_text(one, whole, words)) for one in made]
    given = [[asked_of(one, row) for row in rows] for one in made]  # made ready: only the judging is timed

    def ask(number: int) -> Answer:
        rule = compiled[number]
        judge = rule.evaluate if hasattr(rule, "evaluate") else rule.execute
        return sum(bool(judge(row)) for row in given[number]), 0

    return ask
