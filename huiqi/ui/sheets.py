"""A list as a spreadsheet: the rows as shown, with their headings, and above them what was asked, by whom, when.

The caller says which columns hold personal data and whether this reader may have them whole, and leaves a trace of the
look (`kernel.access.note`). Nothing in a cell is ever a formula.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice
from typing import Generic, TypeVar

from django.http import FileResponse
from django.utils.translation import gettext as _

from huiqi.ui.wording import full_moment

Row = TypeVar("Row")
Value = str | int | float | Decimal | date | datetime | None

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A heading, what each row has under it, and of personal data what is left for who may not have it whole."""

    heading: str
    value: Callable[[Row], Value]
    mask: Callable[[str], str] | None = None
    width: int = 18
    own: Callable[[Row], bool] | None = None
    """Whose row shows it whole to this reader anyway: his own name, and those of his own office."""


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
    from huiqi.ui.workbook import Line, filled  # openpyxl loads when the first list is taken, not at every start

    masked = "" if whole else _masked(columns)
    taken = iter(rows)

    def lines() -> Iterator[Line]:
        yield from ([line] for line in _head(told, masked))
        yield [column.heading for column in columns]
        yield from ([_shown(column, row, whole) for column in columns] for row in islice(taken, MOST_ROWS))
        if next(taken, None) is not None:
            yield [_("只导出前 %(n)d 行，请缩小范围再导出。") % {"n": MOST_ROWS}]

    return filled(told.title, [column.width for column in columns], lines(), bold=len(_head(told, masked)))


def _masked(columns: Sequence[Column[Row]]) -> str:
    """What is said where personal data are not whole; nothing where they are."""
    hidden = [column for column in columns if column.mask]
    if hidden and all(column.own for column in hidden):
        return _("本单位以外的个人信息按岗位隐去了一部分。")
    return _("个人信息按岗位隐去了一部分。") if hidden else ""


def _head(told: Told, masked: str) -> list[str]:
    """The lines above the headings; `masked` is the last of them, if anything is."""
    lines = [told.title, _("范围：%(filter)s") % {"filter": told.filter}]
    lines.append(_("导出：%(who)s，%(when)s") % {"who": told.who, "when": full_moment(told.at)})
    return [*lines, masked] if masked else lines


def _shown(column: Column[Row], row: Row, whole: bool) -> Value:
    value = column.value(row)
    if not column.mask or not value or whole or (column.own and column.own(row)):
        return value
    return column.mask(str(value))


def as_csv(name: str, columns: Sequence[Column[Row]], rows: Iterable[Row], *, whole: bool) -> FileResponse:
    """The same list as a text that every program reads: UTF-8 with its mark, so that spreadsheets know; no head."""
    out = StringIO()
    write = csv.writer(out)
    write.writerow([column.heading for column in columns])
    for row in islice(rows, MOST_ROWS):
        write.writerow([_safe(_shown(column, row, whole)) for column in columns])
    content = BytesIO(out.getvalue().encode("utf-8-sig"))
    return FileResponse(content, as_attachment=True, filename=f"{name}.csv", content_type="text/csv; charset=utf-8")


def _safe(value: Value) -> Value:
    """A text that a spreadsheet would reckon with stands behind a mark that makes it a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
