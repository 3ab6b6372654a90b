"""Promises that were missed: found by the sweep or by a verb, and written down with who answers for them.

One that is past due is claimed by a conditional UPDATE (exactly one row is mine), so that however many workers and
verbs come by, it has one accountability record.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from huiqi.demands.events import PromisesMissed
from huiqi.demands.models import AccountabilityRecord, Demand, Handling, Promise, Rectification, VisitTask
from huiqi.demands.words import Step
from huiqi.journal.services import Line, record_each
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.events import publish

log = logging.getLogger("huiqi.demands")

PAGE = 200

OF_FIRST_CONTACT = (Step.RETURN_VISIT, Step.HAND_OVER)
"""What the window's first contact owes, whoever answered."""


def miss_due_promises(*, at: datetime, page: int = PAGE) -> int:
    """Write down every promise that fell due by `at` and was not kept; answers how many. Safe in several workers.

    A page in one transaction. A page that fails is logged and taken one by one, so that what fails stops no other.
    """
    missed = 0
    for ids in _past_due(at, page):
        try:
            missed += _claim(ids, at)
        except Exception:
            log.exception("promises %s to %s could not be missed together", ids[0], ids[-1])
            missed += sum(_claim_alone(promise_id, at) for promise_id in ids)
    return missed


def _past_due(at: datetime, page: int) -> Iterator[list[int]]:
    """The promises of all that fell due, oldest first, read page by page to the end."""
    watched = Promise.objects.filter(kept_at=None, missed_at=None, released_at=None, held_at=None, due_at__lte=at)
    rows = list(watched.order_by("due_at", "id").values_list("due_at", "id")[:page])
    while rows:
        yield [promise_id for _due, promise_id in rows]
        last, last_id = rows[-1]
        beyond = watched.filter(Q(due_at__gt=last) | Q(due_at=last, id__gt=last_id))
        rows = list(beyond.order_by("due_at", "id").values_list("due_at", "id")[:page])


@transaction.atomic
def _claim(ids: Sequence[int], at: datetime) -> int:
    """Miss these. A demand that a verb or another worker holds is left to it, or to the next sweep. Seven queries."""
    owed = Promise.objects.filter(id__in=ids)
    free = Demand.objects.select_related("window").select_for_update(of=("self",), skip_locked=True)
    demands = {demand.id: demand for demand in free.filter(id__in=owed.values("demand")).order_by("id")}
    mine = owed.filter(demand__in=list(demands)).select_related("handling", "consultation").order_by("due_at", "id")
    return miss_these(list(mine), demands, at)


def _claim_alone(promise_id: int, at: datetime) -> int:
    try:
        return _claim([promise_id], at)
    except Exception:
        log.exception("promise %s could not be missed", promise_id)
        return 0


def miss_these(owed: Sequence[Promise], demands: Mapping[int, Demand], at: datetime) -> int:
    """Claim missed promises and write their records; passes over what somebody else has, or what was kept meanwhile."""
    claimed = _claimed([promise.id for promise in owed], at)
    mine = [promise for promise in owed if promise.id in claimed]
    held = held_by(mine, demands)
    written = AccountabilityRecord.objects.bulk_create(
        AccountabilityRecord(
            promise=promise,
            demand_id=promise.demand_id,
            window_id=demands[promise.demand_id].window_id,
            organisation_id=held[promise.id][0],
            person_ref=held[promise.id][1],
            due_at=promise.due_at,
            noticed_at=at,
        )
        for promise in mine
    )
    lines = [Line(demands[one.demand_id].ref, _told(one)) for one in written]
    record_each("demand", "promise_missed", lines, actor=SYSTEM, at=at)
    publish(PromisesMissed(tuple((one.demand_id, one.id) for one in mine), at))
    return len(mine)


def _claimed(ids: Sequence[int], at: datetime) -> set[int]:
    """Which of these are missed by this very statement: a conditional UPDATE, so that each has one record."""
    table = Promise._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET missed_at = %s WHERE id = ANY(%s)"
            " AND missed_at IS NULL AND kept_at IS NULL AND released_at IS NULL AND held_at IS NULL RETURNING id",
            [at, list(ids)],
        )
        return {row[0] for row in cursor.fetchall()}


def _told(record: AccountabilityRecord) -> dict[str, Any]:
    """What the journal keeps of a missed promise."""
    return {
        "step": str(record.promise.step),
        "due_at": record.due_at.isoformat(),
        "record": str(record.ref),
        "organisation": record.organisation_id,
        "person": record.person_ref,
    }


def held_by(owed: Sequence[Promise], demands: Mapping[int, Demand]) -> dict[int, tuple[int, str]]:
    """Who answers for each: the institution that had the demand when it fell due, else the window, its first contact.

    What a demand divided among several owes as a whole, the window answers for: it divided it.
    Who was asked by a letter answers for his letter alone: what the enterprise was promised the window goes on owing.
    Looked up for the due moment itself, so that a sweep that comes late blames nobody who came later. One query.
    """
    custodies: dict[int, list[Handling]] = {}
    for handling in Handling.objects.filter(demand__in={promise.demand_id for promise in owed}).order_by("-id"):
        custodies.setdefault(handling.demand_id, []).append(handling)
    return {one.id: _holder(one, demands[one.demand_id], custodies.get(one.demand_id, ())) for one in owed}


OF_OFFICES = (Step.SAMPLE_VISIT, Step.RECTIFY_CONTACT, Step.RECTIFICATION, Step.RETURN_VISIT)
"""What is owed by whoever visits, or puts right: neither the handler nor, as a rule, the first contact."""


def _office(owed: Promise) -> tuple[int, str] | None:
    """Who owes a visit or a rectification, where somebody was told to; rare, so asked for one by one."""
    if owed.step in (Step.RECTIFY_CONTACT, Step.RECTIFICATION):
        found = Rectification.objects.filter(demand=owed.demand_id, round=owed.round).values_list("office").first()
        return (found[0], "") if found else None
    rows = VisitTask.objects.filter(demand=owed.demand_id, request__round=owed.round)
    return rows.values_list("office", "visitor").first()


def _holder(owed: Promise, demand: Demand, custodies: Sequence[Handling]) -> tuple[int, str]:
    if owed.consultation:
        return owed.consultation.organisation_id, ""
    due = owed.due_at
    inside = (one for one in custodies if not one.by_letter and one.sent_at <= due)
    then = [one for one in inside if one.ended_at is None or one.ended_at > due]
    held = owed.handling or (then[0] if len(then) == 1 else None)
    if owed.step in OF_OFFICES and (office := _office(owed)):
        return office
    if held and owed.step not in OF_FIRST_CONTACT:
        return held.organisation_id, held.taken_by
    return demand.window.organisation_id, demand.first_contact
