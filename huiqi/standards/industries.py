"""Industries of the national economy, GB/T 4754-2017: a section is a letter, everything below it two to four digits."""

import re
from functools import cache

from huiqi.kernel.words import Word
from huiqi.standards import tables
from huiqi.standards.full_width import narrow
from huiqi.standards.trees import Node, Tree, UnknownCode

Industry = Node

_WRITTEN = re.compile(r"([A-Z]?)(\d{2,4})", re.ASCII)
_TABLE = "GB/T 4754-2017"


class IndustryLevel(Word):
    """The level of an industry, from one letter to four digits."""

    SECTION = "section", "门类"
    DIVISION = "division", "大类"
    GROUP = "group", "中类"
    CLASS = "class", "小类"


@cache
def tree() -> Tree:
    """Every industry in pre-order, read once per process."""
    return Tree(_TABLE, tables.read("industries")["rows"], IndustryLevel)


def normalise(text: str) -> str:
    """The code as published: `F51`, `f51` and `Ｆ５１` are `51`.

    Raises `UnknownCode` for a code that does not exist and for a section letter that is not the code's own.
    """
    return find(text).code


def find(code: str) -> Industry:
    """The industry of `code` in any spelling `normalise` accepts; raises `UnknownCode`."""
    try:
        return tree().find(code)
    except UnknownCode:
        return _find_as_written(code)


def _find_as_written(text: str) -> Industry:
    written = narrow(text).upper()
    parts = _WRITTEN.fullmatch(written)
    if not parts:
        return tree().find(written)
    letter, digits = parts.groups()
    industry = tree().find(digits)
    if letter and industry.path[0].code != letter:
        raise UnknownCode(_TABLE, text)
    return industry


def is_within(code: str, ancestor: str) -> bool:
    """Whether industry `code` is `ancestor` or lies in it; raises `UnknownCode` for either."""
    return find(code).is_within(find(ancestor))


def sections() -> tuple[Industry, ...]:
    """The twenty sections A to T."""
    return tuple(industry for industry in tree() if industry.parent is None)


def search(text: str, limit: int = 20) -> list[Industry]:
    """Industries whose name contains `text`, best first."""
    return tree().search(narrow(text), limit)
