"""Conditions as typed, frozen trees: the nodes of docs/reference/conditions.md after reading.

Negation is pushed down to the leaves when a condition is read (De Morgan holds in three-valued logic), so that every
leaf states what is required and no reader of a finding counts negations. `all` and `any` are cases of `AtLeast`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node carries: the article it comes from and, where a fact's own name is not enough, a short name."""

    clause: str | None = None
    label: str | None = None
    label_en: str | None = None
    denies_label: bool = False
    """The short name describes what must not be the case: it was given inside a negation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast(Node):
    """At least `count` of the nodes are met; `word` says whether it was written as all, any or a number."""

    count: int
    of: tuple[Node, ...]
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactOperand:
    """Another fact, times a factor."""

    fact: str
    times: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterOperand:
    """A number by region and year from `parameters.json`."""

    parameter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOperand:
    """The day examined."""


Operand = Decimal | date | FactOperand | ParameterOperand | DayOperand


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf(Node):
    """A condition on one fact."""

    fact: str
    op: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare(Leaf):
    """`<` `<=` `>` `>=` `=` `!=` for numbers and dates."""

    value: Operand


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(Leaf):
    """`in` and `not_in`: the code is, or is not, one of these."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Within(Leaf):
    """`within` and `not_within`: a region or industry lies in one of these subtrees, or in none."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds(Leaf):
    """`has_any` `has_all` `has_none`, and `lacks_any` (the negation of `has_all`): members valid on the day."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(Leaf):
    """`is`: yes or no."""

    value: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyItem(Leaf):
    """`any_item` and `no_item`: an award of one of these levels, recent enough, ranked high enough."""

    levels: tuple[str, ...]
    within_years: int | None
    rank_at_most: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Age(Leaf):
    """`years_at_least` and `years_below`: whole years from a date to the day examined."""

    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A step of a score item; without a condition it is what remains."""

    condition: Node | None
    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a score table."""

    label: str | None = None
    label_en: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Banded(Item):
    """The first band that is met gives the points; none gives 0."""

    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped(Item):
    """`points` for each full `every` of a fact."""

    fact: str
    every: Decimal
    points: Decimal
    cap: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BestOf(Item):
    """The best of several items."""

    of: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SumOf(Item):
    """Several items together, up to a ceiling."""

    of: tuple[Item, ...]
    cap: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Node):
    """A sum of points compared with a bound; `op` is `>=` or `>`, negated `<` or `<=`."""

    items: tuple[Item, ...]
    op: str
    bound: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Meets(Node):
    """The verdict of another policy's version in force on the day."""

    policy: str
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual(Node):
    """A condition of substance no fact can decide; `key` is what confirms it, like `L03.market_position`."""

    text: str
    text_en: str
    key: str
    negated: bool = False


def nodes_in(condition: Node) -> Iterator[Node]:
    """The node and every node below it, score bands included."""
    yield condition
    if isinstance(condition, AtLeast):
        for child in condition.of:
            yield from nodes_in(child)
    elif isinstance(condition, Score):
        for item in condition.items:
            yield from _nodes_in_item(item)


def items_in(item: Item) -> Iterator[Item]:
    """The score item and every item below it."""
    yield item
    if isinstance(item, BestOf | SumOf):
        for part in item.of:
            yield from items_in(part)


def _nodes_in_item(item: Item) -> Iterator[Node]:
    for part in items_in(item):
        if isinstance(part, Banded):
            for band in part.bands:
                if band.condition is not None:
                    yield from nodes_in(band.condition)


def facts_used(condition: Node) -> frozenset[str]:
    """The facts the condition itself names; neither those behind derived facts nor those of policies it refers to."""
    used: set[str] = set()
    for node in nodes_in(condition):
        if isinstance(node, Leaf):
            used.add(node.fact)
        if isinstance(node, Compare) and isinstance(node.value, FactOperand):
            used.add(node.value.fact)
        if isinstance(node, Score):
            parts = (part for item in node.items for part in items_in(item))
            used.update(part.fact for part in parts if isinstance(part, Stepped))
    return frozenset(used)


def policies_met(condition: Node) -> frozenset[str]:
    """The codes of the policies whose verdict the condition asks for by `meets`."""
    return frozenset(node.policy for node in nodes_in(condition) if isinstance(node, Meets))


def manual_keys(condition: Node) -> frozenset[str]:
    """The keys by which a person confirms what no fact can decide."""
    return frozenset(node.key for node in nodes_in(condition) if isinstance(node, Manual))
