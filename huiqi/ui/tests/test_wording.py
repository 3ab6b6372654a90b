"""How sums, shares, days and moments are written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from huiqi.ui import wording


@pytest.mark.parametrize(
    ("amount", "written"),
    [(186400, "¥186,400"), (Decimal("0.5"), "¥0.50"), (-3200, "-¥3,200"), (0, "¥0"), (Decimal("0.005"), "¥0.01")],
)
def test_an_amount_is_written_to_the_fen_where_there_is_one(amount, written):
    assert wording.yuan(amount) == written


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        (125000, "12.5 万元", "¥125,000"),
        (50_000_000, "5,000 万元", "¥50,000,000"),
        (300_000_000, "3 亿元", "¥300,000,000"),
        (Decimal("123456.78"), "12.3457 万元", "¥123,456.78"),
    ],
)
def test_large_amounts_are_spoken_of_in_the_readers_units(amount, chinese, english):
    with translation.override("zh-hans"):
        assert wording.wan(amount) == chinese
    with translation.override("en"):
        assert wording.wan(amount) == english


def test_a_ratio_is_a_percentage_without_idle_zeros():
    assert [wording.percent(Decimal(ratio)) for ratio in ("0.972", "0.05", "1")] == ["97.2%", "5%", "100%"]


def test_days_and_moments_follow_the_language_and_the_zone_of_the_installation():
    at = datetime(2026, 11, 26, 16, 5, tzinfo=UTC)  # 00:05 of the 27th in Shanghai
    with translation.override("zh-hans"):
        assert wording.day(date(2026, 11, 27)) == "11月27日（周五）"
        assert wording.full_moment(at) == "2026年11月27日 00:05"
    with translation.override("en"):
        assert wording.day(date(2026, 11, 27)) == "27 November (Fri)"
        assert wording.full_day(at) == "27 November 2026"
