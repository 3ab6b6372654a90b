"""Fields for facts: what people type becomes the vocabulary's values, and back; empty is unknown."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from huiqi.eligibility.vocabulary import vocabulary
from huiqi.ui.fact_fields import fact_form

ON = date(2026, 11, 22)


def said(names, data, facts=None):
    """A form with something typed in; one name or several."""
    names = [names] if isinstance(names, str) else names
    return fact_form(names, province="410000")(data, facts=facts, on=ON)


def value(name, typed, facts=None):
    """What one typed answer means."""
    form = said(name, {name: typed}, facts)
    assert form.is_valid(), form.errors
    return form.facts()[name]


def problem(name, typed):
    """The sentence beside a refused answer."""
    form = said(name, {name: typed})
    assert not form.is_valid()
    (sentence,) = form.errors[name]
    assert form[name].value() == typed
    return sentence


@pytest.mark.parametrize(
    ("name", "typed", "meant"),
    [
        ("revenue", "1,250.5", "12505000"),
        ("revenue", "１２５０", "12500000"),
        ("revenue", "3亿元", "300000000"),
        ("annual_taxable_income", "-80", "-800000"),
        ("employees", "46 人", 46),
        ("debt_ratio", "55%", "0.55"),
        ("main_business_growth", "-3.5", "-0.035"),
        ("listed", "yes", True),
        ("listed", "no", False),
        ("founded_on", "2015年3月1日", "2015-03-01"),
        ("industry", "C3311", "3311"),
        ("industry", "金属结构制造", "3311"),
        ("region", "410102", "410102"),
        ("tax_collection", "actual", "actual"),
        ("qualifications", ["high_tech"], ["high_tech"]),
        ("qualifications", ["none"], []),
    ],
)
def test_what_is_typed_is_read(name, typed, meant):
    read = value(name, typed)
    assert (Decimal(read) == Decimal(meant)) if vocabulary()[name].is_number else read == meant


@pytest.mark.parametrize("name", list(vocabulary()))
def test_left_empty_is_unknown(name):
    assert value(name, "") is None


@pytest.mark.parametrize("name", ["listed", "tax_collection"])
def test_not_known_is_unknown(name):
    assert value(name, "unknown") is None


@pytest.mark.parametrize(
    ("name", "typed", "part"),
    [
        ("revenue", "很多", "万元"),
        ("employees", "-1", "负数"),
        ("employees", "1.5", "整数"),
        ("employees", "many", "数字"),
        ("market_share", "120", "100%"),
        ("founded_on", "2026-02-30", "日期"),
        ("founded_on", "2027-03-01", "2026"),
        ("region", "999999", "列表"),
        ("industry", "没有这一行", "没有找到"),
        ("uscc", "92110105MA01234567", "校验"),
        ("qualifications", ["none", "high_tech"], "以上都没有"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_kept(name, typed, part):
    assert part in problem(name, typed)


def test_an_ambiguous_industry_lists_its_candidates_with_codes():
    sentence = problem("industry", "金属")
    assert "33 金属制品业" in sentence
    assert sentence.count("、") >= 3


KNOWN = {
    "revenue": "12400000",
    "debt_ratio": "0.5",
    "employees": 0,
    "listed": False,
    "founded_on": "2015-03-01",
    "industry": "3311",
    "region": "110101",
    "qualifications": [{"code": "high_tech", "from": "2024-01-01", "until": "2027-01-01"}],
    "listed_in": [],
    "science_awards": [{"level": "national", "year": year, "rank": None} for year in (2022, 2023, 2024, 2025)],
    "organisation_kind": "enterprise",
}


def test_a_form_sent_back_as_it_was_shown_changes_nothing():
    shown = fact_form(KNOWN, province="410000")(facts=KNOWN, on=ON)
    data = {bound.html_name: bound.value() for bound in shown if bound.name != "science_awards"}
    cells = shown.fields["science_awards"].widget.decompress(KNOWN["science_awards"])
    data |= {f"science_awards_{at}": cell for at, cell in enumerate(cells)}
    again = said(list(KNOWN), data, KNOWN)
    assert again.is_valid(), again.errors
    assert again.facts() == KNOWN


def test_awards_may_be_none_or_several():
    assert value_of_awards(["none"]) == []
    assert value_of_awards(["national", "2025", "2"]) == [{"level": "national", "year": 2025, "rank": 2}]
    assert value_of_awards([]) is None


def value_of_awards(cells):
    """What the rows of awards mean."""
    form = said("science_awards", {f"science_awards_{at}": cell for at, cell in enumerate(cells)})
    assert form.is_valid(), form.errors
    return form.facts()["science_awards"]


def test_every_fact_can_be_drawn():
    html = str(fact_form(vocabulary(), province="410000")().as_div())
    assert all(f'name="{name}' in html for name in vocabulary())


@pytest.mark.parametrize("tongue", ["zh-hans", "en"])
def test_a_hint_that_says_what_to_choose_names_a_choice_that_is_there(tongue):
    told = re.compile("选“(.+?)”|choose “(.+?)”", re.I)
    with translation.override(tongue):
        fields = {name: fact_form([name])() for name in vocabulary()}
        named = {name: told.search(str(form[name].help_text)) for name, form in fields.items()}
        wrong = [
            name for name, found in named.items() if found and (found[1] or found[2]) not in str(fields[name][name])
        ]
    assert wrong == []
    assert sum(found is not None for found in named.values()) == 3
