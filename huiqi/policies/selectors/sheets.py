"""Reading a file that somebody brings: a sheet row by row, or one document from its words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath
from typing import Any

from huiqi.eligibility.proposals import documents as proposals
from huiqi.files.selectors import NoWords, words_in
from huiqi.kernel.refusal import Refused
from huiqi.policies.rules.paragraphs import split
from huiqi.policies.rules.sheets import Fault, Read, columns, row
from huiqi.policies.selectors.tables import MOST_ROWS, table

SHEETS, WORDS = (".xlsx", ".csv", ".json"), (".html", ".htm", ".pdf", ".docx", ".txt")


def read_file(name: str, data: bytes, today: date) -> list[Read]:
    """Every row of a sheet, or the one document. Raises `Refused` at the field `file` where there is none."""
    suffix = PurePath(name).suffix.lower()
    if suffix in WORDS:
        return [_document(name, data, today)]
    if suffix not in SHEETS:
        raise Refused("no_sheet", "file", name=name[:80])
    try:
        found = list(_json(data, today) if suffix == ".json" else _table(name, data, today))
    except (ValueError, KeyError, TypeError, RecursionError):
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


def _rows(heads: list[Any], lines: Iterable[tuple[int, list[Any]]], today: date) -> Iterator[Read]:
    names = columns(heads)
    if "title" not in names.values():
        raise Refused("no_heads", "file")
    for number, cells in lines:
        if number > MOST_ROWS:
            raise Refused("too_many_rows", "file", most=MOST_ROWS)
        told = {field: cells[index] for index, field in names.items() if index < len(cells)}
        yield row(told, f"第{number}行", today)


def _table(name: str, data: bytes, today: date) -> Iterator[Read]:
    found = table(name, data)
    for read in _rows(found.heads, found.lines, today):
        wrong = [Fault(f"{read.place} {cell}", "merged") for line, cell in found.across if read.place == f"第{line}行"]
        yield Read(read.place, read.content, read.item, (*wrong, *read.faults))


def _json(data: bytes, today: date) -> Iterator[Read]:
    told = json.loads(data)
    json.dumps(told, ensure_ascii=False).encode()  # half a character is no text
    if not isinstance(told, list):
        raise ValueError("no list")
    if len(told) > MOST_ROWS:
        raise Refused("too_many_rows", "file", most=MOST_ROWS)
    for number, one in enumerate(told, 1):
        yield _object(one, f"第{number}项", today)


def _object(one: object, place: str, today: date) -> Read:
    if not isinstance(one, dict):
        empty = row({}, place, today)
        return Read(place, empty.content, empty.item, (Fault(place, "no_object", str(one)[:80]),))
    names, values = columns(one), list(one.values())
    return row({field: values[index] for index, field in names.items()}, place, today)
