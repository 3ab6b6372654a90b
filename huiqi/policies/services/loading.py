"""Bring the stored versions into step with the shipped library."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, transaction

from huiqi.eligibility.library import BadLibrary, Library
from huiqi.eligibility.shapes import Fault
from huiqi.eligibility.versions import SCHEMA
from huiqi.eligibility.versions import PolicyVersion as Read
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.policies.models import Policy, PolicyVersion
from huiqi.policies.selectors import shelf_changed
from huiqi.search.services import content_changed

SHIPPED = Path(__file__).parent.parent / "library"


@dataclass
class Loaded:
    """What a load did, as keys like `P01 2023-01-01`; `kept` are those a person has edited here."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def load_library(folder: Path = SHIPPED, *, actor: Actor, at: datetime) -> Loaded:
    """Bring the stored versions into step with the files of `folder`, by (code, first day); safe to repeat.

    A version whose file did not change is left alone, one that a person edited is never written over, one without a
    file stays. Raises `BadLibrary`, naming file and place in it, and then nothing is loaded.
    """
    files = sorted(folder.glob("*.json"))
    read = Library.load(files)
    _check_names(files)
    contents = {_key(content): content for content in (json.loads(f.read_text(encoding="utf-8")) for f in files)}
    rows = PolicyVersion.objects.select_related("policy").select_for_update(of=("self",)).order_by("id")
    stored = {_stored_key(row): row for row in rows}
    done = Loaded()
    for version in read.versions:
        key = f"{version.code} {version.effective_from}"
        _load_one(version, contents[key], stored.get(key), done, key=key, actor=actor, at=at)
    _check_periods()
    if done.new or done.changed:
        content_changed()
    return done


def _load_one(
    version: Read,
    content: dict[str, Any],
    row: PolicyVersion | None,
    done: Loaded,
    *,
    key: str,
    actor: Actor,
    at: datetime,
) -> None:
    digest = hash_of(content)
    if row is not None and (row.edited_by or row.content_hash == digest):
        (done.kept if row.edited_by else done.unchanged).append(key)
        return
    policy, _made = Policy.objects.update_or_create(
        code=version.code, defaults={"kind": version.kind, "subject": version.subject}
    )
    columns = {**columns_of(version), "content": content, "content_hash": digest, "loaded_at": at}
    PolicyVersion.objects.update_or_create(
        policy=policy, effective_from=version.effective_from, withdrawn_at=None, defaults=columns
    )
    shelf_changed()
    (done.changed if row else done.new).append(key)
    data = {"code": version.code, "effective_from": version.effective_from.isoformat(), "hash": digest}
    verb = "change_version" if row else "add_version"
    record("policy", policy.ref, verb, actor=actor, at=at, data=data)


def hash_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of what a version says."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def columns_of(version: Read) -> Mapping[str, Any]:
    """The columns by which versions are found and listed."""
    through = version.effective_through
    return {
        "effective_before": through + timedelta(days=1) if through else None,
        "title": version.title,
        "title_en": version.title_en,
        "document_number": version.document_number,
        "issuer": version.issuer,
        "region": version.region,
        "status": version.status,
        "superseded_by": version.superseded_by or "",
        "grade": version.grade,
        "last_verified": version.last_verified,
        "schema_number": SCHEMA,
    }


def _key(content: Mapping[str, Any]) -> str:
    return f"{content['code']} {content['effective_from']}"


def _stored_key(row: PolicyVersion) -> str:
    return f"{row.policy.code} {row.effective_from}"


def _check_names(files: list[Path]) -> None:
    """A file is named by what it holds, so that it is found again."""
    faults = {path.name: list(_misnamed(path)) for path in files}
    wrong = {name: found for name, found in faults.items() if found}
    if wrong:
        raise BadLibrary(wrong)


def _misnamed(path: Path) -> Iterator[Fault]:
    name = _key(json.loads(path.read_text(encoding="utf-8"))).replace(" ", "-") + ".json"
    if path.name != name:
        yield Fault("$.code", f"the file should be called {name}")


def _check_periods() -> None:
    """Let PostgreSQL say now, not at commit, whether versions of a policy overlap (one without a file may)."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS policyversion_once IMMEDIATE")
            cursor.execute("SET CONSTRAINTS policyversion_once DEFERRED")
    except IntegrityError as error:
        detail = str(error).partition("DETAIL:")[2].strip() or str(error)
        fault = Fault("$.effective_from", f"overlaps a stored version that has no file: {detail}")
        raise BadLibrary({"library": [fault]}) from None
