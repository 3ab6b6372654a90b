"""Every enterprise in columns of bits: which of them meet a condition, surely or possibly, on one day.

The raw columns say what is known; the planes of the catalogue (the literals that policies use) are kept ready. One
outside the catalogue is judged from the raw columns, as exactly. One enterprise is kept current by the judge of
single enterprises. Where the rows are sorted by region, a region is a range of rows and nothing else is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from huiqi.eligibility.conditions import AtLeast, Compare, Node, Within
from huiqi.eligibility.engine import bits
from huiqi.eligibility.engine.atoms import Literal, fact_itself, facts_behind, literals_in
from huiqi.eligibility.engine.bits import Truths, Words
from huiqi.eligibility.engine.columns import NOTHING, ORDERED, Keyed, Ordered, key_of
from huiqi.eligibility.engine.evaluation import Plan, Planes, Run, evaluate, planned
from huiqi.eligibility.engine.judging import Pair, judge
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.facts import Facts
from huiqi.eligibility.leaves import COMPARISONS
from huiqi.eligibility.library import Library
from huiqi.eligibility.statuses import Status, decided
from huiqi.eligibility.vocabulary import FactType, vocabulary
from huiqi.standards import regions

_SPLIT = 40_000
"""Words from which two threads are quicker than one."""
_POOL = ThreadPoolExecutor(1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that lie together, by their words; `head` and `tail`: which bits of the first and last are theirs."""

    first: int
    last: int
    head: np.uint64 = bits.FULL
    tail: np.uint64 = bits.FULL

    @classmethod
    def of(cls, start: int, stop: int) -> Stretch:
        """The rows from `start` to before `stop`, of which there is one at least."""
        full = int(bits.FULL)
        head, tail = np.uint64(full << (start & 63) & full), np.uint64(full >> (-stop & 63))
        return cls(start >> 6, bits.words_for(stop), head, tail)

    def halves(self) -> tuple[Stretch, Stretch]:
        """The same in two."""
        middle = (self.first + self.last) // 2
        return replace(self, last=middle, tail=bits.FULL), replace(self, first=middle, head=bits.FULL)

    def told(self, run: Run | None) -> tuple[Words, int]:
        """What holds of these rows (without a plan everything does), and of how many."""
        found = run(slice(self.first, self.last)) if run else np.full(self.last - self.first, bits.FULL)
        found[0] &= self.head
        found[-1] &= self.tail
        return found, bits.count(found)


class Piece(NamedTuple):
    """Some rows that were looked at, `start` being that of the first bit: who may meet it, who surely does."""

    start: int
    possible: Words
    possibly: int
    sure: Words | None = None
    """None where nobody surely is."""
    surely: int = 0


@dataclass(frozen=True, slots=True)
class Audience:
    """Who meets a condition on the day; rows are only made out when asked for."""

    size: int
    pieces: tuple[Piece, ...]

    @property
    def eligible(self) -> int:
        """How many surely meet it."""
        return sum(piece.surely for piece in self.pieces)

    @property
    def possible(self) -> int:
        """How many surely or possibly meet it."""
        return sum(piece.possibly for piece in self.pieces)

    @property
    def unknown(self) -> int:
        """Of how many it is not known."""
        return self.possible - self.eligible

    @property
    def ineligible(self) -> int:
        """How many do not meet it."""
        return self.size - self.possible

    def eligible_rows(self) -> NDArray[np.int64]:
        """The rows of those that surely meet it, in order."""
        return self._rows([(piece.start, piece.sure) for piece in self.pieces if piece.sure is not None])

    def unknown_rows(self) -> NDArray[np.int64]:
        """The rows of those of which it is not known, in order."""
        return self._rows(
            [(one.start, one.possible if one.sure is None else one.possible & ~one.sure) for one in self.pieces]
        )

    @staticmethod
    def _rows(parts: list[tuple[int, Words]]) -> NDArray[np.int64]:
        found = [bits.rows_in(words, start) for start, words in parts]
        return np.sort(np.concatenate([np.zeros(0, np.int64), *found]))


@dataclass(frozen=True, slots=True)
class Question:
    """A condition made ready: what it asks within a region, and the rows that lie there surely and perhaps."""

    plan: Plan | None
    surely: tuple[Stretch, ...]
    perhaps: tuple[Stretch, ...]


