from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiqi.eligibility.facts import NOTHING, BadFacts, Mistake, parse, plain
from huiqi.eligibility.vocabulary import Award, FactType, Held, facts_of, groups, vocabulary

DAY = date(2026, 11, 22)


def mistake(name, stated):
    with pytest.raises(BadFacts) as caught:
        parse({name: stated}, DAY)
    assert list(caught.value.errors) == [name]
    return caught.value.errors[name].code


def test_every_fact_has_its_words_in_both_languages_and_a_group():
    for fact in vocabulary().values():
        assert fact.label
        assert fact.label_en
        assert fact.question.endswith("？")
        assert fact.question_en.endswith("?")
        assert bool(fact.hint) is bool(fact.hint_en)
        assert fact.group in {group.code for group in groups()}


def test_every_code_has_labels_and_every_group_has_facts():
    for fact in vocabulary().values():
        assert bool(fact.choices) is (fact.type in {FactType.CODE, FactType.SET, FactType.LIST})
    assert all(facts_of(group.code) for group in groups())


@pytest.mark.parametrize("stated", [800000, 800000.0, "800000", "800000.00", Decimal(800000)])
def test_money_is_a_json_number_or_a_decimal_string(stated):
    assert parse({"revenue": stated}, DAY).get("revenue") == 800000


def test_a_float_is_read_as_it_was_written():
    assert parse({"rd_share": 0.03}, DAY).get("rd_share") == Decimal("0.03")


def test_null_is_unknown():
    assert parse({"revenue": None, "qualifications": None}, DAY) == NOTHING


def test_codes_are_normalised():
    facts = parse({"industry": "f51", "region": "410102", "uscc": "91110000600037341l"}, DAY)
    assert dict(facts.values) == {"industry": "51", "region": "410102", "uscc": "91110000600037341L"}


def test_a_set_takes_plain_codes_and_periods():
    stated = ["high_tech", {"code": "tech_sme", "from": "2025-04-01", "until": "2026-03-31"}]
    expected = frozenset({Held("high_tech"), Held("tech_sme", date(2025, 4, 1), date(2026, 3, 31))})
    assert parse({"qualifications": stated}, DAY).get("qualifications") == expected


def test_an_empty_set_says_none_and_is_known():
    assert parse({"qualifications": []}, DAY).get("qualifications") == frozenset()


def test_an_award_may_leave_its_year_and_rank_unknown():
    facts = parse({"science_awards": [{"level": "national"}]}, DAY)
    assert facts.get("science_awards") == (Award("national"),)


@pytest.mark.parametrize(
    ("name", "stated", "code"),
    [
        ("turnover", 1, Mistake.UNKNOWN_FACT),
        ("employees", True, Mistake.NOT_A_NUMBER),
        ("employees", 46.5, Mistake.NOT_WHOLE),
        ("employees", -1, Mistake.NEGATIVE),
        ("employees", "many", Mistake.NOT_A_NUMBER),
        ("revenue", float("nan"), Mistake.NOT_A_NUMBER),
        ("revenue", float("inf"), Mistake.NOT_A_NUMBER),
        ("revenue", "NaN", Mistake.NOT_A_NUMBER),
        ("revenue", 10**16, Mistake.TOO_LARGE),
        ("revenue", 10**400, Mistake.TOO_LARGE),
        ("market_share", "1.01", Mistake.TOO_LARGE),
        ("market_rank", 0, Mistake.TOO_SMALL),
        ("founded_on", "2026-11-23", Mistake.FUTURE_DATE),
        ("founded_on", "2025-02-29", Mistake.NOT_A_DATE),
        ("founded_on", "20250101", Mistake.NOT_A_DATE),
        ("founded_on", 2025, Mistake.NOT_A_DATE),
        ("restricted_industry", "false", Mistake.NOT_YES_OR_NO),
        ("restricted_industry", 0, Mistake.NOT_YES_OR_NO),
        ("size_class", "huge", Mistake.UNKNOWN_CODE),
        ("size_class", ["small"], Mistake.UNKNOWN_CODE),
        ("region", "419999", Mistake.UNKNOWN_REGION),
        ("region", "000000", Mistake.UNKNOWN_REGION),
        ("region", 410102, Mistake.UNKNOWN_REGION),
        ("industry", "C51", Mistake.UNKNOWN_INDUSTRY),
        ("uscc", "91110000600037341X", Mistake.BAD_CREDIT_CODE),
        ("uscc", "", Mistake.NOT_TEXT),
        ("qualifications", "high_tech", Mistake.NOT_A_LIST),
        ("qualifications", ["nobel"], Mistake.UNKNOWN_CODE),
        ("qualifications", [{"code": "high_tech", "till": "2026-01-01"}], Mistake.BAD_ITEM),
        ("qualifications", [{"code": "high_tech", "until": "soon"}], Mistake.NOT_A_DATE),
        (
            "qualifications",
            [{"code": "high_tech", "from": "2026-02-01", "until": "2026-01-01"}],
            Mistake.PERIOD_REVERSED,
        ),
        ("science_awards", [{"level": "national", "year": 2027}], Mistake.BAD_ITEM),
        ("science_awards", [{"level": "national", "rank": 0}], Mistake.BAD_ITEM),
        ("science_awards", [{"year": 2025}], Mistake.BAD_ITEM),
        ("confirmed", ["market_position"], Mistake.BAD_CONFIRMATION),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(name, stated, code):
    assert mistake(name, stated) is code


@pytest.mark.parametrize("name", ["annual_taxable_income", "net_profit_share", "main_business_growth"])
def test_losses_and_decreases_may_be_negative(name):
    assert parse({name: "-0.5"}, DAY).get(name) == Decimal("-0.5")


@pytest.mark.parametrize("name", ["debt_ratio", "rd_share", "rd_cost_share"])
def test_ratios_that_are_no_parts_may_exceed_one(name):
    assert parse({name: 1.5}, DAY).get(name) == Decimal("1.5")


def test_all_mistakes_are_named_at_once():
    with pytest.raises(BadFacts) as caught:
        parse({"employees": -1, "revenue": "x", "founded_on": "2020-01-01"}, DAY)
    assert set(caught.value.errors) == {"employees", "revenue"}


def test_the_same_condition_cannot_be_confirmed_and_denied():
    with pytest.raises(BadFacts) as caught:
        parse({"confirmed": ["L03.market_position"], "denied": ["L03.market_position"]}, DAY)
    assert caught.value.errors["denied"].code is Mistake.CONTRADICTION


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from([*vocabulary(), "confirmed"]),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats()
            | st.text(max_size=5)
            | st.sampled_from(["high_tech", "national"]),
            lambda inner: (
                st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["code", "from", "level", "year"]), inner)
            ),
            max_leaves=4,
        ),
    )
)
def test_whatever_is_stated_is_read_or_refused_by_name(raw):
    try:
        facts = parse(raw, DAY)
    except BadFacts as bad:
        refused = bad.errors.keys()
        facts = parse({name: stated for name, stated in raw.items() if name not in refused}, DAY)
    again = {name: plain(value) for name, value in facts.values.items()}
    assert parse(again, DAY).values == facts.values
