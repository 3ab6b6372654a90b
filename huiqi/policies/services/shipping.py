"""Bring the stored texts and openings into step with the shipped ones, never over a person's edit."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from huiqi.eligibility.library import BadLibrary
from huiqi.eligibility.shapes import Fault
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.policies.models import Document, Opening, Policy
from huiqi.policies.rules.identity import key_of
from huiqi.policies.rules.texts import flaws, read
from huiqi.policies.services.loading import SHIPPED, Loaded, hash_of
from huiqi.policies.services.texts import shelve

TEXTS, OPENINGS = SHIPPED / "documents", SHIPPED / "openings"
Raw = dict[str, Any]


@transaction.atomic
def load_texts(folder: Path = TEXTS, *, actor: Actor, at: datetime) -> Loaded:
    """Bring the stored texts into step with the files of `folder`; what a person published is kept.

    `interprets` and `replaced_by` name other files. Raises `BadLibrary`, and then nothing is loaded.
    """
    raw = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    if wrong := {name: found for name, said in raw.items() if (found := _wrong(said, raw))}:
        raise BadLibrary(wrong)
    done, stored = Loaded(), {row.key: row for row in Document.objects.select_for_update()}
    for name in _in_order(raw):
        key = _key(raw[name])
        row = stored.get(key)
        digest = hash_of(raw[name])
        if row is not None and (row.edited_by or row.content_hash == digest):
            (done.kept if row.edited_by else done.unchanged).append(name)
            continue
        columns = {"key": key, "content_hash": digest, "published_at": at}
        said = {**raw[name], **{to: _ref(raw, stored, raw[name][to]) for to in ("interprets", "replaced_by")}}
        stored[key] = shelve(read(said), row, columns)
        (done.changed if row else done.new).append(name)
        told = {"file": name, "hash": digest}
        record("policy_document", stored[key].ref, "load", actor=actor, at=at, data=told)
    return done


def _key(said: Raw) -> str:
    return key_of(said["number"], said["title"], said["issuer"])


def _ref(raw: dict[str, Raw], stored: dict[str, Document], name: str) -> str:
    return str(stored[_key(raw[name])].ref) if name else ""


def _wrong(said: Raw, others: dict[str, Raw]) -> list[Fault]:
    faults = [Fault(f"$.{flaw.field}", flaw.code) for flaw in flaws(said)]
    named = [said.get(to) for to in ("interprets", "replaced_by")]
    return faults + [Fault("$", f"there is no file {name}") for name in named if name and name not in others]


def _in_order(raw: dict[str, Raw]) -> list[str]:
    """The files, each after those it names. Raises `BadLibrary` where they name each other in a circle."""
    done: list[str] = []
    waiting = dict(raw)
    while waiting:
        ready = [
            name
            for name, said in waiting.items()
            if not {said["interprets"], said["replaced_by"]} & (waiting.keys() - {""})
        ]
        if not ready:
            raise BadLibrary({name: [Fault("$.replaced_by", "comes back to itself")] for name in waiting})
        done += ready
        waiting = {name: said for name, said in waiting.items() if name not in ready}
    return done


@transaction.atomic
def load_openings(folder: Path = OPENINGS, *, actor: Actor, at: datetime) -> Loaded:
    """Bring the stored openings into step with the files of `folder`; what a person changed or took back is kept."""
    done = Loaded()
    for path in sorted(folder.glob("*.json")):
        for said in json.loads(path.read_text(encoding="utf-8")):
            _load_opening(said, done, actor=actor, at=at)
    return done


def _load_opening(said: Raw, done: Loaded, *, actor: Actor, at: datetime) -> None:
    name = f"{said['policy']} {said['region']} {said['opens_on']}"
    first, last = (date.fromisoformat(said[day]) if said[day] else None for day in ("opens_on", "closes_on"))
    number = said["notice_number"]
    columns = {
        **{key: said[key] for key in ("notice_title", "notice_number", "notice_url", "place", "contact", "note")},
        "closes_on": last,
        "document": Document.objects.filter(number=number).first() if number else None,
    }
    policy = Policy.objects.get(code=said["policy"])
    known = {"policy": policy, "region": said["region"], "opens_on": first}
    row = Opening.objects.filter(**known).order_by("withdrawn_at").first()
    if row and (row.edited_by or row.withdrawn_at):
        done.kept.append(name)
        return
    if row and all(getattr(row, key) == value for key, value in columns.items()):
        done.unchanged.append(name)
        return
    year = {"year": first.year} if first else {}
    made, new = Opening.objects.update_or_create(
        **known, withdrawn_at=None, defaults={**columns, **year, "announced_at": at}
    )
    (done.new if new else done.changed).append(name)
    record("policy_opening", made.ref, "load", actor=actor, at=at, data={"opening": name})
