"""Attributes: atoms grouped by what decides them, so that one look at a fact decides all its atoms at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from huiqi.eligibility.conditions import Age, Compare, Holds, Leaf, Manual, Node, Score
from huiqi.eligibility.engine.atoms import is_plain
from huiqi.eligibility.engine.columns import ORDERED, exactly, key_of
from huiqi.eligibility.engine.judging import latest_start
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.scores import compare_interval, find_score
from huiqi.eligibility.statuses import Status
from huiqi.eligibility.vocabulary import vocabulary

Key = Callable[[Examiner], object]
"""What decides every atom of an attribute: equal keys, equal statuses (on one day, with one library)."""


def attributes_of(atoms: Iterable[Node]) -> list[tuple[Key, tuple[Node, ...]]]:
    """The attributes of these atoms with the key of each."""
    groups: dict[tuple[object, ...], list[Node]] = {}
    for atom in atoms:
        groups.setdefault(_group(atom), []).append(atom)
    return [(_key(str(group[0]), found), tuple(found)) for group, found in groups.items()]


def _group(atom: Node) -> tuple[object, ...]:
    if isinstance(atom, Score):
        return "score", atom.items
    if isinstance(atom, Manual):
        return ("manual",)
    if isinstance(atom, Age):
        return "age", atom.fact
    if isinstance(atom, Leaf) and is_plain(atom):
        fact = vocabulary()[atom.fact]
        if fact.type in ORDERED:
            constant = isinstance(atom, Compare) and isinstance(atom.value, Decimal | date)
            return ("ordered" if constant else "alone", atom.fact, None if constant else atom)
        return ("holds" if isinstance(atom, Holds) else "keyed"), atom.fact
    return "alone", atom


def _key(kind: str, atoms: Sequence[Node]) -> Key:
    first = atoms[0]
    if kind == "score":
        assert isinstance(first, Score)
        return _points(first, [atom for atom in atoms if isinstance(atom, Score)])
    if kind == "manual":
        return _marks(frozenset(atom.key for atom in atoms if isinstance(atom, Manual)))
    if kind == "age":
        return _years([atom for atom in atoms if isinstance(atom, Age)])
    if kind == "alone":
        return lambda examiner: examiner.find(first).status
    assert isinstance(first, Leaf)
    if kind == "ordered":
        return _place(first.fact, sorted({exactly(atom.value) for atom in atoms}))  # type: ignore[attr-defined]
    return (_valid if kind == "holds" else _itself)(first.fact)


def _place(fact: str, cuts: list[Decimal]) -> Key:
    """Between which two thresholds, or on which one."""

    def key(examiner: Examiner) -> object:
        value: Any = examiner.known(fact).value
        if value is None:
            return None
        if isinstance(value, date):
            value = exactly(value)
        at = bisect_left(cuts, value)
        return 2 * at + (at < len(cuts) and cuts[at] == value)

    return key


def _years(atoms: list[Age]) -> Key:
    """How many of these ages are reached on the day."""
    fact, ages = atoms[0].fact, sorted({atom.years for atom in atoms})
    latest: dict[date, list[int]] = {}

    def key(examiner: Examiner) -> object:
        value: Any = examiner.known(fact).value
        if value is None:
            return None
        if examiner.on not in latest:
            latest[examiner.on] = sorted(latest_start(years, examiner.on) for years in ages)
        return bisect_left(latest[examiner.on], value.toordinal())

    return key


def _itself(fact: str) -> Key:
    return lambda examiner: key_of(examiner.known(fact))


def _valid(fact: str) -> Key:
    def key(examiner: Examiner) -> object:
        value: Any = examiner.known(fact).value
        return None if value is None else frozenset(held.code for held in value if held.is_valid(examiner.on))

    return key


def _marks(keys: frozenset[str]) -> Key:
    return lambda examiner: (keys & examiner.facts.confirmed, keys & examiner.facts.denied)


def _points(score: Score, atoms: list[Score]) -> Key:
    """The points are added up once, whatever is asked of them."""

    def key(examiner: Examiner) -> tuple[Status, ...]:
        interval = find_score(score, examiner).interval
        assert interval is not None
        return tuple(compare_interval(atom, *interval) for atom in atoms)

    return key
