"""What follows missed promises, once at each step: every one falls due by itself, and is answered for by the verbs.

A story tells what is done with one demand, in order: a verb by somebody, two working hours after what was before; or
that time goes on (`lapse`, `explanations`, `proposals`) until the worker's own sweeps find something to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.timezone import localdate, localtime

from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import person_with
from huiqi.demands.selectors import visible_to
from huiqi.demands.services import (
    Filing,
    answer_demand,
    archive_demand,
    dispatch_demand,
    file_demand,
    miss_due_promises,
    register_demand,
    reply_to_demand,
    take_demand,
)
from huiqi.demands.words import DemandState, Step
from huiqi.demonstration.rules import mobile
from huiqi.demonstration.services.satisfaction import rate
from huiqi.demonstration.services.stage import scan
from huiqi.directory.selectors import institution_by_slug
from huiqi.kernel.access import Actor
from huiqi.reference.selectors import calendar
from huiqi.standards.service_kinds import ServiceKind
from huiqi.supervision import services as supervision
from huiqi.supervision.selectors import explanations_asked
from huiqi.supervision.selectors import visible_to as visible_cases
from huiqi.supervision.services import Decision
from huiqi.supervision.services import Step as Measure
from huiqi.supervision.words import CaseVerb

if TYPE_CHECKING:
    from huiqi.supervision.models import Explanation, SupervisionCase

TURN, NEXT_DAY = timedelta(minutes=40), timedelta(days=1)


def _hub(at: datetime) -> Actor:
    return actor_of(person_with(mobile(1), at=at))


def _case(ref: UUID, at: datetime) -> SupervisionCase | None:
    """The case that the story is about: the first."""
    return visible_cases(_hub(at)).filter(demand__ref=ref).order_by("id").first()


def _asked(ref: UUID, at: datetime) -> Explanation | None:
    return explanations_asked(_hub(at)).filter(demand__ref=ref).first()


def _dispatch(ref: UUID, slug: str, note: str, *, actor: Actor, at: datetime) -> None:
    institution = institution_by_slug(slug)
    assert institution is not None
    dispatch_demand(ref, institution.organisation.ref, note, actor=actor, at=at)


def _rate(ref: UUID, level: str, comment: str, *, actor: Actor, at: datetime) -> None:
    rate(ref, level, comment, {}, actor=actor, at=at)


def _explain(ref: UUID, why: str, days: int, *, actor: Actor, at: datetime) -> None:
    asked = _asked(ref, at)
    assert asked is not None
    supervision.explain(asked.ref, why, localdate(at) + timedelta(days=days), actor=actor, at=at)


def _summon(
    ref: UUID, text: str, remedy: str, days: int, place: str, ahead: int = 2, *, actor: Actor, at: datetime
) -> None:
    supervision.summon(ref, Measure(text, remedy, days, at + ahead * NEXT_DAY, place), actor=actor, at=at)


def _record_talk(ref: UUID, minutes: str, commitments: str, days: int, *, actor: Actor, at: datetime) -> None:
    supervision.record_talk(ref, localdate(at), minutes, commitments, days, actor=actor, at=at)


def _decide(
    ref: UUID, ruling: str, number: str, office: str, text: str, days: int | None = None, *, actor: Actor, at: datetime
) -> None:
    """The authority's document comes on the day it bears, and is written down."""
    said = Decision(CaseVerb(ruling), number, localdate(at), office, text, days)
    supervision.enter_decision(ref, said, actor=actor, at=at, files=[scan("决定书（演示）.png", actor=actor, at=at)])


def _step(verb: Callable[..., object]) -> Callable[..., object]:
    """A step of the ladder, of its text, the remedy and the days for it."""
    return lambda ref, text, remedy, days, **by: verb(ref, Measure(text, remedy, days), **by)


ON_DEMAND: Mapping[str, Callable[..., object]] = {
    "register": register_demand,
    "reply": reply_to_demand,
    "dispatch": _dispatch,
    "take": take_demand,
    "answer": answer_demand,
    "rate": _rate,
    "archive": archive_demand,
    "explain": _explain,
}
ON_CASE: Mapping[str, Callable[..., object]] = {
    "order": _step(supervision.order),
    "circulate": _step(supervision.circulate),
    "summon": _summon,
    "record_talk": _record_talk,
    "report": supervision.report_remedy,
    "accept": supervision.accept_remedy,
    "object": supervision.object_to_record,
    "uphold": supervision.uphold_objection,
    "reject": supervision.reject_objection,
    "decide": _decide,
}
AFTER = {
    **dict.fromkeys(("record_talk", "decide"), 2 * NEXT_DAY),
    **dict.fromkeys(("report", "object"), NEXT_DAY),
    "explain": timedelta(hours=1),
}
"""How long after what was before, where that is not at once."""


def climb_ladder(stories: Iterable[Mapping[str, Any]], *, at: datetime) -> None:
    """File each demand and tell its story, as far as it has come by now. Before anything else is filed."""
    for number, told in enumerate(stories):
        moment = localtime(at - timedelta(days=told["days_ago"])).replace(hour=9, minute=24)
        filing = Filing(ServiceKind(told["kind"]), told["title"], told["text"], against=told.get("against", ""))
        once = uuid5(NAMESPACE_URL, f"huiqi:demonstration:ladder:{number}")
        owner = actor_of(person_with(mobile(told["owner"]), at=at))
        demand = file_demand(filing, submission=once, actor=owner, at=moment)
        if demand.filed_at == moment and demand.state is DemandState.FILED and _case(demand.ref, at) is None:
            _tell(demand.ref, told["story"], moment, at)


def _tell(ref: UUID, story: Sequence[Sequence[Any]], moment: datetime, now: datetime) -> None:
    for name, *words in story:
        moment = _later(ref, name, words, moment)
        if moment > now:
            return
        if name in SWEEPS:
            SWEEPS[name](at=moment)
            continue
        number, *said = words
        actor = actor_of(person_with(mobile(number), at=moment))
        if name in ON_DEMAND:
            ON_DEMAND[name](ref, *said, actor=actor, at=moment)
        else:
            case = _case(ref, moment)
            assert case is not None  # a story begins with what lapses
            ON_CASE[name](case.ref, *said, actor=actor, at=moment)


SWEEPS: Mapping[str, Callable[..., object]] = {
    "lapse": miss_due_promises,
    "explanations": supervision.issue_explanations,
    "proposals": supervision.propose_steps,
}


def _later(ref: UUID, name: str, words: Sequence[Any], moment: datetime) -> datetime:
    """When the next thing happens: what waits for a limit one minute after it, what people do by day."""
    case = _case(ref, moment) if name == "proposals" else None
    if name == "lapse":
        owed = visible_to(_hub(moment)).get(ref=ref).promises.filter(kept_at=None, missed_at=None, released_at=None)
        due: datetime = owed.get(step=Step(words[0])).due_at
        return due + timedelta(minutes=1)
    if name == "explanations":
        asked = _asked(ref, moment)
        return max(moment, asked.issue_at) if asked else moment
    if case and case.next_at:
        return max(moment, case.next_at) + timedelta(minutes=1)
    then = localtime(moment + AFTER.get(name, TURN))
    if then.hour >= 18:
        then = (then + NEXT_DAY).replace(hour=9, minute=30)
    while calendar().why_rest(then.date()) is not None:
        then = (then + NEXT_DAY).replace(hour=9, minute=30)
    return then
