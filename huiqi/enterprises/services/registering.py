"""Entering an enterprise: by its own people, or by staff at whose counter it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from huiqi.accounts.services import consent, give_seat, name_person, open_organisation
from huiqi.accounts.words import OrganisationKind
from huiqi.enterprises.events import EnterpriseRegistered
from huiqi.enterprises.models import Claim, Enterprise
from huiqi.enterprises.permissions import can_enter, can_manage_people
from huiqi.enterprises.words import ClaimState
from huiqi.journal.services import record
from huiqi.kernel.access import Actor, Role, SeatLevel
from huiqi.kernel.events import publish
from huiqi.kernel.pinyin import initials
from huiqi.kernel.refusal import Refused
from huiqi.standards import credit_code, industries, regions

if TYPE_CHECKING:
    from huiqi.accounts.models import Person

CODELESS = frozenset({"startup_team", "sole_trader", "individual"})
"""Kinds that may have no credit code."""


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
    return f"{name} {initials(name)}".lower()


def checked(told: Registration, *, code_may_follow: bool = False) -> Registration:
    """The registration with its codes normalised; raises `Refused` naming the field that is wrong."""
    code = _code(told.uscc) if told.uscc else None
    if code is None and told.kind not in CODELESS and not code_may_follow:
        raise Refused("uscc_required", "uscc")
    try:
        region = regions.find(told.region).code
    except LookupError:
        raise Refused("region_unknown", "region") from None
    try:
        industry = industries.find(told.industry).code if told.industry else ""
    except LookupError:
        raise Refused("industry_unknown", "industry") from None
    name, contact = told.name.strip(), told.contact_name.strip()
    return Registration(told.kind, name, region, contact, told.contact_mobile, code, industry)


def _code(text: str) -> str:
    examined = credit_code.examine(text)
    if examined.problem:
        raise Refused(f"uscc_{examined.problem}", "uscc")
    return examined.code


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
    """Register a firm; the person declares himself its owner and has agreed to the privacy notice.

    He may check, ask and state facts at once, and sees what he filed himself, until his papers are verified; the
    people of the demonstration are. The same `submission` twice is one firm. Raises `Refused` for a wrong code or one
    that is registered already (`uscc_taken`: then the firm can be claimed).
    """
    told = checked(told)
    again = Enterprise.objects.filter(submission=submission).first() if submission else None
    if again:
        return again
    enterprise = _entered(told, actor=actor, at=at, submission=submission, is_demonstration=is_demonstration)
    organisation = enterprise.organisation
    name_person(person, told.contact_name)
    consent(person, at=at)
    level, state = (
        (SeatLevel.VERIFIED, ClaimState.VERIFIED) if is_demonstration else (SeatLevel.DECLARED, ClaimState.DECLARED)
    )
    since, role = localdate(at), Role.ENTERPRISE_OWNER
    give_seat(person, organisation, role, since=since, level=level, actor=actor, at=at)
    Claim.objects.create(
        enterprise=enterprise, person=person, role=role, state=state, asked_at=at, asked_by=str(person.ref)
    )
    _note(enterprise, "register", actor=actor, at=at)
    return enterprise


@transaction.atomic
def enter_firm(told: Registration, *, actor: Actor, at: datetime, submission: UUID | None = None) -> Enterprise:
    """Enter a firm that is not in the register yet, for who stands at the counter or is on the telephone.

    Its name, kind, region and contact will do; the code may follow (`add_code`). It is nobody's until claimed.
    Raises `PermissionDenied`, and `Refused` as `register_enterprise` does.
    """
    if not can_enter(actor):
        raise PermissionDenied
    told = checked(told, code_may_follow=True)
    again = Enterprise.objects.filter(submission=submission).first() if submission else None
    if again:
        return again
    enterprise = _entered(told, actor=actor, at=at, submission=submission, entered_by=actor.person_ref)
    _note(enterprise, "enter", actor=actor, at=at)
    return enterprise


def _entered(
    told: Registration,
    *,
    actor: Actor,
    at: datetime,
    submission: UUID | None,
    is_demonstration: bool = False,
    entered_by: str = "",
) -> Enterprise:
    if told.uscc and Enterprise.objects.filter(uscc=told.uscc).exists():
        raise Refused("uscc_taken", "uscc")
    organisation = open_organisation(
        OrganisationKind.ENTERPRISE, told.name, actor=actor, at=at, is_demonstration=is_demonstration
    )
    try:
        with transaction.atomic():
            return Enterprise.objects.create(
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
                entered_by=entered_by,
            )
    except IntegrityError:
        raise Refused("uscc_taken", "uscc") from None  # somebody registered it at the same moment


def _note(enterprise: Enterprise, verb: str, *, actor: Actor, at: datetime) -> None:
    named = ("uscc", "kind", "region", "industry")
    data = {name: getattr(enterprise, name) for name in named}
    texts = {"contact": f"{enterprise.contact_name} {enterprise.contact_mobile}"}
    record("enterprise", enterprise.organisation.ref, verb, actor=actor, at=at, data=data, texts=texts)
    publish(EnterpriseRegistered(enterprise.id))


@transaction.atomic
def add_code(enterprise: Enterprise, uscc: str, *, actor: Actor, at: datetime) -> Enterprise:
    """Write down the credit code that was missing when the firm was entered.

    By staff or a verified owner. Raises `PermissionDenied`; `Refused`: a wrong code, code_known, uscc_taken.
    """
    locked = Enterprise.objects.select_for_update(of=("self",)).select_related("organisation").get(id=enterprise.id)
    if not (can_enter(actor) or can_manage_people(actor, locked)):
        raise PermissionDenied
    code = _code(uscc)
    if locked.uscc:
        raise Refused("code_known", "uscc")
    if Enterprise.objects.filter(uscc=code).exists():
        raise Refused("uscc_taken", "uscc")
    locked.uscc, locked.revision = code, locked.revision + 1
    locked.save(update_fields=["uscc", "revision"])
    record("enterprise", locked.organisation.ref, "add_code", actor=actor, at=at, data={"uscc": code})
    return locked
