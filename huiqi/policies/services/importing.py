"""Importing texts and items from a file: every row becomes a draft for a second person, or says why it does not."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.files.services import store_file
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.policies.models import ImportRun
from huiqi.policies.permissions import can_draft
from huiqi.policies.rules.sheets import Read
from huiqi.policies.selectors import free_code
from huiqi.policies.selectors.documents import named
from huiqi.policies.selectors.sheets import read_file
from huiqi.policies.services.drafting import begin_policy
from huiqi.policies.services.texts import propose_text
from huiqi.policies.words import OnFault, Origin

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile

Line = dict[str, Any]
TENTHS = 10_000


@transaction.atomic
def import_file(name: str, data: bytes, on_fault: OnFault, *, actor: Actor, at: datetime) -> ImportRun:
    """Read a file, keep a copy of it, make a draft of each row that is right.

    Where something is wrong the rest is made or nothing, as `on_fault` says; the report names both. Raises
    `PermissionDenied`, `Refused` (at the field `file`) where it cannot be read at all, `FileRefused`.
    """
    if not can_draft(actor):
        raise PermissionDenied
    rows = read_file(name, data, localdate(at))
    raw = packed_copy(name, data, actor, at)
    report = _import(rows, on_fault, raw, actor, at)
    refused = sum(line["outcome"] == "refused" for line in report)
    run = ImportRun.objects.create(
        name=PurePath(name).name[:200],
        raw=raw,
        sha256=hashlib.sha256(data).hexdigest(),
        on_fault=on_fault,
        report=report,
        made=sum(line["outcome"] == "made" for line in report),
        refused=refused,
        by=actor.person_ref,
        at=at,
    )
    told = {"sha256": run.sha256, "made": run.made, "refused": refused, "on_fault": str(on_fault)}
    record("policy_import", run.ref, "import", actor=actor, at=at, data=told)
    return run


def packed_copy(name: str, data: bytes, actor: Actor, at: datetime) -> StoredFile:
    """The file as it came, packed so that any kind can be kept. Raises `FileRefused`."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(PurePath(name).name or "import", data)
    size = packed.tell()
    packed.seek(0)
    return store_file(f"{PurePath(name).stem[:150] or 'import'}.zip", packed, size, actor=actor, at=at)


def _import(rows: list[Read], on_fault: OnFault, raw: StoredFile, actor: Actor, at: datetime) -> list[Line]:
    """Make what can be made; where nothing may be made beside a fault, undo it and say so of each."""
    with transaction.atomic():
        report = [line for read in rows for line in _one(read, raw, actor, at)]
        stopped = on_fault is OnFault.NOTHING and any(line["outcome"] == "refused" for line in report)
        if stopped:
            transaction.set_rollback(True)
    if stopped:
        return [line if line["outcome"] == "refused" else _held_back(line) for line in report]
    return report


def _held_back(line: Line) -> Line:
    return {"place": line["place"], "outcome": "left", "title": line.get("title", "")}


def _one(read: Read, raw: StoredFile, actor: Actor, at: datetime) -> list[Line]:
    title = read.content["title"]
    if read.faults:
        return [
            {"place": fault.place, "outcome": "refused", "code": fault.code, "value": fault.value, "title": title}
            for fault in read.faults
        ]
    try:
        with transaction.atomic():
            return [_made(read, raw, actor, at)]
    except Refused as refused:
        if refused.code == "nothing_changed":
            return [{"place": read.place, "outcome": "same", "title": title}]
        told = {key: _told(value) for key, value in refused.parameters.items()}
        return [{"place": read.place, "outcome": "refused", "code": refused.code, "told": told, "title": title}]


def _told(value: object) -> object:
    return [str(one) for one in value] if isinstance(value, tuple) else str(value)


def _made(read: Read, raw: StoredFile, actor: Actor, at: datetime) -> Line:
    content = {**read.content, **{to: _ref(read.content[to], to) for to in ("interprets", "replaced_by")}}
    draft = propose_text(content, origin=Origin.IMPORTED, raw=raw, actor=actor, at=at)
    line: Line = {"place": read.place, "outcome": "made", "ref": str(draft.ref), "title": content["title"]}
    if read.item and not content["policies"]:
        line["item"] = _item(content, read.item, actor, at)
    return line


def _ref(name: str, field: str) -> str:
    """The ref of a text that the sheet names by number or title. Raises `Refused("no_text")`."""
    if not name:
        return ""
    found = named(name)
    if found is None:
        raise Refused("no_text", field)
    return str(found.ref)


def _item(content: Mapping[str, Any], item: Mapping[str, Any], actor: Actor, at: datetime) -> str:
    """Begin the item that the row tells of; its conditions are written in the rule editor."""
    cap = item.get("amount")
    texts = [item.get("benefit", ""), f"最高{(cap / TENTHS).normalize():f}万元" if cap else ""]
    said = {
        "title": content["title"],
        "document_number": content["number"],
        "issuer": content["issuer"],
        "region": item.get("region", "000000"),
        "effective_from": content["effective_from"] or None,
        "effective_through": content["effective_through"] or None,
        "grade": content["grade"],
        "last_verified": content["last_verified"],
        "benefits": [{"text": text, "text_en": text, "condition": None} for text in texts if text],
    }
    given = {key: value for key, value in said.items() if value}
    return str(begin_policy(free_code(), given, reason=content["title"], actor=actor, at=at).ref)
