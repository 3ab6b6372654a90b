"""Questions about clocks that stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from huiqi.demands.models import Demand, Suspension
from huiqi.demands.permissions import is_firm
from huiqi.demands.rules.pausing import STANDING
from huiqi.demands.words import PauseGround, Verb

if TYPE_CHECKING:
    from huiqi.demands.selectors.case import Case
    from huiqi.kernel.access import Actor


def suspension_of(demand: Demand) -> Suspension | None:
    """By what the demand's clock stands now; no query where it runs."""
    if demand.suspended_until is None:
        return None
    return Suspension.objects.filter(demand=demand, began_at__isnull=False, ended_at=None).first()


def asked_suspension(demand: Demand) -> Suspension | None:
    """What was asked for in this round and is not decided."""
    return Suspension.objects.filter(demand=demand, round=demand.round, began_at=None, declined_at=None).first()


def waits_for_firm(demand: Demand) -> bool:
    """Whether the clock stands until the enterprise brings what it was asked for."""
    standing = suspension_of(demand)
    return standing is not None and standing.ground is PauseGround.AWAITING_FIRM


def no_suspending(case: Case, _actor: Actor, at: datetime) -> bool:
    """Whether nothing can stand: it does, or nothing towards the enterprise runs."""
    return case.standstill is not None or not any(p.step in STANDING and p.due_at > at for p in case.owed())


def no_resuming(case: Case, actor: Actor, _at: datetime) -> bool:
    """Whether this actor cannot let it run: it does, or the enterprise did not ask for it."""
    standing = case.standstill
    return standing is None or (is_firm(actor, case.demand) and standing.ground is not PauseGround.FIRM_ASKS)


def asked_standstill(case: Case) -> Suspension | None:
    """What was asked for in this round and is not decided."""
    return next((one for one in case.suspensions if one.is_waiting), None)


NO_PAUSING: dict[Verb, Callable[[Case, Actor, datetime], bool]] = {
    Verb.ASK_SUSPENSION: lambda case, actor, at: bool(asked_standstill(case)) or no_suspending(case, actor, at),
    Verb.SUSPEND: no_suspending,
    Verb.DECLINE_SUSPENSION: lambda case, _actor, _at: asked_standstill(case) is None,
    Verb.RESUME: no_resuming,
}
"""What the case itself forbids of the verbs of a clock that stands."""
