"""The rule as a clerk writes it: every shipped rule goes there and back, slips are asked about."""

import json
from pathlib import Path

import pytest

from huiqi.eligibility.contradictions import contradictions
from huiqi.eligibility.outline import read
from huiqi.eligibility.outlining import outlined
from huiqi.eligibility.reading import read_condition

FILES = sorted((Path(__file__).parents[2] / "policies" / "library").glob("*.json"))


SHORT = {"kind": "score", "bound": "60", "of": [{"kind": "bands", "of": [{"kind": "band", "points": "20"}]}]}


def fact(name, op, value, **more):
    return {"kind": "fact", "fact": name, "op": op, "value": value, **more}


def group(*lines, word="all"):
    return {"kind": "group", "word": word, "of": list(lines)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shipped_rule_score_tables_included_is_the_same_after_the_way_there_and_back(file):
    policy = json.loads(file.read_text(encoding="utf-8"))
    outline = outlined(policy["condition"])
    again = read(outline, policy["code"])
    assert again.problems == {}
    first, second = (read_condition(raw, policy["code"]) for raw in (policy["condition"], again.raw))
    assert second == first or second.of == (first,)
    assert contradictions(second, outline) == []


@pytest.mark.parametrize(("typed", "yuan"), [("300万", 3_000_000), ("３００万元", 3_000_000), ("5,000,000", 5_000_000)])
def test_money_is_read_as_people_write_it(typed, yuan):
    assert read(group(fact("revenue", ">=", typed)), "P99").raw["all"][0]["value"] == yuan


def test_300_yuan_is_asked_about_and_believed_when_one_is_sure():
    asked = read(group(fact("revenue", ">=", "300")), "P99")
    assert asked.problems[(0,)].code == "doubt"
    assert asked.problems[(0,)].params == {"low": "300 元", "high": "300 万元"}
    assert read(group(fact("revenue", ">=", "300", sure=True)), "P99").raw["all"][0]["value"] == 300


@pytest.mark.parametrize(("typed", "share"), [("3%", 0.03), ("3", 0.03), ("110%", 1.1)])
def test_shares_are_typed_in_percent(typed, share):
    assert read(group(fact("rd_share", ">=", typed)), "P99").raw["all"][0]["value"] == share


def test_0_03_percent_is_asked_about():
    assert read(group(fact("rd_share", ">=", "0.03")), "P99").problems[(0,)].code == "doubt"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"kind": "fact"}, "no_fact"),
        (fact("revenue", "", "300万"), "no_op"),
        (fact("industry", "within", "没有这个行业"), "unknown_code"),
        (fact("organisation_kind", "in", ["nothing"]), "unknown_code"),
        (fact("founded_on", ">=", "2026-02-30"), "day"),
        (fact("employees", "<=", "many"), "number"),
        (fact("employees", ">=", "3%"), "number"),
        (fact("employees", ">=", "-5"), "outside"),
        (fact("rd_share", ">=", "-3%"), "outside"),
        (fact("revenue", ">=", "-300万"), "outside"),
        (group(), "empty_group"),
        (group(fact("employees", "<=", "3"), word="at_least") | {"count": "2"}, "count"),
        ({"kind": "manual", "text": "核实"}, "manual_code"),
        ({"kind": "meets", "policy": "P1"}, "policy_code"),
        ({"kind": "score", "bound": "60", "of": []}, "empty_score"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_line(line, code):
    found = read(group(fact("employees", "<=", "300"), line), "P99")
    assert {path: problem.code for path, problem in found.problems.items()} == {(1,): code}


@pytest.mark.parametrize(
    ("lines", "path", "against"),
    [
        ([fact("employees", "<=", "300"), fact("employees", ">", "300")], (1,), (0,)),
        ([fact("employees", "<", "300"), group(fact("employees", ">=", "500"))], (1, 0), (0,)),
        ([fact("dishonest", "is", "yes"), fact("dishonest", "is", "no")], (1,), (0,)),
        (
            [fact("ownership", "in", ["state"]), fact("ownership", "not_in", ["state"])],
            (1,),
            (0,),
        ),
        ([fact("region", "within", "410100"), fact("region", "within", "410300")], (1,), (0,)),
        ([fact("region", "within", "410102"), fact("region", "not_within", "410100")], (1,), (0,)),
        ([fact("employees", "<", "0")], (0,), None),
        ([fact("founded_on", "years_at_least", "3000")], (0,), None),
        (
            [{"kind": "score", "bound": "60", "of": [{"kind": "bands", "of": [{"kind": "band", "points": "20"}]}]}],
            (0,),
            None,
        ),
    ],
)
def test_what_can_never_be_met_is_named_with_what_stands_against_it(lines, path, against):
    outline = group(*lines)
    (found,) = contradictions(read_condition(read(outline, "P99").raw, "P99"), outline)
    assert (found.path, found.against) == (path, against)


def test_what_may_differ_between_alternatives_is_no_contradiction():
    outline = group(fact("employees", "<=", "300"), fact("employees", ">", "300"), word="any")
    assert contradictions(read_condition(read(outline, "P99").raw, "P99"), outline) == []
