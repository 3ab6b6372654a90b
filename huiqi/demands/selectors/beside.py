"""What a case forbids beside the way to the answer: asking twice, pressing, objecting, deciding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from huiqi.demands.rules.standing import may_escalate, may_urge, objection_until
from huiqi.demands.words import ReminderKind, Verb
from huiqi.network.selectors import hours_of
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from huiqi.demands.selectors.case import Case
    from huiqi.kernel.access import Actor


def _answered_for(case: Case, *_: object) -> bool:
    return case.request is None or case.request.supplied_at is not None


def _no_objecting(case: Case, _actor: Actor, at: datetime) -> bool:
    if case.ending is None or case.objection:
        return True
    return at > objection_until(case.ending.decided_at, calendar(), hours_of(case.demand.window))


def _no_deciding(case: Case, actor: Actor, _at: datetime) -> bool:
    objection, ending = case.objection, case.ending
    return objection is None or ending is None or bool(objection.decided_at) or ending.decided_by == actor.person_ref


def _no_urging(case: Case, _actor: Actor, at: datetime) -> bool:
    urged = case.reminded(ReminderKind.URGE)
    return not may_urge(urged[-1].reminded_at if urged else None, case.demand.urged_until, at)


def _no_escalating(case: Case, _actor: Actor, at: datetime) -> bool:
    promised = [p for p in case.promises if not (p.handling_id or p.consultation_id) and p.round == case.round]
    missed = any(p.missed_at or (p.due_at <= at and not (p.kept_at or p.released_at or p.held_at)) for p in promised)
    return bool(case.demand.escalated_until) or not may_escalate(case.demand.urged_until, missed, at)


def _no_reminding(case: Case, _actor: Actor, at: datetime) -> bool:
    told = case.reminded(ReminderKind.TO_FIRM)
    return _answered_for(case) or bool(told and at < told[-1].due_at)


NO_PRESSING: dict[Verb, Callable[[Case, Actor, datetime], bool]] = {
    Verb.ASK_INFORMATION: lambda case, *_: not _answered_for(case),
    Verb.SUPPLY_INFORMATION: _answered_for,
    Verb.OBJECT: _no_objecting,
    Verb.UPHOLD_OBJECTION: _no_deciding,
    Verb.REJECT_OBJECTION: _no_deciding,
    Verb.REMIND: _no_urging,
    Verb.ESCALATE: _no_escalating,
    Verb.REMIND_FIRM: _no_reminding,
}
"""What of these the case forbids; the services refuse the same."""
