"""Reading JSON of a known shape: every value is checked, every fault is written down with its path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypedDict

from huiqi.eligibility.vocabulary import Fact, FactType, vocabulary
from huiqi.standards import industries, regions
from huiqi.standards.trees import UnknownCode


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where: `path` like `$.condition.all[0].value`."""

    path: str
    message: str


class BadCondition(ValueError):
    """A condition (or a policy around it) breaks the contract; `faults` says where."""

    def __init__(self, faults: list[Fault]) -> None:
        """Remember every fault."""
        super().__init__("; ".join(f"{fault.path}: {fault.message}" for fault in faults))
        self.faults = faults


class Broken(Exception):
    """A node is beyond reading; its fault has been written down."""


class Names(TypedDict, total=False):
    """The short names a node or score item may carry."""

    label: str
    label_en: str


class Named(Names, total=False):
    """What every node may carry."""

    clause: str | None
    denies_label: bool


Raw = Mapping[str, object]


@dataclass
class Shapes:
    """Reads JSON values of known shape and writes down every fault with its path."""

    faults: list[Fault] = field(default_factory=list)

    def broken(self, path: str, message: str) -> Broken:
        """Write down a fault; the caller raises what is returned."""
        self.faults.append(Fault(path, message))
        return Broken()

    def mapping(self, raw: object, path: str) -> Raw:
        """A JSON object."""
        if not isinstance(raw, Mapping):
            raise self.broken(path, "must be an object")
        return raw

    def list_of(self, raw: object, path: str) -> list[object]:
        """A list with at least one entry."""
        if not isinstance(raw, list | tuple) or not raw:
            raise self.broken(path, "must be a list that is not empty")
        return list(raw)

    def number(self, raw: object, path: str) -> Decimal:
        """A finite number, exactly as written."""
        if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
            raise self.broken(path, "must be a number")
        number = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
        if not number.is_finite():
            raise self.broken(path, "must be a finite number")
        return number

    def whole(self, raw: object, path: str, least: int = 1) -> int:
        """A whole number of at least `least`."""
        number = self.number(raw, path)
        if number % 1 or number < least:
            raise self.broken(path, f"must be a whole number of at least {least}")
        return int(number)

    def text(self, raw: object, path: str) -> str:
        """A text that is not empty."""
        if not isinstance(raw, str) or not raw:
            raise self.broken(path, "must be a text that is not empty")
        return raw

    def names(self, raw: Raw, path: str) -> Names:
        """The short names of a node or score item."""
        found: Names = {}
        if "label" in raw:
            found["label"] = self.text(raw["label"], f"{path}.label")
        if "label_en" in raw:
            found["label_en"] = self.text(raw["label_en"], f"{path}.label_en")
        return found

    def keys(self, raw: Raw, allowed: frozenset[str], path: str) -> None:
        """Write down every key that does not belong here."""
        for extra in raw.keys() - allowed:
            self.faults.append(Fault(f"{path}.{extra}", "is not part of this node"))

    def fact(self, raw: object, path: str) -> Fact:
        """A fact of the vocabulary by its name."""
        found = vocabulary().get(raw) if isinstance(raw, str) else None
        if found is None:
            raise self.broken(path, f"no fact {raw!r} in the vocabulary")
        return found

    def codes(self, fact: Fact, raw: object, path: str) -> tuple[str, ...]:
        """Codes the fact knows; industries as published."""
        return tuple(self.code(fact, code, f"{path}[{place}]") for place, code in enumerate(self.list_of(raw, path)))

    def code(self, fact: Fact, raw: object, path: str) -> str:
        """One code the fact knows; an industry as published."""
        code = self.text(raw, path)
        try:
            if fact.type is FactType.INDUSTRY:
                return industries.normalise(code)
            if fact.type is FactType.REGION:
                return regions.find(code).code
        except UnknownCode:
            raise self.broken(path, f"{fact.name} has no code {code!r}") from None
        if code not in fact.choices:
            raise self.broken(path, f"{fact.name} has no code {code!r}")
        return code

    def day(self, raw: object, path: str) -> date:
        """A day in ISO 8601."""
        try:
            return date.fromisoformat(self.text(raw, path))
        except ValueError:
            raise self.broken(path, "must be a date like 2026-01-01") from None

    def cap(self, raw: Raw, path: str) -> Decimal | None:
        """The ceiling of a score item, if it has one."""
        return None if raw.get("cap") is None else self.number(raw["cap"], f"{path}.cap")
