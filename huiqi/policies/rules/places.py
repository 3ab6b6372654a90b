"""Where a condition stands: a name that it keeps in every version of its policy, as long as it asks for the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from huiqi.eligibility.conditions import AtLeast, Leaf, Manual, Meets, Node

MOST_PLACE = 120
"""Characters of a place."""

T = TypeVar("T")


def name_of(node: Node) -> str:
    """What a condition is about: its fact, the policy it refers to, what a person confirms; else its kind."""
    if isinstance(node, Leaf):
        return node.fact
    if isinstance(node, Meets):
        return f"meets-{node.policy}"
    if isinstance(node, Manual):
        return f"manual-{node.key}"
    return f"group-{node.word}" if isinstance(node, AtLeast) else "score"


def placed(lines: Iterable[tuple[T, Node]]) -> Iterator[tuple[T, str]]:
    """Each line with its place: the name of its condition; the second of one name is `name-2`, and so on."""
    seen: Counter[str] = Counter()
    for line, node in lines:
        name = name_of(node)
        seen[name] += 1
        yield line, name if seen[name] == 1 else f"{name}-{seen[name]}"
