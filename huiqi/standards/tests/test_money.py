"""Money as people write it and as they read it."""

from decimal import Decimal

import pytest

from huiqi.standards.money import in_wan, in_yuan, parse


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("80万", "800000"),
        ("80 万元", "800000"),
        ("1,250 万元", "12500000"),
        ("800000.00", "800000"),
        ("１，２５０．５万", "12505000"),
        ("￥186,400", "186400"),
        ("3亿", "300000000"),
        ("0", "0"),
        ("-12.5万元", "-125000"),
        ("0.01元", "0.01"),
    ],
)
def test_an_amount_is_read_as_yuan(text, yuan):
    assert parse(text) == Decimal(yuan)


@pytest.mark.parametrize(
    "text", ["", "万", "八十万", "1,25万", "1.2.3", "80万万", "0.001", "1e9", "NaN", "99999999999亿", "12 34", "--5"]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="amount"):
        parse(text)


def test_amounts_are_shown_without_needless_zeros():
    assert in_yuan(Decimal("186400.00")) == "¥186,400"
    assert in_yuan(Decimal("-186400.5")) == "-¥186,400.50"
    assert in_wan(Decimal("800000.00")) == "80 万元"
    assert in_wan(Decimal("12505000")) == "1,250.5 万元"
    assert in_wan(Decimal("0.01")) == "0.000001 万元"
    assert in_wan(Decimal(0)) == "0 万元"
