"""Promises: made, kept, released, and missed by themselves.

A promise is never moved. One that is past due is claimed by a conditional UPDATE (exactly one row is mine), so that
however many workers and verbs come by, it has one accountability record.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as mark

from huiqi.demands.events import PromisesMissed
from huiqi.demands.models import AccountabilityRecord, Consultation, Demand, Handling, Promise, Rectification, VisitTask
from huiqi.demands.rules.closing import RATING_DAYS
from huiqi.demands.rules.deadlines import Deadline, Unit, due
from huiqi.demands.rules.rectifying import CONTACT_DAYS, DAYS
from huiqi.demands.rules.warning import warn_at
from huiqi.demands.services.remembering import remember
from huiqi.demands.words import Anonymity, Step, Verb
from huiqi.journal.services import Line, record_each
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.events import publish
from huiqi.network.selectors import hours_of, time_limits
from huiqi.network.words import LimitStep
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from huiqi.network.models import TimeLimit

log = logging.getLogger("huiqi.demands")

PAGE = 200

RECTIFIED_BY = "GB/T 39734-2020、国办发〔2019〕51号"
"""What the limit of a rectification rests on where the scheme has none."""

ANSWERED = (
    *(Step.STAGED_REPLY, Step.FINISH, Step.EXTENDED_FINISH, Step.GREEN_FINISH),
    *(Step.OUTSIDE_ANSWER, Step.PART_ANSWER),
)
"""What an answer keeps, whoever gives or enters it."""

PART_ANSWERED = (Step.STAGED_REPLY, Step.OUTSIDE_ANSWER, Step.PART_ANSWER)
"""What the answer of a part keeps, while others are still owed."""

KEEPS: dict[Verb, tuple[Step, ...]] = {
    Verb.REGISTER: (Step.FIRST_CONTACT,),
    Verb.REFUSE: (Step.FIRST_CONTACT,),
    Verb.REPLY: (Step.STAGED_REPLY, Step.RECTIFY_CONTACT),
    Verb.GIVE_PLAN: (Step.STAGED_REPLY,),
    Verb.TAKE: (Step.HANDLER_TAKE,),
    Verb.RETURN: (Step.HANDLER_TAKE, Step.OUTSIDE_ANSWER),
    Verb.ENTER_RETURN: (Step.OUTSIDE_ANSWER,),
    Verb.ANSWER: ANSWERED,
    Verb.ENTER_ANSWER: ANSWERED,
    Verb.HAND_OVER_RESULT: (Step.HAND_OVER,),
    Verb.RATE: (Step.HAND_OVER,),
    Verb.VISIT: (Step.RETURN_VISIT, Step.SAMPLE_VISIT, Step.RECTIFY_CONTACT),
    Verb.RECTIFY: (Step.RECTIFY_CONTACT, Step.RECTIFICATION),
}
"""What each verb keeps. A transfer, a return and a question keep nothing of what the enterprise was promised.

Who rates a result has it.
"""

KEEPS_UNASKED: dict[Verb, Step] = {Verb.VISIT: Step.RETURN_VISIT}
"""What a verb keeps although it was no longer owed: a good rating releases the return visit, a visit made is made."""

RELEASES: dict[Verb, tuple[Step, ...]] = {
    Verb.ANSWER: (Step.OPINION,),
    Verb.ENTER_ANSWER: (Step.OPINION,),
    Verb.RETURN: (Step.PART_ANSWER,),
    Verb.ARBITRATE: (Step.HANDLER_TAKE, Step.OUTSIDE_ANSWER, Step.PART_ANSWER),
    Verb.ENTER_RETURN: (Step.PART_ANSWER,),
    Verb.RECALL: (Step.HANDLER_TAKE, Step.OUTSIDE_ANSWER, Step.PART_ANSWER),
    Verb.ARCHIVE: tuple(step for step in Step if step is not Step.SAMPLE_VISIT),
    Verb.OPEN_RECTIFICATION: (Step.HAND_OVER,),
    Verb.UPHOLD_APPEAL: (Step.RECTIFY_CONTACT, Step.RECTIFICATION, Step.RETURN_VISIT),
    Verb.WITHDRAW: tuple(Step),
    Verb.REFUSE: tuple(Step),
    Verb.END: tuple(Step),
    Verb.CLOSE_REPEATED: tuple(Step),
    Verb.CLOSE_GREEN: (Step.GREEN_FINISH,),
}
"""After what a promise is no longer owed."""


INSTEAD = {Step.OUTSIDE_ANSWER: LimitStep.FINISH, Step.SAMPLE_VISIT: LimitStep.RETURN_VISIT}
"""Where the scheme has no limit of its own: an answer from outside has as long as we have, a visit as long as any."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What is promised where the scheme says nothing."""

    amount: int
    unit: str
    source: str


