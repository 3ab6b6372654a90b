"""The verbs of departments: enter one, correct it, close it in favour of its successor; keep its duty list."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.accounts.services import open_organisation
from huiqi.accounts.words import OrganisationKind
from huiqi.directory.models import Department, DutyItem
from huiqi.directory.selectors import successor_of
from huiqi.directory.words import DepartmentLevel
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.search.services import content_changed
from huiqi.standards import regions
from huiqi.standards.service_kinds import ServiceCategory
from huiqi.standards.trees import UnknownCode


@dataclass(frozen=True, slots=True)
class DepartmentEntry:
    """What is said of a department when it is entered."""

    name: str
    region: str
    level: DepartmentLevel
    opened_on: date
    address: str = ""
    phone: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """What is said of an item of a duty list. `legal_basis` names the law and its article."""

    matter: str
    legal_basis: str
    since: date
    keywords: tuple[str, ...] = ()
    categories: tuple[ServiceCategory, ...] = ()


@transaction.atomic
def enter_department(
    told: DepartmentEntry, *, actor: Actor, at: datetime, is_demonstration: bool = False
) -> Department:
    """Enter a department. Raises `Refused`: region_unknown; department_exists, while one of this name is open there."""
    region = known_region(told.region)
    _check_name(told.name, region)
    organisation = open_organisation(
        OrganisationKind.DEPARTMENT, told.name, actor=actor, at=at, is_demonstration=is_demonstration
    )
    department = Department.objects.create(
        organisation=organisation,
        name=told.name,
        region=region,
        level=told.level,
        address=told.address,
        phone=told.phone,
        contact=told.contact,
        opened_on=told.opened_on,
    )
    data = {"region": region, "level": str(told.level), "opened_on": told.opened_on.isoformat()}
    record("department", organisation.ref, "enter", actor=actor, at=at, data=data)
    content_changed()
    return department


@transaction.atomic
def correct_department(
    department_id: int, *, address: str, phone: str, contact: str, actor: Actor, at: datetime
) -> Department:
    """Write down where a department is found now. Raises `Refused`: department_closed, department_replaced."""
    department = _open(department_id)
    department.address, department.phone, department.contact = address, phone, contact
    department.save(update_fields=["address", "phone", "contact"])
    texts = {"address": address, "phone": phone, "contact": contact}
    record("department", department.organisation.ref, "correct", actor=actor, at=at, texts=texts)
    content_changed()
    return department


@transaction.atomic
def close_department(
    department_id: int, *, closed_on: date, successor_id: int | None = None, actor: Actor, at: datetime
) -> Department:
    """Close a department: `closed_on` is the first day it no longer works; its successor takes its duties.

    Raises `Refused`: department_closed, department_replaced (it is closed already); closed_early; successor_same;
    successor_closed, where the successor itself is closed on that day.
    """
    department = _open(department_id)
    if closed_on <= department.opened_on:
        raise Refused("closed_early", "closed_on", opened=department.opened_on)
    successor = _successor(department, successor_id, closed_on)
    department.closed_on, department.successor = closed_on, successor
    department.save(update_fields=["closed_on", "successor"])
    ref = str(successor.organisation.ref) if successor else ""
    data = {"closed_on": closed_on.isoformat(), "successor": ref}
    record("department", department.organisation.ref, "close", actor=actor, at=at, data=data)
    content_changed()
    return department


@transaction.atomic
def add_duty(department_id: int, told: Duty, *, actor: Actor, at: datetime) -> DutyItem:
    """Add an item to a duty list. Raises `Refused`: department_closed, department_replaced (with the successor)."""
    department = _open(department_id)
    duty = DutyItem.objects.create(
        department=department,
        matter=told.matter,
        legal_basis=told.legal_basis,
        keywords=list(told.keywords),
        categories=list(told.categories),
        since=told.since,
    )
    data = {"duty": str(duty.ref), "since": told.since.isoformat(), "categories": sorted(map(str, told.categories))}
    texts = {"matter": told.matter, "legal_basis": told.legal_basis}
    record("department", department.organisation.ref, "add_duty", actor=actor, at=at, data=data, texts=texts)
    content_changed()
    return duty


@transaction.atomic
def end_duty(duty_id: int, *, actor: Actor, at: datetime) -> None:
    """Take an item off the duty list from today on; ending it twice is ending it once."""
    duty = DutyItem.objects.select_related("department__organisation").select_for_update(of=("self",)).get(id=duty_id)
    _locked(duty.department_id)
    if duty.until is None:
        duty.until = localdate(at)
        duty.save(update_fields=["until"])
        data = {"duty": str(duty.ref), "until": duty.until.isoformat()}
        record("department", duty.department.organisation.ref, "end_duty", actor=actor, at=at, data=data)
        content_changed()


def known_region(code: str) -> str:
    """The region as published; raises `Refused("region_unknown")`."""
    try:
        return regions.find(code).code
    except UnknownCode:
        raise Refused("region_unknown", "region") from None


def refuse_closed(department: Department, on: date, field: str = "") -> None:
    """Raise `Refused` where a department does not exist any more on a day, naming who took over where it is known."""
    if department.closed_on is None or department.closed_on > on:
        return
    told: dict[str, object] = {"name": department.name, "day": department.closed_on}
    successor = successor_of(department, on)
    if successor is None:
        raise Refused("department_closed", field, **told)
    raise Refused("department_replaced", field, successor=successor.name, **told)


def _check_name(name: str, region: str) -> None:
    if Department.objects.filter(name=name, region=region, closed_on=None).exists():
        raise Refused("department_exists", "name", name=name)


def _successor(department: Department, successor_id: int | None, on: date) -> Department | None:
    if successor_id is None:
        return None
    if successor_id == department.id:
        raise Refused("successor_same", "successor")
    successor = Department.objects.select_related("organisation").get(id=successor_id)
    if successor.closed_on is not None and successor.closed_on <= on:
        raise Refused("successor_closed", "successor", name=successor.name, day=successor.closed_on)
    return successor


def _open(department_id: int) -> Department:
    """The department, its row locked; raises `Refused` where an end of it is already written down."""
    department = _locked(department_id)
    if department.closed_on is not None:
        refuse_closed(department, department.closed_on)
    return department


def _locked(department_id: int) -> Department:
    rows = Department.objects.select_related("organisation").select_for_update(of=("self",))
    return rows.get(id=department_id)
