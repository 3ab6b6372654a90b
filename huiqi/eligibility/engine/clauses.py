"""A condition as alternatives: clauses of literals, any of which, wholly met, meets it.

Kleene's values are ordered (unmet, unknown, met), AND is the least and OR the greatest, so that this is exact in three
values, too. A condition with too many alternatives keeps only what all of them ask for, and is left to the judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product

from huiqi.eligibility.conditions import AtLeast, Node, Within
from huiqi.eligibility.engine.atoms import Literal, literal_of
from huiqi.standards import regions

MOST = 32
"""Alternatives of one condition."""
Clause = frozenset[Literal]


class _TooMany(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Clauses:
    """The alternatives of one condition. `region`: where it applies at all; `exact`: nothing is left to the judge."""

    region: str
    of: tuple[Clause, ...]
    exact: bool


def clauses_of(condition: Node) -> Clauses:
    """The clauses of a condition, the one region that all of them ask for apart."""
    parts = _parts(condition)
    place = next((part for part in parts if _is_place(part)), None)
    region = place.codes[0] if isinstance(place, Within) else regions.NATION
    rest = [part for part in parts if part is not place]
    try:
        return Clauses(region, _product([_alternatives(part) for part in rest]), True)
    except _TooMany:
        plain = frozenset(literal_of(part) for part in rest if not isinstance(part, AtLeast))
        return Clauses(region, (plain,), False)


def _parts(condition: Node) -> list[Node]:
    """What is asked for at all events, groups within groups taken apart."""
    if isinstance(condition, AtLeast) and condition.count == len(condition.of):
        return [part for child in condition.of for part in _parts(child)]
    return [condition]


def _is_place(node: Node) -> bool:
    if not isinstance(node, Within) or node.fact != "region" or node.op != "within":
        return False
    return len(node.codes) == 1 and node.codes[0] != regions.NATION


def _alternatives(node: Node) -> tuple[Clause, ...]:
    if not isinstance(node, AtLeast):
        return (frozenset([literal_of(node)]),)
    children = [_alternatives(child) for child in node.of]
    found: dict[Clause, None] = {}
    for chosen in combinations(children, node.count):
        found |= dict.fromkeys(_product(list(chosen)))
        if len(found) > MOST:
            raise _TooMany
    return tuple(found)


def _product(groups: list[tuple[Clause, ...]]) -> tuple[Clause, ...]:
    size = 1
    for group in groups:
        size *= len(group)
    if size > MOST:
        raise _TooMany
    return tuple(dict.fromkeys(frozenset[Literal]().union(*chosen) for chosen in product(*groups)))
