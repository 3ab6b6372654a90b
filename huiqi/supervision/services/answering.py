"""The remedy: reported by whoever is held responsible, accepted with reasons, or sent back with a new limit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.reference.selectors import calendar
from huiqi.supervision.models import SupervisionCase
from huiqi.supervision.rules import until
from huiqi.supervision.selectors import limits
from huiqi.supervision.services.turn import attach, begin, counted, responsible, supervisors, written
from huiqi.supervision.words import CaseState, CaseVerb, LadderStep, Why

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile


@transaction.atomic
def report_remedy(
    ref: UUID,
    text: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> SupervisionCase:
    """Report what was done, why it was late, how it is prevented; the ladder waits for the decision on it."""
    turn = begin(ref, CaseVerb.REPORT, actor=actor, at=at, revision=revision)
    case = turn.case
    if case.reported_at is not None:
        raise Refused("reported_already")
    case.report, case.reported_at, case.reported_by = written(text, "text"), at, actor.person_ref
    case.proposed_at = None
    return turn.finish(supervisors(case), data=attach(turn, files, Why.REPORT), texts={"report": case.report})


@transaction.atomic
def accept_remedy(
    ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None
) -> SupervisionCase:
    """Close the case: the remedy is enough, for this reason. Raises `Refused("nothing_reported")`."""
    turn = begin(ref, CaseVerb.ACCEPT, actor=actor, at=at, revision=revision)
    if turn.case.reported_at is None:
        raise Refused("nothing_reported")
    turn.case.closed_why = written(reason, "reason")
    return turn.finish(responsible(turn.case), texts={"reason": turn.case.closed_why})


@transaction.atomic
def decline_remedy(
    ref: UUID, reason: str, days: int, *, actor: Actor, at: datetime, revision: int | None = None
) -> SupervisionCase:
    """Send it back: what is missing, within how many working days. The next step is proposed if that passes, too."""
    turn = begin(ref, CaseVerb.DECLINE, actor=actor, at=at, revision=revision)
    case, calendared = turn.case, calendar()
    if case.reported_at is None:
        raise Refused("nothing_reported")
    case.report, case.reported_at, case.reported_by = "", None, ""
    case.answer_due_at = until(at, counted(days, "days"), calendared)
    following = {CaseState.ORDERED: LadderStep.CIRCULAR, CaseState.CIRCULATED: LadderStep.TALK}.get(case.state)
    wait = limits(following).wait_days if following else 0
    case.next_at = until(case.answer_due_at, wait, calendared) if following else None
    data = {"due": case.answer_due_at.isoformat()}
    return turn.finish(responsible(case), data=data, texts={"reason": written(reason, "reason")})
