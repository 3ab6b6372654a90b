"""What makes a demand go before others: its urgency, and the green channel with a shorter limit of its own."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.demands.models import Demand, GreenChannel, Promise
from huiqi.demands.rules.deadlines import Deadline, Unit, due
from huiqi.demands.rules.standing import rank
from huiqi.demands.services.duty_calls import call_if_urgent
from huiqi.demands.services.promises import promise_green
from huiqi.demands.services.turn import Turn, begin, written
from huiqi.demands.services.urgent import promise_sooner
from huiqi.demands.words import Step, Urgency, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hours_of
from huiqi.reference.selectors import calendar

MOST_AMOUNT = 99
"""The longest limit of a green channel, in whatever unit: longer ones are none."""


@transaction.atomic
def set_urgency(
    ref: UUID, urgency: Urgency, reason: str, *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """Say how much a demand presses, and why; what the scheme wants sooner is promised anew, who is on duty is called.

    What was promised sooner stays when it presses no more. Raises `Refused("urgency_already")` where it is so already.
    """
    turn = begin(ref, Verb.SET_URGENCY, actor=actor, at=at, revision=revision)
    demand = turn.demand
    if demand.urgency is urgency:
        raise Refused("urgency_already", "urgency")
    demand.urgency, demand.rank = urgency, rank(demand.is_green, urgency)
    if urgency is Urgency.URGENT:
        promise_sooner(demand, at)
    said = turn.finish({"urgency": str(urgency)}, {"reason": written(reason, "reason")})
    call_if_urgent(said, at)
    return said


@dataclass(frozen=True, slots=True)
class Green:
    """A green channel: why, its limit, and which papers may come later by which day (容缺受理), if any."""

    why: str
    amount: int
    unit: Unit
    owed: str = ""
    owed_by: date | None = None


@transaction.atomic
def open_green(ref: UUID, green: Green, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Open a green channel, once a round: first on every desk, with a completion limit shorter than the one owed.

    Raises `Refused`: "green_already", "green_limit", "green_not_shorter", "owed_needs_day", "owed_past".
    """
    turn = begin(ref, Verb.OPEN_GREEN, actor=actor, at=at, revision=revision)
    demand = turn.demand
    if GreenChannel.objects.filter(demand=demand, round=demand.round).exists():
        raise Refused("green_already")
    counted = _shorter(demand, green, at)
    owed = _owed(green, at)
    assert actor.seat is not None
    made = GreenChannel.objects.create(
        demand=demand,
        round=demand.round,
        why=written(green.why, "why"),
        owed=owed,
        owed_by=green.owed_by,
        opened_at=at,
        opened_by=actor.person_ref,
        organisation_id=actor.seat.organisation_id,
    )
    promise_green(demand, counted, f"绿色通道，{actor.seat.organisation_name}开通")
    demand.rank = rank(True, demand.urgency)
    data = {"due": counted.due_at.isoformat(), "owed_by": made.owed_by and made.owed_by.isoformat()}
    return turn.finish(data, {"why": made.why, "owed": made.owed})


def _shorter(demand: Demand, green: Green, at: datetime) -> Deadline:
    """The limit counted from now; it must end before the completion that is owed anyway."""
    if not 1 <= green.amount <= MOST_AMOUNT:
        raise Refused("green_limit", "amount", most=MOST_AMOUNT)
    counted = due(at, green.amount, green.unit, calendar(), hours_of(demand.window))
    finishes = (Step.FINISH, Step.EXTENDED_FINISH)
    owed = Promise.objects.filter(demand=demand, round=demand.round, step__in=finishes, released_at=None).first()
    if owed and counted.due_at >= owed.due_at:
        raise Refused("green_not_shorter", "amount", until=owed.due_at)
    return counted


def _owed(green: Green, at: datetime) -> str:
    """The papers that may come later; with a day, and the day not past."""
    owed = green.owed.strip()
    if bool(owed) != (green.owed_by is not None):
        raise Refused("owed_needs_day", "owed_by" if owed else "owed")
    if green.owed_by and green.owed_by < localdate(at):
        raise Refused("owed_past", "owed_by")
    return owed


@transaction.atomic
def close_green(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Close the green channel with its reason: its own limit is no longer owed, the scheme's still is."""
    turn = begin(ref, Verb.CLOSE_GREEN, actor=actor, at=at, revision=revision)
    if not turn.demand.is_green:
        raise Refused("not_green")
    _close(turn)
    turn.demand.rank = rank(False, turn.demand.urgency)
    return turn.finish(texts={"reason": written(reason, "reason")})


def _close(turn: Turn) -> None:
    channel = GreenChannel.objects.filter(demand=turn.demand, round=turn.demand.round)
    channel.update(closed_at=turn.at, closed_by=turn.actor.person_ref)
