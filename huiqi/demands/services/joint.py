"""Joint procedures 并联流程: the hub writes who works together on what, and ends what holds no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from huiqi.demands.models import JointPlan
from huiqi.demands.permissions import can_write_plans
from huiqi.demands.services.dispatching import MOST_HANDS
from huiqi.demands.services.returning import MOST_KEYWORDS
from huiqi.demands.services.turn import written
from huiqi.directory.services import require_handler
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.standards.service_kinds import ServiceKind


@dataclass(frozen=True, slots=True)
class Part:
    """Who helps with what; `field` is the line of the form."""

    handler: UUID
    task: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """What a procedure says."""

    name: str
    kind: ServiceKind
    keywords: tuple[str, ...]
    lead: UUID
    parts: Sequence[Part]


@transaction.atomic
def write_plan(entry: PlanEntry, *, actor: Actor, at: datetime) -> JointPlan:
    """Write a joint procedure; from now on it is proposed. Raises `PermissionDenied`, and `Refused`: required,
    too_many_keywords, plan_named, handler_twice, others_missing, and what `require_handler` refuses.
    """
    if not can_write_plans(actor):
        raise PermissionDenied
    if len(entry.keywords) > MOST_KEYWORDS or any(len(word) > 20 for word in entry.keywords):
        raise Refused("too_many_keywords", "keywords", most=MOST_KEYWORDS)
    if not 1 <= len(entry.parts) < MOST_HANDS:
        raise Refused("others_missing", "other_1")
    on = localdate(at)
    lead = require_handler(entry.lead, on, "lead").organisation_id
    helpers: list[int] = []
    for part in entry.parts:
        helper = require_handler(part.handler, on, part.field)
        if helper.organisation_id in (lead, *helpers):
            raise Refused("handler_twice", part.field, name=helper.name)
        helpers.append(helper.organisation_id)
    tasks = [written(part.task, part.field.replace("other", "task"))[:300] for part in entry.parts]
    told = {"name": written(entry.name, "name")[:60], "kind": entry.kind, "keywords": list(entry.keywords)}
    try:
        with transaction.atomic():
            plan = JointPlan.objects.create(
                **told, lead_id=lead, helpers=helpers, tasks=tasks, written_at=at, written_by=actor.person_ref
            )
    except IntegrityError:
        raise Refused("plan_named", "name", name=entry.name) from None
    data = {"kind": str(plan.kind), "lead": lead, "helpers": helpers}
    record("joint_plan", plan.ref, "write_plan", actor=actor, at=at, data=data, texts={"name": plan.name})
    return plan


@transaction.atomic
def end_plan(ref: UUID, *, actor: Actor, at: datetime) -> None:
    """Propose it no more; ending it twice is ending it once. Raises `PermissionDenied`, `JointPlan.DoesNotExist`."""
    if not can_write_plans(actor):
        raise PermissionDenied
    plan = JointPlan.objects.select_for_update().get(ref=ref)
    if plan.ended_at is None:
        plan.ended_at = at
        plan.save(update_fields=["ended_at"])
        record("joint_plan", plan.ref, "end_plan", actor=actor, at=at)