USUAL = {Step.HAND_OVER: Usual(3, str(Unit.WORKING_DAY), mark("首问责任制；时限方案没有另行规定"))}
"""The first contact hands the result over within three working days of the answer."""

GRACE = {Step.RETURN_VISIT: RATING_DAYS}
"""Working days that pass before a limit begins: those left for rating."""

OF_FIRST_CONTACT = (Step.RETURN_VISIT, Step.HAND_OVER)
"""What the window's first contact owes, whoever answered."""


def promised(demand: Demand, *steps: Step, start: datetime, handling: Handling | None = None) -> list[Promise]:
    """A promise, not yet given, of each step that the scheme in force when the round began limits. Two queries."""
    limits = time_limits(demand.window_id, demand.kind, localdate(demand.began_at), demand.urgency)
    days = calendar()
    made = []
    for step in steps:
        found = _own_limit(limits, step) or limits.get(INSTEAD[step] if step in INSTEAD else LimitStep(step))
        if limit := found or USUAL.get(step):
            hours = hours_of(demand.window)
            counted = due(start, limit.amount, Unit(limit.unit), days, hours, grace=GRACE.get(step, 0))
            row = _promised(demand, step, counted, limit.source, handling)
            row.explanation |= _scheme(found) if found else {}
            made.append(row)
    return made


def _own_limit(limits: "Mapping[LimitStep, TimeLimit]", step: Step) -> "TimeLimit | None":
    return limits.get(LimitStep(step)) if str(step) in {str(one) for one in LimitStep} else None


def promise_rectification(demand: Demand, at: datetime) -> datetime:
    """Promise that the enterprise is called and its matter put right; answers the later moment. Three queries."""
    limits, days, made = time_limits(demand.window_id, demand.kind, localdate(demand.began_at)), calendar(), []
    hours = hours_of(demand.window)
    for step, usual in ((Step.RECTIFY_CONTACT, CONTACT_DAYS), (Step.RECTIFICATION, DAYS)):
        limit = limits.get(LimitStep(step))
        amount, unit = (limit.amount, Unit(limit.unit)) if limit else (usual, Unit.WORKING_DAY)
        made.append(
            _promised(demand, step, due(at, amount, unit, days, hours), limit.source if limit else RECTIFIED_BY)
        )
    Promise.objects.bulk_create(made)
    return made[-1].due_at


def promise_sample(demand: Demand, at: datetime) -> datetime | None:
    """Promise a visit that was drawn, counted from the draw; nothing where the scheme limits no visits."""
    made = Promise.objects.bulk_create(promised(demand, Step.SAMPLE_VISIT, start=at))
    return made[0].due_at if made else None


def promise(demand: Demand, step: Step, *, start: datetime, handling: Handling) -> None:
    """Promise a step of one custody, counted from `start`. Three queries."""
    Promise.objects.bulk_create(promised(demand, step, start=start, handling=handling))


def promise_again(demand: Demand, *steps: Step, start: datetime) -> None:
    """Promise a new round its steps. Three queries."""
    Promise.objects.bulk_create(promised(demand, *steps, start=start))


def promise_green(demand: Demand, counted: Deadline, source: str) -> None:
    """Promise the shorter completion of a green channel, beside the one already owed."""
    _promised(demand, Step.GREEN_FINISH, counted, source).save(force_insert=True)


def promise_longer(demand: Demand, counted: Deadline, source: str, pauses: Sequence[Mapping[str, Any]]) -> None:
    """Promise the later completion of an extension, instead of the one that is released with it, and its pauses."""
    made = _promised(demand, Step.EXTENDED_FINISH, counted, source)
    made.explanation |= {"pauses": list(pauses)} if pauses else {}
    made.save(force_insert=True)


def remade(one: Promise, counted: Deadline, limit: "TimeLimit", at: datetime) -> None:
    """Release a promise and make another of the same step in its place, by another limit."""
    made = _promised(one.demand, one.step, counted, limit.source)
    made.times, made.explanation = one.times + 1, made.explanation | _scheme(limit) | {"urgent": True}
    Promise.objects.filter(id=one.id).update(released_at=at)
    made.save(force_insert=True)


