"""Conditions that can never be met: alone, or against another that must hold as well. Each is named at its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huiqi.eligibility.conditions import Age, AtLeast, Compare, Flag, Holds, Leaf, Node, OneOf, Score, Within
from huiqi.eligibility.outline import Line, Path
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.standards import industries, regions

Bound = Decimal | date
MOST_YEARS = 200
"""Longer than anything in China has been registered, stated or certified."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The line that cannot be met and, where it is another that stands against it, that line's path."""

    path: Path
    against: Path | None


def contradictions(node: Node, outline: Line) -> list[Contradiction]:
    """Every line that can never be met together with the lines that must hold with it."""
    return list(_within_group(node, outline, ()))


def _pairs(node: Node, line: Line, path: Path) -> Iterator[tuple[Node, Line, Path]]:
    """The members of a group with their lines; a denial of one line is that line, denied."""
    if line["kind"] == "group" and line.get("word") == "none" and len(line["of"]) == 1:
        yield node, line["of"][0], (*path, 0)
    elif isinstance(node, AtLeast):
        for place, (child, below) in enumerate(zip(node.of, line["of"], strict=True)):
            yield child, below, (*path, place)


def _within_group(node: Node, line: Line, path: Path) -> Iterator[Contradiction]:
    if isinstance(node, Score) and line["kind"] == "score":
        if node.op in (">=", ">") and _most(line) < node.bound:
            yield Contradiction(path, None)
        return
    if isinstance(node, Leaf) and line["kind"] == "fact":
        if _impossible(node):
            yield Contradiction(path, None)
        return
    for child, below, place in _pairs(node, line, path):
        yield from _within_group(child, below, place)
    if isinstance(node, AtLeast) and node.count == len(node.of):
        yield from _against_each_other(list(_together(node, line, path)))


def _together(node: Node, line: Line, path: Path) -> Iterator[tuple[Leaf, Path]]:
    """The single conditions of this very group that must all hold; a group of all inside it says it itself."""
    for child, below, place in _pairs(node, line, path):
        if isinstance(child, Leaf):
            yield child, place if below["kind"] == "fact" else (*place, 0)
        elif isinstance(child, AtLeast) and child.count == len(child.of):
            yield from _together(child, below, place)


def _against_each_other(leaves: list[tuple[Leaf, Path]]) -> Iterator[Contradiction]:
    for place, (leaf, path) in enumerate(leaves):
        for other, before in leaves[:place]:
            if other.fact == leaf.fact and _excludes(other, leaf):
                yield Contradiction(path, before)
                break


def _excludes(one: Leaf, other: Leaf) -> bool:
    """Whether no value meets both."""
    if isinstance(one, Compare) and isinstance(other, Compare):
        return _apart(one, other) or _apart(other, one)
    if isinstance(one, Flag) and isinstance(other, Flag):
        return one.value is not other.value
    if isinstance(one, OneOf) and isinstance(other, OneOf):
        return _codes_exclude(one, other)
    if isinstance(one, Holds) and isinstance(other, Holds):
        return _sets_exclude(one, other) or _sets_exclude(other, one)
    if isinstance(one, Within) and isinstance(other, Within):
        return _trees_exclude(one, other)
    return False


def _apart(low: Compare, high: Compare) -> bool:
    """Whether what the one demands at least lies above what the other allows at most."""
    least, most = low.value, high.value
    if not isinstance(least, Decimal | date) or type(least) is not type(most):
        return False
    if low.op not in (">", ">=", "=") or high.op not in ("<", "<=", "="):
        return False
    strict = (">" in low.op and "=" not in low.op) or high.op == "<"
    return least > most or (strict and least == most)  # type: ignore[operator]


def _codes_exclude(one: OneOf, other: OneOf) -> bool:
    if one.op == other.op:
        return one.op == "in" and not set(one.codes) & set(other.codes)
    allowed, denied = (one, other) if one.op == "in" else (other, one)
    return set(allowed.codes) <= set(denied.codes)


def _sets_exclude(one: Holds, other: Holds) -> bool:
    if other.op != "has_none":
        return False
    if one.op == "has_all":
        return bool(set(one.codes) & set(other.codes))
    return one.op == "has_any" and set(one.codes) <= set(other.codes)


def _trees_exclude(one: Within, other: Within) -> bool:
    tree = regions if vocabulary()[one.fact].type.value == "region" else industries

    def lies(code: str, codes: tuple[str, ...]) -> bool:
        return any(tree.find(code).is_within(tree.find(above)) for above in codes)

    if one.op == other.op:
        meet = any(lies(code, other.codes) for code in one.codes) or any(lies(c, one.codes) for c in other.codes)
        return one.op == "within" and not meet
    inside, outside = (one, other) if one.op == "within" else (other, one)
    return all(lies(code, outside.codes) for code in inside.codes)


def _impossible(leaf: Leaf) -> bool:
    """Whether a number is asked for that the fact cannot have."""
    if isinstance(leaf, Age) and leaf.op == "years_at_least":
        return leaf.years > MOST_YEARS
    fact = vocabulary()[leaf.fact]
    if not isinstance(leaf, Compare) or not isinstance(leaf.value, Decimal):
        return False
    if fact.maximum is not None and leaf.op in (">", ">=", "="):
        return leaf.value > fact.maximum or (leaf.op == ">" and leaf.value == fact.maximum)
    if fact.minimum is not None and leaf.op in ("<", "<=", "="):
        return leaf.value < fact.minimum or (leaf.op == "<" and leaf.value == fact.minimum)
    return False


def _most(line: Line) -> Decimal:
    """The most points a line of a score table can give, as far as its ceilings say."""
    kind = line["kind"]
    if kind == "per":
        return Decimal(line["cap"]) if line.get("cap") else Decimal("Infinity")
    if kind == "bands":
        return max([Decimal(0), *(Decimal(band["points"]) for band in line["of"])])
    parts = [_most(part) for part in line["of"]]
    if kind == "best_of":
        return max(parts)
    total = sum(parts, Decimal(0))
    return min(total, Decimal(line["cap"])) if line.get("cap") else total
