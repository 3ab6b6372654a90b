"""Numbers that conditions name and that differ by region and year, read once per process from `parameters.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from huiqi.eligibility.vocabulary import FactType
from huiqi.standards import regions


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A value with its region, its years (first and last, None: open), its source and the grade of that source."""

    value: Decimal
    region: str
    from_year: int
    through_year: int | None
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number with all its values."""

    name: str
    label: str
    label_en: str
    type: FactType
    values: tuple[ParameterValue, ...]

    @property
    def is_national(self) -> bool:
        """Whether it is the same everywhere, so that no region need be known."""
        return all(value.region == regions.NATION for value in self.values)

    def find(self, region: str | None, on: date) -> ParameterValue | None:
        """The value for the most specific region that has one in the day's year; None where it is not known."""
        place = regions.find(region or regions.NATION)
        valid = [value for value in self.values if _applies(value, on.year)]
        found = [value for value in valid if place.is_within(regions.find(value.region))]
        return max(found, key=lambda value: regions.find(value.region).interval[0], default=None)


def _applies(value: ParameterValue, year: int) -> bool:
    return value.from_year <= year and (value.through_year is None or year <= value.through_year)


@cache
def parameters() -> Mapping[str, Parameter]:
    """Every parameter by name."""
    table = json.loads(files(__package__).joinpath("parameters.json").read_text(encoding="utf-8"))
    return MappingProxyType({row["name"]: _parameter(row) for row in table["parameters"]})


def _parameter(row: dict[str, Any]) -> Parameter:
    values = tuple(ParameterValue(**{**value, "value": Decimal(value["value"])}) for value in row["values"])
    return Parameter(row["name"], row["label"], row["label_en"], FactType(row["type"]), values)
