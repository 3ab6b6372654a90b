"""Promises: made, kept, released, and missed by themselves.

A promise is never moved. One that is past due is claimed by a conditional UPDATE (exactly one row is mine), so that
however many workers and verbs come by, it has one accountability record.
"""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from huiqi.demands.events import PromiseMissed
from huiqi.demands.models import AccountabilityRecord, Demand, Handling, Promise
from huiqi.demands.rules.closing import RATING_DAYS
from huiqi.demands.rules.deadlines import Unit, due
from huiqi.demands.words import Verb
from huiqi.journal.services import record
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.events import publish
from huiqi.network.selectors import time_limits
from huiqi.network.words import LimitStep
from huiqi.reference.selectors import calendar

log = logging.getLogger("huiqi.demands")

PAGE = 200

KEEPS: dict[Verb, tuple[LimitStep, ...]] = {
    Verb.REGISTER: (LimitStep.FIRST_CONTACT,),
    Verb.REPLY: (LimitStep.STAGED_REPLY,),
    Verb.GIVE_PLAN: (LimitStep.STAGED_REPLY,),
    Verb.TAKE: (LimitStep.HANDLER_TAKE,),
    Verb.RETURN: (LimitStep.HANDLER_TAKE,),
    Verb.ANSWER: (LimitStep.STAGED_REPLY, LimitStep.FINISH),
    Verb.VISIT: (LimitStep.RETURN_VISIT,),
}
"""What each verb keeps. A transfer, a return and a question keep nothing of what the enterprise was promised."""

RELEASES: dict[Verb, tuple[LimitStep, ...]] = {
    Verb.RECALL: (LimitStep.HANDLER_TAKE,),
    Verb.ARCHIVE: tuple(LimitStep),
    Verb.WITHDRAW: tuple(LimitStep),
}
"""After what a promise is no longer owed."""


def promise(
    demand: Demand, *steps: LimitStep, start: datetime, handling: Handling | None = None, grace: int = 0
) -> None:
    """Promise each step that the scheme in force on the day of filing limits, counted from `start`. Three queries."""
    limits = time_limits(demand.window_id, demand.kind, localdate(demand.filed_at))
    days = calendar()
    made = []
    for step in steps:
        if limit := limits.get(step):
            counted = due(start, limit.amount, Unit(limit.unit), days, grace=grace)
            made.append(
                Promise(
                    demand=demand,
                    handling=handling,
                    step=step,
                    started_at=start,
                    due_at=counted.due_at,
                    explanation=counted.explanation(limit.source),
                )
            )
    Promise.objects.bulk_create(made)


def promise_visit(demand: Demand, at: datetime) -> None:
    """Promise the return visit, counted from the end of the days left for rating."""
    promise(demand, LimitStep.RETURN_VISIT, start=at, grace=RATING_DAYS)


def settle(demand: Demand, verb: Verb, at: datetime, *, also_release: tuple[LimitStep, ...] = ()) -> None:
    """Let a verb keep and release its promises; what was past due by then is missed first. Demand locked."""
    for owed in _owed(demand):
        if owed.missed_at is None and owed.due_at <= at:
            _miss(owed, demand, at)
        if owed.step in KEEPS.get(verb, ()):
            Promise.objects.filter(id=owed.id).update(kept_at=at)
        elif owed.step in (*RELEASES.get(verb, ()), *also_release):
            Promise.objects.filter(id=owed.id).update(released_at=at)


def next_due(demand: Demand) -> datetime | None:
    """The due moment of the earliest promise that is still owed, late or not. One query."""
    return min((owed.due_at for owed in _owed(demand)), default=None)


def _owed(demand: Demand) -> list[Promise]:
    owed = Promise.objects.filter(demand=demand, kept_at=None, released_at=None)
    return list(owed.select_related("handling").order_by("due_at", "id"))


def miss_due_promises(*, at: datetime, page: int = PAGE) -> int:
    """Write down every promise that fell due by `at` and was not kept; answers how many. Safe in several workers.

    Each in a transaction of its own: one that fails is logged and stops no other.
    """
    missed = 0
    for promise_id, demand_id in _past_due(at, page):
        try:
            missed += _claim(promise_id, demand_id, at)
        except Exception:
            log.exception("promise %s could not be missed", promise_id)
    return missed


def _past_due(at: datetime, page: int) -> Iterator[tuple[int, int]]:
    """(promise, demand) of all that fell due, oldest first, read page by page to the end."""
    watched = Promise.objects.filter(kept_at=None, missed_at=None, released_at=None, due_at__lte=at)
    rows = list(watched.order_by("due_at", "id").values_list("due_at", "id", "demand_id")[:page])
    while rows:
        for _due, promise_id, demand_id in rows:
            yield promise_id, demand_id
        last, last_id, _demand = rows[-1]
        beyond = watched.filter(Q(due_at__gt=last) | Q(due_at=last, id__gt=last_id))
        rows = list(beyond.order_by("due_at", "id").values_list("due_at", "id", "demand_id")[:page])


@transaction.atomic
def _claim(promise_id: int, demand_id: int, at: datetime) -> bool:
    locked = Demand.objects.select_related("window").select_for_update(of=("self",)).get(id=demand_id)
    return _miss(Promise.objects.select_related("handling").get(id=promise_id), locked, at)


def _miss(owed: Promise, demand: Demand, at: datetime) -> bool:
    """Claim a missed promise and write its record; false where somebody else has, or where it was kept meanwhile."""
    mine = Promise.objects.filter(id=owed.id, missed_at=None, kept_at=None, released_at=None).update(missed_at=at)
    if not mine:
        return False
    organisation_id, person_ref = _held_by(owed, demand)
    written = AccountabilityRecord.objects.create(
        promise=owed,
        demand=demand,
        organisation_id=organisation_id,
        person_ref=person_ref,
        due_at=owed.due_at,
        noticed_at=at,
    )
    data = {
        "step": str(owed.step),
        "due_at": owed.due_at.isoformat(),
        "record": str(written.ref),
        "organisation": organisation_id,
        "person": person_ref,
    }
    record("demand", demand.ref, "promise_missed", actor=SYSTEM, at=at, data=data)
    publish(PromiseMissed(owed.id, demand.id, str(owed.step)))
    return True


def _held_by(owed: Promise, demand: Demand) -> tuple[int, str]:
    """Who answers for it: the institution that had the demand when it fell due, else the window and its first contact.

    Looked up for the due moment itself, so that a sweep that comes late blames nobody who came later.
    """
    held = owed.handling or (
        Handling.objects.filter(demand=demand, sent_at__lte=owed.due_at)
        .filter(Q(ended_at=None) | Q(ended_at__gt=owed.due_at))
        .order_by("-id")
        .first()
    )
    if held and owed.step is not LimitStep.RETURN_VISIT:
        return held.organisation_id, held.taken_by
    return demand.window.organisation_id, demand.first_contact
