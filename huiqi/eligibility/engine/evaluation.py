"""A condition over columns of bits: what is surely met and what possibly, by Kleene's rules, word by word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from huiqi.eligibility.conditions import AtLeast, Node
from huiqi.eligibility.engine.atoms import literal_of
from huiqi.eligibility.engine.bits import Words

Planes = tuple[Words, Words]
"""Surely met and possibly met, a bit per row."""
Find = Callable[[Node], Planes]
"""The planes of an atom, cut to the rows in question."""


def evaluate(condition: Node, find: Find) -> Planes:
    """The planes of a condition; never those of an atom themselves, so that they may be written to."""
    if not isinstance(condition, AtLeast):
        atom, asked = literal_of(condition)
        sure, possible = find(atom)
        return (sure.copy(), possible.copy()) if asked else (~possible, ~sure)
    if condition.count == len(condition.of):
        return _all(condition.of, find)
    return _some(condition.count, [evaluate(child, find) for child in condition.of])


def _all(children: Sequence[Node], find: Find) -> Planes:
    """Everything asked for AND what is denied OR-ed together: one inversion however many are denied."""
    asked: list[Planes] = []
    denied: list[Planes] = []
    for child in children:
        if isinstance(child, AtLeast):
            asked.append(evaluate(child, find))
        else:
            atom, wanted = literal_of(child)
            (asked if wanted else denied).append(find(atom))
    if not denied:
        return _and([sure for sure, _ in asked]), _and([possible for _, possible in asked])
    not_sure, not_possible = _or([possible for _, possible in denied]), _or([sure for sure, _ in denied])
    np.invert(not_sure, out=not_sure)
    np.invert(not_possible, out=not_possible)
    for sure, possible in asked:
        np.bitwise_and(not_sure, sure, out=not_sure)
        np.bitwise_and(not_possible, possible, out=not_possible)
    return not_sure, not_possible


def _and(planes: list[Words]) -> Words:
    if len(planes) == 1:
        return planes[0].copy()
    found = np.bitwise_and(planes[0], planes[1])
    for plane in planes[2:]:
        np.bitwise_and(found, plane, out=found)
    return found


def _or(planes: list[Words]) -> Words:
    found = planes[0].copy()
    for plane in planes[1:]:
        np.bitwise_or(found, plane, out=found)
    return found


def _some(count: int, children: list[Planes]) -> Planes:
    """At least `count`, by what is reached after each: 0, 1, … of them."""
    if count == 1:
        return _or([sure for sure, _ in children]), _or([possible for _, possible in children])
    return _reached(count, [sure for sure, _ in children]), _reached(count, [possible for _, possible in children])


def _reached(count: int, planes: list[Words]) -> Words:
    reached = [np.zeros_like(planes[0]) for _ in range(count)]
    for plane in planes:
        for more in range(count - 1, 0, -1):
            reached[more] |= reached[more - 1] & plane
        reached[0] |= plane
    return reached[-1]
