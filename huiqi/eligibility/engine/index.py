"""The clause index: which of a hundred thousand policies one enterprise may have, exactly, and which it nearly has.

The clauses of all policies stand in columns of bits, sorted by region, so that only those of the enterprise's own
places are read. For every value of an attribute two rows say which clauses it leaves met and which possible; all rows
of one enterprise AND-ed together are the answer. A row is written by the judge of single enterprises when its value
is first seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class Matches:
    """Policies by their number, in no order; whatever is in none of these is not met, for more than one reason."""

    eligible: Numbers
    unknown: Numbers
    near: Numbers
    """Not met, and one attribute (a fact, a score) is all that stands in the way."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """The clauses of policies of one region: words, and where each policy's clauses begin."""

    words: slice
    starts: Numbers
    policies: Numbers


class ClauseIndex:
    """Every policy's condition on one day; policies are numbered as they are given."""

    def __init__(self, conditions: Sequence[Node], on: date, library: Library) -> None:
        """Index the conditions."""
        self.on, self.library, self._conditions = on, library, conditions
        every = [clauses_of(condition) for condition in conditions]
        self._inexact = np.array([not clauses.exact for clauses in every], dtype=np.bool_)
        self._segments: dict[int, _Segment] = {}
        self._merged: dict[tuple[int, int], _Segment | None] = {}
        holders = self._lay_out(every)
        self._attributes = attributes_of(holders)
        self._holders = [[holders[atom] for atom in atoms] for _key, atoms in self._attributes]
        self._rows: list[dict[object, int]] = [{} for _ in self._attributes]
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
        bit, real = 0, []
        for region, numbers in sorted(by_region.items()):
            first, starts = bit, []
            for number in numbers:
                starts.append(bit - first)
                for clause in every[number].of:
                    for atom, asked in clause:
                        holding.setdefault(atom, ([], []))[0 if asked else 1].append(bit)
                    real.append(bit)
                    bit += 1
            bit = bits.words_for(bit) * bits.WORD
            words = slice(first // bits.WORD, bit // bits.WORD)
            self._segments[region] = _Segment(words, np.array(starts), np.array(numbers))
        truths = np.zeros(bit, dtype=np.bool_)
        truths[real] = True
        self._truths, self._real = truths, bits.packed(truths)
        return {atom: (np.array(asked, int), np.array(denied, int)) for atom, (asked, denied) in holding.items()}

    # Rows

    def _row(self, place: int, examiner: Examiner) -> int:
        key, atoms = self._attributes[place]
        seen, found = self._rows[place], key(examiner)
        row = seen.get(found)
        if row is None:
            row = seen[found] = self._write(place, [examiner.find(atom).status for atom in atoms])
        return row

    def _write(self, place: int, statuses: list[Status]) -> int:
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

    def match(self, facts: Facts) -> Matches:
        """What the enterprise may have, may perhaps have, and nearly has."""
        examiner, rows = Examiner(facts, self.on, self.library), self._unknown.copy()
        names = [*facts.values, "confirmed"] if facts.confirmed or facts.denied else facts.values
        for place in {place for name in names for place in self._by_fact.get(name, ())}:
            rows[place] = self._row(place, examiner)
        parts: tuple[list[Numbers], list[Numbers], list[Numbers]] = ([], [], [])
        for segment, surely in self._places(facts.get("region")):
            for part, found in zip(parts, self._in_segment(segment, rows, surely, examiner), strict=True):
                part.append(found)
        return Matches(*(np.concatenate(part) if part else np.zeros(0, np.int64) for part in parts))

    def _places(self, region: object) -> Iterator[tuple[_Segment, bool]]:
        """The policies of the places the enterprise lies in, then of those it may lie in."""
        root = regions.find(regions.NATION)
        home = regions.find(region) if isinstance(region, str) else root
        for place in (root.interval[0], *(step.interval[0] for step in home.path if step is not root)):
            if place in self._segments:
                yield self._segments[place], True
        below = self._below(home.interval)
        if below is not None:
            yield below, False

    def _below(self, interval: tuple[int, int]) -> _Segment | None:
        """The policies of all regions that lie in one, as one segment."""
        if interval not in self._merged:
            found = [self._segments[place] for place in range(interval[0] + 1, interval[1]) if place in self._segments]
            self._merged[interval] = _joined(found) if found else None
        return self._merged[interval]

    def _in_segment(
        self, segment: _Segment, rows: NDArray[np.intp], surely: bool, examiner: Examiner
    ) -> tuple[Numbers, Numbers, Numbers]:
        possible = self._possible[rows, segment.words]
        every, one = _lacking(possible)
        policy_possible = self._by_policy(every, segment)
        policy_near = self._by_policy(one & self._real[segment.words], segment) & ~policy_possible
        if surely:
            met = self._by_policy(np.bitwise_and.reduce(self._met[rows, segment.words], axis=0), segment)
        else:
            met = np.zeros_like(policy_possible)
        for at in np.flatnonzero(policy_possible & self._inexact[segment.policies]).tolist():
            status = examiner.find(self._conditions[segment.policies[at]]).status
            met[at], policy_possible[at] = status is Status.MET, status is not Status.UNMET
        numbers = segment.policies
        return numbers[met], numbers[policy_possible & ~met], numbers[policy_near]

    @staticmethod
    def _by_policy(words: Words, segment: _Segment) -> NDArray[np.bool_]:
        """A policy is met where any of its clauses is."""
        found = bits.unpacked(words, len(words) * bits.WORD)
        return np.logical_or.reduceat(found, segment.starts)


def _joined(segments: list[_Segment]) -> _Segment:
    first = segments[0].words.start
    starts = [segment.starts + (segment.words.start - first) * bits.WORD for segment in segments]
    policies = np.concatenate([segment.policies for segment in segments])
    return _Segment(slice(first, segments[-1].words.stop), np.concatenate(starts), policies)


def _lacking(rows: NDArray[np.uint64]) -> tuple[Words, Words]:
    """The clauses that nothing excludes, and those that exactly one row excludes, halves joined with halves."""
    none, one = rows, ~rows
    while len(none) > 1:
        half = len(none) // 2
        first, second, rest = slice(0, half), slice(half, 2 * half), slice(2 * half, None)
        joined_one = (none[first] & one[second]) | (one[first] & none[second])
        none = np.concatenate([none[first] & none[second], none[rest]])
        one = np.concatenate([joined_one, one[rest]])
    return none[0], one[0]
