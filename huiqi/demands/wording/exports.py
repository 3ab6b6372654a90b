"""Lists of demands as spreadsheets."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils.translation import gettext as _

from huiqi.demands.models import AccountabilityRecord
from huiqi.demands.selectors import responsible
from huiqi.demands.wording.screen import record_row
from huiqi.kernel.access import Actor
from huiqi.ui.sheets import Column, Told, as_xlsx, mask_name

AT_A_TIME = 1_000


def records_exported(
    records: QuerySet[AccountabilityRecord], *, actor: Actor, at: datetime, whole: bool
) -> FileResponse:
    """The list of missed promises, in the order and with the columns of its page; the moments as moments."""
    columns: list[Column[dict[str, Any]]] = [
        Column(_("编号"), lambda row: row["record"].demand.number),
        Column(_("诉求"), lambda row: row["record"].demand.title, width=36),
        Column(_("环节"), lambda row: row["step"]),
        Column(_("应在此前做到"), lambda row: row["record"].due_at),
        Column(_("责任单位"), lambda row: row["organisation"], width=26),
        Column(_("责任人"), lambda row: row["person"], mask=mask_name),
        Column(_("实际做到"), lambda row: row["record"].promise.kept_at),
    ]
    who = " · ".join(filter(None, (actor.name, actor.seat.organisation_name if actor.seat else "")))
    told = Told(_("问责记录"), _("本单位负责的全部超时记录，最近到期的在前"), who, at)
    return as_xlsx(f"{_('问责记录')} {at:%Y%m%d}", told, columns, _rows(records), whole=whole)


def _rows(records: QuerySet[AccountabilityRecord]) -> Iterator[dict[str, Any]]:
    """A thousand at a time, with the names of those who answer for them."""
    coming = records.iterator(chunk_size=AT_A_TIME)
    while taken := list(islice(coming, AT_A_TIME)):
        people = responsible(taken)
        yield from (record_row(record, people) for record in taken)
