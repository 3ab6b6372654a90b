"""The clause index: which of a hundred thousand policies one enterprise may have, exactly, and which it nearly has.

The clauses of all policies stand in columns of bits, sorted by region, so that only those of the enterprise's own
places are read. For every value of an attribute two rows say which clauses it leaves met and which possible; all rows
of one enterprise AND-ed together are the answer. A row is written by the judge of single enterprises when its value
is first seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.engine import bits
from huiqi.eligibility.engine.atoms import facts_behind
from huiqi.eligibility.engine.attributes import attributes_of
from huiqi.eligibility.engine.bits import Words
from huiqi.eligibility.engine.clauses import Clauses, clauses_of
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.facts import NOTHING, Facts
from huiqi.eligibility.library import Library
from huiqi.eligibility.statuses import Status
from huiqi.standards import regions

Numbers = NDArray[np.int64]
_NOBODY = -1
"""Owns the bits that fill up a region's last word."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Policies by their number, in no order; whatever is in none of these is not met, for more than one reason."""

    eligible: Numbers
    unknown: Numbers
    near: Numbers
    """Not met, and one attribute (a fact, a score) is all that stands in the way."""


@dataclass(frozen=True, slots=True)
class _Home:
    """Where to look for an enterprise of one region: the words of its own places, and of those it may lie in."""

    own: Numbers
    below: slice | None


