"""Tell those whom a happening concerns: who they are, and what of it leaves the demand (its number, who has it)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import people_seated
from huiqi.demands.models import Demand, Handling, Promise
from huiqi.demands.permissions import FIRM, STAFF
from huiqi.demands.wording.notices import BETWEEN_OFFICES, MISSED, MISSED_BY_US, TOLD, Audience
from huiqi.kernel.access import Role
from huiqi.network.selectors import hub
from huiqi.notices.services import tell

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from huiqi.accounts.models import Person

People = Callable[[Demand, Handling | None, datetime], "QuerySet[Person] | None"]


def _firm(demand: Demand, _handling: Handling | None, at: datetime) -> QuerySet[Person]:
    return people_seated(demand.enterprise.organisation_id, FIRM, localdate(at), also=demand.filed_by)


def _contact(demand: Demand, _handling: Handling | None, at: datetime) -> QuerySet[Person]:
    """The first contact; before there is one, everybody at the window."""
    staff = people_seated(demand.window.organisation_id, STAFF, localdate(at))
    return staff.filter(ref=demand.first_contact) if demand.first_contact else staff


def _handler(_demand: Demand, handling: Handling | None, at: datetime) -> QuerySet[Person] | None:
    """The clerks of whoever has, or just had, the demand in hand; once one of them took it, he alone."""
    if handling is None or handling.ended_at not in (None, at):
        return None
    clerks = people_seated(handling.organisation_id, (Role.INSTITUTION_CLERK,), localdate(at))
    return clerks.filter(ref=handling.taken_by) if handling.taken_by else clerks


def _holder(demand: Demand, handling: Handling | None, at: datetime) -> QuerySet[Person] | None:
    held = handling is not None and handling.ended_at is None
    return _handler(demand, handling, at) if held else _contact(demand, handling, at)


def _window(demand: Demand, _handling: Handling | None, at: datetime) -> QuerySet[Person]:
    return people_seated(demand.window.organisation_id, STAFF, localdate(at))


def _hub(_demand: Demand, _handling: Handling | None, at: datetime) -> QuerySet[Person]:
    return people_seated(hub().organisation_id, (Role.HUB_OPERATOR,), localdate(at))


PEOPLE: dict[Audience, People] = {
    Audience.FIRM: _firm,
    Audience.CONTACT: _contact,
    Audience.HOLDER: _holder,
    Audience.HANDLER: _handler,
    Audience.WINDOW: _window,
    Audience.HUB: _hub,
}


def tell_moved(demand_id: int, verb: str, *, at: datetime) -> None:
    """Tell whom a verb concerns; each person once for one move, however often it is told."""
    if verb in TOLD:
        _tell(demand_id, TOLD[verb], "", at)


def tell_missed(demand_id: int, promise_id: int, step: str) -> None:
    """Apologise for a promise that was not kept, and press those who owe it."""
    missed = Promise.objects.get(id=promise_id)
    assert missed.missed_at is not None
    within = step in BETWEEN_OFFICES
    told = ((Audience.HOLDER, MISSED_BY_US),) + (() if within else ((Audience.FIRM, MISSED),))
    _tell(demand_id, told, f":promise:{promise_id}", missed.missed_at)


def _tell(demand_id: int, told: tuple[tuple[Audience, str], ...], about: str, at: datetime) -> None:
    demand = Demand.objects.select_related("window", "enterprise").get(id=demand_id)
    handling = Handling.objects.select_related("organisation").filter(demand=demand).order_by("-id").first()
    parameters = {
        "number": demand.number,
        "window": demand.window.short_name,
        "handler": handling.organisation.name if handling else "",
    }
    for audience, kind in told:
        tell(
            kind,
            key=f"demand:{demand.id}:{demand.revision}{about}",
            parameters=parameters,
            link=reverse("demands:demand", args=[demand.ref]),
            people=PEOPLE[audience](demand, handling, at),
            at=at,
        )
