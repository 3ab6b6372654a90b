"""A window or the hub brings a list of outcomes: each line is recorded and told to its firm, or says why it is not."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.filings.models import OutcomeList
from huiqi.filings.permissions import can_bring
from huiqi.filings.rules.lists import Line
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


class _Run:
    """One list on its way: who brings it, for which policy where a line names none, what its lines said so far."""

    def __init__(self, code: str, actor: Actor, at: datetime) -> None:
        self.code, self.actor, self.at = code, actor, at
        self.regions: Collection[str] | None = area(actor, localdate(at))
        self.said: dict[tuple[int, str, str, int], Line] = {}

    def one(self, line: Line) -> list[Told]:
        """What became of a line: one entry, or one for each of its faults."""
        if line.faults:
            return [self._refused(line, code, heading, value) for heading, code, value in line.faults]
        try:
            with transaction.atomic():
                return [self._brought(line)]
        except Refused as refused:
            value = str(refused.parameters.get("value", ""))
            return [self._refused(line, refused.code, "", value)]

    def _brought(self, line: Line) -> Told:
        meant = about(line, self.code, self.regions, self.actor)
        assert line.stage is not None, "a line without it has a fault"
        assert line.on is not None, "a line without it has a fault"
        self._once(line, meant)
        outcome = Outcome(line.stage, line.on, line.amount, reason=line.reason)
        made = bring_outcome(
            meant.enterprise, meant.code, outcome, reference=meant.number, actor=self.actor, at=self.at
        )
        told = {"firm": meant.enterprise.name, "code": meant.code, "number": meant.number, "stage": str(line.stage)}
        return {"place": line.place, "outcome": str(Came.MADE if made else Came.SAME), **told}

    def _once(self, line: Line, meant: About) -> None:
        """Two lines that say different things of one step contradict each other. Raises `Refused("twice")`."""
        assert line.on is not None, "asked for before"
        key = (meant.enterprise.id, meant.code, str(line.stage), line.on.year)
        before = self.said.setdefault(key, line)
        if (before.on, before.amount, before.reason) != (line.on, line.amount, line.reason):
            raise Refused("twice", value=before.place)

    @staticmethod
    def _refused(line: Line, code: str, heading: str, value: str) -> Told:
        place = f"{line.place} {heading}".strip()
        return {"place": place, "outcome": str(Came.REFUSED), "code": code, "value": value, "number": line.number}


@transaction.atomic
def bring_outcomes(name: str, data: bytes, on_fault: OnFault, code: str, *, actor: Actor, at: datetime) -> OutcomeList:
    """Read a list, keep a copy of it, record each line that is right and tell its firm.

    `code`: the policy of lines that name none. Where something is wrong the rest is recorded or nothing, as `on_fault`
    says. Raises `PermissionDenied`, `Refused` (at the field `file`) where it cannot be read at all, `FileRefused`.
    """
    if not can_bring(actor) or actor.organisation_id is None:
        raise PermissionDenied
    lines = read_list(name, data)
    hold_policies(codes_meant(lines, code))
    report = _report(lines, on_fault, _Run(code, actor, at))
    counted = [line["outcome"] for line in report]
    made = OutcomeList.objects.create(
        name=PurePath(name).name[:200],
        organisation_id=actor.organisation_id,
        raw=packed_copy(name, data, actor, at),
        sha256=hashlib.sha256(data).hexdigest(),
        on_fault=on_fault,
        report=report,
        made=counted.count(str(Came.MADE)),
        same=counted.count(str(Came.SAME)),
        refused=counted.count(str(Came.REFUSED)),
        by=actor.person_ref,
        at=at,
    )
    told = {"sha256": made.sha256, "made": made.made, "refused": made.refused, "on_fault": str(on_fault)}
    record("outcome_list", made.ref, "bring_outcomes", actor=actor, at=at, data=told)
    return made


def _report(lines: list[Line], on_fault: OnFault, run: _Run) -> list[Told]:
    """Record what can be recorded; where nothing may be beside a fault, undo it and say so of each."""
    with transaction.atomic():
        report = [told for line in lines for told in run.one(line)]
        wrong = any(told["outcome"] == str(Came.REFUSED) for told in report)
        if stopped := on_fault is OnFault.NOTHING and wrong:
            transaction.set_rollback(True)
    return [_left(told) if stopped else told for told in report]


def _left(told: Told) -> Told:
    return told if told["outcome"] == str(Came.REFUSED) else {**told, "outcome": str(Came.LEFT)}
