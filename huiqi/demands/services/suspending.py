"""Suspension 中止计时: asked by who works on it, decided by the window, or by the enterprise for itself; and its end.

M47: the enterprise's clock never stops except where the law or the enterprise stops it. It is told at once, with the
reason and until when; the clock runs again by itself at the latest then.
"""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.demands.models import Demand, Suspension
from huiqi.demands.permissions import is_firm
from huiqi.demands.rules.deadlines import opening
from huiqi.demands.rules.pausing import MOST_DAYS
from huiqi.demands.selectors import open_request
from huiqi.demands.selectors.pausing import asked_suspension, suspension_of
from huiqi.demands.services.pausing import begin_pause, hold
from huiqi.demands.services.turn import Turn, begin, by_itself, written
from huiqi.demands.words import PauseGround, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hours_of

log = logging.getLogger("huiqi.demands")


@dataclass(frozen=True, slots=True)
class Standstill:
    """Why the clock is to stand, and on which day it runs again at the latest."""

    ground: PauseGround
    reason: str
    until: date


@transaction.atomic
def ask_suspension(
    ref: UUID, standstill: Standstill, *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """Ask the window to let the clock stand.

    Raises `Refused`: suspended (it stands), suspension_asked, and those of `suspend_demand` on ground and day.
    """
    turn = begin(ref, Verb.ASK_SUSPENSION, actor=actor, at=at, revision=revision)
    if turn.demand.suspended_until:
        raise Refused("suspended")
    if asked_suspension(turn.demand):
        raise Refused("suspension_asked")
    made = _drawn(turn, standstill, Suspension(demand=turn.demand, round=turn.demand.round))
    made.save(force_insert=True)
    return turn.finish(_data(made), {"reason": made.reason})


@transaction.atomic
def suspend_demand(
    ref: UUID, standstill: Standstill, *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """Let the enterprise's clock stand; what was asked for is decided with it.

    The enterprise itself may, because it asks for it. Raises `PermissionDenied`; `Refused`: suspended, required,
    too_long, suspend_without_notice (waiting for what was never asked), suspend_past, suspend_limit (`most`),
    nothing_runs (nothing is owed that could stand).
    """
    turn = begin(ref, Verb.SUSPEND, actor=actor, at=at, revision=revision)
    demand = turn.demand
    if demand.suspended_until:
        raise Refused("suspended")
    if is_firm(actor, demand) and standstill.ground is not PauseGround.FIRM_ASKS:
        raise PermissionDenied
    made = _drawn(turn, standstill, asked_suspension(demand) or Suspension(demand=demand, round=demand.round))
    begin_pause(made, demand, at, actor.person_ref)
    made.save()
    if not hold(demand, at):
        raise Refused("nothing_runs")
    return turn.finish(_data(made), {"reason": made.reason})


@transaction.atomic
def decline_suspension(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Decline what was asked, with the reason: the clock runs on. Raises `Refused`: no_suspension_asked."""
    turn = begin(ref, Verb.DECLINE_SUSPENSION, actor=actor, at=at, revision=revision)
    asked = asked_suspension(turn.demand)
    if asked is None:
        raise Refused("no_suspension_asked")
    asked.decision, asked.declined_at = written(reason, "decision"), at
    asked.decided_by = actor.person_ref
    asked.save(force_update=True)
    return turn.finish(None, {"reason": asked.decision})


@transaction.atomic
def resume_demand(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Let the clock run again. The enterprise may end what it asked for; what it is waited for it ends by bringing it.

    Raises `PermissionDenied`; `Refused`: not_suspended.
    """
    turn = begin(ref, Verb.RESUME, actor=actor, at=at, revision=revision)
    standing = suspension_of(turn.demand)
    if standing is None:
        raise Refused("not_suspended")
    if is_firm(actor, turn.demand) and standing.ground is not PauseGround.FIRM_ASKS:
        raise PermissionDenied
    return turn.finish(resume=True)


def resume_due(*, at: datetime) -> int:
    """Let every clock run again whose time to stand is over; answers how many. Safe in several workers."""
    over = Suspension.objects.filter(began_at__isnull=False, ended_at=None, until__lte=at).order_by("until")
    return sum(_resume_alone(demand_id, at) for demand_id in list(over.values_list("demand_id", flat=True)))


def _resume_alone(demand_id: int, at: datetime) -> bool:
    """One in its own transaction, so that what fails stops no other; left to whoever has it locked."""
    try:
        with transaction.atomic():
            rows = Demand.objects.select_related("window", "enterprise").filter(suspended_until__lte=at)
            demand = rows.select_for_update(of=("self",), skip_locked=True).filter(id=demand_id).first()
            if demand is None:
                return False
            by_itself(demand, Verb.RESUME, at).finish(resume=True)
            return True
    except Exception:
        log.exception("the clock of demand %s could not run again", demand_id)
        return False


def _drawn(turn: Turn, told: Standstill, made: Suspension) -> Suspension:
    """The suspension as it is asked for now, where ground and day allow it."""
    demand, today = turn.demand, localdate(turn.at)
    if told.ground is PauseGround.AWAITING_FIRM and open_request(demand) is None:
        raise Refused("suspend_without_notice", "ground")
    if told.until <= today:
        raise Refused("suspend_past", "until")
    most = MOST_DAYS[told.ground]
    if told.until > today + timedelta(days=most):
        raise Refused("suspend_limit", "until", most=most)
    if made._state.adding:
        made.organisation_id, made.asked_at = turn.actor.organisation_id, turn.at
        made.asked_by = turn.actor.person_ref
    made.ground, made.reason = told.ground, written(told.reason, "suspension")
    made.until = opening(told.until, hours_of(demand.window))
    return made


def _data(made: Suspension) -> dict[str, str]:
    return {"pause": str(made.ground), "until": made.until.isoformat()}
