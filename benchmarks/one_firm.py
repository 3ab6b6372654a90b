"""One enterprise and every policy: the clause index beside closures, bitmaps of candidates, zen-engine and CEL."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from benchmarks.figures import Figure, percentile
from benchmarks.matching_peers import numbers_of, years_before
from benchmarks.populace import DAY, EMPTY, Made, Populace, Test
from huiqi.eligibility.engine.index import ClauseIndex, Matches
from huiqi.eligibility.facts import Facts
from huiqi.standards import regions

LOOKS, SLOW_LOOKS, RULES, WHOLE_LOOKS = 400, 20, 1_000, 20
GOAL_US, GOAL_RATIO = 1000.0, 10.0
Row = dict[str, Any]
Truth = bool | None
Closure = Callable[[Row], Truth]
Answer = tuple[set[int], set[int]]


def measure_one_firm(populace: Populace, made: Sequence[Made], full: int) -> list[Figure]:
    """Microseconds of one enterprise against all policies."""
    size = f"{len(made):,} policies{'' if len(made) >= full else ' (reduced)'}"
    began = time.perf_counter()
    index = ClauseIndex([one.condition() for one in made], DAY, EMPTY)
    print(f"  clause index of {len(made):,} policies in {time.perf_counter() - began:.1f} s", flush=True)
    rows = np.random.default_rng(5).choice(populace.size, 2 * LOOKS, replace=False).tolist()
    everyone = [(populace.facts(row), as_row(populace, row)) for row in rows]
    for facts, _row in everyone:
        index.match(facts)  # Every value has its row before the clock runs, as in a process that has served a while.
    looked = everyone[:LOOKS]
    looks = [_look(index, facts) for facts, _row in looked]
    ours, answers = [one.wall_us for one in looks], [one.answer for one in looks]
    found = [(set(m.eligible.tolist()), set(m.unknown.tolist())) for m in answers]
    p99, peers = percentile(ours, 0.99), dict[str, float]()
    equal = True
    for name, ask in _python_peers(populace, made).items():
        times, theirs = _timed(_by_row(ask), looked[:SLOW_LOOKS])
        same = theirs == found[:SLOW_LOOKS]
        equal, peers[name] = equal and same, round(percentile(times, 0.99))
        print(f"  {name}: p50 {percentile(times, 0.5):,.0f} p99 {peers[name]:,.0f} µs, equal: {same}", flush=True)
    ratio = min(peers.values()) / p99
    details = {"p50_us": round(percentile(ours, 0.5)), **_waited(looks)}
    details["near"] = float(np.mean([len(m.near) for m in answers]))
    print(f"  ours: p99 {p99:,.0f} µs, {details}", flush=True)
    met = p99 <= GOAL_US and ratio >= GOAL_RATIO
    return [
        Figure(
            "one enterprise, all policies: p99", size, round(p99), "µs", GOAL_US, met, peers, round(ratio, 1), equal,
            details,
        ),
        *_beside_engines(populace, made[:RULES], everyone),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """One enterprise matched: microseconds of the wall and of the processor, whether somebody else had it meanwhile."""

    answer: Matches
    wall_us: float
    processor_us: float
    was_interrupted: bool


def _look(index: ClauseIndex, facts: Facts) -> Look:
    before, ran, began = _interruptions(), time.thread_time(), time.perf_counter()
    answer = index.match(facts)
    wall, processor = time.perf_counter() - began, time.thread_time() - ran
    return Look(answer, wall * 1e6, processor * 1e6, _interruptions() > before)


def _interruptions() -> int:
    return resource.getrusage(resource.RUSAGE_THREAD).ru_nivcsw


def _waited(looks: Sequence[Look]) -> dict[str, float]:
    """What of the wall is the processor's, and what a look takes that nobody interrupted."""
    alone = [one.wall_us for one in looks if not one.was_interrupted]
    return {
        "processor_p99_us": round(percentile([one.processor_us for one in looks], 0.99)),
        "uninterrupted_p99_us": round(percentile(alone, 0.99)),
        "interrupted": len(looks) - len(alone),
    }


