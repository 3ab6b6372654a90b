"""A condition over columns of bits: what is surely met and what possibly, by Kleene's rules, word by word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from huiqi.eligibility.conditions import AtLeast, Node
from huiqi.eligibility.engine.atoms import Literal, literal_of
from huiqi.eligibility.engine.bits import Words

Planes = tuple[Words, Words]
"""Surely met and possibly met, a bit per row."""
Find = Callable[[Literal], Planes]
"""The planes of an atom, or of what denies it."""
Run = Callable[[slice], Words]
"""What holds in these words; they may be written to."""
EVERYWHERE = slice(None)


@dataclass(frozen=True, slots=True)
class Plan:
    """A condition with its planes found: those kept, not copies."""

    sure: Run
    possible: Run


def planned(condition: Node, find: Find) -> Plan:
    """The condition made ready."""
    children: Sequence[Node] = condition.of if isinstance(condition, AtLeast) else (condition,)
    count = condition.count if isinstance(condition, AtLeast) else 1
    planes = [find(literal_of(child)) for child in children if not isinstance(child, AtLeast)]
    plans = [planned(child, find) for child in children if isinstance(child, AtLeast)]
    return Plan(
        _joined(count, [sure for sure, _ in planes], [plan.sure for plan in plans]),
        _joined(count, [possible for _, possible in planes], [plan.possible for plan in plans]),
    )


def evaluate(condition: Node, find: Find) -> Planes:
    """The planes of a condition over all rows."""
    plan = planned(condition, find)
    return plan.sure(EVERYWHERE), plan.possible(EVERYWHERE)


def _joined(count: int, planes: list[Words], runs: list[Run]) -> Run:
    """At least `count` of these."""
    of = len(planes) + len(runs)
    if count not in (1, of):
        return lambda words: reached(count, [*(plane[words] for plane in planes), *(run(words) for run in runs)])
    join = np.bitwise_and if count == of else np.bitwise_or
    if runs:
        first, runs = runs[0], runs[1:]
    else:
        first, planes = _folded(join, planes[:2]), planes[2:]

    def run(words: slice) -> Words:
        found = first(words)
        for plane in planes:
            join(found, plane[words], found)
        for more in runs:
            join(found, more(words), found)
        return found

    return run


def _folded(join: np.ufunc, planes: list[Words]) -> Run:
    """One plane, or two joined."""
    if len(planes) == 1:
        return lambda words: planes[0][words].copy()
    one, other = planes
    return lambda words: join(one[words], other[words])


def reached(count: int, planes: list[Words]) -> Words:
    """By what is reached after each: 1, 2, … of them."""
    reached = [np.zeros_like(planes[0]) for _ in range(count)]
    for plane in planes:
        for more in range(count - 1, 0, -1):
            reached[more] |= reached[more - 1] & plane
        reached[0] |= plane
    return reached[-1]
