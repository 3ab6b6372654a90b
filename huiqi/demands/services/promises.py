"""Promises: made, kept and released. A promise is never moved; what is past due is missed first (`missing`)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop as mark

from huiqi.demands.models import Consultation, Demand, Handling, Promise
from huiqi.demands.rules.closing import RATING_DAYS
from huiqi.demands.rules.deadlines import Deadline, Unit, due
from huiqi.demands.rules.rectifying import CONTACT_DAYS, DAYS
from huiqi.demands.rules.warning import warn_at
from huiqi.demands.services.missing import OF_FIRST_CONTACT, miss_these
from huiqi.demands.services.remembering import remember
from huiqi.demands.words import Anonymity, Step, Verb
from huiqi.kernel.prepared import prepared
from huiqi.kernel.rows import insert, insert_all, update_all
from huiqi.network.selectors import hours_of, time_limits
from huiqi.network.words import LimitStep
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from huiqi.network.models import TimeLimit

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
    Verb.MERGE: tuple(Step),
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
    insert_all(made)
    return made[-1].due_at


def promise_sample(demand: Demand, at: datetime) -> datetime | None:
    """Promise a visit that was drawn, counted from the draw; nothing where the scheme limits no visits."""
    made = insert_all(promised(demand, Step.SAMPLE_VISIT, start=at))
    return made[0].due_at if made else None


def promise(demand: Demand, step: Step, *, start: datetime, handling: Handling) -> None:
    """Promise a step of one custody, counted from `start`. Three queries."""
    insert_all(promised(demand, step, start=start, handling=handling))


def promise_again(demand: Demand, *steps: Step, start: datetime) -> None:
    """Promise a new round its steps. Three queries."""
    insert_all(promised(demand, *steps, start=start))


def promise_green(demand: Demand, counted: Deadline, source: str) -> None:
    """Promise the shorter completion of a green channel, beside the one already owed."""
    insert(_promised(demand, Step.GREEN_FINISH, counted, source))


def promise_longer(demand: Demand, counted: Deadline, source: str, pauses: Sequence[Mapping[str, Any]]) -> None:
    """Promise the later completion of an extension, instead of the one that is released with it, and its pauses."""
    made = _promised(demand, Step.EXTENDED_FINISH, counted, source)
    made.explanation |= {"pauses": list(pauses)} if pauses else {}
    insert(made)


def remade(one: Promise, counted: Deadline, limit: "TimeLimit", at: datetime) -> None:
    """Release a promise and make another of the same step in its place, by another limit."""
    made = _promised(one.demand, one.step, counted, limit.source)
    made.times, made.explanation = one.times + 1, made.explanation | _scheme(limit) | {"urgent": True}
    Promise.objects.filter(id=one.id).update(released_at=at)
    insert(made)


def _scheme(limit: "TimeLimit") -> dict[str, Any]:
    """Which version of whose scheme a promise rests on."""
    return {"scheme_since": limit.since.isoformat(), "scheme_own": limit.window_id is not None}


def promise_opinion(asked: Consultation, counted: Deadline, source: str) -> None:
    """Promise the part of whoever was asked for it."""
    made = _promised(asked.demand, Step.OPINION, counted, source)
    made.consultation = asked
    insert(made)


def promise_part(handling: Handling, counted: Deadline, source: str) -> None:
    """Promise the answer of who has a part."""
    insert(_promised(handling.demand, Step.PART_ANSWER, counted, source, handling))


def _promised(demand: Demand, step: Step, counted: Deadline, source: str, handling: Handling | None = None) -> Promise:
    told = counted.explanation(source)
    return Promise(
        demand=demand,
        handling=handling,
        round=demand.round,
        step=step,
        started_at=counted.start,
        due_at=counted.due_at,
        warn_at=warn_at(counted, hours_of(demand.window)),
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
    insert_all(promised(demand, *steps, start=at))


@prepared
def _owed(demand: int) -> QuerySet[Promise]:
    rows = Promise.objects.filter(demand_id=demand, kept_at=None, released_at=None)
    return rows.select_related("handling", "consultation").order_by("due_at", "id")


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

    Answers the due moment of the earliest promise that is still owed after it, late or not. One query, one more
    where something is kept and one where something is released.
    """
    owed = _owed(demand.id)
    if past := [one for one in owed if one.missed_at is None and one.held_at is None and one.due_at <= at]:
        miss_these(past, {demand.id: demand}, at)
    keeps, releases = KEEPS.get(verb, ()), (*RELEASES.get(verb, ()), *also_release)
    if partial:
        keeps, releases = PART_ANSWERED, ()
    about = [one for one in owed if custody is None or one.handling_id in (None, custody)]
    kept = [one for one in about if one.step in keeps or one.id in also_keep]
    released = [one for one in about if one.step in releases and one not in kept]
    update_all(kept, kept_at=at)
    update_all(released, released_at=at)
    sampled = any(one.step is Step.SAMPLE_VISIT for one in owed)
    if (step := KEEPS_UNASKED.get(verb)) and not sampled:
        unasked = Promise.objects.filter(demand=demand, round=demand.round, step=step, released_at__isnull=False)
        unasked.update(kept_at=at, released_at=None)
    left = [one for one in owed if one not in kept and one not in released]
    remember(demand, left, {one.id for one in past})
    return earliest(left)


def earliest(owed: Iterable[Promise]) -> datetime | None:
    """The due moment of what is due first; what is held is not."""
    return min((one.due_at for one in owed if one.held_at is None), default=None)
