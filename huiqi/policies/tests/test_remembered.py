"""What is remembered of open policies says exactly what judging them says, whoever asked before."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiqi.eligibility.facts import parse
from huiqi.eligibility.library import Library
from huiqi.eligibility.questions import best_questions
from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.tests.factories import DAY, version
from huiqi.eligibility.tests.random_rules import CONDITIONS, FACTS, LARGE
from huiqi.policies.selectors import remembered
from huiqi.policies.selectors.cases import counted, examined
from huiqi.policies.selectors.remembered import remembrance
from huiqi.policies.selectors.shelf import Shelf, key_of
from huiqi.policies.services import SHIPPED

OTHER = version({"any": [{"fact": "employees", "op": ">", "value": 20}]}, "T02")
WORTHS = st.sampled_from([
    {"amount": 5000, "per": "once"},
    {"of": ["revenue"], "rate": 0.1, "at_most": 100000, "per": "year"},
    {"of": ["employees"], "rates": [{"if": {"fact": "listed", "op": "is", "value": True}, "rate": 9}, {"rate": 3}],
     "per": "once"},
])  # fmt: skip
SHIPPED_FACTS = st.fixed_dictionaries(
    {},
    optional={
        "organisation_kind": st.sampled_from(["enterprise", "sole_trader"]),
        "region": st.sampled_from(["410102", "410100", "110101"]),
        "industry": st.sampled_from(["3311", "6513"]),
        "employees": st.sampled_from([5, 46, 301]),
        "average_employees": st.sampled_from([5, 299, 301]),
        "annual_taxable_income": st.sampled_from(["0", "800000", "9000000"]),
        "average_total_assets": LARGE,
        "vat_taxpayer_kind": st.sampled_from(["small_scale", "general"]),
        "restricted_industry": st.booleans(),
        "qualifications": st.sampled_from([[], ["high_tech"], [{"code": "high_tech", "until": "2026-10-01"}]]),
        "founded_on": st.sampled_from(["2026-03-01", "2016-05-18"]),
    },
)


def shelf_of(contents):
    """The library of these versions, each with a row that is only told apart."""
    library = Library.load(contents)
    return Shelf(library, {key_of(one): f"row of {one.code}" for one in library.versions}, {})


def said(cases):
    """Everything that a page may say of these policies, and what would be asked next."""
    told = [
        (c.version.code, c.row, c.verdict, c.standing, c.examination, c.tiers, c.between, c.estimate, c.unsettled,
         c.open_conditions)
        for c in cases
    ]  # fmt: skip
    return told, counted(cases), best_questions([case.unsettled for case in cases if case.unsettled])


def look(stored, raw, on=DAY):
    return said(examined(stored.library.in_force(on), parse(raw, on), on, stored))


def compared(stored, people):
    """Everybody as he is told after those before him, and as the first."""
    remembrance.cache_clear()
    one_after_another = [look(stored, raw) for raw in [*people, *people]]
    for told, raw in zip(one_after_another, [*people, *people], strict=True):
        remembrance.cache_clear()
        assert told == look(stored, raw)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CONDITIONS, min_size=1, max_size=4), st.lists(FACTS, min_size=1, max_size=4), WORTHS)
def test_random_rules_say_the_same_remembered_and_judged(conditions, people, worth):
    made = [
        version(condition, f"T{number}", benefits=[{"text": "奖", "text_en": "A", "condition": None, "worth": worth}])
        for number, condition in enumerate(conditions, 10)
    ]
    compared(shelf_of([*made, OTHER]), people)


SHIPPED_SHELF = shelf_of([json.loads(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("*.json"))])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SHIPPED_FACTS, min_size=1, max_size=4))
def test_the_shipped_library_says_the_same_remembered_and_judged(people):
    compared(SHIPPED_SHELF, people)


@pytest.fixture
def judged(monkeypatch):
    """The codes of the policies that were examined."""
    from huiqi.eligibility.examination import Examiner

    codes, examine = [], Examiner.examine
    monkeypatch.setattr(Examiner, "examine", lambda self, one: (codes.append(one.code), examine(self, one))[1])
    remembrance.cache_clear()
    return codes


RULES = [
    version({"all": [{"fact": "listed", "op": "is", "value": True}]}, "T10"),
    version({"all": [{"fact": "employees", "op": "<", "value": 20}]}, "T11"),
]


def test_what_is_open_for_the_same_facts_is_not_judged_again_until_it_is_shown(judged):
    stored = shelf_of(RULES)
    for raw in ({}, {"region": "410100"}):
        cases = examined(stored.library.in_force(DAY), parse(raw, DAY), DAY, stored)
    assert judged == ["T10", "T11"]
    assert cases[1].examination.missing == ("employees",)
    assert judged == ["T10", "T11", "T11"]


def test_a_fact_that_it_rests_on_has_it_judged_and_what_is_settled_is_judged_every_time(judged):
    stored = shelf_of(RULES)
    for _ in range(2):
        cases = examined(stored.library.in_force(DAY), parse({"employees": 5}, DAY), DAY, stored)
    assert judged == ["T10", "T11", "T11"]
    assert [case.standing for case in cases] == [Standing.UNKNOWN, Standing.ELIGIBLE]


def test_another_day_and_what_a_person_confirmed_are_never_remembered(judged):
    stored = shelf_of(RULES)
    for on, raw in ((DAY, {}), (date(2026, 12, 1), {}), (DAY, {"confirmed": ["T10.x"]})):
        examined(stored.library.in_force(on), parse(raw, on), on, stored)
    assert judged == ["T10", "T11"] * 3


def test_no_more_is_remembered_than_was_said(judged, monkeypatch):
    monkeypatch.setattr(remembered, "MOST", 5)
    stored = shelf_of(RULES)
    for number in range(50):
        facts = parse({"revenue": number, "employees": 20 + number}, DAY)
        examined(stored.library.in_force(DAY), facts, DAY, stored)
        assert len(remembrance(stored, DAY).kept) <= 5
