"""Whom a line of a list of outcomes is about; and the lists that were brought."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from huiqi.enterprises.selectors import visible_to
from huiqi.filings.models import Handoff, OutcomeList
from huiqi.filings.permissions import can_bring, can_see_list
from huiqi.kernel.access import Actor, Role
from huiqi.kernel.refusal import Refused
from huiqi.policies.selectors import area, library

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise
    from huiqi.filings.rules.lists import Line


@dataclass(frozen=True, slots=True)
class About:
    """A firm, a policy by its code, and the number of the hand-off that led there; empty where there was none."""

    enterprise: Enterprise
    code: str
    number: str = ""


def about(line: Line, code: str, regions: Collection[str] | None, actor: Actor) -> About:
    """Whom a line means: by its number, else by credit code and policy (`code` where the line names none).

    `regions`: where the actor's firms lie; None for everywhere. Raises `Refused`: `unknown_number`, `no_firm_here`,
    `other_firm`, `other_policy`, `no_policy`. Two queries at most.
    """
    return _by_number(line, regions) if line.number else _by_firm(line, code, regions, actor)


def codes_meant(lines: Collection[Line], code: str) -> set[str]:
    """Every policy that these lines may be about, `code` among them. One query."""
    numbers = [line.number for line in lines if line.number]
    carried = Handoff.objects.filter(number__in=numbers).values_list("version__policy__code", flat=True)
    return {code, *carried, *(line.policy for line in lines)} - {""}


def _here(enterprise: Enterprise, regions: Collection[str] | None) -> bool:
    return regions is None or enterprise.region in regions


def handoff_by_number(number: str, actor: Actor, on: date) -> Handoff | None:
    """What a firm took along, for the program to which it gave its number: of a firm that its office serves."""
    found = Handoff.objects.select_related("version__policy", "enterprise").filter(number=number).first()
    return found if found and can_bring(actor) and _here(found.enterprise, area(actor, on)) else None


def _by_number(line: Line, regions: Collection[str] | None) -> About:
    found = Handoff.objects.select_related("version__policy", "enterprise__organisation").filter(number=line.number)
    handoff = found.first()
    if handoff is None or not _here(handoff.enterprise, regions):
        raise Refused("unknown_number", "number", value=line.number)
    if line.uscc and handoff.enterprise.uscc != line.uscc:
        raise Refused("other_firm", "uscc", value=line.uscc)
    code = handoff.version.policy.code
    if line.policy and line.policy != code:
        raise Refused("other_policy", "policy", value=line.policy, code=code)
    return About(handoff.enterprise, code, handoff.number)


def _by_firm(line: Line, code: str, regions: Collection[str] | None, actor: Actor) -> About:
    enterprise = visible_to(actor).filter(uscc=line.uscc).first()
    if enterprise is None or not _here(enterprise, regions):
        raise Refused("no_firm_here", "uscc", value=line.uscc)
    wanted = line.policy or code
    if not wanted or not library().versions_of(wanted):
        raise Refused("no_policy", "policy", value=wanted)
    rows = Handoff.objects.filter(enterprise=enterprise, version__policy__code=wanted).order_by("-id")
    before = next((one for one in rows if line.on is None or localdate(one.handed_at) <= line.on), None)
    return About(enterprise, wanted, before.number if before else "")


def lists_visible_to(actor: Actor) -> QuerySet[OutcomeList]:
    """The lists that the actor's office brought, the latest first; to the hub all."""
    rows = OutcomeList.objects.select_related("organisation").order_by("-at", "-id")
    if not can_bring(actor) or actor.organisation_id is None:
        return rows.none()
    return rows if actor.is_a(Role.HUB_OPERATOR) else rows.filter(organisation_id=actor.organisation_id)


def list_of(actor: Actor, ref: UUID) -> OutcomeList | None:
    """One of them."""
    found = OutcomeList.objects.select_related("organisation").filter(ref=ref).first()
    return found if found and can_see_list(actor, found) else None
