from datetime import date
from decimal import Decimal

import pytest

from huiqi.eligibility.examination import Examiner, benefits_for
from huiqi.eligibility.facts import parse
from huiqi.eligibility.findings import Note
from huiqi.eligibility.library import Library
from huiqi.eligibility.statuses import Status, Verdict
from huiqi.eligibility.tests.factories import DAY, examined, found, status, version

P01 = {
    "all": [
        {"fact": "restricted_industry", "op": "is", "value": False},
        {"fact": "annual_taxable_income", "op": "<=", "value": 3000000},
        {"fact": "average_employees", "op": "<=", "value": 300},
        {"fact": "average_total_assets", "op": "<=", "value": 50000000},
    ]
}
SMALL_LOW_PROFIT = {
    "restricted_industry": False,
    "annual_taxable_income": 800000,
    "average_employees": 46,
    "average_total_assets": 6000000,
}


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [
        ("<", "met", "unmet", "unmet"),
        ("<=", "met", "met", "unmet"),
        (">", "unmet", "unmet", "met"),
        (">=", "unmet", "met", "met"),
        ("=", "unmet", "met", "unmet"),
        ("!=", "met", "unmet", "met"),
    ],
)
def test_a_comparison_below_at_and_above_its_bound(op, below, at, above):
    condition = {"fact": "revenue", "op": op, "value": 1000}
    stated = ("999.99", "1000", "1000.01")
    assert [status(condition, {"revenue": amount}) for amount in stated] == [below, at, above]
    assert status(condition, {}) == "unknown"


def test_a_miss_is_measured_in_the_unit_of_the_fact():
    finding = found({"fact": "revenue", "op": ">=", "value": 15000000}, {"revenue": 12400000})
    assert finding.shortfall is not None
    assert finding.shortfall.amount == Decimal(2600000)


@pytest.mark.parametrize(("day", "expected"), [("2026-11-21", "met"), ("2026-11-22", "unmet"), ("2026-11-23", "unmet")])
def test_a_day_before_the_day_examined(day, expected):
    assert status({"fact": "payment_due_on", "op": "before_day"}, {"payment_due_on": day}) == expected


def test_a_fact_is_compared_with_a_share_of_another():
    condition = {"fact": "key_group_hires", "op": ">=", "value": {"fact": "employees", "times": 0.1}}
    assert status(condition, {"key_group_hires": 5, "employees": 50}) == "met"
    assert status(condition, {"key_group_hires": 5, "employees": 51}) == "unmet"
    assert examined(condition, {"key_group_hires": 5}).missing == ("employees",)


@pytest.mark.parametrize(
    ("industry", "expected"),
    [("51", "met"), ("5111", "met"), ("F", "unknown"), ("52", "unmet"), ("G", "unmet")],
)
def test_a_code_coarser_than_the_subtree_is_unknown(industry, expected):
    condition = {"fact": "industry", "op": "within", "value": ["51", "J"]}
    assert status(condition, {"industry": industry}) == expected
    if expected == "unknown":
        assert examined(condition, {"industry": industry}).missing == ("industry",)


def test_a_region_lies_in_its_province():
    condition = {"fact": "region", "op": "within", "value": ["410000"]}
    assert [status(condition, {"region": code}) for code in ("419001", "410102", "110101")] == ["met", "met", "unmet"]


@pytest.mark.parametrize(
    ("op", "held", "expected"),
    [
        ("has_any", [], "unmet"),
        ("has_any", ["tech_sme"], "met"),
        ("has_all", ["tech_sme"], "unmet"),
        ("has_all", ["tech_sme", "high_tech"], "met"),
        ("has_none", ["champion"], "met"),
        ("has_none", ["high_tech"], "unmet"),
    ],
)
def test_members_of_a_set(op, held, expected):
    condition = {"fact": "qualifications", "op": op, "value": ["tech_sme", "high_tech"]}
    assert status(condition, {"qualifications": held}) == expected
    assert status(condition, {}) == "unknown"


@pytest.mark.parametrize(
    ("period", "expected", "note"),
    [
        ({"until": "2026-11-22"}, "met", None),
        ({"until": "2026-11-21"}, "unmet", Note.LAPSED),
        ({"from": "2026-11-22"}, "met", None),
        ({"from": "2026-11-23"}, "unmet", Note.NOT_YET_VALID),
    ],
)
def test_a_certificate_counts_from_its_first_through_its_last_day(period, expected, note):
    condition = {"fact": "qualifications", "op": "has_any", "value": ["high_tech"]}
    finding = found(condition, {"qualifications": [{"code": "high_tech"} | period]})
    assert finding.status.value == expected
    assert [remark.note for remark in finding.remarks] == ([note] if note else [])


