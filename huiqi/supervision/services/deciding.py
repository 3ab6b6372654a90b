"""What the authority (主管部门) decided on a case of the hub's own office, written down from its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.demands.services import strike_record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.reference.selectors import calendar
from huiqi.supervision.flow import WITH_LIMIT, decided
from huiqi.supervision.models import AuthorityDecision, CaseFile, SupervisionCase
from huiqi.supervision.permissions import rulings
from huiqi.supervision.rules import until
from huiqi.supervision.selectors import limits
from huiqi.supervision.services.turn import Turn, attach, begin, counted, pending, responsible, supervisors, written
from huiqi.supervision.words import CaseState, CaseVerb, LadderStep, Why

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile

FOLLOWING = {CaseState.ORDERED: LadderStep.CIRCULAR, CaseState.CIRCULATED: LadderStep.TALK}
"""Which step comes next after a state."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the document says: the ruling, its number, day and office, its words; the days it leaves for a remedy."""

    ruling: CaseVerb
    number: str
    decided_on: date
    office: str
    text: str
    days: int | None = None


@transaction.atomic
def enter_decision(
    ref: UUID,
    decision: Decision,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> SupervisionCase:
    """Write down what the authority decided; the case goes on or ends as it says.

    Raises as `begin`, and `Refused`: not_to_decide, required, too_long, decided_ahead, decided_early, scan_required,
    number_known, days.
    """
    turn = begin(ref, CaseVerb.ENTER, actor=actor, at=at, revision=revision)
    case, ruling = turn.case, decision.ruling
    if ruling not in rulings(case):
        raise Refused("not_to_decide", "ruling", state=case.state, verb=ruling)
    _check(case, decision, files, at)
    turn.to = decided(case.state, ruling)
    made = AuthorityDecision(
        case=case,
        ruling=ruling,
        number=_line(decision.number, "number", 60),
        decided_on=decision.decided_on,
        office=_line(decision.office, "office", 120),
        text=written(decision.text, "text"),
        due_at=until(at, counted(decision.days or 0, "days"), calendar()) if ruling in WITH_LIMIT else None,
        entered_at=at,
        entered_by=actor.person_ref,
    )
    kept = attach(turn, files[:1], Why.DECISION)
    made.scan = CaseFile.objects.get(file=files[0])
    made.save(force_insert=True)
    _carry_out(turn, made)
    data = {"ruling": str(ruling), "on": made.decided_on.isoformat(), **kept}
    data |= {"due": made.due_at.isoformat()} if made.due_at else {}
    texts = {"office": made.office, "number": made.number, "decision": made.text}
    return turn.finish(responsible(case) + supervisors(case), data=data, texts=texts, step=str(ruling))


def _check(case: SupervisionCase, decision: Decision, files: Sequence[StoredFile], at: datetime) -> None:
    """Raises `Refused` where the document cannot be of this case, or is not there."""
    if decision.decided_on > localdate(at):
        raise Refused("decided_ahead", "decided_on")
    if decision.decided_on < localdate(case.opened_at):
        raise Refused("decided_early", "decided_on")
    if not files:
        raise Refused("scan_required", "attachment")
    if AuthorityDecision.objects.filter(case=case, number=decision.number.strip()).exists():
        raise Refused("number_known", "number")


def _line(text: str, field: str, most: int) -> str:
    """A line that is neither empty nor too long; raises `Refused`."""
    kept = written(text, field)
    if len(kept) > most:
        raise Refused("too_long", field, limit=most, length=len(kept))
    return kept


def _carry_out(turn: Turn, made: AuthorityDecision) -> None:
    """What follows from it: a limit and the next step, an end with its reason, an objection that is answered."""
    case, ruling = turn.case, made.ruling
    if ruling in WITH_LIMIT:
        case.report, case.reported_at, case.reported_by = "", None, ""
        case.answer_due_at, case.proposed_at = made.due_at, None
        following = FOLLOWING.get(turn.to)
        assert made.due_at is not None
        case.next_at = until(made.due_at, limits(following).wait_days, calendar()) if following else None
    elif ruling in (CaseVerb.UPHOLD, CaseVerb.REJECT):
        _answer_objection(turn, made)
    if ruling in (CaseVerb.ACCEPT, CaseVerb.UPHOLD):
        case.closed_why = made.text
    if ruling is CaseVerb.UPHOLD:
        strike_record(case.record_id, made.text, actor=turn.actor, at=turn.at)


def _answer_objection(turn: Turn, made: AuthorityDecision) -> None:
    """The objection that waits, if there is one, is decided by it."""
    if objection := pending(turn.case):
        objection.upheld, objection.decision = made.ruling is CaseVerb.UPHOLD, made.text
        objection.decided_at, objection.decided_by = turn.at, made.entered_by
        objection.save(force_update=True)
