import re
from datetime import date
from decimal import Decimal

import pytest

from huiqi.eligibility import phrases
from huiqi.eligibility.amounts import percent, written, yuan
from huiqi.eligibility.facts import BadFacts, Mistake, parse
from huiqi.eligibility.findings import Note
from huiqi.eligibility.phrases import ENGLISH, PHRASES
from huiqi.eligibility.statuses import Status, Verdict
from huiqi.eligibility.tests.factories import DAY, examined, found, version
from huiqi.eligibility.tests.test_conditions import LISTED, MANUAL, SCORE, SMALL
from huiqi.eligibility.tests.test_examination import P01, SMALL_LOW_PROFIT
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.eligibility.wording import describe, mistake, name, requirement, shortfall, summary

FIELDS = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("words", [Status, Verdict, Note, Mistake])
def test_every_code_has_a_sentence_in_both_languages_with_the_same_values(words):
    for word in words:
        assert FIELDS.findall(word.label) == sorted(
            FIELDS.findall(ENGLISH[words][word]), key=FIELDS.findall(word.label).index
        )


def test_every_phrase_fills_the_same_values_in_both_languages():
    for chinese, english in PHRASES.values():
        assert set(FIELDS.findall(chinese)) == set(FIELDS.findall(english))
        assert not re.search(r"[一-鿿]", english)


@pytest.mark.parametrize(
    ("condition", "chinese", "english"),
    [
        (SMALL, "不超过 300 人", "at most 300 persons"),
        (SMALL | {"op": "<"}, "低于 300 人（不含本数）", "below 300 persons"),
        (SMALL | {"op": ">="}, "不低于 300 人", "at least 300 persons"),
        (SMALL | {"op": ">"}, "超过 300 人", "above 300 persons"),
        ({"fact": "rd_share", "op": ">=", "value": 0.03}, "不低于 3%", "at least 3 %"),
        ({"fact": "revenue", "op": "<=", "value": 200000000}, "不超过 20,000 万元", "at most CNY 200,000,000"),
        ({"fact": "organisation_kind", "op": "in", "value": ["enterprise"]}, "属于：企业", "one of: Enterprise"),
        ({"fact": "founded_on", "op": "years_at_least", "value": 1}, "满 1 年", "1 year or more"),
        (
            {"fact": "payment_due_on", "op": "before_day"},
            "早于判定当日（2026年11月22日）",
            "before the day examined (2026-11-22)",
        ),
        ({"fact": "market_rank", "op": "<=", "value": 3}, "不超过第 3 名", "at most no. 3"),
        ({"not": {"fact": "listed", "op": "is", "value": True}}, "未上市", "Not listed"),
        (
            {"fact": "layoff_rate", "op": "<=", "value": {"parameter": "layoff_rate_target"}},
            "不超过上年度全国城镇调查失业率控制目标 5.5%",
            "at most 5.5 % (last year's national target for urban surveyed unemployment)",
        ),
        (SCORE, "不低于 3 分", "at least 3 points"),
        (MANUAL, "由人工确认", "to be confirmed by a person"),
    ],
)
def test_what_is_required_is_said_from_the_rule(condition, chinese, english):
    finding = found(condition, {})
    assert requirement(finding, "zh-hans") == chinese
    assert requirement(finding, "en") == english


@pytest.mark.parametrize(
    ("condition", "facts", "chinese", "english"),
    [
        (SMALL, {"employees": 320}, "超出 20 人", "20 persons over"),
        (
            SMALL | {"op": "<"},
            {"employees": 300},
            "恰好在界线上，须低于它",
            "exactly at the bound, which does not count",
        ),
        (
            {"fact": "revenue", "op": ">=", "value": 15000000},
            {"revenue": 12400000},
            "还差 260 万元",
            "CNY 2,600,000 short",
        ),
        (
            {"fact": "rd_share", "op": ">=", "value": 0.03},
            {"rd_share": 0.025},
            "还差 0.5 个百分点",
            "0.5 percentage points short",
        ),
        (
            {"fact": "founded_on", "op": "years_at_least", "value": 1},
            {"founded_on": "2026-01-05"},
            "2027年1月5日起满足",
            "met from 2027-01-05",
        ),
        (
            {"fact": "qualifications", "op": "has_any", "value": ["high_tech"]},
            {"qualifications": []},
            "缺：高新技术企业",
            "lacking: High-tech enterprise",
        ),
        (
            {"fact": "payment_due_on", "op": "before_day"},
            {"payment_due_on": "2026-11-24"},
            "晚了 2 天",
            "2 days too late",
        ),
        (SMALL, {"employees": 300}, "", ""),
    ],
)
def test_by_how_much_it_is_missed(condition, facts, chinese, english):
    finding = found(condition, facts)
    assert (shortfall(finding, "zh-hans"), shortfall(finding, "en")) == (chinese, english)


