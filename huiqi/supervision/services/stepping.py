"""The steps of the ladder that a person takes: order 督办, circular 通报, talk 约谈, each with its numbered paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate

from huiqi.accounts.selectors import people_named
from huiqi.kernel.access import Actor
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused
from huiqi.papers.services import issue_paper
from huiqi.reference.selectors import calendar
from huiqi.supervision.models import Measure, SupervisionCase
from huiqi.supervision.rules import until
from huiqi.supervision.selectors import limits
from huiqi.supervision.services.turn import Turn, attach, begin, counted, pending, responsible, supervisors, written
from huiqi.supervision.wording import papers
from huiqi.supervision.words import CaseVerb, LadderStep, Why

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile
    from huiqi.papers.ports import Content

AFTER = {LadderStep.ORDER: LadderStep.CIRCULAR, LadderStep.CIRCULAR: LadderStep.TALK}
"""Which step is proposed when one was taken and is not answered."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is said with a step: the matter, the remedy, within how many working days; of a talk when and where."""

    text: str
    remedy: str
    days: int
    meets_at: datetime | None = None
    place: str = ""


@transaction.atomic
def order(ref: UUID, step: Step, *, actor: Actor, at: datetime, revision: int | None = None) -> SupervisionCase:
    """Put it under supervision: a remedy is to be reported within the limit."""
    return _take(begin(ref, CaseVerb.ORDER, actor=actor, at=at, revision=revision), LadderStep.ORDER, step)


@transaction.atomic
def circulate(ref: UUID, step: Step, *, actor: Actor, at: datetime, revision: int | None = None) -> SupervisionCase:
    """Name the case before the network; never one that is confidential."""
    return _take(begin(ref, CaseVerb.CIRCULATE, actor=actor, at=at, revision=revision), LadderStep.CIRCULAR, step)


@transaction.atomic
def summon(ref: UUID, step: Step, *, actor: Actor, at: datetime, revision: int | None = None) -> SupervisionCase:
    """Ask whoever leads there to come and explain. Raises `Refused("meets_past")`."""
    turn = begin(ref, CaseVerb.SUMMON, actor=actor, at=at, revision=revision)
    if step.meets_at is None:
        raise Refused("required", "meets_at")
    if step.meets_at <= at:
        raise Refused("meets_past", "meets_at")
    written(step.place, "place")
    return _take(turn, LadderStep.TALK, step)


def _take(turn: Turn, rung: LadderStep, step: Step) -> SupervisionCase:
    """Write the step down, issue its paper, set the moment at which the next one is proposed."""
    case, at = turn.case, turn.at
    if case.demand.is_confidential and rung is not LadderStep.ORDER:
        raise Refused("confidential")
    if pending(case):
        raise Refused("objection_pending")
    days = calendar()
    taken = Measure(
        case=case,
        step=rung,
        text=written(step.text, "text"),
        remedy=written(step.remedy, "remedy"),
        due_at=until(at, counted(step.days, "days"), days),
        taken_at=at,
        taken_by=turn.actor.person_ref,
        meets_at=step.meets_at,
        place=step.place.strip()[:120],
        paper_ref=uuid7(),
    )
    taken.paper_ref = _issued(turn, taken)
    taken.save(force_insert=True)
    case.answer_due_at, case.proposed_at = taken.due_at, None
    case.reported_at, case.report, case.reported_by = None, "", ""
    following = AFTER.get(rung)
    case.next_at = until(taken.due_at, limits(following).wait_days, days) if following else None
    said = {"text": taken.text, "remedy": taken.remedy}
    data = {"due": taken.due_at.isoformat(), "paper": str(taken.paper_ref)}
    return turn.finish(responsible(case) + supervisors(case), data=data, texts=said)


def _issued(turn: Turn, taken: Measure) -> UUID:
    """The numbered paper of a step, by the organisation of whoever takes it."""
    case = turn.case
    assert turn.actor.organisation_id is not None
    with translation.override("zh-hans"):  # a paper is Chinese
        person = people_named([case.person_ref]).get(case.person_ref, "")
        content = papers.measure(case, taken, person)
    return _paper(turn, papers.PAPER_OF[taken.step].code, content)


def _paper(turn: Turn, kind: str, content: Content) -> UUID:
    organisation = turn.actor.organisation_id
    assert organisation is not None
    paper = issue_paper(
        kind,
        "supervision",
        turn.case.ref,
        content,
        organisation_id=organisation,
        submission=uuid7(),
        actor=turn.actor,
        at=turn.at,
    )
    ref: UUID = paper.ref
    return ref


@transaction.atomic
def record_talk(
    ref: UUID,
    held_on: date,
    minutes: str,
    commitments: str,
    days: int,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> SupervisionCase:
    """Write down what was said and promised; the paper is signed by both. Raises `Refused("held_ahead")`."""
    turn = begin(ref, CaseVerb.RECORD_TALK, actor=actor, at=at, revision=revision)
    if held_on > localdate(at):
        raise Refused("held_ahead", "held_on")
    case = turn.case
    talk = Measure.objects.get(case=case, step=LadderStep.TALK)
    talk.held_on, talk.minutes = held_on, written(minutes, "minutes")
    talk.commitments = written(commitments, "commitments")
    talk.due_at = until(at, counted(days, "days"), calendar())
    talk.save(force_update=True)
    with translation.override("zh-hans"):
        person = people_named([case.person_ref]).get(case.person_ref, "")
        paper = _paper(turn, papers.MINUTES.code, papers.minutes(case, talk, person))
    case.answer_due_at = talk.due_at
    data = {"due": talk.due_at.isoformat(), "paper": str(paper), **attach(turn, files, Why.TALK)}
    return turn.finish(responsible(case), data=data, texts={"minutes": talk.minutes, "commitments": talk.commitments})
