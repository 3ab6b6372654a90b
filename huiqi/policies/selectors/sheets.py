"""Reading a file that somebody brings: a sheet row by row, or one document from its words."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from huiqi.eligibility.proposals import documents as proposals
from huiqi.files.selectors import NoWords, words_in
from huiqi.kernel.refusal import Refused
from huiqi.policies.rules.paragraphs import split
from huiqi.policies.rules.sheets import Fault, Read, columns, row

MOST_ROWS = 20_000
MOST_UNPACKED = 200 * 1024 * 1024
SHEETS, WORDS = (".xlsx", ".csv", ".json"), (".html", ".htm", ".pdf", ".docx", ".txt")


def read_file(name: str, data: bytes, today: date) -> list[Read]:
    """Every row of a sheet, or the one document. Raises `Refused` at the field `file` where there is none."""
    suffix = PurePath(name).suffix.lower()
    if suffix in WORDS:
        return [_document(name, data, today)]
    if suffix not in SHEETS:
        raise Refused("no_sheet", "file", name=name[:80])
    reader = {".xlsx": _xlsx, ".csv": _csv, ".json": _json}[suffix]
    try:
        found = list(reader(data, today))
    except (ValueError, KeyError, TypeError, RecursionError, BadZipFile, UnicodeDecodeError, csv.Error, OSError):
        raise Refused("damaged", "file", name=name[:80]) from None
    if not found:
        raise Refused("no_rows", "file", name=name[:80])
    return found


def _document(name: str, data: bytes, today: date) -> Read:
    try:
        words = words_in(name, data)
    except NoWords as none:
        raise Refused("no_words", "file", why=str(none)) from None
    said = proposals.propose(words)
    cells: dict[str, object] = {
        "title": said.title or "",
        "number": said.doc_no or "",
        "issuer": " ".join(said.issuer),
        "issued_on": said.issued_on,
        "effective_from": said.valid_from,
        "effective_through": said.valid_to,
        "paragraphs": "\n".join(part.text for part in split(words)),
    }
    return row(cells, name[:80], today)


def _rows(heads: list[Any], lines: Iterator[tuple[int, list[Any]]], today: date) -> Iterator[Read]:
    names = columns(heads)
    if "title" not in names.values():
        raise Refused("no_heads", "file")
    for number, cells in lines:
        if any(value not in (None, "") for value in cells):
            if number > MOST_ROWS:
                raise Refused("too_many_rows", "file", most=MOST_ROWS)
            told = {field: cells[index] for index, field in names.items() if index < len(cells)}
            yield row(told, f"第{number}行", today)


def _csv(data: bytes, today: date) -> Iterator[Read]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    lines = csv.reader(StringIO(text.replace("\x00", "")))
    heads = next(lines, [])
    yield from _rows(heads, ((number, list(cells)) for number, cells in enumerate(lines, 2)), today)


def _json(data: bytes, today: date) -> Iterator[Read]:
    told = json.loads(data)
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise ValueError("no list of objects")
    for number, one in enumerate(told[:MOST_ROWS], 1):
        names = columns(one)
        values = list(one.values())
        yield row({field: values[index] for index, field in names.items()}, f"第{number}项", today)


def _xlsx(data: bytes, today: date) -> Iterator[Read]:
    from openpyxl import load_workbook

    with ZipFile(BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise Refused("too_large", "file", most=MOST_UNPACKED // 1024 // 1024)
    sheet = load_workbook(BytesIO(data), data_only=True).worksheets[0]
    merged = {first: last for span in sheet.merged_cells.ranges for first, last in [(span.bounds[:2], span.bounds[2:])]}
    values = [list(line) for line in sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1)]
    across = _unmerge(values, merged)
    lines = ((number, cells) for number, cells in enumerate(values[1:], 2))
    for read in _rows(values[0] if values else [], lines, today):
        wrong = tuple(Fault(f"{read.place} {cell}", "merged") for line, cell in across if read.place == f"第{line}行")
        yield Read(read.place, read.content, read.item, (*wrong, *read.faults))


def _unmerge(values: list[list[Any]], merged: dict[tuple[int, int], tuple[int, int]]) -> list[tuple[int, str]]:
    """Let every row of cells merged downwards say what they say; answers rows and cells merged across columns."""
    from openpyxl.utils import get_column_letter

    across = []
    for (column, line), (last_column, last_line) in merged.items():
        if line == 1:
            continue
        if column != last_column:
            across += [(number, f"{get_column_letter(column)}{line}") for number in range(line, last_line + 1)]
            continue
        for number in range(line, min(last_line, len(values)) + 1):
            values[number - 1][column - 1] = values[line - 1][column - 1]
    return across
