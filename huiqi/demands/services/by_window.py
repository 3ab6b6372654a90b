"""What a window does: register, reply, recall, visit, archive."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from huiqi.demands.events import DemandArchived
from huiqi.demands.models import Demand, ReturnVisit
from huiqi.demands.rules.closing import may_visit_from, must_visit_first, visit_is_over
from huiqi.demands.selectors import rating_of
from huiqi.demands.services.complained import keep_from_himself
from huiqi.demands.services.turn import Turn, begin, fits, written
from huiqi.demands.words import Anonymity, DemandState, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.events import publish
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hours_of
from huiqi.reference.selectors import calendar


@transaction.atomic
def register_demand(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Accept a filed demand. Whoever registers it is its first contact 首问负责人 until it is closed.

    Raises `Refused("complained_of_himself")`.
    """
    turn = begin(ref, Verb.REGISTER, actor=actor, at=at, revision=revision)
    keep_from_himself(turn.demand, actor.name)
    turn.demand.first_contact = actor.person_ref
    return turn.finish()


@transaction.atomic
def reply_to_demand(ref: UUID, reply: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Tell the enterprise how its matter stands (阶段答复), without ending it."""
    turn = begin(ref, Verb.REPLY, actor=actor, at=at, revision=revision)
    return turn.finish(texts={"reply": written(reply, "reply")})


@transaction.atomic
def recall_demand(
    ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None, part: int | None = None
) -> Demand:
    """Take the demand, or the `part` that he has, back from a handler who does not move, with the reason."""
    turn = begin(ref, Verb.RECALL, actor=actor, at=at, revision=revision, part=part)
    if turn.handling and turn.handling.is_ruled:
        raise Refused("ruled", name=turn.handling.organisation.name)
    data = {"organisation": turn.handling.organisation_id} if turn.handling else None
    return turn.finish(data, {"reason": written(reason, "reason")})


@dataclass(frozen=True, slots=True)
class Visit:
    """What a return visit found out; the answers are None where nobody was reached."""

    reached: bool
    need_met: bool | None = None
    follow_up: bool | None = None
    opinion: str = ""


@transaction.atomic
def visit_enterprise(ref: UUID, visit: Visit, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Write down a return visit. One that reached nobody leaves the visit owed, until the third settles it; of an
    anonymous complaint the first does.

    Raises `Refused("rating_first")` while the enterprise still has days left to rate undisturbed.
    """
    verb = Verb.VISIT if visit.reached else Verb.ATTEMPT_VISIT
    turn = begin(ref, verb, actor=actor, at=at, revision=revision)
    demand = turn.demand
    assert demand.answered_at is not None
    rated, hours = demand.state is DemandState.RATED, hours_of(demand.window)
    waits_until = may_visit_from(demand.answered_at, rated, calendar(), hours)
    if at < waits_until:
        raise Refused("rating_first", until=waits_until)
    if visit.reached and (visit.need_met is None or visit.follow_up is None):
        raise Refused("required", "need_met" if visit.need_met is None else "follow_up")
    nobody = demand.anonymity is Anonymity.ANONYMOUS  # whom no visit reaches
    if not visit.reached and (nobody or visit_is_over(False, _in_vain(demand))):
        turn = begin(ref, Verb.VISIT, actor=actor, at=at, revision=revision)
    return _visited(turn, visit)


def _in_vain(demand: Demand) -> int:
    return ReturnVisit.objects.filter(demand=demand, round=demand.round, reached=False).count()


def _visited(turn: Turn, visit: Visit) -> Demand:
    made = ReturnVisit.objects.create(
        demand=turn.demand,
        round=turn.demand.round,
        reached=visit.reached,
        need_met=visit.need_met if visit.reached else None,
        follow_up=visit.follow_up if visit.reached else None,
        opinion=fits(visit.opinion, "opinion"),
        visited_at=turn.at,
        visited_by=turn.actor.person_ref,
    )
    data = {"reached": made.reached, "need_met": made.need_met, "follow_up": made.follow_up}
    return turn.finish(data, {"opinion": made.opinion})


@transaction.atomic
def archive_demand(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Close the file; the worker makes its PDF. Raises `Refused("visit_first")` after a bad rating without visit."""
    turn = begin(ref, Verb.ARCHIVE, actor=actor, at=at, revision=revision)
    rating = rating_of(turn.demand)
    if must_visit_first(rating.level if rating else None, turn.demand.state is DemandState.VISITED):
        raise Refused("visit_first")
    demand = turn.finish()
    publish(DemandArchived(demand.id))
    return demand
