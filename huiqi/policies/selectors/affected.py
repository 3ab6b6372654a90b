"""Whom a rule reaches: how every enterprise of the network stands to it, and what a change of it would do to each.

Counted over this machine's columns (`stored`); in a network so small that none are needed, over what is known now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.engine.aims import Aim, covered
from huiqi.eligibility.engine.population import Population
from huiqi.eligibility.engine.standings import ORDER, Standings, by_group, standings
from huiqi.eligibility.library import Library
from huiqi.eligibility.statuses import Standing
from huiqi.enterprises.selectors import how_many, ids_after, known_of
from huiqi.policies.models import Draft
from huiqi.policies.rules.moves import LOST, move
from huiqi.policies.selectors.aiming import aim_in
from huiqi.policies.selectors.cases import readable
from huiqi.policies.selectors.examples import rule_of
from huiqi.policies.selectors.shelf import library
from huiqi.policies.selectors.stored import Lag, lag_of, open_store
from huiqi.policies.words import Move, Purpose
from huiqi.standards import industries, regions

FEW = 500
"""Up to so many enterprises are read at once where there are no columns."""
MOVES = tuple(Move)
_STAYS = len(MOVES)
_MOVE = np.array(
    [[MOVES.index(found) if (found := move(before, after)) else _STAYS for after in ORDER] for before in ORDER],
    dtype=np.uint8,
)
GROUPS = ("city", "industry", "size")
Tally = Mapping[str, Mapping[Standing, int]]
Moved = Mapping[str, Mapping[Move, int]]


@dataclass(frozen=True)
class Reach:
    """How each enterprise stands after a change and stood before it; `lag` is None where all was read just now."""

    on: date
    lag: Lag | None
    ids: NDArray[np.int64]
    before: Standings
    after: Standings
    groups: Mapping[str, tuple[list[str], NDArray[np.intp]]]
    """By what figures are told: the codes, and which of them each enterprise has; an empty code is not known."""
    regions: tuple[list[str], NDArray[np.intp]]

    @property
    def size(self) -> int:
        """How many enterprises were looked at."""
        return len(self.ids)

    @property
    def counts(self) -> dict[Standing, int]:
        """How many stand how."""
        found = np.bincount(self.after, minlength=len(ORDER)).tolist()
        return dict(zip(ORDER, found, strict=True))

    @property
    def moved(self) -> NDArray[np.uint8]:
        """For each enterprise the place of its move in `MOVES`; beyond them where nothing changes."""
        found: NDArray[np.uint8] = _MOVE[self.before, self.after]
        return found

    @property
    def moves(self) -> dict[Move, int]:
        """How many the change does what to; only what it does to anybody."""
        found = np.bincount(self.moved, minlength=_STAYS + 1).tolist()
        return {word: count for word, count in zip(MOVES, found, strict=False) if count}

    @property
    def lost(self) -> int:
        """How many surely had it and would not any longer."""
        return sum(self.moves.get(word, 0) for word in LOST)

    def of(self, enterprise: int) -> tuple[Standing, Standing]:
        """How one stood and would stand."""
        (row,) = np.flatnonzero(self.ids == enterprise)
        return ORDER[self.before[row]], ORDER[self.after[row]]

    def tally(self, group: str) -> Tally:
        """How many stand how, by a group."""
        names, places = self.groups[group]
        counted = by_group(self.after, places, names)
        return {name: dict(zip(ORDER, row.tolist(), strict=True)) for name, row in counted.items()}

    def tally_moves(self, group: str) -> Moved:
        """How many the change does what to, by a group; only groups in which it does anything."""
        names, places = self.groups[group]
        keys = places * (_STAYS + 1) + self.moved
        counted = np.bincount(keys, minlength=len(names) * (_STAYS + 1)).reshape(len(names), _STAYS + 1)[:, :_STAYS]
        return {
            name: dict(zip(MOVES, row.tolist(), strict=True))
            for name, row in zip(names, counted, strict=True)
            if row.any()
        }

    def rows(
        self, what: Standing | Move | None, within: Mapping[str, str], served: frozenset[str] | None
    ) -> NDArray[np.int64]:
        """The keys of those who stand so, or to whom the change does this, in these groups; `served`: and regions."""
        chosen = np.ones(self.size, dtype=np.bool_)
        if isinstance(what, Standing):
            chosen &= self.after == ORDER.index(what)
        elif what is not None:
            chosen &= self.moved == MOVES.index(what)
        for group, code in within.items():
            names, places = self.groups[group]
            chosen &= places == (names.index(code) if code in names else -1)
        if served is not None:
            names, places = self.regions
            chosen &= np.array([name in served for name in names], dtype=np.bool_)[places]
        return self.ids[chosen]


def reach(after: Aim | None, before: Aim | None, on: date) -> Reach | None:
    """How everybody stands; nothing where this machine has not counted yet. A rule that is None reaches nobody, and
    whoever is not shown a policy where he lies does not have it.

    Counted as of the day of the columns, which is said; without any, in a small network, as of `on`. Two queries,
    without columns four.
    """
    found = library()
    conditions = [aim.condition for aim in (after, before) if aim is not None]
    store = open_store(conditions, found)
    if store is not None:
        return _reach(after, before, store.population, store.ids, lag_of(store.head))
    if how_many(FEW + 1) > FEW:
        return None
    return _reach(after, before, *_all_now(found, on), None)


def _all_now(found: Library, on: date) -> tuple[Population, NDArray[np.int64]]:
    known = known_of(ids_after(0, FEW))
    everyone = [readable(raw, on) for raw in known.values()]
    return Population.of(everyone, on, found), np.array(list(known), dtype=np.int64)


def _reach(
    after: Aim | None, before: Aim | None, population: Population, ids: NDArray[np.int64], lag: Lag | None
) -> Reach:
    region, industry, size = (population.keyed(name) for name in ("region", "industry", "size_class"))
    groups = {
        "city": _grouped([_city(value) for value, _possible in region.keys], region.ids),
        "industry": _grouped([_section(value) for value, _possible in industry.keys], industry.ids),
        "size": _grouped([str(value or "") for value, _possible in size.keys], size.ids),
    }
    by_region = [str(value or "") for value, _possible in region.keys], region.ids.astype(np.intp)
    stood, stands = _standings(before, population), _standings(after, population)
    return Reach(population.on, lag, ids, stood, stands, groups, by_region)


def _standings(aim: Aim | None, population: Population) -> Standings:
    found = standings(aim.condition if aim else None, population)
    if aim is not None:
        found[~covered(aim, population)] = ORDER.index(Standing.INELIGIBLE)
    return found


def _grouped(names: list[str], numbers: NDArray[np.uint32]) -> tuple[list[str], NDArray[np.intp]]:
    """Codes that are the same become one."""
    distinct = sorted(set(names))
    places = np.array([distinct.index(name) for name in names], dtype=np.intp)
    return distinct, places[numbers]


def _city(region: object) -> str:
    path = regions.find(str(region)).path if region else ()
    return path[min(1, len(path) - 1)].code if path else ""


def _section(industry: object) -> str:
    return industries.find(str(industry)).path[0].code if industry else ""


def aims_of(draft: Draft, on: date, typed: Node | None = None) -> tuple[Aim | None, Aim | None]:
    """What a draft, or the rule that is typed in its place, would ask of whom, and what is asked; None: of nobody."""
    rule = rule_of(draft.base.content) if draft.base else None
    before = aim_in(draft.base.content, rule, on) if draft.base and rule else None
    if draft.purpose is Purpose.WITHDRAW:
        return (None if draft.last_day else before), before
    now = typed or rule_of(draft.content)
    return (aim_in(draft.content, now, on) if now else None), before
