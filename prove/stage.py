"""The network the proof plays on, made by services: two windows, an institution and two firms at each."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import transaction

from benchmarks.people import signed_in
from huiqi.accounts.models import Organisation, Person
from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import enter_demonstration_person, give_seat
from huiqi.demands.models import Demand, Promise
from huiqi.demands.services import Filing, file_demand
from huiqi.demonstration.rules import credit_code
from huiqi.directory.services import Entry, enter_institution, settle
from huiqi.enterprises.services import Registration, register_enterprise
from huiqi.kernel.access import SYSTEM, Role
from huiqi.network.models import Window
from huiqi.network.services import Opening, open_window, serve_region, set_time_limits
from huiqi.network.words import WindowKind
from huiqi.notices.models import Preference
from huiqi.standards.service_kinds import ServiceKind
from prove.lives import People

REGIONS = {"410100": "410102", "410300": "410302"}
"""Of each window, and the county in which its firms are."""

FIRMS = 2
SINCE = date(2024, 1, 2)
WRITTEN = datetime(2024, 1, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
FILED_BEFORE = timedelta(days=60)


@dataclass
class Numbers:
    """Mobile numbers and credit codes, none twice."""

    last: int = 0

    def next(self) -> int:
        """The next one."""
        self.last += 1
        return self.last


@transaction.atomic
def furnish(at: datetime) -> list[People]:
    """Make everything, and sign everybody in; answers the people of each firm."""
    numbers = Numbers()
    hub = _window("410000", WindowKind.HUB, at)
    set_time_limits("shandong_2020", actor=SYSTEM, at=WRITTEN)
    operator = _seated(numbers, hub.organisation, Role.HUB_OPERATOR, at)
    made = []
    for region, county in REGIONS.items():
        window = _window(region, WindowKind.COMPREHENSIVE, at)
        receptionist = _seated(numbers, window.organisation, Role.RECEPTIONIST, at)
        entry = Entry(
            name=f"检测中心{region}", uscc=credit_code(numbers.next(), region), region=region, slug=f"t{region}"
        )
        institution = enter_institution(entry, actor=SYSTEM, at=at)
        settle(institution.id, window.id, since=SINCE, actor=SYSTEM, at=at)
        clerk = _seated(numbers, institution.organisation, Role.INSTITUTION_CLERK, at)
        for _ in range(FIRMS):
            owner = _owner(numbers, county, at)
            own, desk, work, hub_desk = (signed_in(one).cookies for one in (owner, receptionist, clerk, operator))
            made.append(People(own, desk, work, hub_desk, str(institution.organisation.ref)))
    return made


def owe(count: int, since: datetime, seconds: float) -> None:
    """File demands of two months ago whose promises fall due one after another within so many `seconds`."""
    owners = Person.objects.filter(seats__role=Role.ENTERPRISE_OWNER).order_by("id")
    with transaction.atomic():
        for number in range(count):
            actor = actor_of(owners[number % len(owners)])
            filing = Filing(ServiceKind.SERVICE, f"两个月前的诉求 {number}", "没有人签收。")
            file_demand(filing, submission=uuid4(), actor=actor, at=since - FILED_BEFORE)
        promises = list(Promise.objects.order_by("id"))
        for place, promise in enumerate(promises):
            promise.due_at = since + timedelta(seconds=seconds * place / len(promises))
        Promise.objects.bulk_update(promises, ["due_at"])
        for demand in Demand.objects.order_by("id"):
            demand.next_due_at = min(one.due_at for one in promises if one.demand_id == demand.id)
            demand.save(update_fields=["next_due_at"])


def _window(region: str, kind: WindowKind, at: datetime) -> Window:
    opened = open_window(Opening(kind=kind, region=region, slug=f"w{region}", code=region), actor=SYSTEM, at=at)
    serve_region(opened.id, region, since=SINCE, basis="", actor=SYSTEM, at=at)
    return opened


def _owner(numbers: Numbers, county: str, at: datetime) -> Person:
    number = numbers.next()
    person = _person(number, at)
    code = credit_code(900_000 + number, county)
    firm = Registration("enterprise", f"企业{number}", county, person.name, person.mobile, uscc=code)
    register_enterprise(firm, person=person, actor=SYSTEM, at=at, is_demonstration=True)
    return person


def _seated(numbers: Numbers, organisation: Organisation, role: Role, at: datetime) -> Person:
    person = _person(numbers.next(), at)
    give_seat(person, organisation, role, since=SINCE, actor=SYSTEM, at=at)
    return person


def _person(number: int, at: datetime) -> Person:
    """Somebody whose telephone may ring at any hour, so that every message leaves at once."""
    person = enter_demonstration_person(f"199{number:08d}", f"演示人员{number}", password_hash="", at=at)
    never = time(0, 0)
    Preference.objects.create(person=person, quiet_from=never, quiet_until=never)
    return person
