"""Worked examples: an enterprise made up for the purpose, a day, and how it must stand to the policy on that day.

They belong to a version like its conditions and are published with it, so that their facts are nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from huiqi.eligibility.facts import BadFacts, Facts, parse
from huiqi.eligibility.shapes import BadCondition, Broken, Raw, Shapes
from huiqi.eligibility.statuses import Standing

MOST = 50
"""Examples of one version."""
_KEYS = frozenset({"name", "on", "facts", "expected", "note"})


@dataclass(frozen=True, slots=True)
class Example:
    """One example; `facts` as they were written down."""

    name: str
    on: date
    facts: Facts
    expected: Standing
    note: str


def read_example(shapes: Shapes, raw: object, path: str) -> Example:
    """Read one example; what is wrong is written down with its path. Raises `Broken`."""
    given = shapes.mapping(raw, path)
    shapes.keys(given, _KEYS, path)
    on = shapes.day(given.get("on"), f"{path}.on")
    name, note = shapes.text(given.get("name"), f"{path}.name"), given.get("note") or ""
    if given.get("expected") not in set(Standing):
        raise shapes.broken(f"{path}.expected", "must be one of " + ", ".join(Standing))
    if not isinstance(note, str):
        raise shapes.broken(f"{path}.note", "must be a text")
    return Example(name, on, _facts(shapes, given, on, path), Standing(str(given["expected"])), note)


def read_examples(raw: object) -> tuple[Example, ...]:
    """Read the examples of a rule that stands in no version yet. Raises `BadCondition`."""
    shapes = Shapes()
    try:
        found = examples_in(shapes, raw)
    except Broken:
        raise BadCondition(shapes.faults) from None
    if shapes.faults:
        raise BadCondition(shapes.faults)
    return found


def examples_in(shapes: Shapes, raw: object) -> tuple[Example, ...]:
    """Read the examples of a version; what is wrong is written down with its path. Raises `Broken`."""
    if not isinstance(raw, list | tuple) or len(raw) > MOST:
        raise shapes.broken("$.examples", f"must be a list of at most {MOST}")
    found = tuple(read_example(shapes, one, f"$.examples[{place}]") for place, one in enumerate(raw))
    if len({example.name for example in found}) < len(found):
        raise shapes.broken("$.examples", "must have names that differ")
    return found


def _facts(shapes: Shapes, given: Raw, on: date, path: str) -> Facts:
    stated = shapes.mapping(given.get("facts"), f"{path}.facts")
    try:
        return parse({str(name): value for name, value in stated.items()}, on)
    except BadFacts as bad:
        raise shapes.broken(f"{path}.facts", str(bad)) from None


def lacking(examples: Iterable[Example]) -> bool:
    """Whether there is not one that gets through and one that does not; who is near does not."""
    expected = {example.expected for example in examples}
    return Standing.ELIGIBLE not in expected or expected.isdisjoint((Standing.INELIGIBLE, Standing.NEAR))
