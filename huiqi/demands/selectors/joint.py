"""Joint procedures: all that hold, those that fit a demand, and what one proposes."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from huiqi.accounts.selectors import organisation_refs, organisations_named
from huiqi.demands.models import Demand, JointPlan
from huiqi.kernel.prepared import prepared
from huiqi.standards.service_kinds import ServiceKind


def plans() -> QuerySet[JointPlan]:
    """Those that hold, by kind and name."""
    return JointPlan.objects.select_related("lead").filter(ended_at=None).order_by("kind", "name")


def plans_for(demand: Demand) -> list[JointPlan]:
    """Those whose keywords the demand says, then those for all of its kind. One query."""
    said = f"{demand.title}\n{demand.text}".lower()
    fitting = [(one, [word for word in one.keywords if word.lower() in said]) for one in _plans(demand.kind)]
    return [one for one, words in sorted(fitting, key=lambda pair: -len(pair[1])) if words or not one.keywords]


@prepared
def _plans(kind: ServiceKind) -> QuerySet[JointPlan]:
    return plans().filter(kind=kind)


def proposed(plan: JointPlan) -> dict[str, Any]:
    """What the form of handing on begins with. One query."""
    refs = organisation_refs(plan.helpers)
    told: dict[str, Any] = {"mode": "joint", "handler": str(plan.lead.ref)}
    for n, (helper, task) in enumerate(zip(plan.helpers, plan.tasks, strict=False), start=1):
        told |= {f"other_{n}": str(refs.get(helper, "")), f"task_{n}": task}
    return told


def plan_of(ref: UUID) -> JointPlan | None:
    """The one of this reference that holds."""
    return plans().filter(ref=ref).first()


def helpers_named(rows: list[JointPlan]) -> dict[int, str]:
    """The names of all who help. One query."""
    return organisations_named({helper for one in rows for helper in one.helpers})