@pytest.mark.parametrize(
    ("facts", "chinese"),
    [
        (SMALL_LOW_PROFIT, "全部条件都已满足，共 4 项。"),
        (
            SMALL_LOW_PROFIT | {"average_employees": 320},
            "差 1 项：从业人数（全年季度平均）（超出 20 人）；其余 3 项已满足。",
        ),
        ({"average_employees": 320}, "差 1 项：从业人数（全年季度平均）（超出 20 人）；另 3 项待核。"),
        (SMALL_LOW_PROFIT | {"average_total_assets": None}, "还缺 1 项情况：资产总额（全年季度平均）。"),
        ({}, "还缺 4 项情况：是否属于国家限制、禁止或淘汰类，年度应纳税所得额，从业人数（全年季度平均）等。"),
    ],
)
def test_the_verdict_in_one_line(facts, chinese):
    examination = examined(P01, facts)
    assert summary(examination, "zh-hans") == chinese
    assert not re.search(r"[一-鿿]", summary(examination, "en"))


def test_a_condition_for_a_person_is_counted_in_the_line():
    assert summary(examined(MANUAL, {}), "zh-hans") == "有 1 项须人工确认。"


def test_remarks_carry_their_values():
    lapsed = found(
        {"fact": "qualifications", "op": "has_any", "value": ["high_tech"]},
        {"qualifications": [{"code": "high_tech", "until": "2025-12-31"}]},
    )
    assert describe(lapsed, "zh-hans").remarks == ("高新技术企业已于 2025年12月31日 过期",)
    differs = found({"fact": "rd_share", "op": ">=", "value": 0.03}, {"rd_share": 0.04, "rd_expense": 1, "revenue": 20})
    assert "5%" in describe(differs, "zh-hans").remarks[0]


def test_a_label_inside_a_negation_names_what_must_not_be():
    inner = {"all": [SMALL, LISTED], "label": "小型上市公司", "label_en": "Small listed company"}
    assert name(found({"not": inner}, {}).node, "zh-hans") == "不属于：小型上市公司"
    assert name(found({"not": inner, "label": "非上市"}, {}).node, "zh-hans") == "非上市"


def test_every_kind_of_finding_can_be_described_in_both_languages():
    everything = [
        {"any": [SMALL, LISTED]},
        {"at_least": 1, "of": [SMALL, LISTED]},
        {"meets": "P01"},
        {"not": {"meets": "P01"}},
        {"fact": "industry", "op": "not_within", "value": ["C"]},
        {
            "fact": "science_awards",
            "op": "any_item",
            "value": {"level": ["national"], "within_years": 3, "rank_at_most": 3},
        },
        {"not": {"fact": "qualifications", "op": "has_all", "value": ["high_tech", "tech_sme"]}},
        {"fact": "employees", "op": ">", "value": {"fact": "insured_employees", "times": 0.5}},
        {"fact": "size_class", "op": "in", "value": ["micro", "small"]},
        SCORE,
    ]
    facts = {"employees": 10, "industry": "39", "science_awards": [{"level": "national", "year": 2025, "rank": 1}]}
    for stated in ({}, facts):
        for finding in examined({"all": everything}, stated, DAY, (version(P01, "P01"),)).finding.children:
            for language in ("zh-hans", "en"):
                described = describe(finding, language)
                assert described.condition
                assert described.expected
                assert described.actual


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_mistake_is_said_in_the_words_of_its_field(language):
    with pytest.raises(BadFacts) as caught:
        parse({"market_share": 2, "founded_on": "2027-01-01", "uscc": "9111", "x": 1, "size_class": "huge"}, DAY)
    said = {field: mistake(field, error, language) for field, error in caught.value.errors.items()}
    assert said["market_share"] == {"zh-hans": "不能大于 100%", "en": "It cannot be more than 100 %."}[language]
    assert ("2026年11月22日" if language == "zh-hans" else "2026-11-22") in said["founded_on"]
    assert ("18位" if language == "zh-hans" else "18 characters") in said["uscc"]


@pytest.mark.parametrize(
    ("share", "expected"),
    [("0.03", "3"), ("0.1234", "12.34"), ("0.0299999", "2.99999"), ("0.333333333333", "33.33"), ("0.02996", "2.996")],
)
def test_a_share_is_never_rounded_onto_a_bound(share, expected):
    assert percent(Decimal(share)) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("9999.99", "9,999.99 元"), ("10000", "1 万元"), ("3000000.01", "300.000001 万元"), ("-26000", "-2.6 万元")],
)
def test_money_is_said_in_wan_from_ten_thousand(amount, expected):
    assert yuan(Decimal(amount), "zh-hans") == expected


def test_values_are_written_by_their_type():
    facts = parse({"region": "410102", "industry": "51", "listed": True, "founded_on": "2024-03-01"}, date(2026, 1, 1))
    said = [written(vocabulary()[name], value, "zh-hans") for name, value in facts.values.items()]
    assert said == ["河南省郑州市中原区", "批发业（51）", "是", "2024年3月1日"]
    assert phrases.phrase("all", "en") == "all of the following"
