"""Amounts and limits, in the order of the notice."""

from datetime import date
from decimal import Decimal

import pytest

from huiqi.benefits.rules.amounts import Pay, faults, read_pay, reckon
from huiqi.benefits.rules.clocks import guide_due, notice_until, pay_due
from huiqi.standards.calendars import Calendar

BASE = "insurance_paid_last_year"
RATE = Pay(base=BASE, percent=Decimal(60), cap=Decimal(24_000))


@pytest.mark.parametrize(
    ("base", "amount", "capped"),
    [("39999.99", "23999.99", False), ("40000", "24000", False), ("40000.02", "24000", True), ("0.01", "0", False)],
)
def test_a_rate_is_rounded_down_to_the_fen_and_stops_at_its_cap(base, amount, capped):
    found = reckon(RATE, Decimal(base))
    assert (found.amount, found.capped) == (Decimal(amount), capped)


def test_a_rate_of_an_unknown_base_is_no_sum():
    assert reckon(RATE, None) is None


def test_a_fixed_sum_needs_no_base():
    assert reckon(Pay(fixed=Decimal(1500)), None).amount == 1500


def test_what_is_stored_is_read_as_it_was():
    assert read_pay(RATE.stored()) == RATE


@pytest.mark.parametrize(
    ("pay", "expected"),
    [
        (Pay(), [("fixed", "one_way")]),
        (Pay(base=BASE, percent=Decimal(60), fixed=Decimal(1)), [("fixed", "one_way")]),
        (Pay(percent=Decimal(60)), [("base", "no_base")]),
        (Pay(base=BASE, percent=Decimal(0)), [("percent", "no_rate")]),
        (Pay(base=BASE, percent=Decimal(100)), []),
        (Pay(base=BASE, percent=Decimal("100.01")), [("percent", "no_rate")]),
        (Pay(fixed=Decimal(0)), [("fixed", "no_sum")]),
        (Pay(fixed=Decimal(1_000_000_000)), []),
        (Pay(fixed=Decimal("1000000000.01")), [("fixed", "no_sum")]),
    ],
)
def test_what_cannot_be_paid_is_named_at_its_field(pay, expected):
    assert list(faults(pay)) == expected


def test_limits_count_working_days_across_a_holiday():
    calendar = Calendar.official()
    assert guide_due(date(2026, 9, 28), calendar).due == date(2026, 10, 13)
    assert notice_until(date(2026, 11, 23), 5, calendar).due == date(2026, 11, 30)
    assert pay_due(date(2026, 3, 2), calendar).due == date(2026, 5, 28)
