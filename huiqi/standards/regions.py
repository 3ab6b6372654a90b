"""Regions of China, GB/T 2260: six digits, parent and level as the table states them.

A place directly under its province (济源市 419001) has no city above it; a county whose province directs it keeps
the city under which it is published (巩义市 410181 is in 410100).
"""

from functools import cache

from huiqi.kernel.words import Word
from huiqi.standards import tables
from huiqi.standards.full_width import narrow
from huiqi.standards.trees import Node, Tree, UnknownCode

Region = Node

NATION = "000000"
"""全国: the root of the tree, the perimeter of a national policy."""


class RegionLevel(Word):
    """The administrative level of a region."""

    COUNTRY = "country", "全国"
    PROVINCE = "province", "省级"
    CITY = "city", "地级"
    COUNTY = "county", "县级"


@cache
def tree() -> Tree:
    """Every region in pre-order, read once per process."""
    return Tree("GB/T 2260", tables.read("regions")["rows"], RegionLevel)


def find(code: str) -> Region:
    """The region of the six digits `code` (full-width digits and blanks around it accepted); raises `UnknownCode`."""
    try:
        return tree().find(code)
    except UnknownCode:
        return tree().find(narrow(code))


def is_within(code: str, ancestor: str) -> bool:
    """Whether region `code` is `ancestor` or lies in it; raises `UnknownCode` for either."""
    return find(code).is_within(find(ancestor))


def provinces() -> tuple[Region, ...]:
    """The 34 provinces, autonomous regions, municipalities and special administrative regions."""
    return find(NATION).children


def search(text: str, limit: int = 20) -> list[Region]:
    """Regions whose name contains `text`, best first."""
    return tree().search(narrow(text), limit)