@pytest.mark.parametrize(
    ("award", "expected"),
    [
        ({"level": "national", "year": 2023, "rank": 3}, "met"),
        ({"level": "national", "year": 2022, "rank": 3}, "unmet"),
        ({"level": "national", "year": 2026, "rank": 4}, "unmet"),
        ({"level": "provincial", "year": 2026, "rank": 1}, "unmet"),
        ({"level": "national", "year": 2026}, "unknown"),
        ({"level": "national", "rank": 1}, "unknown"),
        ({"level": "provincial"}, "unmet"),
    ],
)
def test_an_award_must_fit_in_level_year_and_rank(award, expected):
    wanted = {"level": ["national"], "within_years": 3, "rank_at_most": 3}
    assert (
        status({"fact": "science_awards", "op": "any_item", "value": wanted}, {"science_awards": [award]}) == expected
    )


@pytest.mark.parametrize(
    ("founded", "on", "expected"),
    [
        ("2025-11-22", DAY, "met"),
        ("2025-11-23", DAY, "unmet"),
        ("2024-02-29", date(2025, 2, 28), "met"),
        ("2024-02-29", date(2025, 2, 27), "unmet"),
    ],
)
def test_whole_years_are_counted_to_the_day(founded, on, expected):
    assert status({"fact": "founded_on", "op": "years_at_least", "value": 1}, {"founded_on": founded}, on) == expected


def test_one_unmet_settles_and_every_finding_is_still_given():
    examination = examined(P01, {"average_employees": 301})
    assert examination.verdict is Verdict.INELIGIBLE
    assert examination.missing == ()
    assert [finding.status.value for finding in examination.findings] == ["unknown", "unknown", "unmet", "unknown"]


def test_the_missing_fact_is_named():
    facts = SMALL_LOW_PROFIT | {"average_total_assets": None}
    assert examined(P01, facts).missing == ("average_total_assets",)


def test_what_lies_under_a_settled_branch_is_not_missing():
    condition = {"any": [P01, {"fact": "listed", "op": "is", "value": True}]}
    assert examined(condition, {"average_employees": 301}).missing == ("listed",)


def test_a_manual_condition_stays_unknown_until_a_person_decides():
    condition = {"manual": "较为靠前", "manual_en": "fairly high", "code": "market_position"}
    assert examined(condition, {}).to_confirm == ("T01.market_position",)
    assert status(condition, {"confirmed": ["T01.market_position"]}) == "met"
    assert status(condition, {"denied": ["T01.market_position"]}) == "unmet"


def test_another_policy_is_met_by_its_version_of_the_day():
    others = (
        version(P01, "P01", effective_through="2026-12-31"),
        version({"fact": "listed", "op": "is", "value": True}, "P01", effective_from="2027-01-01"),
    )
    on_new_year = date(2027, 1, 1)
    assert found({"meets": "P01"}, SMALL_LOW_PROFIT, DAY, others).status is Status.MET
    assert found({"meets": "P01"}, SMALL_LOW_PROFIT, on_new_year, others).status is Status.UNKNOWN


def test_a_policy_without_a_version_of_the_day_is_unknown():
    finding = found({"meets": "P09"}, {})
    assert finding.status is Status.UNKNOWN
    assert [remark.note for remark in finding.remarks] == [Note.NO_VERSION]


def test_a_parameter_is_taken_by_the_year_of_the_day():
    condition = {"fact": "layoff_rate", "op": "<=", "value": {"parameter": "layoff_rate_target"}}
    assert [status(condition, {"layoff_rate": rate}) for rate in ("0.055", "0.0551")] == ["met", "unmet"]
    finding = found(condition, {"layoff_rate": 0}, date(2030, 1, 1))
    assert finding.status is Status.UNKNOWN
    assert [remark.note for remark in finding.remarks] == [Note.NO_PARAMETER]


def test_a_tier_has_its_own_condition_and_never_changes_the_verdict():
    small = {"fact": "employees", "op": "<=", "value": 30}
    tiers = [{"text": text, "text_en": text, "condition": condition} for text, condition in (("a", None), ("b", small))]
    library = Library.load([version({"fact": "listed", "op": "is", "value": False}, benefits=tiers)])
    facts = parse({"listed": False, "employees": 31}, DAY)
    (policy,) = library.in_force(DAY)
    assert [status for _, status in benefits_for(policy, facts, DAY, library)] == [Status.MET, Status.UNMET]
    assert Examiner(facts, DAY, library).examine(policy).verdict is Verdict.ELIGIBLE
