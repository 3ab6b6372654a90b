"""Who is near, row by row: `nearness` over columns, where one thing in reach is all that stands in the way.

It is counted by floats and, of a yes or no that may be stated as well as follow from others, as if it followed: figures
to look at. Of a single enterprise `nearness` itself is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huiqi.eligibility.conditions import (
    Age,
    AtLeast,
    Compare,
    FactOperand,
    Flag,
    Leaf,
    Manual,
    Meets,
    Node,
    ParameterOperand,
    Score,
)
from huiqi.eligibility.derived import derived_conditions
from huiqi.eligibility.engine import bits
from huiqi.eligibility.engine.atoms import literal_of
from huiqi.eligibility.engine.bits import Truths, Words
from huiqi.eligibility.engine.evaluation import Find, reached
from huiqi.eligibility.engine.judging import Table, found_by_key, latest_start, numbers_by_region, points_between
from huiqi.eligibility.nearness import FIFTH, YEAR, few, is_near
from huiqi.eligibility.vocabulary import FactType, vocabulary

Pair = tuple[Words, Words]
_SLACK = 1 + 1e-12
"""What floats may add to a share."""


def near(node: Node, table: Table, find: Find) -> Pair:
    """Where nothing stands in the way, and where one thing does that is in reach."""
    if isinstance(node, AtLeast):
        return _of_group(node, table, find)
    inner = _behind(node, table)
    if isinstance(node, Meets) and inner is not None:
        return near(inner, table, find)
    _sure, possible = find(literal_of(node))
    in_reach = bits.packed(_IN_REACH.get(type(node), _by_key)(node, table))
    if inner is not None:
        free, nearly = near(inner, table, find)
        in_reach = nearly | (free & in_reach)
    return possible, in_reach & ~possible


def _behind(node: Node, table: Table) -> Node | None:
    """What meets the condition as soon as it is met itself."""
    if isinstance(node, Meets):
        version = None if node.negated else table.library.version_on(node.policy, table.on)
        return version.condition if version else None
    return derived_conditions().get(node.fact) if isinstance(node, Flag) and node.value else None


def _of_group(node: AtLeast, table: Table, find: Find) -> Pair:
    """One more member would do, and one of those that are not met is near."""
    free, nearly = zip(*(near(child, table, find) for child in node.of), strict=True)
    possible = reached(node.count, list(free))
    one = np.bitwise_or.reduce(nearly) & ~possible
    return possible, one & reached(node.count - 1, list(free)) if node.count > 1 else one


def _compare(node: Compare, table: Table) -> Truths:
    column = table.ordered(node.fact)
    if vocabulary()[node.fact].type is FactType.DATE:
        return np.zeros(table.size, dtype=np.bool_)
    bound = _bound(node, table)
    return np.asarray(np.abs(column.high - bound) <= np.maximum(bound * float(FIFTH), few(node)) * _SLACK)


def _bound(node: Compare, table: Table) -> NDArray[np.float64]:
    """What each row is compared with."""
    value = node.value
    if isinstance(value, FactOperand):
        return table.ordered(value.fact).high * float(value.times)
    if isinstance(value, ParameterOperand):
        bounds, regions = numbers_by_region(value, table)
        return np.array([np.nan if one is None else float(one) for one in bounds])[regions.ids]
    return np.full(table.size, float(value) if isinstance(value, Decimal) else np.nan)


def _score(node: Score, table: Table) -> Truths:
    least, most, bound = points_between(node, table)
    lacking = bound - most if node.op in (">=", ">") else least - bound
    return np.asarray(lacking <= bound * float(FIFTH) * _SLACK)


def _age(node: Age, table: Table) -> Truths:
    if node.op != "years_at_least":
        return np.zeros(table.size, dtype=np.bool_)
    latest = latest_start(node.years, min(table.on, date.max - YEAR) + YEAR)
    return np.asarray(table.ordered(node.fact).high <= latest)


def _by_key(node: Node, table: Table) -> Truths:
    if not isinstance(node, Leaf):
        return np.zeros(table.size, dtype=np.bool_)
    column = table.keyed(node.fact)
    return column.spread([is_near(finding, table.on) for finding in found_by_key(node, column, table.on)])


def _never(_node: Manual, table: Table) -> Truths:
    return np.zeros(table.size, dtype=np.bool_)


_IN_REACH: Mapping[type[Node], Callable[[Any, Table], Truths]] = {
    Compare: _compare,
    Score: _score,
    Age: _age,
    Manual: _never,
    Meets: _never,
}
