"""Invented enterprises: valid, marked, and the same every time."""

from datetime import date

import pytest

from huiqi.demonstration.rules import TRADES, credit_code, inner_check_character, invent
from huiqi.standards import credit_code as standard
from huiqi.standards import industries, regions

ON = date(2026, 11, 22)


@pytest.mark.parametrize("number", [1, 46, 999, 100_000, 999_999, 1_000_000, 2_999_999])
def test_an_invented_code_is_valid_and_no_register_has_given_it_out(number):
    firm = invent(number, "410000", ON)
    assert standard.examine(firm.uscc).valid
    assert firm.uscc[8:10] == "DE"
    assert firm.uscc[2:8] == firm.region


def test_codes_differ():
    assert len({credit_code(number, "410102") for number in range(2_000)}) == 2_000


@pytest.mark.parametrize(("first8", "character"), [("18108300", "0"), ("D2143569", "X")])
def test_the_inner_check_character_is_that_of_gb_11714(first8, character):
    assert inner_check_character(first8) == character


def test_the_same_number_is_the_same_firm():
    assert invent(46, "410000", ON) == invent(46, "410000", ON)


def test_a_firm_says_that_it_is_invented():
    assert invent(46, "410000", ON).name.startswith("演示企业 0046 ")


def test_firms_lie_in_counties_of_the_province():
    lying = {invent(number, "410000", ON).region for number in range(300)}
    assert all(regions.is_within(code, "410000") and not regions.find(code).children for code in lying)
    assert len(lying) > 80


def test_sizes_spread_from_the_very_small_to_the_large():
    staff = [firm.facts["employees"] for n in range(2_000) if "employees" in (firm := invent(n, "410000", ON)).facts]
    assert min(staff) < 5
    assert max(staff) > 300
    assert sum(count < 100 for count in staff) > len(staff) * 0.7


@pytest.mark.parametrize("trade", TRADES, ids=lambda trade: trade.word)
def test_every_trade_is_an_industry_of_the_standard(trade):
    assert industries.find(trade.industry).level == "class"


def test_facts_are_spelled_as_the_vocabulary_reads_them():
    facts = pytest.importorskip("huiqi.eligibility.facts")
    for number in range(200):
        facts.parse(invent(number, "410000", ON).facts, ON)
