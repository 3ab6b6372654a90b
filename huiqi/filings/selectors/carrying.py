"""What a firm would take along to an application, and what it has taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet

from huiqi.eligibility.versions import Subject
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.enterprises.selectors import Learned, learned_of, own_profile
from huiqi.filings.models import Handoff
from huiqi.filings.words import USCC, Own
from huiqi.kernel.access import Actor
from huiqi.policies.selectors import asked_by, milestones_by_reference, version_shown
from huiqi.policies.words import WAY

if TYPE_CHECKING:
    from huiqi.eligibility.versions import PolicyVersion as Version
    from huiqi.enterprises.models import Enterprise
    from huiqi.policies.models import Milestone

WHO = (USCC, "organisation_kind", "region", "industry")
"""What every form asks of a firm."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What is known of a firm for one application: its name and contact, and facts, each None where it is not known."""

    own: Mapping[str, str]
    facts: Mapping[str, Learned | None]

    def fixed(self) -> dict[str, str]:
        """Who the firm is: it carries its own name and code and nobody else's, whatever is sent."""
        told = self.facts.get(USCC)
        return {Own.NAME.value: self.own[Own.NAME.value], **({USCC: told.value} if told else {})}

    def unknown(self) -> set[str]:
        """The facts of which nothing is known yet."""
        return {name for name, told in self.facts.items() if told is None}


def fileable(code: str, on: date) -> Version | None:
    """The version in force of a policy that firms apply for at a place of its own; None where there is none."""
    version = version_shown(code, on)
    if version is None or version.subject is not Subject.ENTERPRISE or not version.is_in_force(on):
        return None
    return version if version.texts["apply_at"] else None


def offered(version: Version, enterprise: Enterprise) -> Offered:
    """What the firm would take along: who it is, and what the policy asks for. Two queries."""
    ((_firm, known),) = learned_of([enterprise.id])
    asked = [name for name in asked_by(version) if vocabulary()[name].group != "person"]
    names = dict.fromkeys([*WHO, *asked])
    registered = {USCC: Learned(enterprise.uscc)} if enterprise.uscc else {}
    if not registered:
        names.pop(USCC)
    own = {
        Own.NAME.value: enterprise.name,
        Own.CONTACT.value: enterprise.contact_name,
        Own.MOBILE.value: enterprise.contact_mobile,
    }
    return Offered(own, {name: registered.get(name) or known.get(name) for name in names})


def handoffs_of(actor: Actor) -> QuerySet[Handoff]:
    """What the actor's firm has taken along, the latest first; nobody else sees it."""
    enterprise = own_profile(actor)
    rows = Handoff.objects.select_related("version__policy", "enterprise__organisation")
    return rows.filter(enterprise=enterprise).order_by("-id") if enterprise else rows.none()


def handoff_of(actor: Actor, ref: UUID) -> Handoff | None:
    """One of them."""
    return handoffs_of(actor).filter(ref=ref).first()


def outcomes_by_number(numbers: Collection[str]) -> Mapping[str, list[Milestone]]:
    """What came back by these numbers, the latest first, of one day the furthest step. One query."""
    found: dict[str, list[Any]] = defaultdict(list)
    for row in milestones_by_reference(numbers):
        found[row.reference].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row.on, WAY.index(row.stage)), reverse=True)
    return found
