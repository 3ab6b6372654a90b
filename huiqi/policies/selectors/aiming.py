"""Whom rules are aimed at in the network: by this machine's columns, and of whoever changed since by the judge.

Columns answer where they are of the day and of the library asked about; where they are not, the judge examines
everybody. Either way the answer is as of now: what it takes is all that differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.engine.aims import Aim, Truths, aimed, truth, truths
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.perimeters import Perimeter, kin_of
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.enterprises.selectors import ids_after, known_of
from huiqi.policies.selectors.cases import readable
from huiqi.policies.selectors.shelf import library
from huiqi.policies.selectors.stored import changed_since, open_store
from huiqi.standards import regions
from huiqi.standards.trees import UnknownCode

PORTION = 5_000
"""Enterprises read at a time."""
Aims = Sequence[Aim | None]
Stands = tuple[int, ...]
"""How one enterprise stands to each of some aims (`engine.aims.NO`, `MAYBE`, `YES`)."""


def aim_of(version: Version, on: date) -> Aim:
    """What a version asks of firms, and of which, beside what else is in force on a day."""
    return aimed(version, library().in_force(on))


def aim_in(content: Mapping[str, Any], condition: Node, on: date) -> Aim:
    """The same of what a draft says, as far as it is written; a place that is none is passed over."""
    told = (str(content.get("code") or ""), content.get("variant_of") or None)
    left = tuple(code for code in content.get("exceptions") or () if _is_place(code))
    region = str(content.get("region") or regions.NATION)
    place = Perimeter(told[0], region if _is_place(region) else regions.NATION, left, told[1])
    return Aim(condition, place, kin_of(place, library().in_force(on)))


def _is_place(code: object) -> bool:
    try:
        return code == regions.NATION or bool(regions.find(str(code)))
    except UnknownCode:
        return False


@dataclass(frozen=True, slots=True)
class Columns:
    """How every enterprise of a generation stands to some aims, by ascending key; `stale`: who changed since."""

    ids: NDArray[np.int64]
    truths: tuple[Truths, ...]
    stale: frozenset[int]

    def stands(self, ids: NDArray[np.int64]) -> dict[int, Stands]:
        """Those of these enterprises whose columns are current, each with how it stands."""
        places = np.minimum(np.searchsorted(self.ids, ids), max(len(self.ids) - 1, 0))
        here = self.ids[places] == ids if len(self.ids) else np.zeros(len(ids), dtype=np.bool_)
        rows = zip(*(found[places[here]].tolist() for found in self.truths), strict=True)
        return {one: told for one, told in zip(ids[here].tolist(), rows, strict=True) if one not in self.stale}

    def counts(self) -> Counter[Stands]:
        """How many stand how, of those whose columns are current."""
        current = ~np.isin(self.ids, np.fromiter(self.stale, np.int64, len(self.stale)))
        keys = np.zeros(int(current.sum()), dtype=np.intp)
        for found in self.truths:
            keys = keys * 3 + found[current]
        counted = np.bincount(keys, minlength=3 ** len(self.truths)).tolist()
        return Counter({_digits(key, len(self.truths)): count for key, count in enumerate(counted) if count})


def _digits(key: int, places: int) -> Stands:
    return tuple(key // 3**place % 3 for place in reversed(range(places)))


def columns_of(aims: Aims, on: date) -> Columns | None:
    """The columns of this machine; None where it has none of this day and library. One query, and one for the lag."""
    found = library()
    store = open_store([aim.condition for aim in aims if aim], found)
    if store is None or store.head.on != on or store.head.library != found.stamp:
        return None
    order = np.argsort(store.ids, kind="stable")
    told = tuple(truths(aim, store.population)[order] for aim in aims)
    return Columns(np.asarray(store.ids)[order], told, changed_since(store.head))


def judged(ids: Iterable[int], aims: Aims, on: date) -> dict[int, Stands]:
    """How each of these enterprises stands, by the judge; whoever is none of the network is left out."""
    found: dict[int, Stands] = {}
    some, of = list(ids), library()
    for first in range(0, len(some), PORTION):
        for one, raw in known_of(some[first : first + PORTION]).items():
            examiner = Examiner(readable(raw, on), on, of)
            found[one] = tuple(truth(aim, examiner) for aim in aims)
    return found


def stands_of(ids: Sequence[int], aims: Aims, on: date, columns: Columns | None) -> dict[int, Stands]:
    """How each of these enterprises stands now: by columns where they are current, else by the judge."""
    told = columns.stands(np.array(ids, dtype=np.int64)) if columns else {}
    return told | judged((one for one in ids if one not in told), aims, on)


def counted(aims: Aims, on: date, columns: Columns | None) -> Counter[Stands]:
    """How many enterprises of the whole network stand how, as of now."""
    if columns is None:
        return Counter(told for ids in _pages(0) for told in judged(ids, aims, on).values())
    last = int(columns.ids[-1]) if len(columns.ids) else 0
    others = columns.stale.union(*_pages(last))
    return columns.counts() + Counter(judged(sorted(others), aims, on).values())


def _pages(last: int) -> Iterator[list[int]]:
    while ids := ids_after(last, PORTION):
        yield ids
        last = ids[-1]
