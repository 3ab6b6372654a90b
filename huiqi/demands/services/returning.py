"""Giving a demand back 退单: once in a round, on a reason and a list of duties; then the hub rules 裁定."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.demands.models import Demand, Dispute, Handling, LostTime, Ruling
from huiqi.demands.permissions import can_arbitrate
from huiqi.demands.rules.deadlines import Unit, due
from huiqi.demands.rules.returning import Held, business_minutes, losses
from huiqi.demands.selectors import came_back_before, open_dispute, returns_of
from huiqi.demands.services.dispatching import PART_DAYS, hand, handler_for
from huiqi.demands.services.promises import promise_part
from huiqi.demands.services.telling import note_moved
from huiqi.demands.services.turn import Turn, begin, written
from huiqi.demands.wording.told import PART_SENT
from huiqi.demands.words import HandlingState, ReturnCode, Verb
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hours_of
from huiqi.reference.selectors import calendar
from huiqi.standards.working_days import working_days_between

MOST_KEYWORDS = 6


@dataclass(frozen=True, slots=True)
class GivingBack:
    """Why: the code, in words, and for what is not one's duty the entry of the list, or that the list has none."""

    code: ReturnCode
    reason: str
    duty: str = ""


@transaction.atomic
def return_demand(ref: UUID, giving: GivingBack, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Give the demand back to its window. The enterprise's clock runs on.

    Raises `Refused`: return_once (then `contest_demand`), ruled, required.
    """
    turn = begin(ref, Verb.RETURN, actor=actor, at=at, revision=revision)
    handling = _may_give_back(turn)
    if came_back_before(handling):
        raise Refused("return_once")
    return give_back(turn, giving)


def give_back(turn: Turn, giving: GivingBack) -> Demand:
    """Write down why, and end the custody."""
    handling = _may_give_back(turn)
    reason, duty = _say(handling, giving)
    data = {"organisation": handling.organisation_id, "code": str(giving.code)}
    return turn.finish(data, _texts(reason, duty))


def _may_give_back(turn: Turn) -> Handling:
    """The custody, if no ruling says that it stays."""
    handling = turn.handling
    assert handling is not None
    if handling.is_ruled:
        raise Refused("ruled", name=handling.organisation.name)
    return handling


def _say(handling: Handling, giving: GivingBack) -> tuple[str, str]:
    """Write down why the handler does not want it."""
    handling.return_code, handling.return_reason = giving.code, written(giving.reason, "return_reason")
    handling.return_duty = _duty(giving)
    return handling.return_reason, handling.return_duty


def _duty(giving: GivingBack) -> str:
    """The entry it rests on; what is not one's duty has to say which, or that there is none."""
    duty = giving.duty.strip()
    if giving.code is ReturnCode.NOT_OURS and not duty:
        raise Refused("required", "duty")
    return duty


def _texts(reason: str, duty: str) -> dict[str, str]:
    return {"reason": reason} | ({"duty": duty} if duty else {})


@transaction.atomic
def contest_demand(
    ref: UUID, giving: GivingBack, *, actor: Actor, at: datetime, revision: int | None = None, part: int | None = None
) -> Demand:
    """Ask the hub who is to handle what came back once already; one keeps it until the hub has ruled.

    Raises `Refused`: return_first, contested_already, ruled, required.
    """
    turn = begin(ref, Verb.CONTEST, actor=actor, at=at, revision=revision, part=part)
    handling = _may_give_back(turn)
    if not came_back_before(handling):
        raise Refused("return_first")
    return contest(turn, giving)


def contest(turn: Turn, giving: GivingBack) -> Demand:
    """Open the dispute."""
    handling = _may_give_back(turn)
    if handling.contested_at:
        raise Refused("contested_already")
    reason, duty = _say(handling, giving)
    Dispute.objects.create(
        demand=turn.demand,
        handling=handling,
        round=turn.demand.round,
        code=giving.code,
        duty=duty,
        reason=reason,
        raised_at=turn.at,
        raised_by=turn.actor.person_ref,
    )
    handling.contested_at = turn.at
    data = {"organisation": handling.organisation_id, "code": str(giving.code)}
    return turn.finish(data, _texts(reason, duty))


@dataclass(frozen=True, slots=True)
class Decree:
    """Who handles it and why; what of it is kept as a precedent: the matter in general words, the words that find it.

    `is_fallback`: nobody's by any list of duties, so that somebody has to.
    """

    handler: UUID
    reasons: str
    matter: str
    keywords: tuple[str, ...]
    is_fallback: bool = False


@transaction.atomic
def arbitrate(
    ref: UUID, decree: Decree, *, actor: Actor, at: datetime, revision: int | None = None, part: int | None = None
) -> Demand:
    """Rule who handles what nobody wants: it goes to him at once, and he cannot give it back.

    It may be the window itself, or the hub. The ruling is kept; the time lost is charged to whose fault it is. Raises
    `Refused`: no_dispute, own_dispute, required, and what `directory.services.require_handler` refuses.
    """
    turn = begin(ref, Verb.ARBITRATE, actor=actor, at=at, revision=revision, part=part)
    former = turn.handling
    dispute = open_dispute(former) if former else None
    if former is None or dispute is None:
        raise Refused("no_dispute")
    if dispute.raised_by == actor.person_ref:
        raise Refused("own_dispute")
    chosen = handler_for(turn.demand, decree.handler, at, "handler", ruled=True)
    ruling = _rule(turn, dispute, decree, chosen.organisation_id)
    _end(former, dispute, at)
    handling = Handling(part=former.part, task=former.task, note=former.note, is_ruled=True)
    turn.hands[former.part] = turn.handling = hand(turn, chosen, handling)
    if former.part and not handling.by_letter:
        promise_part(handling, due(at, PART_DAYS, Unit.WORKING_DAY, calendar()), "省平台裁定")
    turn.let_go()
    _charge(turn, ruling, former)
    data = {"organisation": chosen.organisation_id, "ruling": str(ruling.ref), "fallback": decree.is_fallback}
    demand = turn.finish(data, {"reason": ruling.reasons})
    note_moved(demand.id, PART_SENT, demand.revision, at=at, handling=handling.id)
    return demand


def _rule(turn: Turn, dispute: Dispute, decree: Decree, organisation: int) -> Ruling:
    words = tuple(dict.fromkeys(word.strip() for word in decree.keywords if word.strip()))
    if not words:
        raise Refused("required", "keywords")
    if len(words) > MOST_KEYWORDS or any(len(word) > 20 for word in words):
        raise Refused("too_many_keywords", "keywords", most=MOST_KEYWORDS)
    demand = turn.demand
    return Ruling.objects.create(
        dispute=dispute,
        demand=demand,
        organisation_id=organisation,
        kind=demand.kind,
        region=demand.enterprise.region or demand.window.region,
        matter=written(decree.matter, "matter")[:60],
        keywords=list(words),
        reasons=written(decree.reasons, "ruling"),
        is_fallback=decree.is_fallback,
        ruled_at=turn.at,
        ruled_by=turn.actor.person_ref,
    )


def _end(former: Handling, dispute: Dispute, at: datetime) -> None:
    """The custody that was contested is over; a new one begins, be it of the same handler."""
    dispute.settled_at = at
    dispute.save(update_fields=["settled_at"])
    former.state, former.ended_at, former.contested_at = HandlingState.RECALLED, at, None
    former.save(update_fields=["state", "ended_at", "contested_at"])


def _charge(turn: Turn, ruling: Ruling, former: Handling) -> None:
    """Write down the time that was lost in the wrong hands, and whose fault it is."""
    held = [*returns_of(former), former]
    times = [Held(one.id, one.organisation_id, one.sent_at, one.ended_at or turn.at) for one in held]
    window, days = turn.demand.window, calendar()
    charged = losses(times, ruling.organisation_id, window.organisation_id, fallback=ruling.is_fallback)
    by_key = {one.id: one for one in held}
    took = {one.organisation_id: one.taken_by for one in held if one.taken_by}
    LostTime.objects.bulk_create(
        LostTime(
            ruling=ruling,
            handling=by_key[loss.key],
            demand=turn.demand,
            window=window,
            organisation_id=loss.organisation,
            person_ref=took.get(loss.organisation, ""),
            fault=loss.fault,
            since=time.since,
            until=time.until,
            days=working_days_between(localdate(time.since), localdate(time.until), days),
            minutes=business_minutes(time.since, time.until, days, hours_of(window)),
        )
        for loss, time in zip(charged, times, strict=bool(charged))
    )


@transaction.atomic
def retire_ruling(ref: UUID, *, actor: Actor, at: datetime) -> Ruling:
    """Keep a ruling, but let it propose nobody any more. Raises `PermissionDenied`, `Ruling.DoesNotExist`."""
    if not can_arbitrate(actor):
        raise PermissionDenied
    ruling = Ruling.objects.select_related("demand").select_for_update(of=("self",)).get(ref=ref)
    if ruling.retired_at is None:
        ruling.retired_at = at
        ruling.save(update_fields=["retired_at"])
        record("ruling", ruling.ref, "retire", actor=actor, at=at, data={"demand": str(ruling.demand.ref)})
    return ruling
