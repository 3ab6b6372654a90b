"""Notice services for one firm that look alike, and tell both windows, both handlers and the hub."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.agreements.models import Duplicate
from huiqi.agreements.permissions import can_judge
from huiqi.agreements.selectors import close_to, pair_of
from huiqi.agreements.services.telling import tell_alike, tell_judged
from huiqi.agreements.services.turn import written
from huiqi.journal.services import record
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from huiqi.agreements.models import Agreement, Version
    from huiqi.agreements.words import Verdict
    from huiqi.kernel.access import Actor


def notice_alike(agreement: Agreement, version: Version, *, actor: Actor, at: datetime) -> None:
    """Compare what was just signed with what the firm had signed at other windows and institutions in 90 days."""
    for other, common in close_to(agreement, version):
        _pair, new = Duplicate.objects.get_or_create(
            earlier=other, later=agreement, defaults={"alike": list(common), "noticed_at": at}
        )
        if new:
            data = {"other": str(other.ref), "alike": [str(one) for one in common]}
            record("agreement", agreement.ref, "noticed_alike", actor=actor, at=at, data=data)
            tell_alike(other, agreement, at=at)


@transaction.atomic
def judge_alike(earlier: UUID, later: UUID, verdict: Verdict, reason: str, *, actor: Actor, at: datetime) -> Duplicate:
    """Say whether two services are one. Of one, the earlier counts; both sides are told, with the reason.

    The hub may say otherwise later. Raises `Duplicate.DoesNotExist`, `PermissionDenied`, `Refused`: judged_already,
    required, too_long.
    """
    Duplicate.objects.select_for_update().get(earlier__ref=earlier, later__ref=later)
    pair = pair_of(actor, earlier, later)
    if pair is None:
        raise Duplicate.DoesNotExist
    if not can_judge(actor, pair):
        raise PermissionDenied
    if pair.verdict == verdict:
        raise Refused("judged_already", "verdict")
    pair.verdict, pair.reason = verdict, written(reason, "reason")
    pair.judged_at, pair.judged_by = at, actor.person_ref
    pair.save(update_fields=["verdict", "reason", "judged_at", "judged_by"])
    for one, other in ((pair.earlier, pair.later), (pair.later, pair.earlier)):
        data = {"other": str(other.ref), "verdict": str(verdict)}
        record("agreement", one.ref, "judged_alike", actor=actor, at=at, data=data, texts={"reason": pair.reason})
    tell_judged(pair, at=at)
    return pair
