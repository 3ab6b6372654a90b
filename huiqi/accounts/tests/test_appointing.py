"""Seats that the administrator gives: to whom, where, and which one person must not hold together."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from huiqi.accounts.models import Organisation, Person
from huiqi.accounts.services import appoint, correct_office, correct_person, dismiss, enter_office
from huiqi.accounts.words import OrganisationKind
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Role
from huiqi.kernel.refusal import Refused
from tests.cast import NOON

pytestmark = pytest.mark.django_db
NEW = "19900000077"


@pytest.fixture
def told(cast):
    """Who gives seats, and when."""
    return {"actor": cast.actor(cast.administrator), "at": NOON}


def code_of(call, *arguments, **told):
    """The code and the field of a refusal."""
    with pytest.raises(Refused) as caught:
        call(*arguments, **told)
    return caught.value.code, caught.value.field


def test_an_authority_is_entered_once_and_its_reviewer_signs_in_with_a_password_that_works_once(told):
    office = enter_office(OrganisationKind.AUTHORITY, " 省工业和信息化厅 ", **told)
    assert office.name == "省工业和信息化厅"
    assert code_of(enter_office, OrganisationKind.FINANCE, "省工业和信息化厅", **told) == ("there_already", "name")
    seat, password = appoint(office.ref, NEW, "张三", Role.AUTHORITY_REVIEWER, **told)
    assert (seat.person.name, seat.organisation, seat.person.password_is_once) == ("张三", office, True)
    assert seat.person.check_password(password)
    assert [one.verb for one in timeline(office.ref)] == ["open", "give_seat"]


def test_who_has_a_password_keeps_it(cast, told):
    cast.stranger.set_password("long-since-chosen")
    cast.stranger.save()
    assert appoint(cast.finance.ref, cast.stranger.mobile, "路人", Role.FINANCE_REVIEWER, **told)[1] == ""


@pytest.mark.parametrize(
    ("office", "who", "role", "code"),
    [
        ("authority", "hub_operator", Role.AUTHORITY_REVIEWER, "duties_apart"),
        ("finance", "authority_reviewer", Role.FINANCE_REVIEWER, "duties_apart"),
        ("authority", "finance_reviewer", Role.AUTHORITY_REVIEWER, "duties_apart"),
        ("hub", "authority_reviewer", Role.HUB_OPERATOR, "duties_apart"),
        ("authority", "authority_reviewer", Role.AUTHORITY_REVIEWER, "seated_already"),
        ("authority", "administrator", Role.AUTHORITY_REVIEWER, "own_seat"),
    ],
)
def test_who_works_approves_pays_or_administers_does_only_that(cast, told, office, who, role, code):
    place, person = getattr(cast, office), getattr(cast, who)
    ref = place.ref if isinstance(place, Organisation) else place.organisation.ref
    assert code_of(appoint, ref, person.mobile, person.name, role, **told) == (code, "mobile")
    assert person.seats.count() == 1


def test_a_firms_owner_may_have_a_seat_too_and_a_seat_that_ended_hinders_nobody(cast, told):
    appoint(cast.authority.ref, cast.owner_x.mobile, cast.owner_x.name, Role.AUTHORITY_REVIEWER, **told)
    dismiss(cast.finance.ref, cast.finance_reviewer.ref, "调离", **told)
    name, mobile = cast.finance_reviewer.name, cast.finance_reviewer.mobile
    later = told | {"at": NOON + timedelta(days=1)}
    assert appoint(cast.authority.ref, mobile, name, Role.AUTHORITY_REVIEWER, **later)[0].until is None


def test_a_number_of_somebody_else_gives_nobody_a_seat(cast, told):
    mobile, role = cast.stranger.mobile, Role.AUTHORITY_REVIEWER
    assert code_of(appoint, cast.authority.ref, mobile, "李四", role, **told) == ("other_name", "name")
    assert code_of(appoint, cast.authority.ref, "123", "李四", role, **told) == ("mobile_invalid", "mobile")
    assert not Person.objects.filter(name="李四").exists()


@pytest.mark.parametrize("who", ["hub_operator", "manager_a", "authority_reviewer", "stranger"])
def test_nobody_but_the_administrator_gives_or_ends_seats(cast, who):
    told = {"actor": cast.actor(getattr(cast, who)), "at": NOON}
    with pytest.raises(PermissionDenied):
        appoint(cast.authority.ref, NEW, "张三", Role.AUTHORITY_REVIEWER, **told)
    with pytest.raises(PermissionDenied):
        dismiss(cast.authority.ref, cast.authority_reviewer.ref, "调离", **told)
    with pytest.raises(PermissionDenied):
        enter_office(OrganisationKind.AUTHORITY, "某厅", **told)


def test_a_seat_is_given_only_where_it_belongs(cast, told):
    for office, role in ((cast.authority, Role.FINANCE_REVIEWER), (cast.finance, Role.SYSTEM_ADMINISTRATOR)):
        with pytest.raises(PermissionDenied):
            appoint(office.ref, NEW, "张三", role, **told)
    with pytest.raises(PermissionDenied):
        appoint(cast.enterprise_x.organisation.ref, NEW, "张三", Role.ENTERPRISE_OWNER, **told)


def test_a_seat_ends_with_its_reason_and_once(cast, told):
    assert code_of(dismiss, cast.authority.ref, cast.authority_reviewer.ref, " ", **told) == ("required", "reason")
    dismiss(cast.authority.ref, cast.authority_reviewer.ref, "调离", **told)
    assert cast.actor(cast.authority_reviewer).seat is None
    assert timeline(cast.authority.ref)[-1].texts == {"reason": "调离"}
    again = code_of(dismiss, cast.authority.ref, cast.authority_reviewer.ref, "调离", **told)
    assert again == ("ended_already", "")


def test_on_pages_a_seat_is_given_its_password_shown_once_and_ended(cast):
    client = cast.client(cast.administrator)
    page = client.post("/offices/new/", {"kind": "finance", "name": "市财政局"}, follow=True)
    address = page.redirect_chain[-1][0]
    assert "这里还没有人" in page.content.decode()
    told = {"name": "王五", "mobile": "１９９００００００７８", "role": "finance_reviewer"}
    assert "的一次性密码是" in client.post(address, told).content.decode()
    assert "一次性密码" not in client.get(address).content.decode()
    assert "已经有这个岗位" in client.post(address, told).content.decode()
    end = f"{address}{Person.objects.get(name='王五').ref}/end/"
    assert "请写明原因" in client.post(end, {"reason": " "}).content.decode()
    assert "这里还没有人" in client.post(end, {"reason": "退休"}, follow=True).content.decode()
    assert "已经没有岗位" in client.post(end, {"reason": "退休"}, follow=True).content.decode()


def test_a_name_entered_wrongly_is_corrected_with_its_reason_and_the_person_stays_who_he_is(cast, told):
    seat, _password = appoint(cast.authority.ref, NEW, "张山", Role.AUTHORITY_REVIEWER, **told)
    person = correct_person(cast.authority.ref, seat.person.ref, " 张三 ", "录错一个字", **told)
    assert (person.id, person.name, person.mobile, person.seats.get()) == (seat.person_id, "张三", NEW, seat)
    last = timeline(person.ref)[-1]
    assert (last.verb, last.texts) == ("correct_name", {"from": "张山", "to": "张三", "reason": "录错一个字"})


def test_an_office_entered_wrongly_is_corrected_and_never_to_the_name_of_another(cast, told):
    office = enter_office(OrganisationKind.AUTHORITY, "省工业和信息厅", **told)
    assert correct_office(office.ref, "省工业和信息化厅", "漏了一个字", **told).name == "省工业和信息化厅"
    assert timeline(office.ref)[-1].data.items() >= {"from": "省工业和信息厅", "to": "省工业和信息化厅"}.items()
    refused = [("", "漏字", "required", "name"), ("省厅", " ", "required", "reason")]
    refused += [("省工业和信息化厅", "没有", "same_name", "name"), (cast.finance.name, "没有", "there_already", "name")]
    for name, reason, code, field in refused:
        assert code_of(correct_office, office.ref, name, reason, **told) == (code, field)


@pytest.mark.parametrize("who", ["hub_operator", "manager_a", "authority_reviewer", "stranger"])
def test_nobody_but_the_administrator_corrects_a_name(cast, who):
    told = {"actor": cast.actor(getattr(cast, who)), "at": NOON}
    with pytest.raises(PermissionDenied):
        correct_office(cast.authority.ref, "某厅", "改名", **told)
    with pytest.raises(PermissionDenied):
        correct_person(cast.authority.ref, cast.authority_reviewer.ref, "某人", "改名", **told)


def test_what_other_apps_opened_and_who_has_no_seat_there_is_corrected_elsewhere(cast, told):
    with pytest.raises(PermissionDenied):
        correct_office(cast.hub.organisation.ref, "某平台", "改名", **told)
    with pytest.raises(PermissionDenied):
        correct_person(cast.enterprise_x.organisation.ref, cast.owner_x.ref, "某人", "改名", **told)
    with pytest.raises(Person.DoesNotExist):
        correct_person(cast.authority.ref, cast.owner_x.ref, "某人", "改名", **told)


def test_on_pages_a_name_is_corrected_and_nothing_typed_is_lost(cast):
    client, address = cast.client(cast.administrator), f"/offices/{cast.authority.ref}/"
    page = client.post(f"{address}name/", {"name": "", "reason": "漏字"}).content.decode()
    assert "请填写单位全称" in page
    assert "漏字" in page
    page = client.post(f"{address}name/", {"name": "省人社厅", "reason": "漏字"}, follow=True).content.decode()
    assert "省人社厅" in page
    person = f"{address}{cast.authority_reviewer.ref}/name/"
    assert "李审核" in client.post(person, {"name": "李审核", "reason": "错字"}, follow=True).content.decode()
    assert client.get(f"/offices/{cast.hub.organisation.ref}/name/").status_code == 404
