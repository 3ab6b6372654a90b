"""Registering a firm and saying what it knows."""

from datetime import timedelta
from uuid import uuid4

import pytest

from huiqi.enterprises.models import Enterprise, StatedFact
from huiqi.enterprises.selectors import known_facts, visible_to
from huiqi.enterprises.services import Registration, record_facts, register_enterprise
from huiqi.enterprises.words import FactSource
from huiqi.journal.selectors import timeline
from huiqi.kernel.refusal import Refused
from tests.cast import NOON

pytestmark = pytest.mark.django_db
CODE = "91350100M000100Y43"


def told(**changes):
    said = {"kind": "enterprise", "name": "新企业", "region": "410102"}
    said |= {"contact_name": "丁", "contact_mobile": "13800000009"}
    return Registration(**(said | {"uscc": CODE} | changes))


def register(cast, **changes):
    actor = cast.actor(cast.stranger)
    return register_enterprise(told(**changes), person=cast.stranger, actor=actor, at=NOON)


def record(cast, facts, **options):
    actor = cast.actor(cast.owner_x)
    options = {"as_of": NOON.date(), "source": FactSource.STATED, "actor": actor, "at": NOON} | options
    return record_facts(cast.enterprise_x, facts, **options)


def test_who_registers_becomes_the_owner_and_has_agreed_to_the_notice(cast):
    enterprise = register(cast)
    cast.stranger.refresh_from_db()
    assert cast.actor(cast.stranger).organisation_id == enterprise.organisation_id
    assert cast.stranger.consented_at == NOON
    assert [h.verb for h in timeline(enterprise.organisation.ref)] == ["open", "give_seat", "register"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"uscc": None}, "uscc_required"),
        ({"uscc": CODE[:-1]}, "uscc_length"),
        ({"uscc": CODE[:-1] + "I"}, "uscc_character"),
        ({"uscc": CODE[:-1] + "4"}, "uscc_check_character"),
        ({"region": "999999"}, "region_unknown"),
        ({"industry": "0000"}, "industry_unknown"),
    ],
)
def test_a_wrong_code_is_refused_at_its_field(cast, changes, code):
    with pytest.raises(Refused) as refused:
        register(cast, **changes)
    assert refused.value.code == code


def test_a_team_needs_no_credit_code(cast):
    assert register(cast, uscc=None, kind="startup_team").uscc is None


def test_a_firm_is_registered_once(cast):
    register(cast)
    with pytest.raises(Refused, match="uscc_taken"):
        register(cast)


def test_a_repeated_submission_is_one_firm(cast):
    key, actor = uuid4(), cast.actor(cast.stranger)
    both = [register_enterprise(told(), person=cast.stranger, actor=actor, at=NOON, submission=key) for _ in range(2)]
    assert both[0].id == both[1].id
    assert Enterprise.objects.filter(uscc=CODE).count() == 1


def test_a_fact_keeps_its_former_values(cast):
    record(cast, {"employees": 46})
    record(cast, {"employees": 50}, at=NOON + timedelta(days=1))
    assert known_facts(cast.enterprise_x)["employees"] == 50
    assert StatedFact.objects.filter(name="employees").count() == 2


def test_what_is_taken_back_is_unknown_again(cast):
    record(cast, {"employees": 46})
    record(cast, {"employees": None})
    assert "employees" not in known_facts(cast.enterprise_x)


def test_nothing_changed_is_nothing_written(cast):
    record(cast, {"employees": 46})
    assert record(cast, {"employees": 46}) == []


def test_a_stale_form_overwrites_nothing(cast):
    record(cast, {"employees": 46}, revision=1)
    with pytest.raises(Refused, match="stale"):
        record(cast, {"employees": 99}, revision=1)
    assert known_facts(cast.enterprise_x)["employees"] == 46


def test_an_enterprise_sees_itself_and_staff_see_all(cast):
    seen = {p.name: visible_to(cast.actor(p)).count() for p in (cast.owner_x, cast.receptionist_a, cast.stranger)}
    assert seen == {"企业甲负责人": 1, "演示人员甲": 2, "路人": 0}


def test_a_clash_shows_what_stands_there_now_and_a_second_press_overwrites_it(cast):
    client = cast.client(cast.owner_x)
    record(cast, {"employees": 51, "revenue": "900000.00"}, revision=1)
    told = {"employees": "46", "revenue": "90"}
    page = client.post("/enterprise/facts/size/", {**told, "revision": 1}).content.decode()
    assert "什么都还没有覆盖" in page
    assert "现在是：51 人（" in page
    assert "现在是：90 万元" not in page  # the same as typed
    assert 'name="revision" value="2"' in page
    assert client.post("/enterprise/facts/size/", {**told, "revision": 2}).status_code == 302
    assert known_facts(cast.enterprise_x)["employees"] == 46


@pytest.mark.parametrize("revision", ["abc", "\x00", "", "1e3", "9" * 40])
def test_a_form_without_a_revision_that_was_shown_is_stale(cast, revision):
    told = {"employees": "99", "revision": revision}
    page = cast.client(cast.owner_x).post("/enterprise/facts/size/", told)
    assert "刚才有人更新了企业情况" in page.content.decode()
    assert "employees" not in known_facts(cast.enterprise_x)


def test_every_wrong_field_is_told_at_once(cast):
    told = {"kind": "enterprise", "uscc": CODE[:-1] + "4", "name": "\u200b", "region": "410102", "submission": uuid4()}
    page = cast.client(cast.stranger).post("/enterprise/register/", told).content.decode()
    assert "校验码不对" in page
    assert "请填写营业执照上的名称" in page
    assert "需要您同意" in page
