"""Lines written into a workbook by openpyxl: only `ui.sheets` asks for it, and only when a list is taken."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils.timezone import is_aware, make_naive
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from huiqi.ui.sheets import Value

Line = Sequence[Value]

MOST_LETTERS = 32_000
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be reckoned with by a spreadsheet that reads it again."""


def filled(title: str, widths: Iterable[int], lines: Iterable[Line], *, bold: int) -> bytes:
    """The workbook, written line by line; the line with the index `bold` is the headings. No list is wider than Z."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_plain(title)[:31] or "1")
    for letter, width in zip(map(chr, range(ord("A"), ord("Z") + 1)), widths, strict=False):
        sheet.column_dimensions[letter].width = width
    for index, line in enumerate(lines):
        sheet.append([_cell(sheet, value, bold=index == bold) for value in line])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(text: str) -> str:
    """A text without what a workbook or a sheet's name may not hold."""
    return "".join(c for c in ILLEGAL_CHARACTERS_RE.sub("", text) if c not in "[]:*?/\\")


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> Any:
    """A number as a number, a day as a day, a moment in the zone of the installation; a text as nothing but a text."""
    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)[:MOST_LETTERS]
        cell.value, cell.data_type = text, "s"
        cell.quotePrefix = text.startswith(RISKY)
    else:
        cell.value = make_naive(value) if isinstance(value, datetime) and is_aware(value) else value
    if isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    if bold:
        cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text=isinstance(value, str) and "\n" in value)
    return cell
