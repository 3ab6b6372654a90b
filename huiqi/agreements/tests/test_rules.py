"""Fees, days, invoices, effects and likeness, from the published standard alone."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from huiqi.agreements.rules.alike import Served, alike
from huiqi.agreements.rules.days import is_invoice_number, wrong_with_plan
from huiqi.agreements.rules.effects import effects, wrong_with_figures
from huiqi.agreements.rules.fees import MOST_FEE, Standard, reckon, wrong_with_fee
from huiqi.agreements.words import Alike, FeeBasis
from huiqi.standards.size_classes import SizeClass

D = Decimal
WELDS = Standard(False, D(45), "米", 80)
RECKONED = [
    (None, None, FeeBasis.NO_PRODUCT, (D(0),)),
    (Standard(True), None, FeeBasis.FREE, (D(0),)),
    (Standard(False), SizeClass.SMALL, FeeBasis.NO_PRICE, ()),
    (Standard(False, D(45)), SizeClass.MICRO, FeeBasis.PUBLISHED, (D(1350),)),
    (WELDS, SizeClass.MICRO, FeeBasis.SMALL_MICRO, (D(1080),)),
    (WELDS, SizeClass.SMALL, FeeBasis.SMALL_MICRO, (D(1080),)),
    (WELDS, SizeClass.MEDIUM, FeeBasis.PUBLISHED, (D(1350),)),
    (WELDS, SizeClass.LARGE, FeeBasis.PUBLISHED, (D(1350),)),
    (WELDS, None, FeeBasis.SIZE_UNKNOWN, (D(1080), D(1350))),
    (Standard(False, D(500), "场", 0), SizeClass.MICRO, FeeBasis.SMALL_MICRO, (D(0),)),
]


@pytest.mark.parametrize(("standard", "size", "basis", "amounts"), RECKONED)
def test_the_fee_by_the_published_standard(standard, size, basis, amounts):
    found = reckon(standard, D(30), size)
    assert (found.basis, found.amounts) == (basis, amounts)


FEES = [
    (D("-0.01"), WELDS, "", "fee_negative"),
    (MOST_FEE + 1, WELDS, "说得再多", "fee_absurd"),
    (D(1080), WELDS, "", ""),
    (D("1080.01"), WELDS, "", "deviation_unexplained"),
    (D(900), WELDS, "", "deviation_unexplained"),
    (D(900), WELDS, " ", "deviation_unexplained"),
    (D(900), WELDS, "老客户", ""),
    (D(1), Standard(True), "有理由", "fee_of_free"),
    (D(0), Standard(True), "", ""),
    (D(1), None, "有理由", "fee_not_published"),
    (D(0), None, "", ""),
    (D(500), Standard(False), "", "deviation_unexplained"),
    (D(0), Standard(False), "", ""),
]


@pytest.mark.parametrize(("fee", "standard", "why", "wrong"), FEES)
def test_what_is_wrong_with_a_fee(fee, standard, why, wrong):
    assert wrong_with_fee(fee, reckon(standard, D(30), SizeClass.SMALL), why) == wrong


def test_a_milestone_lies_between_the_start_and_three_years_later():
    start = date(2026, 11, 23)
    assert wrong_with_plan(start, []) == "no_milestone"
    assert wrong_with_plan(start, [("检测", start)]) == ""
    assert (
        wrong_with_plan(start, [("检测", date(2026, 12, 1)), ("报告", date(2026, 11, 22))]) == "milestone_before_start"
    )
    assert wrong_with_plan(start, [("检测", date(2030, 1, 1))]) == "milestone_too_far"


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("12345678", True),
        ("2" * 20, True),
        ("1234567", False),
        ("1" * 12, False),
        ("１２３４５６７８", False),
        ("", False),
    ],
)
def test_an_invoice_number_has_eight_or_twenty_digits(text, good):
    assert is_invoice_number(text) is good


def test_figures_are_of_the_list_and_proved():
    assert wrong_with_figures([], has_evidence=False) == ""
    assert wrong_with_figures([("orders", D(120))], has_evidence=True) == ""
    assert wrong_with_figures([("orders", D(120))], has_evidence=False) == "evidence_missing"
    assert wrong_with_figures([("miracles", D(1))], has_evidence=True) == "effect_unknown"
    assert wrong_with_figures([("orders", D(1)), ("orders", D(2))], has_evidence=True) == "effect_twice"
    assert wrong_with_figures([("cost_down", D(101))], has_evidence=True) == "effect_absurd"
    assert wrong_with_figures([("cost_down", D(0))], has_evidence=True) == "effect_absurd"


def test_every_effect_is_said_in_both_languages():
    assert all(one.label and one.label_en and one.unit and one.most > 0 for one in effects().values())


SIGNED = datetime(2026, 11, 20, 9, tzinfo=UTC)


def served(window=1, organisation=7, product="焊缝检测", category="technology", days=0):
    return Served(window, organisation, product, category, "service", SIGNED + timedelta(days=days))


ALIKE = [
    (served(), ()),
    (served(window=2), (Alike.PRODUCT, Alike.CATEGORY)),
    (served(organisation=8), (Alike.PRODUCT, Alike.CATEGORY)),
    (served(window=2, product="硬度检测"), (Alike.CATEGORY,)),
    (served(window=2, product="法律咨询", category="legal"), ()),
    (served(window=2, product="", category=""), (Alike.KIND,)),
    (served(window=2, days=90), (Alike.PRODUCT, Alike.CATEGORY)),
    (served(window=2, days=91), ()),
    (served(window=2, days=-91), ()),
]


@pytest.mark.parametrize(("other", "common"), ALIKE)
def test_what_two_services_for_a_firm_have_in_common(other, common):
    assert alike(served(), other) == common
    assert alike(other, served()) == common
