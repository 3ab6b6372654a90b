"""What is near: each kind of condition at, below and above what is still in reach, and the words for the distance."""

import re
from datetime import date

import pytest

from huiqi.eligibility.distances import distance
from huiqi.eligibility.nearness import gaps, near, standing
from huiqi.eligibility.tests.factories import DAY, examined, found

STAFF = {"fact": "employees", "op": ">=", "value": 100}
FEW = {"fact": "employees", "op": "<=", "value": 20}
SHARE = {"fact": "rd_share", "op": ">=", "value": 0.03}
AGE = {"fact": "founded_on", "op": "years_at_least", "value": 2}
TITLE = {"fact": "qualifications", "op": "has_any", "value": ["high_tech"]}
PATENTS = {"fact": "ip_class1", "op": ">=", "value": 4}
CLEAN = {"fact": "abnormal_operation", "op": "is", "value": False}
BRAND = {"fact": "own_brand", "op": "is", "value": True}
PLACE = {"fact": "region", "op": "within", "value": ["410000"]}
SIZE = {"fact": "size_class", "op": "in", "value": ["small", "micro"]}
BELOW = {"fact": "monthly_sales", "op": "<", "value": 100000}
POINTS = {"score": [{"label": "规模", "bands": [{"if": STAFF, "points": 20}, {"points": 10}]}], "at_least": 12}


def is_near(condition, facts):
    return bool(near(examined(condition, facts)))


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        (STAFF, {"employees": 80}, True),
        (STAFF, {"employees": 79}, False),
        (STAFF, {"employees": 81}, True),
        (FEW, {"employees": 30}, True),
        (FEW, {"employees": 31}, False),
        (SHARE, {"rd_share": "0.024"}, True),
        (SHARE, {"rd_share": "0.0239"}, False),
        (BELOW, {"monthly_sales": "100000"}, True),
        (BELOW, {"monthly_sales": "120000"}, True),
        (BELOW, {"monthly_sales": "120000.01"}, False),
        (PATENTS, {"ip_class1": 3}, True),
        (PATENTS, {"ip_class1": 2}, False),
        (AGE, {"founded_on": "2025-11-23"}, True),
        (AGE, {"founded_on": "2025-11-24"}, False),
        (TITLE, {"qualifications": [{"code": "high_tech", "until": "2025-11-21"}]}, True),
        (TITLE, {"qualifications": [{"code": "high_tech", "until": "2025-11-20"}]}, False),
        (TITLE, {"qualifications": []}, False),
        (CLEAN, {"abnormal_operation": True}, True),
        (BRAND, {"own_brand": False}, False),
        (PLACE, {"region": "110000"}, False),
        (SIZE, {"size_class": "medium"}, False),
        (POINTS, {"employees": 5}, True),
    ],
)
def test_what_is_in_reach_is_told_by_the_kind_of_condition(condition, facts, expected):
    assert is_near(condition, facts) is expected


def test_what_is_met_or_unknown_is_not_near():
    assert near(examined(STAFF, {"employees": 100})) == ()
    assert near(examined(STAFF, {})) == ()


def test_two_conditions_in_the_way_are_not_near():
    facts = {"employees": 95, "rd_share": "0.029"}
    assert near(examined({"all": [STAFF, SHARE]}, facts)) == ()
    assert len(near(examined({"all": [STAFF, SHARE]}, facts | {"employees": 100}))) == 1


def test_of_alternatives_the_nearest_counts():
    (gap,) = near(examined({"any": [PATENTS, SHARE]}, {"ip_class1": 0, "rd_share": "0.029"}))
    assert gap.finding.fact == "rd_share"


def test_of_several_as_many_count_as_are_lacking():
    asked = {"at_least": 2, "of": [STAFF, SHARE, PATENTS]}
    assert len(gaps(found(asked, {"employees": 90, "rd_share": "0.02", "ip_class1": 0}), DAY)) == 2
    assert len(gaps(found(asked, {"employees": 100, "rd_share": "0.02", "ip_class1": 0}), DAY)) == 1


def test_a_title_whose_own_conditions_are_met_is_near():
    examination = examined(TITLE, {"qualifications": []})
    assert near(examination, frozenset({"high_tech"}))
    assert not near(examination, frozenset({"tech_sme"}))
    assert str(standing(examination, near(examination, frozenset({"high_tech"})))) == "near"


@pytest.mark.parametrize(
    ("condition", "facts", "words"),
    [
        (STAFF, {"employees": 92}, "从业人员（年末）：现为 92 人，要求不低于 100 人，还差 8 人"),
        (SHARE, {"rd_share": "0.026"}, "上年度研发费用占营业收入：现为 2.6%，要求不低于 3%，还差 0.4 个百分点"),
        (FEW, {"employees": 22}, "从业人员（年末）：现为 22 人，要求不超过 20 人，超出 2 人"),
        (AGE, {"founded_on": "2025-03-01"}, "成立日期：要求满 2 年，2027年3月1日起满足"),
        (TITLE, {"qualifications": []}, "缺：高新技术企业"),
        (CLEAN, {"abnormal_operation": True}, "现在列入经营异常名录，要求未列入经营异常名录"),
        (SIZE, {"size_class": "medium"}, "规模类型：现为中型，要求属于：小型、微型"),
        (POINTS, {"employees": 5}, "评分：现为 10 分，要求不低于 12 分，还差 2 分（最能加分：规模，还能加 10 分）"),
    ],
)
def test_the_distance_is_said_for_every_kind(condition, facts, words):
    assert distance(found(condition, facts), "zh-hans") == words
    assert not re.search(r"[，：要求]", distance(found(condition, facts), "en"))


def test_a_lapsed_title_says_when_it_lapsed():
    lapsed = found(TITLE, {"qualifications": [{"code": "high_tech", "until": "2026-10-01"}]})
    assert distance(lapsed, "zh-hans") == "缺：高新技术企业，高新技术企业已于 2026年10月1日 过期"
    assert date(2026, 10, 1) in lapsed.remarks[0].params.values()