def _by_row(ask: Callable[[Row], Answer]) -> Callable[[tuple[Facts, Row]], Answer]:
    return lambda one: ask(one[1])


def _timed(ask: Callable[[Any], Any], everyone: Sequence[Any]) -> tuple[list[float], list[Any]]:
    times, answers = [], []
    for one in everyone:
        began = time.perf_counter()
        answers.append(ask(one))
        times.append((time.perf_counter() - began) * 1e6)
    return times, answers


def as_row(populace: Populace, row: int) -> Row:
    """The facts as peers hold them: numbers, and codes as numbers; None where unknown."""
    found: Row = {name: None if np.isnan(a[row]) else float(a[row]) for name, a in populace.numbers.items()}
    found["founded_on"] = None if np.isnan(populace.founded[row]) else int(populace.founded[row])
    for name, ids in populace.codes.items():
        found[name] = int(ids[row]) or None
    place = populace.keys["region"][found["region"] or 0]
    found["place"] = regions.find(place).interval[0] if place else None
    found["path"] = {step.interval[0] for step in regions.find(place).path} if place else set()
    return found


# Closures: a policy as nested Python functions, with and without bitmaps that choose candidates first


def _test(test: Test, populace: Populace) -> Closure:
    fact, op, value = test
    if op in (">=", "<=", "years_at_least"):
        bound = years_before(value) if op == "years_at_least" else float(value)
        if op == ">=":
            return lambda row: None if row[fact] is None else row[fact] >= bound
        return lambda row: None if row[fact] is None else row[fact] <= bound
    wanted = frozenset(numbers_of(test, populace))
    return lambda row: None if row[fact] is None else row[fact] in wanted


def _either(closures: list[Closure]) -> Closure:
    if len(closures) == 1:
        return closures[0]

    def some(row: Row) -> Truth:
        answer: Truth = False
        for closure in closures:
            found = closure(row)
            if found:
                return True
            answer = None if found is None else answer
        return answer

    return some


def _every(closures: list[Closure]) -> Closure:
    def every(row: Row) -> Truth:
        answer: Truth = True
        for closure in closures:
            found = closure(row)
            if found is False:
                return False
            answer = None if found is None else answer
        return answer

    return every


def _python_peers(populace: Populace, made: Sequence[Made]) -> dict[str, Callable[[Row], Answer]]:
    memo: dict[str, Closure] = {}

    def test(one: Test) -> Closure:
        return memo.setdefault(repr(one), _test(one, populace))

    closures = [_every([_either([test(one) for one in group]) for group in policy.groups]) for policy in made]
    by_place: dict[int, list[int]] = {}
    for number, policy in enumerate(made):
        by_place.setdefault(regions.find(policy.region).interval[0], []).append(number)

    def places(row: Row) -> tuple[list[int], list[int]]:
        """The policies of the firm's own places, and of those it may lie in."""
        sure = [*by_place.get(0, ()), *(n for place in row["path"] for n in by_place.get(place, ()))]
        start, stop = (0, len(regions.tree())) if row["place"] is None else _tree()[row["place"]]
        return sure, [n for place in range(start + 1, stop) for n in by_place.get(place, ())]

    def judged(row: Row, sure: Any, perhaps: Any) -> Answer:
        met: set[int] = set()
        unknown: set[int] = set()
        for number in sure:
            found = closures[number](row)
            if found is not False:
                (met if found else unknown).add(number)
        unknown |= {number for number in perhaps if closures[number](row) is not False}
        return met, unknown

    found = {"region, then closures": lambda row: judged(row, *places(row))}
    try:
        bitmap = import_module("pyroaring").BitMap
    except ImportError:
        return found
    found["pyroaring, then closures"] = _candidates(bitmap, made, test, places, judged)
    return found


def _tree() -> dict[int, tuple[int, int]]:
    global _INTERVALS
    if not _INTERVALS:
        _INTERVALS = {node.interval[0]: node.interval for node in regions.tree()}
    return _INTERVALS


_INTERVALS: dict[int, tuple[int, int]] = {}


