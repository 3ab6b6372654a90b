"""What becomes of a policy at a firm: what it records itself, what the office that decides brings back, and what apps
above know of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.enterprises.permissions import can_see_profile
from huiqi.files.services import store_file
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.notices.services import News, tell
from huiqi.policies.models import Milestone, Policy
from huiqi.policies.permissions import can_bring_outcomes
from huiqi.policies.rules.outcomes import problem
from huiqi.policies.selectors import area, people_acting, version_shown
from huiqi.policies.words import Stage, Teller

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise


@dataclass(frozen=True, slots=True)
class Outcome:
    """A step with its day, the amount in yuan where money is spoken of, a paper (name, file, size), and why."""

    stage: Stage
    on: date
    amount: Decimal | None = None
    proof: tuple[str, IO[bytes], int] | None = None
    reason: str = ""


@transaction.atomic
def record_outcome(enterprise: Enterprise, code: str, outcome: Outcome, *, actor: Actor, at: datetime) -> Milestone:
    """Record what the firm says; a step of the same year that is recorded already is withdrawn for it.

    Raises `PermissionDenied`, `Policy.DoesNotExist`, `Refused` with a code of `rules.outcomes`, or `told_by_others`
    where somebody else than the firm knows better; as `store_file`.
    """
    if not can_see_profile(actor, enterprise):
        raise PermissionDenied
    former = _former(enterprise, code, outcome, "", at)
    if former and former.told_by is not Teller.OWN:
        raise Refused("told_by_others", "stage")
    return _keep(enterprise, code, outcome, former, told_by=Teller.OWN, reference="", actor=actor, at=at)


def hold_policies(codes: Collection[str]) -> None:
    """Nobody else records outcomes of these until the transaction ends. One query.

    Whoever records of several holds them first: all in one order, so that two wait for each other, but not for ever.
    """
    list(Policy.objects.select_for_update(no_key=True).filter(code__in=codes).order_by("code").values_list("id"))


@transaction.atomic
def bring_outcome(
    enterprise: Enterprise, code: str, outcome: Outcome, *, reference: str, actor: Actor, at: datetime
) -> Milestone | None:
    """Record what the deciding office says, and tell the firm; None where that is known already.

    Its word takes the place of the firm's own; each hand-off, by its number `reference`, goes through the steps by
    itself. Raises `PermissionDenied`, `Policy.DoesNotExist`, `Refused` with a code
    of `rules.outcomes`.
    """
    regions = area(actor, localdate(at))
    if not can_bring_outcomes(actor) or (regions is not None and enterprise.region not in regions):
        raise PermissionDenied
    former = _former(enterprise, code, outcome, reference, at)
    if former and former.told_by is Teller.OFFICE and _same(former, outcome, reference):
        return None
    made = _keep(enterprise, code, outcome, former, told_by=Teller.OFFICE, reference=reference, actor=actor, at=at)
    _tell(made, code, at)
    return made


def _former(enterprise: Enterprise, code: str, outcome: Outcome, reference: str, at: datetime) -> Milestone | None:
    """What stands in the same place, if anything; the policy is held. Raises `Policy.DoesNotExist`, `Refused`.

    Beside what came back by a number stand the steps of that number and those without one; beside a step without a
    number all of the year.
    """
    policy = Policy.objects.select_for_update(no_key=True).get(code=code)
    living = Milestone.objects.filter(enterprise=enterprise, policy=policy, year=outcome.on.year, withdrawn_at=None)
    if reference:
        living = living.filter(reference__in=["", reference])
    kept = {row.stage: row for row in living.order_by("reference", "id")}
    known = {stage: (row.on, row.amount) for stage, row in kept.items() if stage is not outcome.stage}
    wrong, field = problem(outcome.stage, outcome.on, outcome.amount, known, localdate(at))
    if wrong:
        raise Refused(wrong, field)
    return kept.get(outcome.stage)


def _same(former: Milestone, outcome: Outcome, reference: str) -> bool:
    told = (outcome.on, outcome.amount, outcome.reason, reference)
    return (former.on, former.amount, former.reason, former.reference) == told


def _keep(
    enterprise: Enterprise,
    code: str,
    outcome: Outcome,
    former: Milestone | None,
    *,
    told_by: Teller,
    reference: str,
    actor: Actor,
    at: datetime,
) -> Milestone:
    if former:
        _withdraw(former, actor=actor, at=at)
    proof = store_file(*outcome.proof, actor=actor, at=at) if outcome.proof else None
    made = Milestone.objects.create(
        enterprise=enterprise,
        policy=Policy.objects.get(code=code),
        stage=outcome.stage,
        year=outcome.on.year,
        on=outcome.on,
        amount=outcome.amount,
        reason=outcome.reason,
        reference=reference,
        told_by=told_by,
        proof=proof,
        recorded_at=at,
        recorded_by=actor.person_ref,
    )
    data = {"policy": code, "stage": str(outcome.stage), "on": outcome.on.isoformat(), "proof": proof is not None}
    data |= {"told_by": str(told_by), "reference": reference}
    record("milestone", made.ref, "record_outcome", actor=actor, at=at, data=data, texts={"reason": outcome.reason})
    return made


def _tell(made: Milestone, code: str, at: datetime) -> None:
    version = version_shown(code, localdate(at))
    told = {
        "code": code,
        "title": version.title if version else code,
        "title_en": version.title_en if version else "",
        "stage": str(made.stage),
        "on": made.on.isoformat(),
        "amount": str(made.amount or ""),
        "reason": made.reason,
    }
    people = people_acting([made.enterprise_id], localdate(at)).get(made.enterprise_id, [])
    link = reverse("policies:outcome", args=[code])
    key = f"outcome:{made.ref}"
    tell([News(kind="policies.outcome", key=key, parameters=told, link=link, at=at, people=people)])


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


def note_milestone(enterprise_id: int, code: str, stage: Stage, *, told_by: Teller, actor: Actor, at: datetime) -> None:
    """What an app above knows of a firm and a policy on the day of `at`; as `note_milestones`."""
    note_milestones({enterprise_id: None}, code, stage, on=localdate(at), told_by=told_by, actor=actor, at=at)


def note_milestones(
    firms: Mapping[int, Decimal | None],
    code: str,
    stage: Stage,
    *,
    on: date,
    told_by: Teller,
    actor: Actor,
    at: datetime,
) -> None:
    """What an app above knows of firms (by id, with the yuan) and a policy, within the transaction and the journal
    entry of its own verb.

    The first of a year counts; a code that is no policy's is passed over. Three queries, however many firms.
    """
    policy = Policy.objects.filter(code=code).first()
    if policy is None:
        return
    told: dict[str, Any] = {"policy": policy, "stage": stage, "year": on.year, "on": on, "told_by": told_by}
    told |= {"recorded_at": at, "recorded_by": actor.person_ref}
    there = Milestone.objects.filter(policy=policy, stage=stage, year=on.year, withdrawn_at=None, enterprise__in=firms)
    known = set(there.values_list("enterprise_id", flat=True))
    rows = [Milestone(enterprise_id=firm, amount=amount, **told) for firm, amount in firms.items() if firm not in known]
    Milestone.objects.bulk_create(rows, ignore_conflicts=True)


def unnote_milestone(enterprise_id: int, code: str, stage: Stage, *, told_by: Teller, year: int, at: datetime) -> None:
    """What an app above noted in a year did not last, within the transaction and the journal entry of its own verb."""
    noted = Milestone.objects.filter(enterprise_id=enterprise_id, policy__code=code, stage=stage, told_by=told_by)
    noted.filter(year=year, withdrawn_at=None).update(withdrawn_at=at)
