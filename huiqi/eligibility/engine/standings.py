"""How everybody stands to a condition: eligible, not known, near or not; counted and compared."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.engine import bits
from huiqi.eligibility.engine.atoms import Literal
from huiqi.eligibility.engine.evaluation import Planes, evaluate
from huiqi.eligibility.engine.near import near
from huiqi.eligibility.engine.population import Population
from huiqi.eligibility.statuses import Standing

ORDER = tuple(Standing)
"""What the numbers of `standings` mean."""
Standings = NDArray[np.uint8]
Counts = NDArray[np.int64]


def standings(condition: Node | None, population: Population) -> Standings:
    """How each row stands, as a place in `ORDER`; without a condition nobody is eligible."""
    found = np.full(population.size, ORDER.index(Standing.INELIGIBLE), dtype=np.uint8)
    if condition is None:
        return found
    seen: dict[Literal, Planes] = {}

    def find(literal: Literal) -> Planes:
        if literal not in seen:
            seen[literal] = population.planes(literal)
        return seen[literal]

    sure, possible = evaluate(condition, find)
    _free, nearly = near(condition, population, find)
    for words, word in ((nearly, Standing.NEAR), (possible, Standing.UNKNOWN), (sure, Standing.ELIGIBLE)):
        found[bits.unpacked(words, population.size)] = ORDER.index(word)
    return found


def by_group(found: Standings, groups: NDArray[np.intp], names: Sequence[str]) -> dict[str, Counts]:
    """How many there are of each standing in each group; `groups` says of each row which of `names` it has."""
    return _table(groups * len(ORDER) + found, names, len(ORDER))


def moves(before: Standings, after: Standings) -> Counts:
    """How many went from which standing to which: one number for each pair, those before by rows."""
    pairs = before.astype(np.intp) * len(ORDER) + after
    counts: Counts = np.bincount(pairs, minlength=len(ORDER) ** 2).reshape(len(ORDER), len(ORDER))
    return counts


def _table(keys: NDArray[np.intp], names: Sequence[str], width: int) -> dict[str, Counts]:
    counted = np.bincount(keys, minlength=len(names) * width).reshape(len(names), width)
    return {name: row for name, row in zip(names, counted, strict=True) if row.any()}
