from dataclasses import replace
from decimal import Decimal

import pytest

from huiqi.eligibility.examination import examine_all
from huiqi.eligibility.facts import parse
from huiqi.eligibility.library import Library
from huiqi.eligibility.questions import askable, next_questions, weight
from huiqi.eligibility.tests.factories import DAY, examined, version
from huiqi.eligibility.tests.test_examination import P01, SMALL_LOW_PROFIT

LISTED = {"fact": "listed", "op": "is", "value": False}
STAFF = {"fact": "employees", "op": "<=", "value": 30}
RD_SHARE = {"fact": "rd_share", "op": ">=", "value": 0.03}


def asked(conditions, facts):
    library = Library.load([version(condition, code) for code, condition in conditions.items()])
    questions = next_questions(examine_all(parse(facts, DAY), DAY, library))
    return [(question.fact, question.settles, question.may_settle) for question in questions]


def test_the_fact_that_settles_most_policies_comes_first():
    conditions = {"P01": LISTED, "P02": LISTED, "P03": STAFF}
    assert asked(conditions, {}) == [("listed", ("P01", "P02"), ()), ("employees", ("P03",), ())]


def test_a_fact_that_may_settle_several_comes_before_one_that_surely_settles_one():
    both = {"all": [LISTED, STAFF]}
    conditions = {"P01": both, "P02": both, "P03": {"all": [STAFF, RD_SHARE]}, "P04": RD_SHARE, "P05": LISTED}
    assert asked(conditions, {})[:2] == [
        ("listed", ("P05",), ("P01", "P02")),
        ("employees", (), ("P01", "P02", "P03")),
    ]
    assert asked(conditions, {})[-1] == ("rd_expense", (), ("P04", "P03"))


def test_a_fact_that_settles_only_by_some_answers_says_so():
    found = {fact: (sure, may) for fact, sure, may in asked({"P01": {"all": [LISTED, STAFF]}}, {})}
    assert found == {"listed": ((), ("P01",)), "employees": ((), ("P01",))}


def test_nothing_is_asked_about_what_is_settled():
    assert asked({"P01": {"all": [LISTED, STAFF]}}, {"employees": 31}) == []


def test_a_part_is_asked_and_never_the_share_it_makes():
    assert asked({"P01": RD_SHARE}, {"revenue": 1000}) == [("rd_expense", ("P01",), ())]
    assert asked({"P01": RD_SHARE}, {}) == [("rd_expense", (), ("P01",))]


def test_what_must_be_looked_up_comes_after_what_one_knows():
    conditions = {"P01": {"fact": "debt_ratio", "op": "<=", "value": 0.7}, "P02": LISTED}
    assert [fact for fact, _, _ in asked(conditions, {})] == ["listed", "debt_ratio"]


def test_a_team_that_is_not_registered_is_not_asked_what_it_cannot_have():
    taxpayer = {"fact": "vat_taxpayer_kind", "op": "in", "value": ["small_scale"]}
    library = Library.load([version(taxpayer, "P01")])
    found = examine_all(parse({}, DAY), DAY, library)
    assert next_questions(found, "startup_team") == ()
    assert [question.fact for question in next_questions(found, "enterprise")] == ["vat_taxpayer_kind"]


def test_one_fact_settles_a_policy_and_those_that_refer_to_it():
    facts = SMALL_LOW_PROFIT | {"average_total_assets": None}
    assert asked({"P01": P01, "P02": {"meets": "P01"}}, facts)[0] == ("average_total_assets", ("P01", "P02"), ())


def test_a_score_is_settled_by_its_last_open_item():
    band = [{"if": RD_SHARE, "points": 50}]
    field = [{"if": {"fact": "strategic_emerging", "op": "is", "value": True}, "points": 20}]
    score = {"score": [{"bands": band}, {"bands": field}], "at_least": 60}
    assert asked({"P01": score}, {"rd_share": 0.05}) == [("strategic_emerging", ("P01",), ())]
    assert asked({"P01": score}, {"strategic_emerging": True}) == [("rd_expense", (), ("P01",))]
    assert {fact for fact, _, _ in asked({"P01": score}, {})} == {"rd_expense", "strategic_emerging"}


def test_what_only_a_person_can_confirm_is_no_question():
    assert asked({"P01": {"manual": "…", "manual_en": "…", "code": "shown"}}, {}) == []


def test_a_derived_fact_is_not_asked_beside_its_parts():
    assert askable(("rd_expense", "revenue", "rd_share", "listed")) == ("rd_expense", "revenue", "listed")
    assert askable(("rd_share",)) == ("rd_share",)
    assert askable(("average_total_assets", "small_low_profit")) == ("average_total_assets",)


@pytest.mark.parametrize(
    ("most", "weighs"),
    [
        ("0", 1),
        ("999.99", 1),
        ("1000", 2),
        ("9999.99", 2),
        ("10000", 3),
        ("99999.99", 3),
        ("100000", 4),
        ("999999.99", 4),
        ("1000000", 5),
        ("1000000.01", 5),
    ],
)
def test_ten_times_the_yuan_weigh_one_policy_more(most, weighs):
    assert weight(Decimal(most)) == weighs
    assert weight(None) == 2


def test_the_question_on_which_more_yuan_hang_comes_first():
    brand = examined({"fact": "own_brand", "op": "is", "value": True}, {})
    open_ones = [
        examined({"fact": "listed", "op": "is", "value": True}, {}),
        replace(brand, version=replace(brand.version, code="T02")),
    ]
    assert [question.fact for question in next_questions(open_ones)] == ["listed", "own_brand"]
    assert [question.fact for question in next_questions(open_ones, weights={"T02": 4})] == ["own_brand", "listed"]
