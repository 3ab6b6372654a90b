"""Cells of a sheet that people filled in: what they say as text, and the days they write."""

import re
from datetime import date, datetime

from huiqi.standards.full_width import narrow

_DAY = re.compile(
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?(?:\s+0{1,2}:00(?::00)?)?", re.ASCII
)


class Formula:
    """What stands in a cell whose formula nobody reckoned: a workbook that no spreadsheet program has saved."""

    def __str__(self) -> str:
        return ""


class Unreckoned(ValueError):
    """A cell has a formula and no result: it says nothing yet."""


def plain(cell: object) -> str:
    """What a cell says: a day as 2026-03-01, a whole number without its point, text without what nobody sees.

    Raises `Unreckoned` for a `Formula`.
    """
    if isinstance(cell, Formula):
        raise Unreckoned
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).replace("\x00", "").strip()


def day(text: str) -> date:
    """The day of 2026-3-1, 2026/03/01, 2026.3.1 or 2026年3月1日, full-width or not. Raises `ValueError`."""
    found = _DAY.fullmatch(narrow(text))
    if not found:
        raise ValueError(f"not a day: {text!r}")
    return date(*(int(part) for part in found.groups()))
