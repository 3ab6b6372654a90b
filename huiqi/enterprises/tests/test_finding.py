"""Finding a firm by any fragment of what it is known by."""

import pytest

from huiqi.enterprises.models import Enterprise
from huiqi.enterprises.rules import fragments, grams
from huiqi.enterprises.selectors import find_firms
from huiqi.enterprises.services import name_key
from huiqi.enterprises.tests.counter import invite

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(cast):
    for firm in (cast.enterprise_x, cast.enterprise_y):
        Enterprise.objects.filter(id=firm.id).update(name_key=name_key(firm.name))
    return lambda words, who=cast.receptionist_a: [f.name for f in find_firms(cast.actor(who), words)]


X, BOTH = ["演示企业甲"], ["演示企业乙", "演示企业甲"]


@pytest.mark.parametrize(
    ("words", "firms"),
    [
        ("企业甲", X),
        ("业甲", X),
        ("企业", BOTH),
        ("ysqyj", X),
        ("QY", BOTH),
        ("91410100MA0000001X", X),
        ("0000001x", X),
        ("0000021", X),
        ("21", X),
        ("演示 甲", BOTH),  # a single character narrows nothing
        ("演示 业甲", X),
        ("演示 0000021", X),
        ("甲", []),
        ("业演", []),
        ("%", []),
        ("企_甲", []),
        ("", []),
        ("没有这家", []),
    ],
)
def test_any_fragment_of_name_initials_code_or_number(found, words, firms):
    assert found(words) == firms


def test_the_number_of_whoever_acts_for_a_firm_finds_it(found, cast):
    clerk = invite(cast)
    assert found(clerk.mobile) == X


ELSEWHERE = ["演示企业乙"]


@pytest.mark.parametrize(
    ("words", "firms"),
    [
        ("{mobile}", ELSEWHERE),
        ("{dashed}", ELSEWHERE),
        ("{uscc}", ELSEWHERE),
        ("企业乙", ELSEWHERE),
        ("ysqyy", ELSEWHERE),
        ("{code}", ELSEWHERE),
        ("{tail}", []),
        ("{head}", []),
        ("企业乙 {tail}", []),
    ],
)
def test_a_firm_of_another_window_is_not_found_by_a_fragment_of_a_number(found, cast, words, firms):
    firm = cast.enterprise_y
    firm.uscc, firm.contact_mobile, firm.region = "91410300MA5867254R", "13912345678", "410302"
    firm.save(update_fields=["uscc", "contact_mobile", "region"])
    mobile = firm.contact_mobile
    dashed = f"{mobile[:3]} {mobile[3:7]}-{mobile[7:]}"
    said = words.format(
        mobile=mobile, dashed=dashed, uscc=firm.uscc, code=firm.uscc[10:17], tail=mobile[-4:], head=mobile[:7]
    )
    assert found(said) == firms
    if not firms:
        assert found(said, cast.receptionist_b) == found(said, cast.hub_operator) == ELSEWHERE


def test_an_enterprise_finds_only_itself_and_a_stranger_nothing(found, cast):
    assert found("企业", cast.owner_x) == X
    assert found("企业", cast.stranger) == []


def test_finding_takes_one_query(cast, django_assert_num_queries):
    actor = cast.actor(cast.hub_operator)
    with django_assert_num_queries(1):
        find_firms(actor, "企业甲")


def test_what_is_typed_is_cut_into_what_is_looked_for():
    assert fragments(" 郑州 钢 结构MA ") == ["郑州", "结构ma"]
    assert grams("结构ma") == sorted(["结构m", "构ma"])
    assert grams("郑州") == ["郑州"]
