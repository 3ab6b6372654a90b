"""Questions about departments and experts. What is public is what is in force; an expert is, where he agreed."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as mark

from huiqi.accounts.selectors import staffed
from huiqi.directory.models import Department, DutyItem, Expert
from huiqi.directory.rules import living_successor
from huiqi.network.selectors import in_force
from huiqi.search.ports import Document
from huiqi.standards import regions


def departments(on: date) -> QuerySet[Department]:
    """Every department that exists on a day, in order of region and name."""
    open_ = Department.objects.filter(in_force(on, "opened_on", "closed_on"))
    return open_.select_related("organisation").order_by("region", "name", "id")


def found_departments(on: date, *, text: str = "", region: str = "") -> QuerySet[Department]:
    """The departments whose name or duties hold `text`, in a region or below it, each with `duties_now`."""
    told = Q(name__icontains=text) | Q(id__in=_duties(on, text).values("department_id"))
    rows = departments(on).filter(told) if text else departments(on)
    if region:
        rows = rows.filter(region__in=[node.code for node in regions.find(region).descendants])
    return rows.annotate(duties_now=Count("duties", filter=in_force(on, "duties__since", "duties__until")))


def _duties(on: date, text: str) -> QuerySet[DutyItem]:
    named = Q(matter__icontains=text) | Q(legal_basis__icontains=text) | Q(keywords__contains=[text])
    return DutyItem.objects.filter(named, in_force(on))


def department_by_ref(ref: UUID) -> Department | None:
    """The department of this reference, whether or not it still exists."""
    return Department.objects.select_related("organisation", "successor").filter(ref=ref).first()


def department_of(organisation_id: int) -> Department | None:
    """The department that this organisation is."""
    return Department.objects.select_related("organisation").filter(organisation_id=organisation_id).first()


def duties_of(department: Department, on: date) -> QuerySet[DutyItem]:
    """What a department must do on a day."""
    return department.duties.filter(in_force(on)).order_by("id")


def duty_by_ref(ref: UUID) -> DutyItem | None:
    """The item of this reference that is on its list now."""
    return DutyItem.objects.select_related("department").filter(ref=ref, until=None).first()


def successor_of(department: Department, on: date) -> Department | None:
    """Who does on a day what a closed department did: its successor, or the successor of that."""
    rows = list(Department.objects.values_list("id", "successor_id", "closed_on").order_by("id"))
    closed = {key: end is not None and end <= on for key, _successor, end in rows}
    found = living_successor(department.id, {key: successor for key, successor, _end in rows}, closed)
    return Department.objects.select_related("organisation").filter(id=found).first() if found else None


def works_inside(organisation_id: int, on: date) -> bool:
    """Whether an organisation has somebody with a seat on a day."""
    return staffed(on).filter(organisation_id=organisation_id).exists()


def experts(on: date) -> QuerySet[Expert]:
    """Every expert in the network on a day, in order of name; for staff."""
    entered = Expert.objects.filter(in_force(on, "entered_on", "left_on"))
    return entered.select_related("organisation").order_by("name", "id")


def public_experts(on: date, *, category: str = "") -> QuerySet[Expert]:
    """The experts who agreed to be shown, narrowed by their field."""
    rows = experts(on).filter(agreed_to_publish=True)
    return rows.filter(fields__contains=[category]) if category else rows


def expert_by_ref(ref: UUID) -> Expert | None:
    """The expert of this reference, whether or not he has left."""
    return Expert.objects.select_related("organisation").filter(ref=ref).first()


def expert_of(organisation_id: int) -> Expert | None:
    """The expert that this organisation is."""
    return Expert.objects.select_related("organisation").filter(organisation_id=organisation_id).first()


class DepartmentDocuments:
    """Departments for the search, found by what they must do."""

    kind = "department"
    label = mark("职能部门")

    def documents(self) -> Iterator[Document]:
        """Every department with its duty list."""
        today = timezone.localdate()
        for one in departments(today).prefetch_related("duties"):
            duties = [duty for duty in one.duties.all() if duty.until is None or duty.until > today]
            text = " ".join(word for duty in duties for word in (duty.matter, duty.legal_basis, *duty.keywords))
            url = reverse("directory:department", args=[one.ref])
            yield Document(self.kind, str(one.ref), one.name, f"{text} {one.address}", one.address, url)


class ExpertDocuments:
    """Experts for the search: those who agreed, with no more than their pages show."""

    kind = "expert"
    label = mark("专家")

    def documents(self) -> Iterator[Document]:
        """Every public expert."""
        for one in public_experts(timezone.localdate()):
            fields = " ".join(field.label for field in one.fields)
            url = reverse("directory:expert", args=[one.ref])
            yield Document(self.kind, str(one.ref), one.name, f"{one.title} {fields} {one.profile}", one.title, url)
