"""The size classes for the third witness: the classes that are still open, from industry and what is known, as SQL."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from huiqi.standards.size_classes import Rule, SizeClass, standard_on

_CLASSES = [str(size.value) for size in SizeClass]


def derived_in(parts: Sequence[str], codes: str, on: date) -> str:
    """Whether the class, by industry, staff, revenue and assets, is one of `codes`; NULL where classes differ."""
    standard = standard_on(on)
    if standard is None:
        return "NULL::boolean"
    industry, *values = parts
    rules = {rule for found in standard.assigned.values() for rule in found if isinstance(rule, Rule)}
    bounds = "(VALUES " + ", ".join(_row(rule, values) for rule in rules) + ") AS r(rule, low, high)"
    applying = {code: [r.number for r in found if isinstance(r, Rule)] for code, found in standard.assigned.items()}
    mine = f"('{json.dumps(applying)}'::jsonb -> {industry}) @> to_jsonb(rule)"
    classes = "'{" + ",".join(_CLASSES) + "}'::text[]"
    open_ = f"SELECT unnest(({classes})[low + 1:high + 1]) FROM {bounds} WHERE {mine} OR {industry} IS NULL"
    every = f"SELECT unnest({classes}) WHERE {industry} IS NULL"
    return (
        f"(SELECT CASE WHEN bool_and(c = ANY({codes})) THEN true WHEN NOT bool_or(c = ANY({codes})) THEN false END"
        f" FROM ({open_} UNION ALL {every}) AS o(c))"
    )


def _row(rule: Rule, values: Sequence[str]) -> str:
    """A rule with the lowest and highest class it leaves open."""
    named = dict(zip(("employees", "revenue", "total_assets"), values, strict=True))
    reached, known = [], []
    for name, bounds in rule.bounds.items():
        value = named[name]
        steps = " + ".join(f"({value} >= {bound:f})::int" for bound in bounds)
        reached.append(f"({steps})")
        known.append(f"{value} IS NOT NULL")
    high = f"least({', '.join(reached)}, {len(_CLASSES) - 1})"  # least() passes over what is not known
    return f"({rule.number}, CASE WHEN {' AND '.join(known)} THEN {high} ELSE 0 END, {high})"
