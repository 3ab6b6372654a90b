"""What presses: the sooner limits that a scheme has for it."""

from datetime import datetime

from django.utils.timezone import localdate

from huiqi.demands.models import Demand, Promise
from huiqi.demands.rules.deadlines import Unit, due
from huiqi.demands.services.promises import remade
from huiqi.demands.words import Step
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hours_of, time_limits, urgent_kinds
from huiqi.network.words import LimitStep, Urgency
from huiqi.reference.selectors import calendar
from huiqi.standards.service_kinds import ServiceKind

SOONER = (Step.FIRST_CONTACT, Step.STAGED_REPLY, Step.FINISH)


def require_urgent(urgency: Urgency, kind: ServiceKind, window_id: int, at: datetime) -> None:
    """Raises `Refused("not_urgent_here")` where a window promises nothing for what is urgent of a kind."""
    if urgency is Urgency.URGENT and kind not in urgent_kinds(window_id, localdate(at)):
        raise Refused("not_urgent_here", "is_urgent")


def promise_sooner(demand: Demand, at: datetime) -> None:
    """Promise anew what the scheme wants sooner of what is urgent, counted from now; nothing is due later for it."""
    limits = time_limits(demand.window_id, demand.kind, localdate(at), Urgency.URGENT)
    owed = Promise.objects.filter(demand=demand, round=demand.round, step__in=SOONER, kept_at=None, released_at=None)
    for one in owed.filter(missed_at=None, held_at=None, due_at__gt=at):
        limit = limits.get(LimitStep(one.step))
        if limit is None or limit.urgency is not Urgency.URGENT:
            continue
        counted = due(at, limit.amount, Unit(limit.unit), calendar(), hours_of(demand.window))
        if counted.due_at < one.due_at:
            remade(one, counted, limit, at)
