"""Pressing and adding: what an enterprise may do while it waits, and a window while it waits for the enterprise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.demands.models import Demand, GreenChannel, Promise, Reminder
from huiqi.demands.rules.standing import ADDITIONS_A_DAY, may_escalate, may_urge, reminder_due
from huiqi.demands.selectors import open_request
from huiqi.demands.services.turn import Turn, attach, begin, fits, written
from huiqi.demands.words import Purpose, ReminderKind, Verb
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hours_of
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile


@transaction.atomic
def add_to_demand(
    ref: UUID,
    text: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> Demand:
    """Add something to a demand before its answer. Raises `Refused("enough_additions")` beyond ten a day."""
    turn = begin(ref, Verb.ADD, actor=actor, at=at, revision=revision)
    added = [one.at for one in timeline(ref) if one.verb == Verb.ADD]
    if sum(localdate(moment) == localdate(at) for moment in added) >= ADDITIONS_A_DAY:
        raise Refused("enough_additions", limit=ADDITIONS_A_DAY)
    text = fits(text, "text") if files else written(text, "text")
    kept = attach(turn.demand, files, Purpose.ADDITION, actor=actor, at=at)
    if files and turn.demand.is_green:
        owed = GreenChannel.objects.filter(demand=turn.demand, round=turn.demand.round).exclude(owed="")
        owed.filter(received_at=None).update(received_at=at)
    return turn.finish(kept, {"text": text})


@transaction.atomic
def remind_handler(ref: UUID, text: str = "", *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Press whoever has the demand (催办): answered by a reply within a working day. Once a day at most."""
    turn = begin(ref, Verb.REMIND, actor=actor, at=at, revision=revision)
    demand = turn.demand
    last = _last(demand, ReminderKind.URGE)
    if not may_urge(last.reminded_at if last else None, demand.urged_until, at):
        assert last is not None
        raise Refused("urged_already" if demand.urged_until else "urged_today", until=last.due_at)
    made = _remind(turn, ReminderKind.URGE, fits(text, "text"))
    demand.urged_until = demand.urged_until or made.due_at
    demand.urged += 1
    return turn.finish({"times": demand.urged}, {"text": made.text})


@transaction.atomic
def escalate_demand(ref: UUID, text: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Ask the hub to look into it, once the window had its chance: a reminder unanswered, or something missed."""
    turn = begin(ref, Verb.ESCALATE, actor=actor, at=at, revision=revision)
    demand = turn.demand
    if demand.escalated_until:
        raise Refused("escalated_already", until=demand.escalated_until)
    if not may_escalate(demand.urged_until, _missed(demand, at), at):
        raise Refused("remind_first")
    made = _remind(turn, ReminderKind.ESCALATION, written(text, "escalation"))
    demand.escalated_until = made.due_at
    return turn.finish(texts={"text": made.text})


def _missed(demand: Demand, at: datetime) -> bool:
    """Whether something promised to the enterprise in this round was not, or is not, done in time."""
    promised = Promise.objects.filter(demand=demand, round=demand.round, handling=None, consultation=None)
    owed = promised.filter(kept_at=None, released_at=None, held_at=None)
    return (owed.filter(due_at__lte=at) | promised.exclude(missed_at=None)).exists()


@transaction.atomic
def remind_firm(ref: UUID, text: str = "", *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Press the enterprise for what it was asked to bring; it is left a working day each time."""
    turn = begin(ref, Verb.REMIND_FIRM, actor=actor, at=at, revision=revision)
    if open_request(turn.demand) is None:
        raise Refused("nothing_waited_for")
    last = _last(turn.demand, ReminderKind.TO_FIRM)
    if last and at < last.due_at:
        raise Refused("firm_reminded_already", until=last.due_at)
    made = _remind(turn, ReminderKind.TO_FIRM, fits(text, "text"))
    return turn.finish(texts={"text": made.text})


def _last(demand: Demand, kind: ReminderKind) -> Reminder | None:
    reminders = Reminder.objects.filter(demand=demand, round=demand.round, kind=kind)
    return reminders.order_by("-reminded_at", "-id").first()


def _remind(turn: Turn, kind: ReminderKind, text: str) -> Reminder:
    until = reminder_due(turn.at, calendar(), hours_of(turn.demand.window))
    return Reminder.objects.create(
        demand=turn.demand,
        round=turn.demand.round,
        kind=kind,
        text=text,
        reminded_at=turn.at,
        reminded_by=turn.actor.person_ref,
        due_at=until,
        climb_at=None if kind is ReminderKind.TO_FIRM else until,
    )
