"""A list as a spreadsheet: the rows as shown, with their headings, and above them what was asked, by whom, when.

The caller says which columns hold personal data and whether this reader may have them whole, and leaves a trace of the
look (`kernel.access.note`). Nothing in a cell is ever a formula.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any, Generic, TypeVar

from django.http import FileResponse
from django.utils.timezone import is_aware, make_naive
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from huiqi.ui.wording import full_moment

Row = TypeVar("Row")
Value = str | int | float | Decimal | date | datetime | None

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 100_000
MOST_LETTERS = 32_000
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be reckoned with by a spreadsheet that reads it again."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A heading, what each row has under it, and of personal data what is left for who may not have it whole."""

    heading: str
    value: Callable[[Row], Value]
    mask: Callable[[str], str] | None = None
    width: int = 18


@dataclass(frozen=True, slots=True)
class Told:
    """What the head of a sheet says: its title, the filter in words, who took it (name, organisation), when."""

    title: str
    filter: str
    who: str
    at: datetime


def mask_name(name: str) -> str:
    """王小明 → 王**: enough to tell two people apart, not enough to find one."""
    return f"{name[:1]}{'*' * (len(name) - 1)}"


def as_xlsx(name: str, told: Told, columns: Sequence[Column[Row]], rows: Iterable[Row], *, whole: bool) -> FileResponse:
    """The list as a file to download, named `name`. `whole`: this reader may have personal data whole."""
    content = written(told, columns, rows, whole=whole)
    return FileResponse(BytesIO(content), as_attachment=True, filename=f"{name}.xlsx", content_type=MEDIA_TYPE)


def written(told: Told, columns: Sequence[Column[Row]], rows: Iterable[Row], *, whole: bool) -> bytes:
    """The workbook, written row by row. Beyond `MOST_ROWS` it says that it was cut off."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_plain(told.title)[:31] or "1")
    for letter, column in zip(_letters(), columns, strict=False):
        sheet.column_dimensions[letter].width = column.width
    masked = not whole and any(column.mask for column in columns)
    for line in _head(told, masked):
        sheet.append([_cell(sheet, line)])
    sheet.append([_cell(sheet, column.heading, bold=True) for column in columns])
    taken = iter(rows)
    for row in islice(taken, MOST_ROWS):
        sheet.append([_cell(sheet, _shown(column, row, whole)) for column in columns])
    if next(taken, None) is not None:
        sheet.append([_cell(sheet, _("只导出前 %(n)d 行，请缩小范围再导出。") % {"n": MOST_ROWS})])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(told: Told, masked: bool) -> list[str]:
    """The lines above the headings."""
    lines = [told.title, _("范围：%(filter)s") % {"filter": told.filter}]
    lines.append(_("导出：%(who)s，%(when)s") % {"who": told.who, "when": full_moment(told.at)})
    return [*lines, _("个人信息按岗位隐去了一部分。")] if masked else lines


def _letters() -> Iterable[str]:
    """A, B, … Z: no list of ours is wider."""
    return map(chr, range(ord("A"), ord("Z") + 1))


def _shown(column: Column[Row], row: Row, whole: bool) -> Value:
    value = column.value(row)
    return column.mask(str(value)) if column.mask and value and not whole else value


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