class ClauseIndex:
    """Every policy's condition on one day; policies are numbered as they are given."""

    def __init__(self, conditions: Sequence[Node], on: date, library: Library) -> None:
        """Index the conditions."""
        self.on, self.library, self._conditions = on, library, conditions
        every = [clauses_of(condition) for condition in conditions]
        self._inexact = np.array([not clauses.exact for clauses in every], dtype=np.bool_)
        self._segments: dict[int, slice] = {}
        self._homes: dict[object, _Home] = {}
        holders = self._lay_out(every)
        self._attributes = attributes_of(holders)
        self._holders = [[holders[atom] for atom in atoms] for _key, atoms in self._attributes]
        self._rows: list[dict[object, int]] = [{} for _ in self._attributes]
        self._alike: list[dict[tuple[Status, ...], int]] = [{} for _ in self._attributes]
        self._met = np.zeros((256, len(self._real)), dtype=np.uint64)
        self._possible = np.zeros_like(self._met)
        self._used = 0
        self._by_fact: dict[str, list[int]] = {}
        for place, (_key, atoms) in enumerate(self._attributes):
            for fact in frozenset().union(*(facts_behind(atom, library) for atom in atoms)):
                self._by_fact.setdefault(fact, []).append(place)
        nobody = Examiner(NOTHING, on, library)
        self._unknown = np.array([self._row(place, nobody) for place in range(len(self._attributes))], dtype=np.intp)

    def _lay_out(self, every: list[Clauses]) -> dict[Node, tuple[Numbers, Numbers]]:
        """Give every clause its bit, region after region; answers the bits that ask for an atom and that deny it."""
        by_region: dict[int, list[int]] = {}
        for number, clauses in enumerate(every):
            by_region.setdefault(regions.find(clauses.region).interval[0], []).append(number)
        holding: dict[Node, tuple[list[int], list[int]]] = {}
        owners: list[int] = []
        for region, numbers in sorted(by_region.items()):
            first = len(owners) // bits.WORD
            for number in numbers:
                for clause in every[number].of:
                    for atom, asked in clause:
                        holding.setdefault(atom, ([], []))[0 if asked else 1].append(len(owners))
                    owners.append(number)
            owners += [_NOBODY] * (-len(owners) % bits.WORD)
            self._segments[region] = slice(first, len(owners) // bits.WORD)
        self._owners = np.array(owners, dtype=np.int64)
        self._truths = self._owners != _NOBODY
        self._real = bits.packed(self._truths)
        return {atom: (np.array(asked, int), np.array(denied, int)) for atom, (asked, denied) in holding.items()}

    # Rows

    def _row(self, place: int, examiner: Examiner) -> int:
        key, atoms = self._attributes[place]
        seen, found = self._rows[place], key(examiner)
        row = seen.get(found)
        if row is None:
            statuses = tuple([examiner.find(atom).status for atom in atoms])
            alike = self._alike[place]  # A thousand industries differ in little that any policy asks.
            if statuses not in alike:
                alike[statuses] = self._write(place, statuses)
            row = seen[found] = alike[statuses]
        return row

    def _write(self, place: int, statuses: Sequence[Status]) -> int:
        if self._used == len(self._met):
            self._met, self._possible = (np.concatenate([m, np.zeros_like(m)]) for m in (self._met, self._possible))
        met, possible = self._truths.copy(), self._truths.copy()
        for status, (asked, denied) in zip(statuses, self._holders[place], strict=True):
            if status is not Status.MET:
                met[asked] = False
            if status is not Status.UNMET:
                met[denied] = False
            if status is not Status.UNKNOWN:
                possible[asked if status is Status.UNMET else denied] = False
        self._met[self._used], self._possible[self._used] = bits.packed(met), bits.packed(possible)
        self._used += 1
        return self._used - 1

    # Matching

    @property
    def inexact(self) -> list[int]:
        """The policies with too many alternatives for the clauses; they are left to the judge."""
        return np.flatnonzero(self._inexact).tolist()

    @property
    def values_seen(self) -> int:
        """How many values have their rows."""
        return self._used

    def match(self, facts: Facts) -> Matches:
        """What the enterprise may have, may perhaps have, and nearly has."""
        examiner, rows = Examiner(facts, self.on, self.library), self._unknown.copy()
        names = [*facts.values, "confirmed"] if facts.confirmed or facts.denied else facts.values
        for place in {place for name in names for place in self._by_fact.get(name, ())}:
            rows[place] = self._row(place, examiner)
        home = self._home(facts.get("region"))
        column = rows[:, None]
        every, one = _lacking(self._possible[column, home.own])
        met = self._policies(np.bitwise_and.reduce(self._met[column, home.own], axis=0), home.own)
        possible = self._policies(every, home.own)
        near = self._without(self._policies(one & self._real[home.own], home.own), possible)
        unknown = self._without(possible, met)
        if home.below is not None:
            perhaps = np.bitwise_and.reduce(self._possible[rows, home.below], axis=0)
            unknown = np.concatenate([unknown, self._policies(perhaps, np.arange(home.below.start, home.below.stop))])
        return self._checked(Matches(met, unknown, near), examiner)

    def _home(self, region: object) -> _Home:
        found = self._homes.get(region)
        if found is None:
            root = regions.find(regions.NATION)
            home = regions.find(region) if isinstance(region, str) else root
            places = [root.interval[0], *(step.interval[0] for step in home.path if step is not root)]
            own = [np.r_[self._segments[place]] for place in places if place in self._segments]
            below = [self._segments[p] for p in range(home.interval[0] + 1, home.interval[1]) if p in self._segments]
            found = self._homes[region] = _Home(
                np.concatenate([np.zeros(0, np.int64), *own]),
                slice(below[0].start, below[-1].stop) if below else None,
            )
        return found

    def _policies(self, words: Words, places: Numbers) -> Numbers:
        """The policies any of whose clauses is in; the clauses of one stand together."""
        full, inside = bits.set_in(words)
        owners = self._owners[places[full[inside >> 6]] * bits.WORD + (inside & 63)]
        first = np.ones(len(owners), dtype=np.bool_)
        np.not_equal(owners[1:], owners[:-1], out=first[1:])
        found: Numbers = owners[first]
        return found

    def _without(self, some: Numbers, others: Numbers) -> Numbers:
        out = np.zeros(len(self._conditions), dtype=np.bool_)
        out[others] = True
        return some[~out[some]]

    def _checked(self, matches: Matches, examiner: Examiner) -> Matches:
        """What the clauses cannot decide is asked of the judge."""
        found = np.concatenate([matches.eligible, matches.unknown])
        doubtful = found[self._inexact[found]]
        if len(doubtful) == 0:
            return matches
        statuses = {number: examiner.find(self._conditions[number]).status for number in doubtful.tolist()}
        sorted_ = {s: np.array([n for n, status in statuses.items() if status is s], dtype=np.int64) for s in Status}
        eligible, unknown = (self._without(some, doubtful) for some in (matches.eligible, matches.unknown))
        return Matches(
            np.concatenate([eligible, sorted_[Status.MET]]),
            np.concatenate([unknown, sorted_[Status.UNKNOWN]]),
            matches.near,
        )


def _lacking(rows: NDArray[np.uint64]) -> tuple[Words, Words]:
    """The clauses that nothing excludes, and those that exactly one row excludes, halves joined with halves."""
    if not len(rows):  # No policy has a condition yet: nothing excludes anything.
        return np.bitwise_and.reduce(rows, axis=0), np.zeros(rows.shape[1:], np.uint64)
    none, one = rows, ~rows
    while len(none) > 1:
        half = len(none) // 2
        first, second, rest = slice(0, half), slice(half, 2 * half), slice(2 * half, None)
        joined_one = (none[first] & one[second]) | (one[first] & none[second])
        none = np.concatenate([none[first] & none[second], none[rest]])
        one = np.concatenate([joined_one, one[rest]])
    return none[0], one[0]
