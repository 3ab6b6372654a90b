import json
from importlib.resources import files

import jsonschema_rs
import pytest

from huiqi.eligibility.conditions import AtLeast, facts_used, manual_keys, policies_met
from huiqi.eligibility.reading import read_condition
from huiqi.eligibility.shapes import BadCondition
from huiqi.eligibility.tests.factories import status, version

SMALL = {"fact": "employees", "op": "<=", "value": 300}
LISTED = {"fact": "listed", "op": "is", "value": True}
SCORE = {"score": [{"label": "分", "bands": [{"if": SMALL, "points": 5}, {"points": 2}]}], "at_least": 3}
MANUAL = {"manual": "较为靠前", "manual_en": "fairly high", "code": "market_position"}
SCHEMA = json.loads(files("huiqi.eligibility").joinpath("schema.json").read_text(encoding="utf-8"))


def faults(condition):
    with pytest.raises(BadCondition) as caught:
        read_condition(condition, "T01")
    return [(fault.path, fault.message) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("condition", "path"),
    [
        ({}, "$.condition"),
        ({"all": []}, "$.condition.all"),
        ({"all": [SMALL, {"none": 1}]}, "$.condition.all[1]"),
        ({"at_least": 3, "of": [SMALL, LISTED]}, "$.condition.at_least"),
        ({"at_least": 0, "of": [SMALL]}, "$.condition.at_least"),
        ({"not": [SMALL]}, "$.condition.not"),
        (SMALL | {"fact": "staff"}, "$.condition.fact"),
        (SMALL | {"op": "within"}, "$.condition.op"),
        (SMALL | {"op": "=="}, "$.condition.op"),
        (SMALL | {"value": "300"}, "$.condition.value"),
        (SMALL | {"value": True}, "$.condition.value"),
        (SMALL | {"value": {"fact": "founded_on"}}, "$.condition.value.fact"),
        (SMALL | {"value": {"parameter": "luck"}}, "$.condition.value.parameter"),
        (SMALL | {"note": "x"}, "$.condition.note"),
        (LISTED | {"value": 1}, "$.condition.value"),
        ({"fact": "industry", "op": "within", "value": ["ZZ"]}, "$.condition.value[0]"),
        ({"fact": "size_class", "op": "in", "value": ["huge"]}, "$.condition.value[0]"),
        ({"fact": "size_class", "op": "in", "value": []}, "$.condition.value"),
        ({"fact": "qualifications", "op": "has_any", "value": ["nobel"]}, "$.condition.value[0]"),
        ({"fact": "science_awards", "op": "any_item", "value": {"within_years": 3}}, "$.condition.value.level"),
        ({"fact": "founded_on", "op": "years_at_least", "value": 0}, "$.condition.value"),
        ({"meets": "p1"}, "$.condition.meets"),
        ({"manual": "…", "code": "x"}, "$.condition.manual_en"),
        (SCORE | {"above": 3}, "$.condition"),
        ({"score": [{"bands": [{"if": SMALL}]}], "above": 1}, "$.condition.score[0].bands[0].points"),
        ({"score": [{"per": "listed", "points": 1}], "above": 1}, "$.condition.score[0]"),
    ],
)
def test_a_fault_is_named_with_its_path(condition, path):
    assert path in [place for place, _ in faults(condition)]


def test_all_faults_are_named_at_once():
    broken = {"all": [SMALL | {"fact": "staff"}, LISTED | {"value": 1}]}
    assert [place for place, _ in faults(broken)] == ["$.condition.all[0].fact", "$.condition.all[1].value"]


def test_what_a_condition_uses_is_told():
    node = read_condition({"all": [SCORE, {"any": [{"meets": "P01"}, MANUAL, {"not": LISTED}]}]}, "T01")
    assert facts_used(node) == {"employees", "listed"}
    assert policies_met(node) == {"P01"}
    assert manual_keys(node) == {"T01.market_position"}


def test_a_clause_is_inherited_until_another_is_given():
    node = read_condition({"all": [SMALL, LISTED | {"clause": "第四条"}], "clause": "第三条"}, "T01")
    assert isinstance(node, AtLeast)
    assert [child.clause for child in node.of] == ["第三条", "第四条"]


@pytest.mark.parametrize(
    "condition",
    [
        SMALL,
        LISTED,
        {"all": [SMALL, LISTED]},
        {"any": [SMALL, LISTED]},
        {"at_least": 1, "of": [SMALL, LISTED]},
        {"not": SMALL},
        {"fact": "industry", "op": "within", "value": ["C"]},
        {"fact": "size_class", "op": "in", "value": ["small"]},
        {"fact": "qualifications", "op": "has_any", "value": ["high_tech", "tech_sme"]},
        {"fact": "qualifications", "op": "has_all", "value": ["high_tech", "tech_sme"]},
        {"fact": "science_awards", "op": "any_item", "value": {"level": ["national"]}},
        {"fact": "founded_on", "op": "years_at_least", "value": 3},
        {"fact": "payment_due_on", "op": "before_day"},
        SCORE,
        MANUAL,
    ],
)
def test_a_negation_is_met_where_the_condition_is_not(condition):
    opposite = {"met": "unmet", "unmet": "met", "unknown": "unknown"}
    for facts in (
        {},
        {"employees": 300, "listed": False},
        {"employees": 301, "listed": True, "confirmed": ["T01.market_position"]},
        {"industry": "39", "size_class": "small", "qualifications": ["high_tech"], "founded_on": "2023-11-22"},
        {"science_awards": [{"level": "national"}], "payment_due_on": "2026-11-21", "denied": ["T01.market_position"]},
    ):
        assert status({"not": condition}, facts) == opposite[status(condition, facts)]


def test_the_schema_and_the_reader_agree_on_the_shape():
    shape = jsonschema_rs.validator_for(SCHEMA)
    for good in (SMALL, SCORE, MANUAL, {"not": LISTED}, {"fact": "payment_due_on", "op": "before_day"}):
        assert shape.is_valid(version(good))
    for bad in ({}, {"all": []}, SMALL | {"note": 1}, SMALL | {"op": "=="}, {"manual": "…"}, SCORE | {"above": 3}):
        assert not shape.is_valid(version(bad))
