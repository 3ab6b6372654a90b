from decimal import Decimal

import pytest

from huiqi.eligibility.findings import Note
from huiqi.eligibility.statuses import Status
from huiqi.eligibility.tests.factories import DAY, examined, found, status, version
from huiqi.eligibility.tests.test_examination import P01, SMALL_LOW_PROFIT

RD_SHARE = {"fact": "rd_share", "op": ">=", "value": 0.03}
NOT_LARGE = {"fact": "size_class", "op": "in", "value": ["medium", "small", "micro"]}
BELOW_QUOTA = {"fact": "disability_employment_share", "op": "<", "value": {"fact": "disability_quota"}}


def test_a_share_follows_from_its_parts():
    finding = found(RD_SHARE, {"rd_expense": 30, "revenue": 1000})
    assert (finding.status, finding.actual) == (Status.MET, Decimal("0.03"))


def test_a_share_over_zero_is_unknown():
    finding = found(RD_SHARE, {"rd_expense": 30, "revenue": 0})
    assert finding.status is Status.UNKNOWN
    assert [remark.note for remark in finding.remarks] == [Note.ZERO_BASE]


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({}, ("rd_expense", "revenue", "rd_share")),
        ({"revenue": 1000}, ("rd_expense", "rd_share")),
        ({"revenue": 0, "rd_expense": 1}, ("rd_share",)),
    ],
)
def test_the_parts_and_the_share_itself_are_missing(facts, missing):
    assert examined(RD_SHARE, facts).missing == missing


@pytest.mark.parametrize(("stated", "notes"), [("0.0405", []), ("0.0406", [Note.DIFFERS])])
def test_the_stated_value_decides_and_a_difference_is_said(stated, notes):
    finding = found(RD_SHARE, {"rd_expense": 40, "revenue": 1000, "rd_share": stated})
    assert finding.actual == Decimal(stated)
    assert [remark.note for remark in finding.remarks] == notes


def test_totals_of_several_years():
    two_years = {"fact": "rd_expense_2y", "op": ">=", "value": 12000000}
    assert status(two_years, {"rd_expense": 7000000, "rd_expense_y2": 5000000}) == "met"
    assert status(two_years, {"rd_expense": 12000000}) == "unknown"
    years = {
        f"{name}{year}": amount for name, amount in (("rd_expense", 5), ("revenue", 100)) for year in ("", "_y2", "_y3")
    }
    assert status({"fact": "rd_share_3y", "op": "=", "value": 0.05}, years) == "met"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"industry": "39", "employees": 999, "revenue": 500000000}, "met"),
        ({"industry": "39", "employees": 1000, "revenue": 400000000}, "unmet"),
        ({"industry": "39", "employees": 46}, "met"),
        ({"industry": "39", "employees": 1000}, "unknown"),
        ({"employees": 1000, "revenue": 1}, "unknown"),
        ({"size_class": "large", "industry": "39", "employees": 46}, "unmet"),
    ],
)
def test_the_size_class_is_judged_as_far_as_is_known(facts, expected):
    assert status(NOT_LARGE, facts) == expected


def test_a_class_still_open_says_what_would_settle_it():
    assert examined(NOT_LARGE, {"industry": "39", "employees": 1000}).missing == ("revenue", "size_class")


def test_the_quota_comes_from_the_province_where_it_is_on_record():
    share = {"disability_employment_share": "0.0155"}
    assert status(BELOW_QUOTA, share | {"region": "410102"}) == "met"
    assert status(BELOW_QUOTA, share | {"region": "110101"}) == "unknown"
    assert examined(BELOW_QUOTA, share).missing == ("region", "disability_quota")
    assert status(BELOW_QUOTA, share | {"disability_quota": "0.015"}) == "unmet"


def test_a_small_low_profit_enterprise_is_one_that_meets_p01():
    condition = {"fact": "small_low_profit", "op": "is", "value": True}
    p01 = (version(P01, "P01"),)
    assert found(condition, SMALL_LOW_PROFIT, DAY, p01).status is Status.MET
    assert found(condition, {"average_employees": 301}, DAY, p01).status is Status.UNMET
    open_facts = SMALL_LOW_PROFIT | {"average_total_assets": None}
    assert examined(condition, open_facts, DAY, p01).missing == ("average_total_assets", "small_low_profit")
    assert found(condition, {"small_low_profit": True}, DAY, p01).status is Status.MET


@pytest.mark.parametrize(
    ("industry", "expected"),
    [
        ("16", "met"),
        ("62", "met"),
        ("F", "met"),
        ("711", "met"),
        ("90", "met"),
        ("R", "unknown"),
        ("C", "unknown"),
        ("65", "unmet"),
    ],
)
def test_the_industries_excluded_from_the_research_deduction(industry, expected):
    assert status({"fact": "rd_excluded_industry", "op": "is", "value": True}, {"industry": industry}) == expected