@dataclass
class Population:
    """The enterprises of one day; `columns` by fact; `confirmed` and `denied`: rows by the key of a condition."""

    on: date
    library: Library
    size: int
    columns: dict[str, Ordered | Keyed]
    confirmed: dict[str, set[int]] = field(default_factory=dict)
    denied: dict[str, set[int]] = field(default_factory=dict)
    positions: NDArray[np.int16] | None = None
    """Where each row's region stands in the tree, if the rows are sorted by it; rows without a region come last."""
    _planes: dict[Literal, Planes] = field(default_factory=dict)
    _by_fact: dict[str, list[Literal]] = field(default_factory=dict)
    _bytes: dict[Literal, tuple[memoryview, memoryview]] = field(default_factory=dict)
    _behind: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, everyone: Sequence[Facts], on: date, library: Library) -> Population:
        """Read the facts of all enterprises."""
        examiners = [Examiner(facts, on, library) for facts in everyone]
        found = cls(on, library, len(everyone), {})
        for name, fact in vocabulary().items():
            known = [examiner.known(name) for examiner in examiners]
            if fact.type in ORDERED:
                found.columns[name] = Ordered.of([one.value for one in known])
            elif fact.type is not FactType.TEXT:
                found.columns[name] = Keyed.of([key_of(one) for one in known])
        for row, facts in enumerate(everyone):
            found._mark(row, facts)
        return found

    def sorted_by_region(self) -> Population:
        """The same, once its rows stand in the order of `position_of` their regions."""
        regions_ = self.keyed("region")
        places = np.array([position_of(region) for region, _possible in regions_.keys], dtype=np.int16)
        self.positions = places[regions_.ids]
        assert bool(np.all(self.positions[1:] >= self.positions[:-1]))
        return self

    # What judging reads

    def ordered(self, fact: str) -> Ordered:
        """The column of a number or day; wholly unknown where nobody states it."""
        column = self.columns.setdefault(fact, Ordered(np.full(self.size, np.nan)))
        assert isinstance(column, Ordered)
        return column

    def keyed(self, fact: str) -> Keyed:
        """The column of any other fact; wholly unknown where nobody states it."""
        column = self.columns.setdefault(fact, Keyed(np.zeros(self.size, np.uint32), [NOTHING]))
        assert isinstance(column, Keyed)
        return column

    def marked(self, key: str) -> Pair:
        """The rows that have a condition confirmed, and denied."""
        return self._marked(self.confirmed, key), self._marked(self.denied, key)

    def _marked(self, marks: Mapping[str, set[int]], key: str) -> Truths:
        found = np.zeros(self.size, dtype=np.bool_)
        found[list(marks.get(key, ()))] = True
        return found

    def truths(self, condition: Node) -> Pair:
        """A whole condition, row by row."""
        sure, possible = evaluate(condition, self.planes)
        return bits.unpacked(sure, self.size), bits.unpacked(possible, self.size)

    # Planes

    def keep(self, conditions: Iterable[Node]) -> None:
        """Take the literals of conditions into the catalogue: their planes lie together, which memory reads faster."""
        asked = dict.fromkeys(literal for condition in conditions for literal in literals_in(condition))
        fresh = [one for one in asked if one not in self._planes and not self._is_range(one[0])]
        held = np.empty((len(fresh), 2, bits.words_for(self.size)), dtype=np.uint64)
        for (sure, possible), literal in zip(held, fresh, strict=True):
            sure[:], possible[:] = self._judged(literal)
            self._planes[literal] = sure, possible
            self._bytes[literal] = sure.view(np.uint8).data, possible.view(np.uint8).data
            for fact in facts_behind(literal[0], self.library):
                self._by_fact.setdefault(fact, []).append(literal)

    def _is_range(self, atom: Node) -> bool:
        return self.positions is not None and isinstance(atom, Within) and atom.fact == "region"

    def planes(self, literal: Literal) -> Planes:
        """The planes of a literal: those kept, or else judged now and forgotten."""
        return self._planes.get(literal) or self._judged(literal)

    def _judged(self, literal: Literal) -> Planes:
        """What is denied surely holds where it is not possible, and the other way round."""
        atom, is_asked = literal
        sure, possible = judge(atom, self)
        return (bits.packed(sure), bits.packed(possible)) if is_asked else (bits.packed(~possible), bits.packed(~sure))

    @property
    def kept(self) -> int:
        """How many literals the catalogue has."""
        return len(self._planes)

    @property
    def resident(self) -> int:
        """Bytes of the planes kept."""
        return sum(sure.nbytes + possible.nbytes for sure, possible in self._planes.values())

    # Questions

    @cached_property
    def _starts(self) -> list[int]:
        """At which row each region of the tree begins; then where rows without a region do, and where they end."""
        assert self.positions is not None
        places = np.arange(len(regions.tree()) + 1, dtype=np.int16)
        return [*np.searchsorted(self.positions, places).tolist(), self.size]

    def audience(self, condition: Node) -> Audience:
        """Who meets a condition."""
        return self.answer(self.question(condition))

    def question(self, condition: Node) -> Question:
        """A condition with its planes found, to be asked again and again: its atoms are in the catalogue then."""
        place, rest = self._by_region(condition)
        plan = None if rest is None else planned(rest, self.planes)
        if place is None or self.positions is None:
            return Question(plan, (Stretch.of(0, self.size),) if self.size else (), ())
        return Question(plan, *_ranges(place, self._starts))

    def answer(self, question: Question) -> Audience:
        """Who meets it. A question is not for a population whose rows are no longer sorted as they were then."""
        sure, possible = (question.plan.sure, question.plan.possible) if question.plan else (None, None)
        pieces = [piece for rows in question.surely for piece in _surely(rows, sure, possible)]
        # Nobody of the others surely meets it: only who may is looked for.
        pieces += [Piece(rows.first * bits.WORD, *rows.told(possible)) for rows in question.perhaps]
        return Audience(self.size, tuple(pieces))

    def _by_region(self, condition: Node) -> tuple[Within | None, Node | None]:
        """The region a condition asks for, and what else it asks."""
        if self.positions is None or not isinstance(condition, AtLeast) or condition.count != len(condition.of):
            return None, condition
        for child in condition.of:
            if isinstance(child, Within) and child.fact == "region" and child.op == "within":
                rest = tuple(other for other in condition.of if other is not child)
                return child, AtLeast(count=len(rest), of=rest, word="all") if rest else None
        return None, condition

    # Staying current

    def update(self, row: int, facts: Facts, changed: Iterable[str]) -> None:
        """Write down what is known of one enterprise now, `changed` naming the facts (or `confirmed`) that differ."""
        names = set(changed)
        literals = dict.fromkeys(literal for name in names for literal in self._by_fact.get(name, ()))
        examiner = Examiner(facts, self.on, self.library)
        for name in self._following(names):
            known, column = examiner.known(name), self.columns[name]
            column.put(row, known)
            if name == "region":
                self.positions = None  # No longer sorted: regions are planes like others until the next build.
        if names & {"confirmed", "denied"}:
            self._mark(row, facts)
        for literal in literals:
            atom, is_asked = literal
            status, (sure, possible) = status_of(atom, examiner), self._bytes[literal]
            bits.put(sure, row, status is (Status.MET if is_asked else Status.UNMET))
            bits.put(possible, row, status is not (Status.UNMET if is_asked else Status.MET))

    def _following(self, names: set[str]) -> Iterator[str]:
        for name in self.columns:
            if name not in self._behind:
                self._behind[name] = facts_behind(fact_itself(name), self.library)
            if not names.isdisjoint(self._behind[name]):
                yield name

    def _mark(self, row: int, facts: Facts) -> None:
        for marks, now in ((self.confirmed, facts.confirmed), (self.denied, facts.denied)):
            for key, rows in marks.items():
                if key not in now:
                    rows.discard(row)
            for key in now:
                marks.setdefault(key, set()).add(row)


