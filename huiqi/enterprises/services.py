"""The verbs of enterprises: register one, correct what is known, record facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from pypinyin import Style, lazy_pinyin

from huiqi.accounts.services import consent, give_seat, name_person, open_organisation
from huiqi.accounts.words import OrganisationKind
from huiqi.enterprises.events import EnterpriseRegistered, FactsRecorded
from huiqi.enterprises.models import Enterprise, StatedFact
from huiqi.enterprises.words import FactSource
from huiqi.journal.services import record
from huiqi.kernel.access import Actor, Role
from huiqi.kernel.events import publish
from huiqi.kernel.refusal import Refused
from huiqi.standards import credit_code, industries, regions

if TYPE_CHECKING:
    from huiqi.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Registration:
    """What a firm says of itself when it registers. No credit code: a start-up team or an individual."""

    kind: str
    name: str
    region: str
    contact_name: str
    contact_mobile: str
    uscc: str | None = None
    industry: str = ""


def name_key(name: str) -> str:
    """By what a name is found: itself, its pinyin initials."""
    return f"{name} {''.join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors='ignore'))}".lower()


def checked(told: Registration) -> Registration:
    """The registration with its codes normalised; raises `Refused` naming the field that is wrong."""
    code = credit_code.examine(told.uscc) if told.uscc else None
    if code and code.problem:
        raise Refused(f"uscc_{code.problem}", "uscc")
    if code is None and told.kind not in {"startup_team", "sole_trader", "individual"}:
        raise Refused("uscc_required", "uscc")
    try:
        region = regions.find(told.region).code
    except LookupError:
        raise Refused("region_unknown", "region") from None
    try:
        industry = industries.find(told.industry).code if told.industry else ""
    except LookupError:
        raise Refused("industry_unknown", "industry") from None
    return Registration(
        told.kind,
        told.name.strip(),
        region,
        told.contact_name.strip(),
        told.contact_mobile,
        code.code if code else None,
        industry,
    )


@transaction.atomic
def register_enterprise(
    told: Registration,
    *,
    person: "Person",
    actor: Actor,
    at: datetime,
    submission: UUID | None = None,
    is_demonstration: bool = False,
) -> Enterprise:
    """Register a firm; the person becomes its owner and has agreed to the privacy notice.

    The same `submission` twice is one firm. Raises `Refused` for a wrong code or one that is registered already.
    """
    told = checked(told)
    again = Enterprise.objects.filter(submission=submission).first() if submission else None
    if again:
        return again
    if told.uscc and Enterprise.objects.filter(uscc=told.uscc).exists():
        raise Refused("uscc_taken", "uscc")
    organisation = open_organisation(
        OrganisationKind.ENTERPRISE, told.name, actor=actor, at=at, is_demonstration=is_demonstration
    )
    enterprise = Enterprise.objects.create(
        organisation=organisation,
        uscc=told.uscc,
        kind=told.kind,
        name=told.name,
        name_key=name_key(told.name),
        region=told.region,
        industry=told.industry,
        contact_name=told.contact_name,
        contact_mobile=told.contact_mobile,
        submission=submission,
        registered_at=at,
    )
    name_person(person, told.contact_name)
    consent(person, at=at)
    give_seat(person, organisation, Role.ENTERPRISE_OWNER, since=at.date(), actor=actor, at=at)
    data = {"uscc": told.uscc, "kind": told.kind, "region": told.region, "industry": told.industry}
    texts = {"contact": f"{told.contact_name} {told.contact_mobile}"}
    record("enterprise", organisation.ref, "register", actor=actor, at=at, data=data, texts=texts)
    publish(EnterpriseRegistered(enterprise.id))
    return enterprise


BASICS = ("region", "industry")


@transaction.atomic
def record_facts(
    enterprise: Enterprise,
    facts: Mapping[str, Any],
    *,
    as_of: date,
    source: FactSource,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
) -> list[str]:
    """Write down facts (JSON values as `eligibility.facts` spells them; None takes a fact back to unknown).

    Former values stay with their end. Answers the names that changed. Raises `Refused("stale")` where somebody
    changed the enterprise since `revision` was shown.
    """
    locked = Enterprise.objects.select_for_update().get(id=enterprise.id)
    if revision is not None and locked.revision != revision:
        raise Refused("stale")
    current = {f.name: f for f in StatedFact.objects.filter(enterprise=locked, ended_at=None)}
    changed = [n for n, v in facts.items() if n not in BASICS and (current[n].value if n in current else None) != v]
    basics = {n: facts[n] for n in BASICS if facts.get(n) and facts[n] != getattr(locked, n)}
    if not changed and not basics:
        return []
    StatedFact.objects.filter(enterprise=locked, ended_at=None, name__in=changed).update(ended_at=at)
    StatedFact.objects.bulk_create(
        StatedFact(
            enterprise=locked,
            name=name,
            value=facts[name],
            as_of=as_of,
            source=source,
            recorded_at=at,
            recorded_by=actor.person_ref,
        )
        for name in changed
        if facts[name] is not None
    )
    Enterprise.objects.filter(id=locked.id).update(revision=F("revision") + 1, **basics)
    names = sorted([*changed, *basics])
    record(
        "enterprise",
        locked.organisation.ref,
        "record_facts",
        actor=actor,
        at=at,
        data={"facts": names, "source": str(source), "as_of": as_of.isoformat()},
    )
    publish(FactsRecorded(locked.id))
    return names
