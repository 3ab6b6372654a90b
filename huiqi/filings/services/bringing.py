"""An office, or a program of one, brings outcomes: each is recorded and told to its firm, or says why it is not."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from huiqi.filings.models import OutcomeList
from huiqi.filings.permissions import can_bring
from huiqi.filings.rules.lists import Line, heading_of
from huiqi.filings.selectors import About, about, codes_meant
from huiqi.filings.selectors.reading import read_list
from huiqi.filings.words import Came, OnFault
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.policies.selectors import area
from huiqi.policies.services import Outcome, bring_outcome, hold_policies
from huiqi.policies.services.importing import packed_copy

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """A list as a program sends it: `key` by which it calls it, `raw` the body, `code` the policy of bare lines."""

    key: str
    raw: bytes
    lines: Sequence[Line]
    on_fault: OnFault
    code: str = ""


class _Run:
    """One list on its way: who brings it, for which policy where a line names none, what its lines said so far."""

    def __init__(self, code: str, actor: Actor, at: datetime) -> None:
        self.code, self.actor, self.at = code, actor, at
        self.regions: Collection[str] | None = area(actor, localdate(at))
        self.said: dict[tuple[int, str, str, str, int], Line] = {}

    def one(self, line: Line) -> list[Told]:
        """What became of a line: one entry, or one for each of its faults."""
        if line.faults:
            return [self._refused(line, code, field, value) for field, code, value in line.faults]
        try:
            with transaction.atomic():
                return [self.brought(line)]
        except Refused as refused:
            value = str(refused.parameters.get("value", ""))
            return [self._refused(line, refused.code, refused.field, value)]

    def brought(self, line: Line) -> Told:
        """What became of a line without faults. Raises `Refused` with the field that is wrong."""
        meant = about(line, self.code, self.regions, self.actor)
        assert line.stage is not None, "a line without it has a fault"
        assert line.on is not None, "a line without it has a fault"
        self._once(line, meant)
        outcome = Outcome(line.stage, line.on, line.amount, reason=line.reason)
        made = bring_outcome(
            meant.enterprise, meant.code, outcome, reference=meant.number, actor=self.actor, at=self.at
        )
        told = {"firm": meant.enterprise.name, "code": meant.code, "number": meant.number, "stage": str(line.stage)}
        came = str(Came.MADE if made else Came.SAME)
        return {"line": line.place, "place": line.place, "outcome": came, **told}

    def _once(self, line: Line, meant: About) -> None:
        """Two lines that say different things of one step contradict each other. Raises `Refused("twice")`."""
        assert line.on is not None, "asked for before"
        key = (meant.enterprise.id, meant.code, meant.number, str(line.stage), line.on.year)
        before = self.said.setdefault(key, line)
        if (before.on, before.amount, before.reason) != (line.on, line.amount, line.reason):
            raise Refused("twice", value=before.place)

    @staticmethod
    def _refused(line: Line, code: str, field: str, value: str) -> Told:
        place = f"{line.place} {heading_of(field)}".strip()
        told = {"line": line.place, "field": field, "code": code, "value": value, "number": line.number}
        return {"place": place, "outcome": str(Came.REFUSED), **told}


@transaction.atomic
def bring_outcomes(name: str, data: bytes, on_fault: OnFault, code: str, *, actor: Actor, at: datetime) -> OutcomeList:
    """Read a file, keep a copy of it, record each line that is right and tell its firm.

    `code`: the policy of lines that name none. Where something is wrong the rest is recorded or nothing, as `on_fault`
    says. Raises `PermissionDenied`, `Refused` (at the field `file`) where it cannot be read at all, `FileRefused`.
    """
    if not can_bring(actor):
        raise PermissionDenied
    return _brought(name, Sent("", data, read_list(name, data), on_fault, code), actor, at)


def bring_sent(sent: Sent, *, actor: Actor, at: datetime) -> OutcomeList:
    """The same of what a program sends. Under the key of one that it sent before nothing is done twice.

    Raises `PermissionDenied`, `Refused("other_body")` where another list was sent under the key.
    """
    if not can_bring(actor):
        raise PermissionDenied
    if known := _sent_before(sent, actor):
        return known
    try:
        with transaction.atomic():
            return _brought(f"{actor.name}.json", sent, actor, at)
    except IntegrityError:  # the other of two that came at once was first
        if known := _sent_before(sent, actor):
            return known
        raise


def _sent_before(sent: Sent, actor: Actor) -> OutcomeList | None:
    known = OutcomeList.objects.filter(by=actor.person_ref, key=sent.key).first()
    if known and known.sha256 != hashlib.sha256(sent.raw).hexdigest():
        raise Refused("other_body", "key")
    return known


@transaction.atomic
def bring_one(line: Line, *, actor: Actor, at: datetime) -> Told:
    """Record one outcome and tell its firm; what is known already is said to be so.

    Raises `PermissionDenied`, `Refused` with the field that is wrong.
    """
    if not can_bring(actor):
        raise PermissionDenied
    for field, code, value in line.faults:
        raise Refused(code, field, value=value)
    hold_policies(codes_meant([line], ""))
    return _Run("", actor, at).brought(line)


def _brought(name: str, sent: Sent, actor: Actor, at: datetime) -> OutcomeList:
    if actor.organisation_id is None:
        raise PermissionDenied
    hold_policies(codes_meant(sent.lines, sent.code))
    report = _report(sent.lines, sent.on_fault, _Run(sent.code, actor, at))
    counted = list({line["line"]: line["outcome"] for line in report}.values())
    made = OutcomeList.objects.create(
        name=PurePath(name).name[:200],
        organisation_id=actor.organisation_id,
        raw=packed_copy(name, sent.raw, actor, at),
        sha256=hashlib.sha256(sent.raw).hexdigest(),
        on_fault=sent.on_fault,
        report=report,
        made=counted.count(str(Came.MADE)),
        same=counted.count(str(Came.SAME)),
        refused=counted.count(str(Came.REFUSED)),
        by=actor.person_ref,
        at=at,
        key=sent.key,
    )
    told = {"sha256": made.sha256, "made": made.made, "refused": made.refused, "on_fault": str(sent.on_fault)}
    record("outcome_list", made.ref, "bring_outcomes", actor=actor, at=at, data=told)
    return made


def _report(lines: Sequence[Line], on_fault: OnFault, run: _Run) -> list[Told]:
    """Record what can be recorded; where nothing may be beside a fault, undo it and say so of each."""
    with transaction.atomic():
        report = [told for line in lines for told in run.one(line)]
        wrong = any(told["outcome"] == str(Came.REFUSED) for told in report)
        if stopped := on_fault is OnFault.NOTHING and wrong:
            transaction.set_rollback(True)
    return [_left(told) if stopped else told for told in report]


def _left(told: Told) -> Told:
    return told if told["outcome"] == str(Came.REFUSED) else {**told, "outcome": str(Came.LEFT)}
