"""The journal of generated demands: told from their moments through the product's own flow, chain and all."""

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from benchmarks.bulk import bare, copy_rows
from huiqi.demands.flow import WHOLE, after, counting
from huiqi.demands.words import DemandState, HandlingState, Verb
from huiqi.journal.rules import digest, keyed_hash

TOLD = "closed_at IS NULL OR d.id % 50 = 0"
VERBS: tuple[tuple[str, Verb], ...] = (
    ("registered_at", Verb.REGISTER),
    ("asked_at", Verb.ASK_INFORMATION),
    ("first_sent_at", Verb.DISPATCH),
    ("given_back_at", Verb.RETURN),
    ("dispatched_at", Verb.DISPATCH),
    ("taken_at", Verb.TAKE),
    ("planned_at", Verb.GIVE_PLAN),
    ("working_at", Verb.START_WORK),
    ("answered_at", Verb.ANSWER),
    ("rated_at", Verb.RATE),
    ("visited_at", Verb.VISIT),
    ("closed_at", Verb.ARCHIVE),
)
TEXTS = {
    Verb.ASK_INFORMATION: ("missing", "营业执照副本扫描件一份；产品图纸一份（PDF）。"),
    Verb.DISPATCH: ("note", "请在期限内签收并联系企业。"),
    Verb.RETURN: ("reason", "不在本机构的服务范围，请转其他机构。"),
    Verb.GIVE_PLAN: ("plan", "三个工作日内到现场，两周内出具报告。"),
    Verb.ANSWER: ("answer", "经核实，材料齐全，已按公布的办事指南办结，结果见附件。"),
}


@dataclass
class Line:
    """An entry as the journal hashes it."""

    id: int
    previous: str
    subject_kind: str
    subject_ref: UUID
    number: int
    at: datetime
    verb: str
    actor_ref: str
    organisation_id: int | None
    data: Mapping[str, Any]
    hash: str = ""


Passage = tuple[int, str, bytes, str]


def tell() -> None:
    """Write the entries of every open demand and of every fiftieth closed one."""
    passages: list[Passage] = []
    first, rows = _told()
    with bare("journal_entry", "journal_passage"):
        columns = "id, subject_kind, subject_ref, number, at, verb, actor_ref, organisation_id, data, previous, hash"
        copy_rows(f"journal_entry ({columns})", (_row(line) for line in _lines(rows, passages, first)))
        copy_rows("journal_passage (entry_id, name, key, text)", passages)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('journal_entry', 'id'), (SELECT max(id) FROM journal_entry))"
            )


def _row(line: Line) -> tuple[object, ...]:
    return (
        line.id, line.subject_kind, line.subject_ref, line.number, line.at, line.verb, line.actor_ref,
        line.organisation_id, json.dumps(line.data), line.previous, line.hash,
    )  # fmt: skip


def _told() -> tuple[int, list[dict[str, Any]]]:
    """The last entry there is, and the demands to be told of with their moments and people."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM journal_entry")
        first = int(cursor.fetchone()[0])
        cursor.execute(
            "SELECT d.*, m.number, m.title, m.text, m.filed_by, n.organisation_id AS at_window, h.organisation_id,"
            " h.clerk FROM g_demand d JOIN demands_demand m USING (id) JOIN network_window n ON n.id = d.window_id"
            " LEFT JOIN LATERAL (SELECT * FROM g_handling g WHERE g.demand_id = d.id ORDER BY g.id DESC LIMIT 1) h"
            f" ON true WHERE d.{TOLD} ORDER BY d.id"
        )
        names = [column.name for column in cursor.description]
        return first, [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _lines(rows: list[dict[str, Any]], passages: list[Passage], entry: int) -> Iterator[Line]:
    for row in rows:
        for line in _story(row, passages, entry):
            entry = line.id
            yield line


def _story(row: dict[str, Any], passages: list[Passage], entry: int) -> Iterator[Line]:
    """The entries of one demand, in order; the states come out of the flow and must end where the demand is."""
    state, hands, previous, came_from = DemandState.FILED, dict[int, HandlingState](), "", None
    happened = [("filed_at", Verb.FILE), *((name, verb) for name, verb in VERBS if row[name])]
    for number, (name, verb) in enumerate(happened, start=1):
        if verb is Verb.ARCHIVE and row["state"] == "withdrawn":
            verb = Verb.WITHDRAW
        if number > 1:
            came_from = state
            state, hands = after(state, hands, verb)
        handling = hands.get(WHOLE)
        data: dict[str, Any] = {"from": came_from, "to": state, "handling": handling, "revision": number}
        texts = _texts(verb, row)
        kept = [(key_name, secrets.token_bytes(32), text) for key_name, text in texts]
        if kept:
            data["texts"] = {key_name: keyed_hash(key, text) for key_name, key, text in kept}
        entry += 1
        actor, organisation = _actor(verb, row)
        line = Line(entry, previous, "demand", row["ref"], number, row[name], verb, actor, organisation, data)
        line.hash = previous = digest(line)
        passages.extend((entry, key_name, key, text) for key_name, key, text in kept)
        yield line
        hands = counting(state, hands)
    if state != row["state"]:
        raise AssertionError(f"demand {row['number']} is {row['state']}, its story ends with {state}")


def _texts(verb: Verb, row: dict[str, Any]) -> list[tuple[str, str]]:
    if verb is Verb.FILE:
        return [("title", row["title"]), ("text", row["text"])]
    return [TEXTS[verb]] if verb in TEXTS else []


def _actor(verb: Verb, row: dict[str, Any]) -> tuple[str, int | None]:
    """Who did it and for whom: the enterprise, the institution where one has it, else the window."""
    if verb in (Verb.FILE, Verb.RATE, Verb.WITHDRAW):
        return row["filed_by"], None
    with_institution = verb in (Verb.TAKE, Verb.GIVE_PLAN, Verb.START_WORK, Verb.RETURN)
    if with_institution or (verb is Verb.ANSWER and row["dispatched_at"]):
        return row["clerk"], row["organisation_id"]
    return row["receptionist"], row["at_window"]


__all__ = ["HandlingState", "Line", "tell"]
