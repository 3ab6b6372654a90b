"""Questions about enterprises. `visible_to` is the only way to one."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from huiqi.accounts.models import OrganisationKind
from huiqi.enterprises.models import Enterprise, StatedFact
from huiqi.kernel.access import Actor, Role

STAFF = (Role.RECEPTIONIST, Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def visible_to(actor: Actor) -> QuerySet[Enterprise]:
    """An enterprise's own people see it; window and hub staff find every enterprise they may have to serve."""
    everyone = Enterprise.objects.select_related("organisation")
    if actor.seat and actor.seat.organisation_kind == OrganisationKind.ENTERPRISE:
        return everyone.filter(organisation_id=actor.seat.organisation_id)
    return everyone if actor.is_a(*STAFF) else everyone.none()


def own_enterprise(actor: Actor) -> Enterprise | None:
    """The enterprise of the actor's current seat."""
    if actor.seat is None or actor.seat.organisation_kind != OrganisationKind.ENTERPRISE:
        return None
    return Enterprise.objects.select_related("organisation").filter(organisation_id=actor.seat.organisation_id).first()


def enterprise_of(organisation_id: int) -> Enterprise:
    """The enterprise behind an organisation, for apps above that already hold the right to it."""
    return Enterprise.objects.select_related("organisation").get(organisation_id=organisation_id)


def known_facts(enterprise: Enterprise) -> dict[str, Any]:
    """Everything known now, as the facts vocabulary spells it (values as `eligibility.facts.parse` takes them).

    What the register of enterprises itself holds (code, kind, region, industry) is among it. One query.
    """
    base = {
        "uscc": enterprise.uscc,
        "organisation_kind": None if enterprise.kind == "individual" else enterprise.kind,
        "region": enterprise.region,
        "industry": enterprise.industry or None,
    }
    stated = StatedFact.objects.filter(enterprise=enterprise, ended_at=None).values_list("name", "value")
    return {name: value for name, value in base.items() if value is not None} | dict(stated)


def by_ref(ref: UUID, actor: Actor) -> Enterprise | None:
    """The enterprise with this ref, if the actor may see it."""
    return visible_to(actor).filter(organisation__ref=ref).first()
