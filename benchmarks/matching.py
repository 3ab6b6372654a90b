"""Matching, both ways: one policy and every enterprise, one enterprise and every policy, beside the usual tools.

Run by itself, without a database: `python -m benchmarks matching [--enterprises N] [--policies N]`. Peers of the first
way answer counts only, ours the bitmap as well. Compare ratios: the machine may be shared.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from benchmarks import matching_peers as peers
from benchmarks.figures import Figure, percentile
from benchmarks.kept_columns import measure_kept
from benchmarks.matching_rows import measure_rows
from benchmarks.one_firm import measure_one_firm
from benchmarks.populace import Made, Populace, enterprises, policies
from huiqi.eligibility.engine.population import Population
from huiqi.standards import regions

FIRMS, POLICIES, ROTATION, ROUNDS, GOAL = 10_000_000, 100_000, 200, 3, 10.0
MEMORY_GOAL_MB, PATIENCE_S, ROWS = 1000.0, 20.0, 1_000_000
"""`ROWS`: the enterprises of the peers that take them one by one or from a disk."""


def measure(firms: int, count: int) -> list[Figure]:
    """Both ways."""
    made = policies(count)
    reduced = " (reduced)" if firms < FIRMS else ""
    figures = measure_one_firm(
        enterprises(20_000), made, POLICIES
    )  # first: peers of the other way leave threads behind
    size = f"{firms:,} enterprises, {ROTATION} policies{reduced}"
    figures += _one_policy(enterprises(firms), made[:ROTATION], size)
    fewer = enterprises(min(firms, ROWS))
    return [*figures, *measure_kept(fewer, firms), *measure_rows(fewer, made[:ROTATION])]


def _one_policy(populace: Populace, made: Sequence[Made], size: str) -> list[Figure]:
    population, began = populace.population(), time.perf_counter()
    conditions = [one.condition() for one in made]
    population.keep(conditions)
    built = time.perf_counter() - began
    megabytes = population.resident / 1e6
    print(f"  {population.kept} literals in {built:.1f} s, {megabytes:.0f} MB of bit columns", flush=True)

    questions = [population.question(condition) for condition in conditions]

    def ours(number: int) -> peers.Answer:
        audience = population.answer(questions[number])
        return audience.eligible, audience.possible

    national = [n for n, one in enumerate(made) if one.region == regions.NATION]
    taken = {"ours": _timed(ours, len(made))}
    equal = True
    for name, ask in _peers(populace, made):
        taken[name] = _timed(_of(ask, made), len(made))
        same = taken[name][1] == taken["ours"][1]
        equal = equal and same
        mean, of_nation = (np.mean(taken[name][0]), np.mean([taken[name][0][n] for n in national]))
        print(f"  {name}: mean {mean:.2f} ms, national {of_nation:.2f} ms, equal: {same}", flush=True)
    print(f"  at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB with all peers", flush=True)
    figures = []
    for what, chosen in (("mean", range(len(made))), ("national", national)):
        means = {name: float(np.mean([times[n] for n in chosen])) for name, (times, _answers) in taken.items()}
        mine = means.pop("ours")
        ratio = min(means.values()) / mine if means else None
        median = percentile([taken["ours"][0][n] for n in chosen], 0.5)
        details = {"p50_ms": round(median, 3), "goal_ratio": GOAL, "build_s": round(built, 1)}
        met = None if ratio is None else ratio >= GOAL
        rounded = {name: round(value, 2) for name, value in means.items()}
        figures.append(
            Figure(f"one policy, all enterprises: {what}", size, round(mine, 3), "ms", None, met, rounded,
                   ratio and round(ratio, 1), equal, details)
        )  # fmt: skip
    figures.append(Figure("bit columns, memory", size, round(megabytes), "MB", MEMORY_GOAL_MB, megabytes <= 1000))
    figures.append(_updating(population, populace, size))
    return figures


def _of(ask: peers.Ask, made: Sequence[Made]) -> Callable[[int], peers.Answer]:
    return lambda number: ask(made[number])


def _timed(ask: Callable[[int], peers.Answer], count: int) -> tuple[list[float], list[peers.Answer]]:
    """Milliseconds of each policy: the best of some rounds in rotation, the first of which is the cold one.

    Where one round takes longer than `PATIENCE_S` it is the only one, so that a slow peer does not hold up the rest.
    """
    answers: list[peers.Answer] = []
    times = [float("inf")] * count
    for round_ in range(ROUNDS + 1):
        for number in range(count):
            began = time.perf_counter()
            answer = ask(number)
            times[number] = min(times[number], (time.perf_counter() - began) * 1000)
            if not round_:
                answers.append(answer)
        if sum(times) > PATIENCE_S * 1000:
            break
    return times, answers


def _peers(populace: Populace, made: Sequence[Made]) -> Iterator[tuple[str, peers.Ask]]:
    """Those that are installed, one after another: only one of them is in memory."""
    tests = {peers.named(test): test for one in made for group in one.groups for test in group}
    makers: list[tuple[str, Callable[[], peers.Ask]]] = [
        ("polars", lambda: peers.polars(populace)),
        ("duckdb", lambda: peers.duckdb(populace)),
        ("pyroaring", lambda: peers.pyroaring(populace, tests.values())),
    ]
    for name, make in makers:
        try:
            yield name, make()
        except ImportError:
            print(f"  {name} is not installed: left out", flush=True)


def _updating(population: Population, populace: Populace, size: str) -> Figure:
    """One fact of one enterprise after another, each written to every column it touches."""
    names, times = sorted(populace.numbers), []
    for row in range(0, populace.size, max(1, populace.size // 2000)):
        facts, changed = populace.facts((row + 1) % populace.size), names[row % len(names)]
        facts = type(facts)(
            {**populace.facts(row).values, changed: facts.get(changed) or populace.facts(row).get(changed) or 5}
        )
        began = time.perf_counter()
        population.update(row, facts, [changed])
        times.append((time.perf_counter() - began) * 1e6)
    mean = float(np.mean(times))
    details = {"p99_us": round(percentile(times, 0.99), 1)}
    return Figure("bit columns, one changed fact", size, round(mean, 1), "µs", 50.0, mean <= 50.0, details=details)
