"""Ten million plausible enterprises and a hundred thousand policies, the same every time; no database is needed.

Enterprises are arrays sorted by region, with gaps as registers have them. Policies are variants of the shapes of the
library: a perimeter (one in twelve national), kinds of firm and industry, sizes, shares of research, ages, marks
against the firm, alternatives; thresholds are those in use, so that many policies share them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.engine.columns import NOTHING, Keyed, Ordered, halves
from huiqi.eligibility.engine.population import Population, position_of
from huiqi.eligibility.facts import Facts
from huiqi.eligibility.library import Library
from huiqi.eligibility.reading import read_condition
from huiqi.eligibility.vocabulary import Held
from huiqi.standards import industries, regions

DAY = date(2026, 11, 22)
Test = tuple[str, str, Any]
"""A fact, an operation and a value, as conditions are written down."""
NUMBERS = {"employees": 0.1, "revenue": 0.3, "registered_capital": 0.15, "rd_share": 0.5, "debt_ratio": 0.4}
"""The numbers with the share of firms of which they are not known."""
CUTS: dict[str, list[Any]] = {
    "employees": [20, 50, 100, 200, 300, 500, 1000],
    "revenue": [1_000_000, 5_000_000, 20_000_000, 50_000_000, 100_000_000, 400_000_000],
    "registered_capital": [1_000_000, 5_000_000, 10_000_000],
    "rd_share": [Decimal(part) for part in ("0.02", "0.03", "0.04", "0.05", "0.06", "0.1")],
    "debt_ratio": [Decimal(part) for part in ("0.5", "0.6", "0.7")],
}
PARTS = {"rd_share": 10_000, "debt_ratio": 1_000}
"""Shares are decimals, which no float is: in how many parts."""
SIZES = ["micro", "small", "medium", "large"]
HELD = ["tech_sme", "innovative_sme", "specialised_sme", "high_tech"]
FLAGS = ["dishonest", "abnormal_operation", "listed"]
PLACES = ["C", "27", "35", "39", "F", "I", "65", "M", "73"]


@dataclass(frozen=True)
class Populace:
    """The enterprises: plain arrays, which peers read too. Codes are numbers into lists, 0 where unknown."""

    numbers: dict[str, NDArray[np.float64]]
    founded: NDArray[np.float64]
    codes: dict[str, NDArray[np.uint32]]
    keys: dict[str, list[Any]]
    positions: NDArray[np.int16]

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.founded)

    def population(self) -> Population:
        """What the engine reads."""
        columns: dict[str, Ordered | Keyed] = {
            name: Ordered(array, _rest(array, PARTS[name]) if name in PARTS else None)
            for name, array in self.numbers.items()
        }
        columns["founded_on"] = Ordered(self.founded)
        for name, ids in self.codes.items():
            columns[name] = Keyed(ids, [NOTHING, *((key, None) for key in self.keys[name][1:])])
        return Population(DAY, EMPTY, self.size, columns, positions=self.positions)

    def facts(self, row: int) -> Facts:
        """What is known of one."""
        values: dict[str, Any] = {name: self.keys[name][ids[row]] for name, ids in self.codes.items()}
        for name, array in self.numbers.items():
            values[name] = None if np.isnan(array[row]) else Decimal(repr(float(array[row])))
        born = self.founded[row]
        values["founded_on"] = None if np.isnan(born) else date.fromordinal(int(born))
        return Facts({name: value for name, value in values.items() if value is not None})


EMPTY = Library.load([])


def _rest(array: NDArray[np.float64], parts: int) -> NDArray[np.float64]:
    """What the floats of decimals leave over, each decimal once."""
    steps = np.where(np.isnan(array), 0, np.round(array * parts)).astype(np.int64)
    return np.array([halves(Decimal(step) / parts)[1] for step in range(int(steps.max()) + 1)])[steps]


def enterprises(count: int, seed: int = 7) -> Populace:
    """Make them."""
    chance = np.random.default_rng(seed)
    counties = [node for node in regions.tree() if not node.children and node.code != regions.NATION]
    weights = chance.pareto(1.5, len(counties)) + 0.2
    places = [None, *(node.code for node in counties), *(node.code for node in regions.provinces())]
    share = np.concatenate([[0.02], 0.96 * weights / weights.sum(), np.full(len(regions.provinces()), 0.02 / 34)])
    region = chance.choice(len(places), count, p=share / share.sum()).astype(np.uint32)
    positions = np.array([position_of(code) for code in places], dtype=np.int16)
    region = region[np.argsort(positions[region], kind="stable")]
    trades = [None, *(node.code for node in industries.tree() if not node.children)]
    size = np.minimum(chance.geometric(0.45, count), 4).astype(np.uint32)
    scale = np.exp(size * 1.3 + chance.normal(0, 0.8, count))
    numbers = {
        "employees": np.floor(scale * 2),
        "revenue": np.round(scale * 250_000 * np.exp(chance.normal(0, 0.7, count))),
        "registered_capital": np.round(scale * 60_000, -4),
        "rd_share": np.round(chance.beta(0.6, 12, count), 4),
        "debt_ratio": np.round(chance.beta(3, 3, count) * 1.1, 3),
    }
    for name, gap in NUMBERS.items():
        numbers[name][chance.random(count, dtype=np.float32) < gap] = np.nan
    founded = DAY.toordinal() - np.floor(chance.exponential(2200, count))
    founded[chance.random(count, dtype=np.float32) < 0.03] = np.nan
    sets = [frozenset(Held(code) for bit, code in enumerate(HELD) if mask >> bit & 1) for mask in range(16)]
    held = (np.minimum(chance.geometric(0.8, count) - 1, 15)).astype(np.uint32)
    codes = {
        "region": region,
        "industry": _gaps(chance.integers(1, len(trades), count), 0.05, chance),
        "size_class": size,  # always stated: nothing here is derived, which peers could not follow
        "qualifications": _gaps(held + 1, 0.2, chance),
        **{flag: _gaps(1 + (chance.random(count) < 0.03), 0.05, chance) for flag in FLAGS},
    }
    keys: dict[str, list[Any]] = {"region": places, "industry": trades, "size_class": [None, *SIZES]}
    keys |= {"qualifications": [None, *sets], **{flag: [None, False, True] for flag in FLAGS}}
    return Populace(numbers, founded, codes, keys, positions[region])


def _gaps(values: NDArray[Any], share: float, chance: np.random.Generator) -> NDArray[np.uint32]:
    found = values.astype(np.uint32)
    found[chance.random(len(found), dtype=np.float32) < share] = 0
    return found


@dataclass(frozen=True)
class Made:
    """A policy: its perimeter and what it asks: one of each group."""

    region: str
    groups: tuple[tuple[Test, ...], ...]

    def condition(self) -> Node:
        """As conditions are."""
        return read_condition(self.raw(), "T01")

    def raw(self) -> dict[str, Any]:
        """As conditions are written down."""
        asked: list[object] = [] if self.region == regions.NATION else [_raw(("region", "within", [self.region]))]
        for group in self.groups:
            asked.append({"any": [_raw(test) for test in group]} if len(group) > 1 else _raw(group[0]))
        return {"all": asked}


def _raw(test: Test) -> dict[str, Any]:
    fact, op, value = test
    return {"fact": fact, "op": op, "value": value}


def policies(count: int, seed: int = 11) -> list[Made]:
    """Make them."""
    chance = Random(seed)
    levels: dict[str, list[str]] = {}
    for node in regions.tree():
        levels.setdefault(str(node.level.value), []).append(node.code)
    return [_policy(chance, levels) for _ in range(count)]


def _policy(chance: Random, levels: dict[str, list[str]]) -> Made:
    level = chance.choices(["country", "province", "city", "county"], [8, 22, 35, 35])[0]
    groups: list[tuple[Test, ...]] = [((flag, "is", False),) for flag in FLAGS[:2] if chance.random() < 0.7]
    if chance.random() < 0.6:
        groups.append((("size_class", "in", SIZES[: chance.choice([1, 2, 3])]),))
    if chance.random() < 0.6:
        groups.append((("industry", "within", sorted(chance.sample(PLACES, chance.choice([1, 1, 2, 3])))),))
    groups += [(_number(chance, name),) for name in chance.sample(sorted(CUTS), chance.choice([1, 2, 2, 3]))]
    if chance.random() < 0.4:
        groups.append((("founded_on", "years_at_least", chance.choice([1, 2, 3, 5])),))
    if chance.random() < 0.5:
        direct: Test = ("qualifications", "has_any", sorted(chance.sample(HELD, chance.choice([1, 2]))))
        others = chance.sample(sorted(CUTS), chance.choice([0, 1, 2]))
        groups.append((direct, *(_number(chance, name) for name in others)))
    return Made(chance.choice(levels[level]), tuple(groups))


def _number(chance: Random, name: str) -> Test:
    return name, "<=" if name == "debt_ratio" or chance.random() < 0.25 else ">=", chance.choice(CUTS[name])