def status_of(atom: Node, examiner: Examiner) -> Status:
    """The judge's answer; of a number and a constant without the reasons it gives for it."""
    if isinstance(atom, Compare) and isinstance(atom.value, Decimal):
        value: Any = examiner.known(atom.fact).value
        return decided(None if value is None else COMPARISONS[atom.op](value, atom.value))
    return examiner.find(atom).status


def _surely(rows: Stretch, sure: Run | None, possible: Run | None) -> tuple[Piece, ...]:
    """What is found of these rows; many are shared among two threads."""

    def told(part: Stretch) -> Piece:
        return Piece(part.first * bits.WORD, *part.told(possible), *part.told(sure))

    if rows.last - rows.first < _SPLIT:
        return (told(rows),)
    here, there = rows.halves()
    other = _POOL.submit(told, there)
    return told(here), other.result()


def _ranges(place: Within, starts: list[int]) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """The rows that lie in the region, and those whose region is too coarse to tell or not known."""
    trees = [regions.find(code) for code in place.codes]
    trees = [tree for tree in dict.fromkeys(trees) if not any(tree is not t and tree.is_within(t) for t in trees)]
    above = {step for tree in trees for step in _above(tree)}
    coarse = [step for step in above if not any(step.is_within(tree) for tree in trees)]
    inside = [(starts[tree.interval[0]], starts[tree.interval[1]]) for tree in trees]
    perhaps = [(starts[step.interval[0]], starts[step.interval[0] + 1]) for step in coarse]
    nowhere = starts[-2:]
    found = inside, [*perhaps, (nowhere[0], nowhere[1])]
    surely, unsure = (tuple(Stretch.of(*rows) for rows in some if rows[0] < rows[1]) for some in found)
    return surely, unsure


_NOWHERE = np.iinfo(np.int16).max - 1


def _above(tree: regions.Region) -> Iterator[regions.Region]:
    while tree.parent is not None:
        tree = tree.parent
        yield tree


def position_of(region: object) -> int:
    """Where a region stands in the tree; one that is not known after all others."""
    return regions.find(region).interval[0] if isinstance(region, str) else int(_NOWHERE)
