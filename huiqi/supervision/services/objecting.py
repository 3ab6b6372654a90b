"""Objections to an accountability record: made once within the days for it, decided by somebody not concerned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.demands.services import strike_record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.reference.selectors import calendar
from huiqi.supervision.models import Measure, Objection, SupervisionCase
from huiqi.supervision.rules import OBJECTION_DAYS, until
from huiqi.supervision.services.turn import Turn, attach, begin, pending, responsible, supervisors, written
from huiqi.supervision.words import CaseVerb, Why

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile


def objection_until(case: SupervisionCase) -> datetime:
    """Until when the record of a case may be objected to."""
    return until(case.opened_at, OBJECTION_DAYS, calendar())


@transaction.atomic
def object_to_record(
    ref: UUID,
    text: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> SupervisionCase:
    """Say why the record is wrong. Raises `Refused`: objected_already, objection_late."""
    turn = begin(ref, CaseVerb.OBJECT, actor=actor, at=at, revision=revision)
    case = turn.case
    if Objection.objects.filter(case=case).exists():
        raise Refused("objected_already")
    if at > (last := objection_until(case)):
        raise Refused("objection_late", until=last)
    said = written(text, "text")
    Objection.objects.create(case=case, text=said, objected_at=at, objected_by=actor.person_ref)
    return turn.finish(supervisors(case)[:1], data=attach(turn, files, Why.OBJECTION), texts={"objection": said})


@transaction.atomic
def uphold_objection(
    ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None
) -> SupervisionCase:
    """The record was wrong: it stays to be read, struck from every count, with the reason."""
    turn = begin(ref, CaseVerb.UPHOLD, actor=actor, at=at, revision=revision)
    said = _decide(turn, reason, upheld=True)
    strike_record(turn.case.record_id, said, actor=actor, at=at)
    turn.case.closed_why = said
    return turn.finish(responsible(turn.case) + supervisors(turn.case), texts={"decision": said})


@transaction.atomic
def reject_objection(
    ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None
) -> SupervisionCase:
    """The record stands, for this reason."""
    turn = begin(ref, CaseVerb.REJECT, actor=actor, at=at, revision=revision)
    said = _decide(turn, reason, upheld=False)
    return turn.finish(responsible(turn.case) + supervisors(turn.case), texts={"decision": said})


def _decide(turn: Turn, reason: str, *, upheld: bool) -> str:
    """Write the decision down; by nobody who objected or took a step in the case."""
    objection, who = pending(turn.case), turn.actor.person_ref
    if objection is None:
        raise Refused("nothing_objected")
    took = Measure.objects.filter(case=turn.case, taken_by=who).exists()
    if took or who == objection.objected_by:
        raise Refused("concerned")
    if not who:
        raise PermissionDenied
    objection.upheld, objection.decision = upheld, written(reason, "reason")
    objection.decided_at, objection.decided_by = turn.at, who
    objection.save(force_update=True)
    return objection.decision
