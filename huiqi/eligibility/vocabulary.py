"""The facts vocabulary: every fact Huiqi can know of an enterprise, read once per process from `facts.json`.

Money is in yuan, shares are ratios (0.05 is 5 %), counts are whole persons or pieces.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from huiqi.kernel.words import Word


class FactType(Word):
    """What kind of value a fact has."""

    TEXT = "text", "文字"
    CODE = "code", "选项"
    REGION = "region", "行政区划"
    INDUSTRY = "industry", "行业"
    DATE = "date", "日期"
    MONEY = "money", "金额"
    COUNT = "count", "数量"
    RATIO = "ratio", "比例"
    YES_NO = "yes_no", "是否"
    SET = "set", "多选"
    LIST = "list", "列表"
    MONTHS = "months", "月数"
    POINTS = "points", "分数"
    YEARS = "years", "年数"


NUMBERS = frozenset(
    {FactType.MONEY, FactType.COUNT, FactType.RATIO, FactType.MONTHS, FactType.POINTS, FactType.YEARS},
)


class Sensitivity(Word):
    """Who may see a fact: everyone, those who serve the enterprise, those it allows."""

    OPEN = "open", "公开"
    INTERNAL = "internal", "内部"
    SENSITIVE = "sensitive", "敏感"


@dataclass(frozen=True, slots=True)
class Held:
    """A member of a set, valid from `since` through `until` (None: not bounded on that side)."""

    code: str
    since: date | None = None
    until: date | None = None

    def is_valid(self, on: date) -> bool:
        """Whether it is held on the day, first and last day included."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Award:
    """A science award; a year or rank of None is unknown."""

    level: str
    year: int | None = None
    rank: int | None = None


Value = str | int | Decimal | date | bool | frozenset[Held] | tuple[Award, ...]
Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Group:
    """A step of the forms in which facts are asked."""

    code: str
    label: str
    label_en: str
    not_for: tuple[str, ...] = ()
    """Kinds of organisation that cannot have such facts: a team that is not registered pays no taxes."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the vocabulary: its type, its words in both languages and the bounds of its values."""

    name: str
    type: FactType
    group: str
    order: int
    label: str
    label_en: str
    question: str
    question_en: str
    sensitivity: Sensitivity
    hint: str = ""
    hint_en: str = ""
    unit: str = ""
    unit_en: str = ""
    form: str = "{}"
    form_en: str = "{}"
    """How a count is written where a number with its unit is not how people say it: `第 {} 名`."""
    yes: str = ""
    yes_en: str = ""
    no: str = ""
    no_en: str = ""
    whether: str = ""
    """A yes/no fact as a statement, as its denial, and as what is not known of it: 未列入…, 是否列入…."""
    choices: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Chinese and English label of every code a code, set or list may hold."""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    past: bool = False
    """A date that cannot lie after the day examined."""
    derived: Mapping[str, Any] | None = None
    """How it follows from other facts; None where it can only be stated."""

    @property
    def is_number(self) -> bool:
        """Whether its values can be added and compared by size."""
        return self.type in NUMBERS


@cache
def vocabulary() -> Mapping[str, Fact]:
    """Every fact by name, in the order in which they are asked."""
    facts = [_fact(order, row) for order, row in enumerate(_table()["facts"])]
    return MappingProxyType({fact.name: fact for fact in facts})


@cache
def groups() -> tuple[Group, ...]:
    """The steps of the forms, in order."""
    return tuple(Group(**{**row, "not_for": tuple(row.get("not_for", ()))}) for row in _table()["groups"])


def facts_of(group: str) -> tuple[Fact, ...]:
    """The facts asked in one step, in order."""
    return tuple(fact for fact in vocabulary().values() if fact.group == group)


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(files(__package__).joinpath("facts.json").read_text(encoding="utf-8"))
    return table


_LIMITS = {
    FactType.MONEY: (Decimal(0), Decimal(10) ** 16 - Decimal("0.01")),
    FactType.COUNT: (Decimal(0), Decimal(10) ** 9),
    FactType.RATIO: (Decimal(0), Decimal(10) ** 6),
    FactType.MONTHS: (Decimal(0), Decimal(12_000)),
    FactType.YEARS: (Decimal(0), Decimal(1_000)),
    FactType.POINTS: (Decimal(0), Decimal(100)),
}
_UNITS = {
    FactType.MONEY: ("元", "yuan"),
    FactType.RATIO: ("%", "%"),
    FactType.MONTHS: ("个月", "months"),
    FactType.YEARS: ("年", "years"),
    FactType.POINTS: ("分", "points"),
}


def _fact(order: int, row: dict[str, Any]) -> Fact:
    row = dict(row)
    kind = FactType(row.pop("type"))
    least, most = _LIMITS.get(kind, (None, None))
    unit, unit_en = _UNITS.get(kind, ("", ""))
    low, high = row.pop("min", None), row.pop("max", None)
    return Fact(
        type=kind,
        order=order,
        sensitivity=Sensitivity(row.pop("sensitivity")),
        choices=MappingProxyType({code: (zh, en) for code, (zh, en) in row.pop("choices", {}).items()}),
        minimum=least if low is None else Decimal(low),
        maximum=most if high is None else Decimal(high),
        unit=row.pop("unit", unit),
        unit_en=row.pop("unit_en", unit_en),
        **row,
    )