def _candidates(bitmap: Any, made: Sequence[Made], test: Any, places: Any, judged: Any) -> Callable[[Row], Answer]:
    """For every test that stands alone in a policy, the policies it excludes when it is not met."""
    asking: dict[str, list[int]] = {}
    tests: dict[str, Test] = {}
    for number, policy in enumerate(made):
        for group in policy.groups:
            if len(group) == 1:
                asking.setdefault(repr(group[0]), []).append(number)
                tests[repr(group[0])] = group[0]
    excluded = [(test(tests[name]), bitmap(numbers)) for name, numbers in asking.items()]

    def ask(row: Row) -> Answer:
        out = bitmap.union(bitmap(), *(numbers for closure, numbers in excluded if closure(row) is False))
        sure, perhaps = places(row)
        answer: Answer = judged(row, bitmap(sure) - out, bitmap(perhaps) - out)
        return answer

    return ask


# Rule engines: two-valued, so that only enterprises without gaps are asked of them


def _beside_engines(populace: Populace, made: Sequence[Made], looked: Sequence[tuple[Facts, Row]]) -> Iterator[Figure]:
    """Ours and the rule engines over fewer policies, which take them long enough."""
    whole = [one for one in looked if None not in one[1].values()][:WHOLE_LOOKS]
    index = ClauseIndex([one.condition() for one in made], DAY, EMPTY)
    for facts, _row in whole:
        index.match(facts)
    ours, answers = _timed(lambda one: index.match(one[0]), whole)
    found = [set(match.eligible.tolist()) for match in answers]
    mine = percentile(ours, 0.99)
    for name, engine in (("zen-engine", _zen), ("CEL", _cel)):
        try:
            ask = engine(populace, made)
        except ImportError:
            print(f"  {name} is not installed: left out", flush=True)
            continue
        times, theirs = _timed(ask, [row for _facts, row in whole])
        theirs_p99 = percentile(times, 0.99)
        print(f"  {name}: {theirs_p99 / len(made):.2f} µs a policy, equal: {theirs == found}", flush=True)
        size = f"{len(made):,} policies, {len(whole)} enterprises without gaps"
        yield Figure(
            f"one enterprise, fewer policies: p99, beside {name}", size, round(mine), "µs", None,
            theirs == found and theirs_p99 >= GOAL_RATIO * mine, {name: round(theirs_p99)},
            round(theirs_p99 / mine, 1), theirs == found,
        )  # fmt: skip


def rule_text(policy: Made, populace: Populace, words: tuple[str, str]) -> str:
    """A policy as an expression of a rule engine, with its words for “and” and “or”."""
    both, either = words
    groups = ["(" + either.join(_one(test, populace) for test in group) + ")" for group in policy.groups]
    (start, stop) = regions.find(policy.region).interval
    return both.join([f"place >= {start}", f"place < {stop}", *groups])


def _one(test: Test, populace: Populace) -> str:
    fact, op, value = test
    if op == "years_at_least":
        return f"founded_on <= {years_before(value)}"
    if op in (">=", "<="):
        return f"{fact} {op} {float(value)!r}"
    return f"{fact} in [{', '.join(map(str, numbers_of(test, populace)))}]"


def asked_of(policy: Made, row: Row) -> Row:
    """What a rule engine is given: no more than the policy asks, which is what it takes longest over."""
    return {name: row[name] for name in {"place", *(test[0] for group in policy.groups for test in group)}}


def _zen(populace: Populace, made: Sequence[Made]) -> Callable[[Row], set[int]]:
    zen = import_module("zen")
    compiled = [zen.compile_expression(rule_text(policy, populace, (" and ", " or "))) for policy in made]
    return lambda row: {n for n, rule in enumerate(compiled) if rule.evaluate(asked_of(made[n], row))}


def _cel(populace: Populace, made: Sequence[Made]) -> Callable[[Row], set[int]]:
    cel = import_module("cel")
    compiled = [cel.compile(rule_text(policy, populace, (" && ", " || "))) for policy in made]
    return lambda row: {n for n, rule in enumerate(compiled) if rule.execute(asked_of(made[n], row))}
