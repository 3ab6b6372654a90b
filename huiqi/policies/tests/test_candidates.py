"""What is left out of an examination is surely not met and not near: the index beside the judge."""

from datetime import date
from random import Random

import pytest

from huiqi.eligibility.statuses import Verdict
from huiqi.kernel.access import SYSTEM
from huiqi.policies.selectors import appraise, readable, shelf
from huiqi.policies.selectors import candidates as room
from huiqi.policies.selectors.candidates import candidates
from huiqi.policies.selectors.cases import examined
from huiqi.policies.services import load_library
from huiqi.policies.tests.conftest import AT

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)


CHOICES = {
    "organisation_kind": ["enterprise", "sole_trader", "cooperative"],
    "region": ["410102", "410100", "110101"],
    "industry": ["3311", "6513", "6210", "5199"],
    "employees": [5, 46, 290, 301, 1200],
    "average_employees": [5, 46, 299, 301, 1200],
    "revenue": ["900000", "12400000", "14000000", "60000000", "500000000"],
    "total_assets": ["900000", "12500000", "50000001"],
    "average_total_assets": ["900000", "50000000", "51000000"],
    "annual_taxable_income": ["0", "800000", "3000001", "9000000"],
    "restricted_industry": [False, False, True],
    "vat_taxpayer_kind": ["small_scale", "general"],
    "rd_expense": ["0", "520000", "1200000"],
    "rd_staff_share": ["0.09", "0.12", "0.4"],
    "ip_class1": [0, 1, 4],
    "qualifications": [[], ["high_tech"], ["tech_sme"], [{"code": "high_tech", "until": "2026-10-01"}]],
    "layoff_rate": ["0.05", "0.062", "0.3"],
    "insurance_months_paid": [6, 11, 12],
    "abnormal_operation": [False, False, True],
    "founded_on": ["2026-03-01", "2016-05-18"],
    "contract_staff": [30, 31],
}


def facts_of(number):
    """What is known of an invented firm: some of these, some not."""
    chance = Random(number)
    known = {name: chance.choice(values) for name, values in CHOICES.items() if chance.random() < 0.8}
    return readable(known, ON)


def test_of_what_is_left_out_nothing_is_met_unknown_or_near(shipped, monkeypatch):
    monkeypatch.setattr(room, "FAR", 0)
    stored, left_out = shelf(), 0
    for number in range(80):
        facts = facts_of(number)
        looked_at, _far = candidates(stored, ON).worth_examining(facts)
        rest = [version for version in stored.library.in_force(ON) if version not in looked_at]
        cases = examined(rest, facts, ON, stored)
        assert {case.examination.verdict for case in cases} <= {Verdict.INELIGIBLE}
        assert [case.examination.version.code for case in cases if case.between] == []
        left_out += len(rest)
    assert left_out > 40


def test_what_was_not_examined_is_counted(shipped, monkeypatch):
    facts = facts_of(3)
    every = appraise(facts, ON).counts
    monkeypatch.setattr(room, "FAR", 0)
    assert appraise(facts, ON).counts == every


def test_a_variant_and_what_it_varies_are_always_examined_so_that_the_nearest_is_shown(folder, rewrite, monkeypatch):
    monkeypatch.setattr(room, "FAR", 0)
    rewrite("P15-2023-01-01.json", variant_of="P01", region="410000")
    load_library(folder, actor=SYSTEM, at=AT)
    for number in range(20):
        looked_at, _far = candidates(shelf(), ON).worth_examining(facts_of(number))
        assert [version.code for version in looked_at] == ["P01", "P15"]


def test_a_library_without_policies_leaves_nothing_to_examine():
    looked_at, far = candidates(shelf(), ON).worth_examining(facts_of(1))
    assert (list(looked_at), far) == ([], 0)
