"""What becomes of a policy at a firm: what it records itself, and what apps above know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.enterprises.permissions import can_see_profile
from huiqi.files.services import store_file
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.policies.models import Milestone, Policy
from huiqi.policies.rules.outcomes import problem
from huiqi.policies.words import Stage, Teller

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise


@dataclass(frozen=True, slots=True)
class Outcome:
    """A step with its day, the amount in yuan where money is spoken of, and a paper (name, file, size)."""

    stage: Stage
    on: date
    amount: Decimal | None = None
    proof: tuple[str, IO[bytes], int] | None = None


@transaction.atomic
def record_outcome(enterprise: Enterprise, code: str, outcome: Outcome, *, actor: Actor, at: datetime) -> Milestone:
    """Record what the firm says; a step of the same year that is recorded already is withdrawn for it.

    Raises `PermissionDenied`, `Policy.DoesNotExist`, `Refused` with a code of `rules.outcomes`, as `store_file`.
    """
    if not can_see_profile(actor, enterprise):
        raise PermissionDenied
    policy = Policy.objects.select_for_update().get(code=code)
    living = Milestone.objects.filter(enterprise=enterprise, policy=policy, year=outcome.on.year, withdrawn_at=None)
    kept = {row.stage: row for row in living}
    known = {stage: (row.on, row.amount) for stage, row in kept.items() if stage is not outcome.stage}
    wrong, field = problem(outcome.stage, outcome.on, outcome.amount, known, localdate(at))
    if wrong:
        raise Refused(wrong, field)
    if former := kept.get(outcome.stage):
        _withdraw(former, actor=actor, at=at)
    proof = store_file(*outcome.proof, actor=actor, at=at) if outcome.proof else None
    made = Milestone.objects.create(
        enterprise=enterprise,
        policy=policy,
        stage=outcome.stage,
        year=outcome.on.year,
        on=outcome.on,
        amount=outcome.amount,
        told_by=Teller.OWN,
        proof=proof,
        recorded_at=at,
        recorded_by=actor.person_ref,
    )
    data = {"policy": code, "stage": str(outcome.stage), "on": outcome.on.isoformat(), "proof": proof is not None}
    record("milestone", made.ref, "record_outcome", actor=actor, at=at, data=data)
    return made


@transaction.atomic
def withdraw_outcome(enterprise: Enterprise, ref: UUID, *, actor: Actor, at: datetime) -> None:
    """Take back what the firm recorded itself. Raises `PermissionDenied`, `Milestone.DoesNotExist`."""
    if not can_see_profile(actor, enterprise):
        raise PermissionDenied
    own = Milestone.objects.select_for_update().filter(enterprise=enterprise, told_by=Teller.OWN, withdrawn_at=None)
    _withdraw(own.get(ref=ref), actor=actor, at=at)


def _withdraw(row: Milestone, *, actor: Actor, at: datetime) -> None:
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    record("milestone", row.ref, "withdraw_outcome", actor=actor, at=at)


def note_milestone(
    enterprise_id: int,
    code: str,
    stage: Stage,
    *,
    told_by: Teller,
    actor: Actor,
    at: datetime,
    amount: Decimal | None = None,
) -> None:
    """What an app above knows of a firm and a policy, within the transaction and the journal entry of its own verb.

    The first of a year counts; a code that is no policy's is passed over.
    """
    policy = Policy.objects.filter(code=code).first()
    if policy is None:
        return
    on = localdate(at)
    Milestone.objects.get_or_create(
        enterprise_id=enterprise_id,
        policy=policy,
        stage=stage,
        year=on.year,
        withdrawn_at=None,
        defaults={
            "on": on,
            "amount": amount,
            "told_by": told_by,
            "recorded_at": at,
            "recorded_by": actor.person_ref,
        },
    )
