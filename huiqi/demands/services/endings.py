"""How a demand is closed without an answer: refused, ended, withdrawn, closed as repeated. Each leaves its decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from huiqi.demands.models import Demand, Ending, Reminder
from huiqi.demands.rules.standing import FIRM_REMINDERS, GROUNDS, cooperation_failed
from huiqi.demands.selectors import open_request
from huiqi.demands.services.turn import Turn, begin, written
from huiqi.demands.words import Ground, ReminderKind, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a demand is closed unanswered; `elsewhere`: where the enterprise can go instead."""

    ground: Ground
    reason: str
    elsewhere: str = ""


def close_unanswered(turn: Turn, decision: Decision, earlier: Sequence[Demand] = ()) -> Demand:
    """Write the decision down and finish the verb that made it."""
    demand = turn.demand
    ending = Ending.objects.create(
        demand=demand,
        round=demand.round,
        state=turn.to,
        ground=decision.ground,
        reason=decision.reason,
        elsewhere=decision.elsewhere,
        decided_at=turn.at,
        decided_by=turn.actor.person_ref,
    )
    ending.earlier.add(*earlier) if earlier else None
    data = {"ground": str(decision.ground)} | ({"earlier": [one.number for one in earlier]} if earlier else {})
    return turn.finish(data, {"reason": decision.reason, "elsewhere": decision.elsewhere})


def _decided(turn: Turn, decision: Decision) -> Decision:
    """The decision with its words written; raises `Refused` for a ground of another ending."""
    if decision.ground not in GROUNDS[turn.to]:
        raise Refused("no_ground", "ground")
    return Decision(decision.ground, written(decision.reason, "reason"), decision.elsewhere.strip())


@transaction.atomic
def refuse_demand(ref: UUID, decision: Decision, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Do not accept a demand (不予受理), with the ground, the reason and where to go instead, all in writing.

    Whoever refuses is its first contact: an upheld objection finds him.
    """
    turn = begin(ref, Verb.REFUSE, actor=actor, at=at, revision=revision)
    made = _decided(turn, decision)
    turn.demand.first_contact = turn.demand.first_contact or actor.person_ref
    return close_unanswered(turn, Decision(made.ground, made.reason, written(made.elsewhere, "elsewhere")))


@transaction.atomic
def end_demand(ref: UUID, decision: Decision, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """End the work on a demand (终止办理). Want of cooperation needs two reminders that passed in vain."""
    turn = begin(ref, Verb.END, actor=actor, at=at, revision=revision)
    made = _decided(turn, decision)
    if made.ground is Ground.NO_COOPERATION and not _left_alone(turn.demand, at):
        raise Refused("remind_firm_first", "ground", times=FIRM_REMINDERS)
    return close_unanswered(turn, made)


def _left_alone(demand: Demand, at: datetime) -> bool:
    """Whether the enterprise was asked, reminded twice, and has brought nothing."""
    reminders = Reminder.objects.filter(demand=demand, round=demand.round, kind=ReminderKind.TO_FIRM)
    terms = list(reminders.values_list("due_at", flat=True))
    return open_request(demand) is not None and cooperation_failed(terms, at)
