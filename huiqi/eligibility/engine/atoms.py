"""Atoms: the single conditions that policies share, whatever their clause and label, and whether they are denied.

A condition and its negation are one atom, since three-valued negation swaps met and unmet and keeps unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from huiqi.eligibility.conditions import (
    Age,
    AnyItem,
    AtLeast,
    Compare,
    FactOperand,
    Flag,
    Holds,
    Leaf,
    Manual,
    Meets,
    Node,
    OneOf,
    ParameterOperand,
    Score,
    Within,
    facts_used,
    nodes_in,
    policies_met,
)
from huiqi.eligibility.derived import derived_conditions, parts_of
from huiqi.eligibility.library import Library
from huiqi.eligibility.vocabulary import vocabulary

_DENIED = {
    "<": ">=",
    "<=": ">",
    "!=": "=",
    "not_in": "in",
    "not_within": "within",
    "has_none": "has_any",
    "lacks_any": "has_all",
    "no_item": "any_item",
    "years_below": "years_at_least",
}
Literal = tuple[Node, bool]
"""An atom and whether it is asked for (True) or denied."""


def literal_of(node: Node) -> Literal:
    """The atom behind a condition that is no group."""
    if isinstance(node, Flag):
        return _bare(replace(node, value=True)), node.value
    if isinstance(node, Manual | Meets):
        return _bare(replace(node, negated=False)), not node.negated
    assert isinstance(node, Leaf | Score)
    op = _DENIED.get(node.op)
    return (_bare(node), True) if op is None else (_bare(replace(node, op=op)), False)


def _bare(node: Node) -> Node:
    node = replace(node, clause=None, label=None, label_en=None, denies_label=False)
    if isinstance(node, Manual):
        return replace(node, text="", text_en="")
    if isinstance(node, OneOf | Within | Holds):
        return replace(node, codes=tuple(sorted(set(node.codes))))
    return replace(node, levels=tuple(sorted(set(node.levels)))) if isinstance(node, AnyItem) else node


def literals_in(node: Node) -> Iterator[Literal]:
    """Every literal of a condition, in order; a score table and a referred policy count as one. May repeat."""
    if isinstance(node, AtLeast):
        for child in node.of:
            yield from literals_in(child)
    else:
        yield literal_of(node)


def facts_behind(condition: Node, library: Library) -> frozenset[str]:
    """Every fact whose change may change the condition: those named, those they follow from, those of policies met.

    `region` stands for parameters too; `confirmed` for what a person confirms or denies.
    """
    facts, codes, waiting = set[str](), set[str](), [condition]
    while waiting:
        node = waiting.pop()
        named = facts_used(node).union(*map(_beside, nodes_in(node))) - facts
        facts |= named
        waiting += [more for name in named if name in vocabulary() for more in _origins(name)]
        met = policies_met(node) - codes
        codes |= met
        waiting += [version.condition for code in met for version in library.versions_of(code)]
    return frozenset(facts)


def _beside(node: Node) -> set[str]:
    if isinstance(node, Manual):
        return {"confirmed"}
    return {"region"} if isinstance(node, Compare) and isinstance(node.value, ParameterOperand) else set()


@cache
def _origins(name: str) -> tuple[Node, ...]:
    """What a derived fact follows from."""
    if name in derived_conditions():
        return (derived_conditions()[name],)
    return tuple(fact_itself(part) for part in parts_of(vocabulary()[name]))


def fact_itself(name: str) -> Leaf:
    """A fact, where only what it rests on is asked."""
    return Leaf(fact=name, op="")


def is_plain(atom: Node) -> bool:
    """Whether the atom asks about one fact and a constant, so that the fact's value alone decides it on a day."""
    if isinstance(atom, Compare):
        return not isinstance(atom.value, FactOperand | ParameterOperand)
    return isinstance(atom, OneOf | Within | Holds | Flag | AnyItem | Age)
