"""Numbers as policies print them: 5000, 1.5, 三, 二十, 五千, 两亿."""

import re
from decimal import Decimal

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_TEN = {"十": 10, "百": 100, "千": 1000}
_GREAT = {"万": 10_000, "亿": 100_000_000}
ARABIC = r"\d{1,15}(?:\.\d{1,6})?"
CHINESE = r"[零〇一二两三四五六七八九十百千]{1,9}(?:点[零一二三四五六七八九]{1,4})?"
GREAT = r"(?:[十百千]?万亿|[十百千]?亿|[十百千]?万)"
_ALL_DIGITS = re.compile(r"[零〇○一二三四五六七八九]+")


def value(digits: str, great: str = "") -> Decimal:
    """The number; `great` is what stands between it and its unit: 万, 亿, 千万.

    Raises:
        ValueError: `digits` is no number.
    """
    factor = Decimal(1)
    for sign in great:
        factor *= _TEN.get(sign) or _GREAT[sign]
    return _plain(digits) * factor


def _plain(digits: str) -> Decimal:
    if digits[0].isdigit() and digits[0].isascii():
        return Decimal(digits)
    whole, _, part = digits.partition("点")
    if part:
        return _whole(whole) + Decimal("0." + "".join(str(_DIGIT[c]) for c in part))
    return _whole(whole)


def _whole(digits: str) -> Decimal:
    if len(digits) > 1 and _ALL_DIGITS.fullmatch(digits):
        return Decimal("".join(str(_DIGIT[c]) for c in digits))
    total, last = 0, 0
    for sign in digits:
        if sign in _TEN:
            total += (last or 1) * _TEN[sign]
            last = 0
        elif sign in _DIGIT:
            last = _DIGIT[sign]
        else:
            raise ValueError(digits)
    return Decimal(total + last)
