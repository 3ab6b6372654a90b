"""A condition over columns of bits: what is surely met and what possibly, by Kleene's rules, word by word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from huiqi.eligibility.conditions import AtLeast, Node
from huiqi.eligibility.engine.atoms import literal_of
from huiqi.eligibility.engine.bits import Words

Planes = tuple[Words, Words]
"""Surely met and possibly met, a bit per row."""
Find = Callable[[Node], Planes]
"""The planes of an atom."""
EVERYWHERE = slice(None)


@dataclass(frozen=True, slots=True)
class Plan:
    """At least `count` of: planes asked for, planes denied, further plans. The planes are those kept, not copies."""

    count: int
    asked: tuple[Planes, ...]
    denied: tuple[Planes, ...]
    plans: tuple[Plan, ...]

    def run(self, words: slice) -> Planes:
        """The planes of the condition in these words; they may be written to."""
        return self.sure(words), self.possible(words)

    def sure(self, words: slice) -> Words:
        """Where it is surely met: what is denied surely holds where it is not possible."""
        plain = [*(plane[words] for plane, _ in self.asked), *(plan.sure(words) for plan in self.plans)]
        return self._joined(plain, [plane[words] for _, plane in self.denied])

    def possible(self, words: slice) -> Words:
        """Where it is possibly met."""
        plain = [*(plane[words] for _, plane in self.asked), *(plan.possible(words) for plan in self.plans)]
        return self._joined(plain, [plane[words] for plane, _ in self.denied])

    def _joined(self, plain: list[Words], inverted: list[Words]) -> Words:
        return _joined(self.count, len(plain) + len(inverted), plain, inverted)


def planned(condition: Node, find: Find) -> Plan:
    """The condition with its planes found."""
    children: Sequence[Node] = condition.of if isinstance(condition, AtLeast) else (condition,)
    literals = [literal_of(child) for child in children if not isinstance(child, AtLeast)]
    return Plan(
        condition.count if isinstance(condition, AtLeast) else 1,
        tuple(find(atom) for atom, asked in literals if asked),
        tuple(find(atom) for atom, asked in literals if not asked),
        tuple(planned(child, find) for child in children if isinstance(child, AtLeast)),
    )


def evaluate(condition: Node, find: Find) -> Planes:
    """The planes of a condition over all rows."""
    return planned(condition, find).run(EVERYWHERE)


def _joined(count: int, of: int, plain: list[Words], inverted: list[Words]) -> Words:
    """At least `count` of these; all of them and any of them take one inversion, however many are denied."""
    if count not in (1, of):
        return reached(count, [*plain, *(~plane for plane in inverted)])
    join, across = (np.bitwise_and, np.bitwise_or) if count == of else (np.bitwise_or, np.bitwise_and)
    if not inverted:
        return _folded(join, plain)
    found = _folded(across, inverted)
    np.invert(found, out=found)
    for plane in plain:
        join(found, plane, out=found)
    return found


def _folded(join: np.ufunc, planes: list[Words]) -> Words:
    if len(planes) == 1:
        return planes[0].copy()
    found: Words = join(planes[0], planes[1])
    for plane in planes[2:]:
        join(found, plane, out=found)
    return found


def reached(count: int, planes: list[Words]) -> Words:
    """By what is reached after each: 1, 2, … of them."""
    reached = [np.zeros_like(planes[0]) for _ in range(count)]
    for plane in planes:
        for more in range(count - 1, 0, -1):
            reached[more] |= reached[more - 1] & plane
        reached[0] |= plane
    return reached[-1]
