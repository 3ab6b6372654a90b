"""Proposals as lines of a rule: each fact in its own unit, combined as the text says, the rest for a person."""

import pytest

from huiqi.eligibility.outline import read
from huiqi.eligibility.proposals import conditions
from huiqi.eligibility.proposals.proposal import Proposal
from huiqi.eligibility.proposals.rows import joined, line_of, rows


def stated(fact, op, value, unit=None):
    return line_of(Proposal(fact, op, value, "原文", 0, 2, unit=unit))


@pytest.mark.parametrize(
    ("proposal", "line"),
    [
        (("revenue", ">=", 20_000_000, "yuan"), {"fact": "revenue", "op": ">=", "value": "2000万"}),
        (("rd_share", ">", 0.03, "ratio"), {"fact": "rd_share", "op": ">", "value": "3%"}),
        (("employees", "<=", 300, "persons"), {"fact": "employees", "op": "<=", "value": "300"}),
        (("insurance_months_paid", ">=", 1, "years"), {"fact": "insurance_months_paid", "op": ">=", "value": "12"}),
        (("founded_on", ">=", 36, "months"), {"fact": "founded_on", "op": "years_at_least", "value": "3"}),
        (("founded_on", ">=", "2024-01-01"), {"fact": "founded_on", "op": ">=", "value": "2024-01-01"}),
        (("region", "in", ["410100"]), {"fact": "region", "op": "within", "value": "410100 郑州市"}),
        (("size_class", "in", ["small"]), {"fact": "size_class", "op": "in", "value": ["small"]}),
        (("qualifications", "has", "high_tech"), {"fact": "qualifications", "op": "has_any", "value": ["high_tech"]}),
        (("dishonest", "is_false", False), {"fact": "dishonest", "op": "is", "value": "no"}),
    ],
)
def test_a_proposal_becomes_the_line_one_would_type(proposal, line):
    assert stated(*proposal) == {"kind": "fact"} | line


def test_at_most_three_years_old_is_not_to_be_three_years_old():
    line = stated("founded_on", "<", 3, "years")
    assert (line["word"], line["of"][0]["op"], line["of"][0]["value"]) == ("none", "years_at_least", "3")


@pytest.mark.parametrize(
    "proposal",
    [
        ("other:亩均税收", ">=", 100_000, "yuan/mu"),
        ("revenue", ">=", 20_000_000, "usd"),
        ("debt_ratio", "<=", "行业平均"),
        ("founded_on", ">=", 30, "days"),
        ("market_share", ">=", 30, "ratio"),
        ("region", "in", ["999999"]),
        ("size_class", "in", ["tiny"]),
    ],
)
def test_what_no_fact_can_decide_is_left_to_a_person(proposal):
    assert stated(*proposal) is None


def test_two_bounds_in_the_same_words_are_confirmed_once():
    told = rows(conditions.propose("产值1000万元（含）至5000万元（不含）的企业，给予奖励。"))
    manual = [row for row in told if row.line["kind"] == "manual"]
    assert any(len(row.numbers) == 2 for row in manual)


def test_what_shuts_out_must_not_be_the_case():
    told = rows(conditions.propose("（一）有下列情形之一的，不得申报：\n1.不符合国家产业政策的企业。"))
    assert [(row.line["word"], row.line["of"][0]["text"]) for row in told] == [("none", "不符合国家产业政策")]


def test_what_already_says_not_is_confirmed_as_it_stands():
    told = rows(conditions.propose("申报条件：\n（一）未发生统计违法行为。"))
    assert [(row.line["kind"], row.line["text"]) for row in told] == [("manual", "未发生统计违法行为")]


TEXT = "营业收入2000万元以上，且研发费用占营业收入比重3%以上的企业。"


def test_what_is_accepted_reads_as_a_rule():
    told = conditions.propose(TEXT)
    lines = {number: row.line for row in rows(told) for number in row.numbers}
    reading = read(joined(told.logic, lines), "P99")
    assert reading.problems == {}
    assert len(reading.raw["all"]) == len(told.conditions)


A, B, C = ({"kind": "manual", "text": name, "code": name} for name in "abc")


@pytest.mark.parametrize(
    ("logic", "accepted", "outline"),
    [
        ("1 and (2 or 3)", {1: A, 2: B, 3: C}, [A, {"kind": "group", "word": "any", "of": [B, C]}]),
        ("1 and (2 or 3)", {1: A, 3: C}, [A, C]),
        ("1 and (2 or 3)", {1: A}, [A]),
        ("1 and 2", {1: A, 2: A}, [A]),
        ("1", {1: A, 2: B}, [A, B]),
        ("1 and or 2)", {1: A, 2: B}, [A, B]),
        ("(" * 40 + "1" + ")" * 40, {1: A}, [A]),
        ("drop table", {1: A}, [A]),
    ],
)
def test_lines_combine_as_the_text_says_without_what_was_rejected(logic, accepted, outline):
    assert joined(logic, accepted) == {"kind": "group", "word": "all", "of": outline}


def test_alternatives_stay_alternatives():
    assert joined("1 or 2", {1: A, 2: B}) == {"kind": "group", "word": "any", "of": [A, B]}
