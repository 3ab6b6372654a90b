"""Who may handle a need: the order told in words, reasons for everybody, nobody hidden; and who took over from whom."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from huiqi.accounts.models import Seat
from huiqi.accounts.words import OrganisationKind
from huiqi.directory.rules import Burden, Capability, Handler, Need, Why, living_successor, ranked
from huiqi.directory.selectors import handlers_at
from huiqi.directory.services import (
    DepartmentEntry,
    Duty,
    ExpertEntry,
    add_duty,
    close_department,
    enter_department,
    enter_expert,
    require_handler,
    state_load,
)
from huiqi.directory.wording import refusal
from huiqi.directory.words import DepartmentLevel, Works
from huiqi.kernel.access import SYSTEM, Role
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused
from huiqi.network.models import Absence, Post
from huiqi.network.selectors import attended
from huiqi.network.words import AbsenceReason, PostKind
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind
from tests.cast import NOON, OPENED, seat

TODAY = NOON.date()
LAW = frozenset({ServiceCategory.LEGAL})
ARREARS = Capability("拖欠账款投诉", ("拖欠", "欠款"), LAW, "保障中小企业款项支付条例")
BASE = Handler(1, uuid7(), OrganisationKind.DEPARTMENT, "甲", Works.INSIDE, "410102")
AT = {"kind": OrganisationKind.INSTITUTION}
"""Of a kind that serves wherever it is asked, unlike a department."""

NEED = Need(ServiceKind.COMPLAINT, ServiceCategory.LEGAL, "410102", "客户拖欠货款半年")


def first(better, worse, need=NEED):
    """The name of the first of two that differ in one thing only, whatever order they come in."""
    pair = [replace(BASE, name="好", **better), replace(BASE, name="差", **worse)]
    orders = {tuple(one.name for one in ranked(order, need)) for order in (pair, pair[::-1])}
    assert len(orders) == 1
    return orders.pop()[0]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"capabilities": (ARREARS,)}, {"capabilities": (replace(ARREARS, keywords=("社保",)),)}),
        (AT | {"capabilities": (ARREARS,), "region": "650100"}, AT),
        ({"capabilities": (Capability("咨询", (), LAW),)}, {}),
        ({}, {"capabilities": (Capability("咨询", (), frozenset({ServiceCategory.TAX})),)}),
        ({"region": "410102"}, {"region": "410100"}),
        ({"region": "410100"}, {"region": "410000"}),
        (AT | {"region": "410100"}, AT | {"region": "410105"}),
        (AT | {"region": "410105"}, AT | {"region": "410300"}),
        (AT | {"region": "410300"}, AT | {"region": ""}),
        ({"region": ""}, {"region": "650100"}),
        ({"kind": OrganisationKind.DEPARTMENT}, {"kind": OrganisationKind.INSTITUTION}),
        ({"works": Works.INSIDE}, {"works": Works.OUTSIDE}),
    ],
)
def test_what_comes_before_what(better, worse):
    assert first(better, worse) == "好"


ASKED_NEVER = {OrganisationKind.AUTHORITY, OrganisationKind.FINANCE, OrganisationKind.ENTERPRISE}


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (ServiceKind.COMPLAINT, OrganisationKind.DEPARTMENT),
        (ServiceKind.CONSULTATION, OrganisationKind.DEPARTMENT),
        (ServiceKind.SERVICE, OrganisationKind.INSTITUTION),
        (ServiceKind.PROFESSIONAL_SERVICE, OrganisationKind.INSTITUTION),
    ],
)
def test_who_is_asked_first_by_the_kind_of_demand(kind, asked):
    kinds = [one for one in OrganisationKind if one not in ASKED_NEVER]
    found = ranked([replace(BASE, kind=one, name=one) for one in kinds], Need(kind=kind))
    assert found[0].kind is asked
    assert len(found) == len(kinds)


def test_everybody_says_why_and_what_of_him_fits():
    (one,) = ranked([replace(BASE, capabilities=(ARREARS,))], NEED)
    assert [reason.why for reason in one.reasons] == [Why.DUTY, Why.CATEGORY, Why.HERE, Why.KIND_FIRST, Why.INSIDE]
    assert one.reasons[0].about == ("拖欠",)
    assert one.fitting[0].capability.basis == "保障中小企业款项支付条例"


def test_without_a_need_everybody_is_there_in_order_of_how_he_works_and_name():
    crowd = [replace(BASE, name=name) for name in "丙乙甲"] + [replace(BASE, name="外", works=Works.OUTSIDE)]
    assert [one.name for one in ranked(crowd, Need())] == [*sorted("甲乙丙"), "外"]


@pytest.mark.parametrize(
    ("successors", "closed", "found"),
    [
        ({1: 2}, {1: True, 2: False}, 2),
        ({1: 2, 2: 3}, {1: True, 2: True, 3: False}, 3),
        ({1: None}, {1: True}, None),
        ({1: 2, 2: 1}, {1: True, 2: True}, None),
        ({1: 2, 2: None}, {1: True, 2: True}, None),
    ],
)
def test_who_took_over(successors, closed, found):
    assert living_successor(1, successors, closed) == found


def department(name, region="410100"):
    told = DepartmentEntry(name, region, DepartmentLevel.CITY, OPENED)
    return enter_department(told, actor=SYSTEM, at=NOON)


def test_all_kinds_are_found_by_one_question(cast):
    department("郑州市市场监督管理局")
    enter_expert(ExpertEntry("演示专家", "410300", (ServiceCategory.LEGAL,)), actor=SYSTEM, at=NOON)
    found = handlers_at(cast.window_a.id, TODAY)
    assert {one.kind for one in found} == set(OrganisationKind) - ASKED_NEVER
    assert cast.window_a.organisation_id not in {one.organisation_id for one in found}


def test_a_department_without_people_gets_a_letter_until_somebody_has_a_seat(cast):
    made = department("郑州市财政局")
    works = {one.name: one.works for one in handlers_at(cast.window_a.id, TODAY)}
    assert works["郑州市财政局"] is Works.OUTSIDE
    Seat.objects.filter(person=cast.institution_clerk).update(organisation=made.organisation)
    works = {one.name: one.works for one in handlers_at(cast.window_a.id, TODAY)}
    assert works["郑州市财政局"] is Works.INSIDE
    assert works["演示检测中心"] is Works.OUTSIDE


def test_departments_of_another_city_are_asked_by_their_own_window(cast):
    department("洛阳市财政局", "410300")
    department("省财政厅", "410000")
    department("金水区市场监管局", "410105")
    names = {one.name for one in handlers_at(cast.window_a.id, TODAY) if one.kind is OrganisationKind.DEPARTMENT}
    assert names == {"省财政厅", "金水区市场监管局"}


def test_a_department_of_the_next_county_comes_last_whatever_its_duties_are(cast):
    for name, region in (("中原区人社局", "410102"), ("郑州市人社局", "410100"), ("巩义市人社局", "410181")):
        made = department(name, region)
        add_duty(made.id, Duty("欠款", "条例", OPENED, ("拖欠",)), actor=SYSTEM, at=NOON)
    found = handlers_at(cast.window_a.id, TODAY, replace(NEED, region="410102"))
    assert [one.name for one in found[:2]] == ["中原区人社局", "郑州市人社局"]
    assert found[-1].name == "巩义市人社局"
    assert Why.ELSEWHERE in [reason.why for reason in found[-1].reasons]


def test_where_only_the_city_is_known_its_counties_are_in_it(cast):
    department("巩义市人社局", "410181")
    found = {one.name: one.reasons for one in handlers_at(cast.window_a.id, TODAY, replace(NEED, region="410100"))}
    assert Why.SAME_CITY in [reason.why for reason in found["巩义市人社局"]]


def test_the_duty_that_names_the_matter_comes_first(cast):
    department("郑州市财政局")
    made = department("郑州市工业和信息化局")
    told = Duty("款项支付投诉", "保障中小企业款项支付条例第二十四条", OPENED, ("拖欠",), (ServiceCategory.LEGAL,))
    add_duty(made.id, told, actor=SYSTEM, at=NOON)
    assert handlers_at(cast.window_a.id, TODAY, NEED)[0].name == "郑州市工业和信息化局"


def refused(organisation, on=TODAY):
    with pytest.raises(Refused) as caught:
        require_handler(organisation.ref, on, "handler")
    assert caught.value.field == "handler"
    return caught.value.code, refusal(caught.value)


def test_a_department_that_does_not_exist_any_more_is_refused_with_who_took_over(cast):
    old, middle, new = department("工商局"), department("工商质监局"), department("市场监管局")
    close_department(old.id, closed_on=TODAY, successor_id=middle.id, actor=SYSTEM, at=NOON)
    close_department(middle.id, closed_on=TODAY, successor_id=new.id, actor=SYSTEM, at=NOON)
    code, sentence = refused(old.organisation)
    assert code == "department_replaced"
    assert "请改选市场监管局" in sentence
    assert require_handler(old.organisation.ref, TODAY - timedelta(days=1)).name == "工商局"


def test_one_whose_successor_nobody_knows_is_refused_too(cast):
    old = department("工商局")
    close_department(old.id, closed_on=TODAY, actor=SYSTEM, at=NOON)
    code, sentence = refused(old.organisation)
    assert code == "department_closed"
    assert "还没有登记由谁承接" in sentence


def test_who_is_no_handler_is_refused(cast):
    assert refused(cast.enterprise_x.organisation)[0] == "handler_unknown"
    type(cast.institution).objects.update(left_on=TODAY)
    assert refused(cast.institution.organisation)[0] == "institution_left"
    with pytest.raises(Refused, match="handler_unknown"):
        require_handler("no reference", TODAY)


def test_the_question_takes_no_more_queries_for_more_candidates(cast, django_assert_max_num_queries):
    for number in range(3):
        made = department(f"部门{number}")
        add_duty(made.id, Duty("职责", "法", OPENED), actor=SYSTEM, at=NOON)
    with django_assert_max_num_queries(11):
        assert handlers_at(cast.window_a.id, TODAY, NEED)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (Burden(2, 5), Burden(2)),
        (Burden(0), Burden(5, 5)),
        (Burden(0, 5, is_manned=True, attended=True), Burden(0, 5, is_manned=True)),
        (Burden(0, 5, is_manned=True), Burden(0, 5, is_manned=True, attended=False)),
    ],
)
def test_who_has_room_and_is_there_comes_first_and_what_nobody_said_stands_between(better, worse):
    assert first({"burden": better}, {"burden": worse}) == "好"


def test_room_decides_only_between_equals_and_hides_nobody():
    near, far = {"region": "410102", "burden": Burden(9, 9)}, {"region": "650100", "burden": Burden(0, 9)}
    assert first(AT | near, AT | far) == "好"


def test_every_burden_says_its_reason_and_a_letter_asks_for_none():
    def said(burden, **more):
        (one,) = ranked([replace(BASE, burden=burden, **more)], NEED)
        return {(reason.why, reason.about) for reason in one.reasons}

    assert (Why.FULL, ("5", "5")) in said(Burden(5, 5))
    assert (Why.ROOM, ("4", "5")) in said(Burden(4, 5))
    assert (Why.ROOM_UNKNOWN, ("4", "")) in said(Burden(4))
    assert (Why.ABSENT, ()) in said(Burden(4, 5, is_manned=True, attended=False))
    assert (Why.ABSENT_UNKNOWN, ()) in said(Burden(4, 5, is_manned=True))
    outside = {why for why, _about in said(Burden(4), works=Works.OUTSIDE)}
    assert not outside & {Why.ROOM, Why.FULL, Why.ROOM_UNKNOWN}


def test_a_handler_says_itself_how_many_it_carries_and_a_page_asks_for_it(cast):
    client = cast.client(cast.institution_clerk)
    assert "请填 0 到 999 之间的整数" in client.post("/handlers/load/", {"carries": "1000"}).content.decode()
    client.post("/handlers/load/", {"carries": "3"})
    found = {one.name: one.burden for one in handlers_at(cast.window_a.id, TODAY, NEED, {}, NOON)}
    assert found["演示检测中心"] == Burden(0, 3)
    assert found["洛阳窗口"].is_manned
    assert found["洛阳窗口"].attended is None
    with pytest.raises(PermissionDenied):
        state_load(1, actor=cast.actor(cast.receptionist_a), at=NOON)
    with pytest.raises(Refused):
        state_load(-1, actor=cast.actor(cast.manager_a), at=NOON)


def test_a_window_whose_people_are_all_away_is_absent(cast):
    own = {"window": cast.window_b, "area": "前台", "since": OPENED, "kind": PostKind.BUSINESS}
    people = {
        "person_a": cast.receptionist_b,
        "person_b": seat(43, "乙岗", cast.window_b.organisation, Role.RECEPTIONIST),
    }
    Post.objects.create(name="综合岗", **own, **people)
    assert attended([cast.window_b.id], NOON) == {cast.window_b.id: True}
    for person in people.values():
        Absence.objects.create(
            window=cast.window_b, person=person, reason=AbsenceReason.LEAVE, since=NOON, until=NOON + timedelta(days=1)
        )
    assert attended([cast.window_b.id], NOON) == {cast.window_b.id: False}
    assert attended([cast.window_a.id], NOON) == {}
