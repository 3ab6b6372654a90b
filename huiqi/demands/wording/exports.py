"""Lists of demands as spreadsheets."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import people_named
from huiqi.demands.models import AccountabilityRecord, Demand
from huiqi.demands.selectors import DeskFilter, numbers_into, responsible, rows_for
from huiqi.demands.wording.desk import desk_row, in_words
from huiqi.demands.wording.screen import record_row
from huiqi.kernel.access import Actor
from huiqi.reference.selectors import calendar
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
        Column(_("责任人"), lambda row: row["person"], mask=mask_name, own=lambda row: _answers(row["record"], actor)),
        Column(_("实际做到"), lambda row: row["record"].promise.kept_at),
        Column(_("计入问责"), lambda row: _("异议成立，不计") if row["struck"] else _("计入"), width=14),
        Column(_("不计的理由"), lambda row: row["struck"], width=36),
    ]
    told = Told(_("问责记录"), _("本单位负责的全部超时记录，最近到期的在前"), _who(actor), at)
    return as_xlsx(f"{_('问责记录')} {at:%Y%m%d}", told, columns, _rows(records, actor), whole=whole)


def desk_exported(
    demands: QuerySet[Demand], wanted: DeskFilter, *, actor: Actor, at: datetime, whole: bool
) -> FileResponse:
    """A desk as it is narrowed, in its order and with its columns, and who answers for each; the moments as moments."""
    columns: list[Column[dict[str, Any]]] = [
        Column(_("编号"), lambda row: row["demand"].number, width=22),
        Column(_("诉求"), lambda row: row["demand"].title, width=40),
        Column(_("企业"), lambda row: row["demand"].enterprise.name, width=28),
        Column(_("类别"), lambda row: row["kind"], width=10),
        Column(_("环节"), lambda row: _("，").join(filter(None, (row["state"], row["into"]))), width=10),
        Column(_("标记"), lambda row: _("、").join(mark["text"] for mark in row["marks"])),
        Column(_("承办"), lambda row: row["holder"], width=26),
        Column(
            _("首问责任人"),
            lambda row: row["person"],
            mask=mask_name,
            width=14,
            own=lambda row: _is_first(row["demand"], actor),
        ),
        Column(_("提交时间"), lambda row: row["demand"].filed_at),
        Column(_("时限"), lambda row: row["due"]),
        Column(_("还剩"), lambda row: row["left"]),
    ]
    told = Told(_("办件台"), _("；").join(in_words(wanted)) or _("全部在办"), _who(actor), at)
    return as_xlsx(f"{_('办件台')} {at:%Y%m%d}", told, columns, _desk_rows(demands, actor, at), whole=whole)


def _answers(record: AccountabilityRecord, actor: Actor) -> bool:
    """Whether who answers for it is the actor himself, or of his office."""
    return record.person_ref == actor.person_ref or record.organisation_id == actor.organisation_id


def _is_first(demand: Demand, actor: Actor) -> bool:
    """Whether its first contact is the actor himself, or of his office."""
    return demand.first_contact == actor.person_ref or demand.window.organisation_id == actor.organisation_id


def _who(actor: Actor) -> str:
    return " · ".join(filter(None, (actor.name, actor.seat.organisation_name if actor.seat else "")))


def _desk_rows(demands: QuerySet[Demand], actor: Actor, at: datetime) -> Iterator[dict[str, Any]]:
    """A thousand at a time, with the names of those who were first contacted."""
    coming, days = demands.iterator(chunk_size=AT_A_TIME), calendar()
    while taken := list(islice(coming, AT_A_TIME)):
        people, into = people_named(demand.first_contact for demand in taken), numbers_into(actor, taken)
        for one in rows_for(actor, taken):
            more = {"person": people.get(one.first_contact, ""), "into": into.get(one.id, "")}
            yield desk_row(one, at, days) | more


def _rows(records: QuerySet[AccountabilityRecord], actor: Actor) -> Iterator[dict[str, Any]]:
    """A thousand at a time, with the names of those who answer for them."""
    coming = records.iterator(chunk_size=AT_A_TIME)
    while taken := list(islice(coming, AT_A_TIME)):
        people = responsible(taken)
        yield from (record_row(record, people, actor) for record in taken)
