"""A table that somebody brings, as a workbook or as CSV: its headings, its lines, and what is merged across columns."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import PurePath
from typing import Any
from zipfile import ZipFile

from huiqi.kernel.refusal import Refused
from huiqi.standards.cells import Formula

MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_MERGED = 200_000
"""Cells of all merged areas of a sheet."""
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\s([^>]{0,200})>\s*<(?:\w+:)?f(?:\s[^>]{0,300})?(?:/>|>[^<]{0,20000}</(?:\w+:)?f>)"""
    rb"""\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
"""A cell with a formula and no result; one of which the result is an empty text says so by its type."""
_WHERE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
MOST_UNPACKED = 200 * 1024 * 1024
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']""")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings; each line that is not empty with its number; `across`: lines and cells that are merged over columns.

    A cell with a formula that nobody reckoned holds a `cells.Formula`.
    """

    heads: list[Any]
    lines: list[tuple[int, list[Any]]]
    across: list[tuple[int, str]]


def table(name: str, data: bytes) -> Table:
    """Read `.xlsx` or `.csv`. Raises `Refused` at the field `file`: `no_sheet`, `damaged`, `no_rows`, `too_large`,
    `merged_wide`.
    """
    reader = {".xlsx": _xlsx, ".csv": _csv}.get(PurePath(name).suffix.lower())
    if reader is None:
        raise Refused("no_sheet", "file", name=name[:80])
    try:
        found = reader(data)
    except Refused:
        raise
    except Exception:  # what somebody else made: there are as many ways to be damaged as parts in it
        raise Refused("damaged", "file", name=name[:80]) from None
    if not found.lines:
        raise Refused("no_rows", "file", name=name[:80])
    return found


def _table(rows: list[list[Any]], across: list[tuple[int, str]]) -> Table:
    told = [(number, cells) for number, cells in enumerate(rows[1:], 2) if any(one not in (None, "") for one in cells)]
    return Table(rows[0] if rows else [], told, across)


def _csv(data: bytes) -> Table:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return _table([list(cells) for cells in csv.reader(StringIO(text.replace("\x00", "")))], [])


def _xlsx(data: bytes) -> Table:
    """The first sheet as far as it is read, row by row: a workbook opened whole holds a dozen times its size."""
    from openpyxl import load_workbook

    with ZipFile(BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise Refused("too_large", "file", most=MOST_UNPACKED // 1024 // 1024)
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        written = packed.read(sheet._worksheet_path)  # type: ignore[attr-defined]
    merged = _merged(written)
    sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
    lines = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)
    values = [list(line) for line in lines]
    _mark_formulas(values, written)
    return _table(values, _unmerge(values, merged))


Cell = tuple[int, int]


def _merged(sheet: bytes) -> dict[Cell, Cell]:
    """The first and the last column and row of each merged area. Raises `Refused("merged_wide")`."""
    from openpyxl.utils import column_index_from_string as place

    found, cells = {}, 0
    for left, top, right, bottom in _MERGED.findall(sheet):
        first, last = (place(left.decode()), int(top)), (place(right.decode()), int(bottom))
        cells += max(last[0] - first[0] + 1, 0) * max(last[1] - first[1] + 1, 0)
        if cells > MOST_MERGED:
            raise Refused("merged_wide", "file")
        found[first] = last
    return found


def _mark_formulas(values: list[list[Any]], sheet: bytes) -> None:
    """Let every cell with a formula and without a result say so."""
    from openpyxl.utils import column_index_from_string as place

    for told in _FORMULA.findall(sheet):
        where = None if b't="str"' in told else _WHERE.search(told)
        if where is None:
            continue
        column, line = place(where[1].decode()) - 1, int(where[2]) - 1
        if 0 <= line < len(values) and column < len(values[line]) and values[line][column] is None:
            values[line][column] = Formula()


def _unmerge(values: list[list[Any]], merged: dict[Cell, Cell]) -> list[tuple[int, str]]:
    """Let every row of cells merged downwards say what they say; answers rows and cells merged across columns."""
    from openpyxl.utils import get_column_letter

    across = []
    for (column, line), (last_column, last_line) in merged.items():
        if line == 1 or line > len(values) or column > MOST_COLUMNS:
            continue
        if column != last_column:
            across += [(number, f"{get_column_letter(column)}{line}") for number in range(line, last_line + 1)]
            continue
        for number in range(line, min(last_line, len(values)) + 1):
            values[number - 1][column - 1] = values[line - 1][column - 1]
    return across
