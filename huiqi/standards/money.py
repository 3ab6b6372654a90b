"""Amounts of money as people write and read them; inside they are `Decimal` yuan."""

import re
from decimal import Decimal

from huiqi.standards.full_width import narrow

_WRITTEN = re.compile(
    r"(?P<sign>-?)\s*(?:¥|人民币)?\s*(?P<number>(?:\d{1,3}(?:,\d{3})+|\d{1,20})(?:\.\d{1,10})?)\s*(?P<unit>亿|万|千|百)?\s*元?",
    re.ASCII,
)
_UNITS = {None: Decimal(1), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_FEN = Decimal("0.01")
_LIMIT = Decimal(10) ** 16
"""What `DecimalField(18, 2)` can hold."""


def parse(text: str) -> Decimal:
    """Yuan from `80万`, `1,250 万元`, `¥800000.00`, `-3亿`, full-width or not.

    Raises ValueError for anything else, for parts of a fen and for amounts of 10^16 yuan or more.
    """
    written = _WRITTEN.fullmatch(narrow(text))
    if not written:
        raise ValueError(f"not an amount of money: {text!r}")
    amount = Decimal(written["sign"] + written["number"].replace(",", "")) * _UNITS[written["unit"]]
    if abs(amount) >= _LIMIT or amount % _FEN:
        raise ValueError(f"not an amount in whole fen below 10^16 yuan: {text!r}")
    return amount.quantize(_FEN)


def in_yuan(amount: Decimal) -> str:
    """`¥186,400`; with fen only where there are any: `¥186,400.50`."""
    places = 2 if amount % 1 else 0
    return f"{'-' if amount < 0 else ''}¥{abs(amount):,.{places}f}"


def in_wan(amount: Decimal) -> str:
    """`80 万元`, `1,250.5 万元`: exact, without trailing zeros."""
    whole = f"{amount / 10_000:,.6f}".rstrip("0").rstrip(".")
    return f"{whole} 万元"