def _scheme(limit: "TimeLimit") -> dict[str, Any]:
    """Which version of whose scheme a promise rests on."""
    return {"scheme_since": limit.since.isoformat(), "scheme_own": limit.window_id is not None}


def promise_opinion(asked: Consultation, counted: Deadline, source: str) -> None:
    """Promise the part of whoever was asked for it."""
    made = _promised(asked.demand, Step.OPINION, counted, source)
    made.consultation = asked
    made.save(force_insert=True)


def promise_part(handling: Handling, counted: Deadline, source: str) -> None:
    """Promise the answer of who has a part."""
    _promised(handling.demand, Step.PART_ANSWER, counted, source, handling).save(force_insert=True)


def _promised(demand: Demand, step: Step, counted: Deadline, source: str, handling: Handling | None = None) -> Promise:
    told = counted.explanation(source)
    return Promise(
        demand=demand,
        handling=handling,
        round=demand.round,
        step=step,
        started_at=counted.start,
        due_at=counted.due_at,
        warn_at=warn_at(counted),
        explanation=told if demand.round == 1 else {**told, "round": demand.round},
    )


def owe_again(demand: Demand, since: datetime) -> None:
    """What a decision of `since` released is owed again as if it had never been: no moment moves, none was gained."""
    again = Promise.objects.filter(demand=demand, round=demand.round, handling=None, released_at=since, held_at=None)
    again.update(released_at=None)


def promise_after_answer(demand: Demand, at: datetime) -> None:
    """Promise that the result is handed over, but to nobody who signed nothing, and the return visit."""
    nobody = demand.anonymity is Anonymity.ANONYMOUS
    steps = OF_FIRST_CONTACT[:1] if nobody else OF_FIRST_CONTACT
    Promise.objects.bulk_create(promised(demand, *steps, start=at))


def settle(
    demand: Demand,
    verb: Verb,
    at: datetime,
    *,
    also_release: tuple[Step, ...] = (),
    also_keep: tuple[int, ...] = (),
    custody: int | None = None,
    partial: bool = False,
) -> datetime | None:
    """Let a verb keep and release its promises; what was past due by then is missed first. Demand locked.

    A verb about one `custody` touches no promise of another; the answer of a part (`partial`) keeps less.

    Answers the due moment of the earliest promise that is still owed after it, late or not. One query, and one for
    what is kept, one for what is released.
    """
    rows = Promise.objects.filter(demand=demand, kept_at=None, released_at=None)
    owed = list(rows.select_related("handling", "consultation").order_by("due_at", "id"))
    if past := [one for one in owed if one.missed_at is None and one.held_at is None and one.due_at <= at]:
        _miss(past, {demand.id: demand}, at)
    keeps, releases = KEEPS.get(verb, ()), (*RELEASES.get(verb, ()), *also_release)
    if partial:
        keeps, releases = PART_ANSWERED, ()
    about = [one for one in owed if custody is None or one.handling_id in (None, custody)]
    kept = {one.id for one in about if one.step in keeps or one.id in also_keep}
    released = {one.id for one in about if one.step in releases} - kept
    Promise.objects.filter(id__in=kept).update(kept_at=at)
    Promise.objects.filter(id__in=released).update(released_at=at)
    sampled = any(one.step is Step.SAMPLE_VISIT for one in owed)
    if (step := KEEPS_UNASKED.get(verb)) and not sampled:
        unasked = Promise.objects.filter(demand=demand, round=demand.round, step=step, released_at__isnull=False)
        unasked.update(kept_at=at, released_at=None)
    left = [one for one in owed if one.id not in kept | released]
    remember(demand, left, {one.id for one in past})
    return earliest(left)


def earliest(owed: Iterable[Promise]) -> datetime | None:
    """The due moment of what is due first; what is held is not."""
    return min((one.due_at for one in owed if one.held_at is None), default=None)


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
    return _miss(list(mine), demands, at)


def _claim_alone(promise_id: int, at: datetime) -> int:
    try:
        return _claim([promise_id], at)
    except Exception:
        log.exception("promise %s could not be missed", promise_id)
        return 0


def _miss(owed: Sequence[Promise], demands: Mapping[int, Demand], at: datetime) -> int:
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
