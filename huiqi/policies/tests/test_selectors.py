"""Questions about policies that other apps ask."""

from datetime import date

import pytest

from huiqi.eligibility.facts import NOTHING
from huiqi.eligibility.statuses import Standing
from huiqi.policies.selectors import (
    PolicyDocuments,
    appraise,
    ending_soon,
    facts_asked,
    policy_count,
    policy_in_force,
    readable,
    verdict_counts,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)


def test_every_policy_is_found_by_the_search_once(shipped):
    documents = list(PolicyDocuments().documents())
    assert len(documents) == len({document.key for document in documents}) == 35
    assert next(d for d in documents if d.key == "P17").url == "/policies/P17/"


def test_what_ends_soon_comes_soonest_first(shipped):
    rows = ending_soon(ON, 4)
    assert [row["url"] for row in rows] == [f"/policies/{code}/" for code in ("P17", "P18", "P19", "P22")]
    assert all(row["left"] == "还有 39 天" for row in rows)


def test_the_count_is_of_what_is_in_force(shipped):
    assert policy_count(ON) == 34
    assert policy_in_force("P26", ON) is None
    assert policy_in_force("P26", date(2025, 12, 31)).title


def test_the_desk_counts_the_firm_s_policies(shipped, cast):
    tiles = verdict_counts(cast.enterprise_x, ON)
    assert sum(tile["value"] for tile in tiles) == 32
    assert [tile["tone"] for tile in tiles] == ["good", "ask", "soon", "quiet"]


def test_what_cannot_be_read_of_recorded_facts_is_unknown(shipped):
    facts = readable({"employees": 46, "founded_on": "2026-12-24", "gone": 1}, ON)
    assert (facts.get("employees"), facts.get("founded_on")) == (46, None)


def test_knowing_nothing_denies_nothing(shipped):
    found = appraise(NOTHING, ON)
    assert {str(case.examination.verdict) for case in found.cases} == {"unknown"}
    assert {name for case in found.cases for name in case.examination.missing} <= set(facts_asked(ON))


OWED = {
    "size_class_at_contract": "small",
    "debtor_kind": "authority",
    "overdue_receivable": "100000",
    "payment_due_on": "2024-04-01",
}


@pytest.mark.parametrize(
    ("on", "standing", "starts"),
    [
        (date(2024, 5, 30), None, None),
        (date(2024, 5, 31), Standing.NEAR, date(2025, 6, 1)),
        (date(2025, 5, 31), Standing.NEAR, date(2025, 6, 1)),
        (date(2025, 6, 1), Standing.ELIGIBLE, None),
    ],
)
def test_a_version_that_comes_into_force_within_a_year_is_near(shipped, on, standing, starts):
    cases = appraise(readable(OWED, on), on).cases
    found = [(case.standing, case.starts) for case in cases if case.examination.version.code == "P30"]
    assert found == ([] if standing is None else [(standing, starts)])
