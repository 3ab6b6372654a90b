"""What is urgent is not left to one telephone: who does not attend to it in time is followed by the next 值班表.

Attending is what leaves a trace: whoever is called opens the case, or anybody at the window does something with it.
Every call stands in the journal.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_wanted
from huiqi.demands.models import Demand, DutyCall
from huiqi.demands.rules.duty import ANSWERS_WITHIN, MOST
from huiqi.demands.words import DemandState
from huiqi.journal.selectors import looks_for, timeline
from huiqi.journal.services import record
from huiqi.kernel.access import SYSTEM, Role
from huiqi.network.selectors import hub, next_on_duty, on_duty, urgent_kinds
from huiqi.network.words import Urgency
from huiqi.notices.services import News, tell
from huiqi.notices.words import Urgency as Pressing

if TYPE_CHECKING:
    from huiqi.accounts.models import Person

ON_DUTY, NEXT_ON_DUTY = "demands.on_duty", "demands.next_on_duty"
LEADERS = (Role.WINDOW_MANAGER, Role.HUB_OPERATOR)
WAITING = (DemandState.FILED, DemandState.REGISTERED, DemandState.DISPATCHED, DemandState.IN_PROGRESS)

logger = logging.getLogger("huiqi.demands")


def call_if_urgent(demand: Demand, at: datetime) -> None:
    """Of what is urgent, ring whoever is on duty at its window, at any hour; nobody is: who leads the window.

    What is promised within hours of the clock is followed up; elsewhere one call is all.
    """
    if demand.urgency is not Urgency.URGENT:
        return
    person = on_duty(demand.window_id, at)
    if demand.kind in urgent_kinds(demand.window_id, localdate(at)):
        _call(demand, person, ON_DUTY, at)
    else:
        _ring(demand, ON_DUTY, f"{demand.revision}", [person] if person else _above(demand, at), at)


def call_next_on_duty(*, at: datetime) -> int:
    """Call the next where nobody attended in time; answers how many were called. Safe in several workers."""
    due = DutyCall.objects.filter(answered_at=None, passed_at=None, answer_by__lte=at).order_by("answer_by", "id")
    return sum(_follow(call_id, at) for call_id in list(due.values_list("id", flat=True)))


def _follow(call_id: int, at: datetime) -> int:
    """One call in a transaction of its own, so that what fails stops no other; left to whoever has it locked."""
    try:
        with transaction.atomic():
            free = DutyCall.objects.select_for_update(of=("self",), skip_locked=True).select_related("demand__window")
            call = free.filter(id=call_id, answered_at=None, passed_at=None).first()
            return _settle(call, at) if call else 0
    except Exception:
        logger.exception("duty call %s could not be followed", call_id)
        return 0


def _settle(call: DutyCall, at: datetime) -> int:
    """Note that it was attended to; else call the next."""
    call.answered_at = _attended(call, at)
    call.passed_at = None if call.answered_at else at
    call.save(update_fields=["answered_at", "passed_at"])
    return 0 if call.answered_at else _call_next(call.demand, at)


def _attended(call: DutyCall, at: datetime) -> datetime | None:
    """When somebody attended to it since the call; at once where it presses nobody any more."""
    demand, since = call.demand, call.called_at
    if demand.urgency is not Urgency.URGENT or demand.state not in WAITING:
        return at
    office = demand.window.organisation_id
    done = [one.at for one in timeline(demand.ref) if one.at > since and one.organisation_id == office]
    looked = looks_for("contact").filter(subject_ref=demand.ref, at__gte=since)
    looked = looked.filter(person_ref=call.person_ref) if call.person_ref else looked.filter(organisation_id=office)
    return min([*done, *looked.values_list("at", flat=True)], default=None)


def _call_next(demand: Demand, at: datetime) -> int:
    """The next on the roster who was not called yet, then who leads the window, then the hub; then nobody."""
    calls = list(DutyCall.objects.filter(demand=demand).order_by("id"))
    if len(calls) >= MOST or any(one.is_hub for one in calls):
        return 0
    led = any(not one.person_ref for one in calls)
    person = None if led else next_on_duty(demand.window_id, at, [one.person_ref for one in calls])
    _call(demand, person, NEXT_ON_DUTY, at, is_hub=led)
    return 1


def _call(demand: Demand, person: Person | None, kind: str, at: datetime, *, is_hub: bool = False) -> None:
    """Ring and write it down: this person, else who leads the window, or the hub."""
    call = DutyCall.objects.create(
        demand=demand,
        person_ref=str(person.ref) if person else "",
        is_hub=is_hub,
        called_at=at,
        answer_by=at + ANSWERS_WITHIN,
    )
    told = {"successor": call.person_ref} if person else {"station": "hub" if is_hub else "manager"}
    verb = "duty_called" if person else "duty_called_up"
    record("demand", demand.ref, verb, actor=SYSTEM, at=at, data={**told, "until": call.answer_by.isoformat()})
    people = [person] if person else _above(demand, at, is_hub=is_hub)
    _ring(demand, kind, f"call:{call.id}", people, at)


def _ring(demand: Demand, kind: str, about: str, people: Sequence[Person], at: datetime) -> None:
    told = {"number": demand.number, "window": demand.window.short_name, "handler": ""}
    link, key = reverse("demands:demand", args=[demand.ref]), f"demand:{demand.id}:duty:{about}"
    tell([News(kind=kind, key=key, parameters=told, link=link, people=people, urgency=Pressing.URGENT, at=at)])


def _above(demand: Demand, at: datetime, *, is_hub: bool = False) -> Sequence[Person]:
    """Who leads the window, or the hub."""
    wanted = Wanted(demand.window.organisation_id, LEADERS)
    if is_hub:
        wanted = Wanted(hub().organisation_id, (Role.HUB_OPERATOR,))
    return people_wanted([wanted], localdate(at))(wanted)
