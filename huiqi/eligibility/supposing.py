"""What if: some facts read otherwise, on this or another day; what that opens and what it closes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huiqi.eligibility.derived import parts_of
from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.vocabulary import FactType, vocabulary
from huiqi.kernel.words import Word


class Shift(Word):
    """What a supposition does to a policy."""

    OPENS = "opens", "多了"
    CLOSES = "closes", "没了"
    NEARER = "nearer", "近了"
    FARTHER = "farther", "远了"


_RANKS: Mapping[Standing | None, int] = {
    Standing.ELIGIBLE: 3,
    Standing.UNKNOWN: 2,
    Standing.NEAR: 1,
    Standing.INELIGIBLE: 0,
    None: 0,
}
"""None: no version of it is in force on that day."""


def shift(before: Standing | None, after: Standing | None) -> Shift | None:
    """What became of a policy; None where nothing that matters did."""
    old, new = _RANKS[before], _RANKS[after]
    if old == new:
        return None
    if Standing.ELIGIBLE in (before, after):
        return Shift.OPENS if after is Standing.ELIGIBLE else Shift.CLOSES
    return Shift.NEARER if new > old else Shift.FARTHER


def suppose(known: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with the changes. What was stated of a fact that follows from a changed one no longer holds."""
    stale = {name for name in known if name not in changes and _follows(name, changes)}
    return {name: value for name, value in known.items() if name not in stale} | dict(changes)


def _follows(name: str, changes: Mapping[str, Any]) -> bool:
    fact = vocabulary().get(name)
    parts = parts_of(fact) if fact else ()
    return any(part in changes or _follows(part, changes) for part in parts)


def supposable(name: str) -> bool:
    """Whether a fact may stand in a link: nothing that names anybody, nothing about a person, no list of awards."""
    fact = vocabulary().get(name)
    return fact is not None and fact.type not in (FactType.TEXT, FactType.LIST) and fact.group != "person"
