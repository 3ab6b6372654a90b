"""The cast: a small set of people known by the name of their role (design §7), and the stage they act on.

Two windows (Zhengzhou and Luoyang, both under Henan's hub), one institution settled at the first, two enterprises;
an authority and a finance department above them.
A test asks for the fixture `cast` and says `cast.receptionist_a`; `cast.client(person)` is a signed-in browser.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from huiqi.accounts.models import Organisation, Person, Seat
from huiqi.accounts.selectors import actor_of
from huiqi.accounts.words import OrganisationKind
from huiqi.directory.models import Institution, Settlement
from huiqi.enterprises.models import Enterprise
from huiqi.kernel.access import Actor, Role
from huiqi.network.models import Jurisdiction, TimeLimit, Window
from huiqi.network.words import LimitStep, LimitUnit, WindowKind
from huiqi.standards.service_kinds import ServiceKind

ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 20, 9, 12, tzinfo=ZONE)  # a Friday
OPENED = date(2014, 4, 4)


@dataclass
class Cast:
    """Everybody by the name of his role."""

    hub: Window
    window_a: Window
    window_b: Window
    institution: Institution
    enterprise_x: Enterprise
    enterprise_y: Enterprise
    hub_operator: Person
    receptionist_a: Person
    manager_a: Person
    receptionist_b: Person
    institution_clerk: Person
    owner_x: Person
    owner_y: Person
    stranger: Person
    authority: Organisation
    finance: Organisation
    authority_reviewer: Person
    finance_reviewer: Person
    administrator: Person

    def client(self, person: Person | None = None) -> Client:
        """A browser, signed in as this person."""
        client = Client()
        if person:
            client.force_login(person)
        return client

    def actor(self, person: Person) -> Actor:
        """The actor this person is."""
        return actor_of(person)


def person(number: int, name: str) -> Person:
    """A person with a made-up number of a range that is never given out."""
    return Person.objects.create(mobile=f"1990000{number:04d}", name=name, created_at=NOON)


def seat(number: int, name: str, organisation: Organisation, role: Role) -> Person:
    """A person with one seat."""
    made = person(number, name)
    Seat.objects.create(person=made, organisation=organisation, role=role, since=OPENED)
    return made


def organisation(kind: OrganisationKind, name: str) -> Organisation:
    """An organisation."""
    return Organisation.objects.create(kind=kind, name=name, created_at=NOON)


def window(region: str, short_name: str, kind: WindowKind = WindowKind.COMPREHENSIVE) -> Window:
    """A window with its jurisdiction."""
    own = OrganisationKind.HUB if kind is WindowKind.HUB else OrganisationKind.WINDOW
    made = Window.objects.create(
        organisation=organisation(own, short_name),
        slug=f"w{region}",
        code=region,
        kind=kind,
        name=short_name,
        short_name=short_name,
        region=region,
        opened_on=OPENED,
    )
    Jurisdiction.objects.create(window=made, region=region, since=OPENED)
    return made


def enterprise(uscc: str, name: str, region: str, contact: str) -> Enterprise:
    """An enterprise registered in a region."""
    return Enterprise.objects.create(
        organisation=organisation(OrganisationKind.ENTERPRISE, name),
        uscc=uscc,
        kind="enterprise",
        name=name,
        name_key=name,
        region=region,
        industry="3311",
        contact_name="演示人员丙",
        contact_mobile=contact,
        registered_at=NOON,
    )


SHANDONG = {
    LimitStep.FIRST_CONTACT: 1,
    LimitStep.STAGED_REPLY: 3,
    LimitStep.FINISH: 15,
    LimitStep.EXTENDED_FINISH: 30,
    LimitStep.HANDLER_TAKE: 1,
    LimitStep.OUTSIDE_ANSWER: 10,
    LimitStep.RETURN_VISIT: 3,
    LimitStep.RECTIFY_CONTACT: 1,
    LimitStep.RECTIFICATION: 15,
}


def promise_everywhere() -> None:
    """The Shandong limits for every kind, in the whole network."""
    TimeLimit.objects.bulk_create(
        TimeLimit(
            kind=kind,
            step=step,
            amount=days,
            unit=LimitUnit.WORKING_DAY,
            preset="shandong_2020",
            source="山东省企业诉求“接诉即办”",
            since=OPENED,
        )
        for kind in ServiceKind
        for step, days in SHANDONG.items()
    )


@pytest.fixture
def cast(db: None) -> Cast:
    """The stage and everybody on it."""
    hub = window("410000", "河南省平台", WindowKind.HUB)
    window_a, window_b = window("410100", "郑州窗口"), window("410300", "洛阳窗口")
    promise_everywhere()
    institution = Institution.objects.create(
        organisation=organisation(OrganisationKind.INSTITUTION, "演示检测中心"),
        slug="testing",
        name="演示检测中心",
        uscc="91410100MA00000006",
        region="410100",
        entered_on=OPENED,
    )
    Settlement.objects.create(institution=institution, window=window_a, since=OPENED)
    enterprise_x = enterprise("91410100MA0000001X", "演示企业甲", "410102", "19900000021")
    enterprise_y = enterprise("91410300MA00000022", "演示企业乙", "410302", "19900000022")
    authority = organisation(OrganisationKind.AUTHORITY, "演示省人力资源和社会保障厅")
    finance = organisation(OrganisationKind.FINANCE, "演示省财政厅")
    return Cast(
        hub=hub,
        window_a=window_a,
        window_b=window_b,
        institution=institution,
        enterprise_x=enterprise_x,
        enterprise_y=enterprise_y,
        hub_operator=seat(1, "枢纽人员", hub.organisation, Role.HUB_OPERATOR),
        receptionist_a=seat(2, "演示人员甲", window_a.organisation, Role.RECEPTIONIST),
        manager_a=seat(3, "演示人员乙", window_a.organisation, Role.WINDOW_MANAGER),
        receptionist_b=seat(4, "洛阳人员", window_b.organisation, Role.RECEPTIONIST),
        institution_clerk=seat(5, "检测人员", institution.organisation, Role.INSTITUTION_CLERK),
        owner_x=seat(21, "企业甲负责人", enterprise_x.organisation, Role.ENTERPRISE_OWNER),
        owner_y=seat(22, "企业乙负责人", enterprise_y.organisation, Role.ENTERPRISE_OWNER),
        stranger=person(99, "路人"),
        authority=authority,
        finance=finance,
        authority_reviewer=seat(7, "主管部门人员", authority, Role.AUTHORITY_REVIEWER),
        finance_reviewer=seat(8, "财政人员", finance, Role.FINANCE_REVIEWER),
        administrator=seat(9, "系统管理员", hub.organisation, Role.SYSTEM_ADMINISTRATOR),
    )
