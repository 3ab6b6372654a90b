"""Appeals against ratings (申诉复核): by whoever handled it, decided by somebody at the hub who is not concerned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from huiqi.demands.models import Demand, RatingAppeal, Rectification, VisitTask
from huiqi.demands.rules.closing import BAD
from huiqi.demands.rules.rectifying import appeal_until
from huiqi.demands.selectors import open_appeal, rating_of
from huiqi.demands.services.turn import Turn, attach, begin, written
from huiqi.demands.words import Purpose, Verb
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile


@transaction.atomic
def appeal_rating(
    ref: UUID,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> Demand:
    """Say why a bad rating is mistaken or malicious, with what proves it; once, within five working days.

    Raises `Refused`: no_bad_rating, appealed_already, appeal_late, evidence_missing.
    """
    turn = begin(ref, Verb.APPEAL, actor=actor, at=at, revision=revision)
    rating = rating_of(turn.demand)
    if rating is None or rating.level not in BAD:
        raise Refused("no_bad_rating")
    if RatingAppeal.objects.filter(rating=rating).exists():
        raise Refused("appealed_already")
    if at > (until := appeal_until(rating.rated_at, calendar())):
        raise Refused("appeal_late", until=until)
    reason = written(reason, "appeal")
    assert actor.organisation_id is not None
    if not files:
        raise Refused("evidence_missing", "attachments")
    RatingAppeal.objects.create(
        rating=rating,
        demand=turn.demand,
        organisation_id=actor.organisation_id,
        reason=reason,
        appealed_at=at,
        appealed_by=actor.person_ref,
    )
    return turn.finish(attach(turn.demand, files, Purpose.APPEAL, actor=actor, at=at), {"reason": reason})


@transaction.atomic
def uphold_appeal(ref: UUID, decision: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """The rating is mistaken or malicious: it counts no more, stays to be read, and nothing is put right for it.

    Raises `Refused`: no_appeal, own_appeal.
    """
    turn, appeal = _deciding(ref, Verb.UPHOLD_APPEAL, actor, at, revision)
    _decide(appeal, True, written(decision, "appeal_decision"), turn)
    appeal.rating.is_excluded = True
    appeal.rating.save(update_fields=["is_excluded"])
    Rectification.objects.filter(demand=turn.demand, rating=appeal.rating, ended_at=None).update(
        ended_at=at, ended_by=actor.person_ref
    )
    VisitTask.objects.filter(request=appeal.rating.request, done_at=None).delete()  # nobody is asked about it any more
    return turn.finish({}, {"decision": appeal.decision})


@transaction.atomic
def decline_appeal(ref: UUID, decision: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """The rating stands. Raises `Refused`: no_appeal, own_appeal."""
    turn, appeal = _deciding(ref, Verb.DECLINE_APPEAL, actor, at, revision)
    _decide(appeal, False, written(decision, "appeal_decision"), turn)
    return turn.finish({}, {"decision": appeal.decision})


def _deciding(ref: UUID, verb: Verb, actor: Actor, at: datetime, revision: int | None) -> tuple[Turn, RatingAppeal]:
    """The appeal that waits, for somebody who neither appealed nor was rated."""
    turn = begin(ref, verb, actor=actor, at=at, revision=revision)
    appeal = open_appeal(turn.demand)
    if appeal is None:
        raise Refused("no_appeal")
    asked = appeal.rating.request
    if actor.person_ref == appeal.appealed_by or (asked and actor.person_ref in asked.concerned):
        raise Refused("own_appeal")
    return turn, appeal


def _decide(appeal: RatingAppeal, upheld: bool, decision: str, turn: Turn) -> None:
    appeal.upheld, appeal.decision = upheld, decision
    appeal.decided_at, appeal.decided_by = turn.at, turn.actor.person_ref
    appeal.save(update_fields=["upheld", "decision", "decided_at", "decided_by"])
