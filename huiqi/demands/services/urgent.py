"""What presses: the sooner limits that a scheme has for it, and whoever is on duty is called."""

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_wanted
from huiqi.demands.models import Demand, Promise
from huiqi.demands.rules.deadlines import Unit, due
from huiqi.demands.services.promises import remade
from huiqi.demands.words import Step
from huiqi.kernel.access import Role
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hours_of, on_duty, time_limits, urgent_kinds
from huiqi.network.words import LimitStep, Urgency
from huiqi.notices.services import News, tell
from huiqi.notices.words import Urgency as Pressing
from huiqi.reference.selectors import calendar
from huiqi.standards.service_kinds import ServiceKind

ON_DUTY = "demands.on_duty"
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


def call_if_urgent(demand: Demand, at: datetime) -> None:
    """Of what is urgent, ring whoever is on duty at its window, at any hour; nobody is: who leads the window."""
    if demand.urgency is not Urgency.URGENT:
        return
    person = on_duty(demand.window_id, at)
    leads = Wanted(demand.window.organisation_id, (Role.WINDOW_MANAGER, Role.HUB_OPERATOR))
    people = [person] if person else people_wanted([leads], localdate(at))(leads)
    tell(
        [
            News(
                kind=ON_DUTY,
                key=f"demand:{demand.id}:duty:{demand.revision}",
                parameters={"number": demand.number, "window": demand.window.short_name, "handler": ""},
                link=reverse("demands:demand", args=[demand.ref]),
                people=people,
                urgency=Pressing.URGENT,
                at=at,
            )
        ]
    )
