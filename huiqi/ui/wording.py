"""How amounts, shares, days and moments are written, in the language of the reader.

Pure of any subject: apps above use these in their own wording, so that a sum looks the same on a page, in a PDF and in
a message. Chinese and English differ by pattern, never by branch.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

import segno
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

Number = int | float | Decimal

WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PATTERNS = {
    "zh": {
        "day": "{month}月{day}日（{weekday}）",
        "full_day": "{year}年{month}月{day}日",
        "moment": "{month}月{day}日 {hour:02}:{minute:02}",
        "full_moment": "{year}年{month}月{day}日 {hour:02}:{minute:02}",
        "wan": "{wan} 万元",
        "yi": "{yi} 亿元",
    },
    "en": {
        "day": "{day} {month_name} ({weekday})",
        "full_day": "{day} {month_name} {year}",
        "moment": "{day} {month_name} {hour:02}:{minute:02}",
        "full_moment": "{day} {month_name} {year} {hour:02}:{minute:02}",
        "wan": "¥{yuan}",
        "yi": "¥{yuan}",
    },
}


def _language() -> str:
    return "en" if (get_language() or "zh").startswith("en") else "zh"


def _plain(value: Number, digits: int) -> str:
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value: Number, digits: int = 2) -> str:
    """1240 → ``1,240``; at most `digits` decimals, no trailing zeros."""
    return _plain(value, digits)


def yuan(value: Number) -> str:
    """An amount in yuan, to the fen where there is one: 186400 → ``¥186,400``, 0.5 → ``¥0.50``."""
    amount = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    sign = "-" if amount < 0 else ""
    return f"{sign}¥{abs(amount):,.{0 if amount == amount.to_integral_value() else 2}f}"


def wan(value: Number) -> str:
    """An amount in yuan, as people speak of it: 125000 → ``12.5 万元``, 300000000 → ``3 亿元``; in English in full."""
    amount = Decimal(str(value))
    unit = "yi" if abs(amount) >= 100_000_000 else "wan"
    return PATTERNS[_language()][unit].format(
        wan=_plain(amount / 10_000, 4), yi=_plain(amount / 100_000_000, 4), yuan=_plain(amount, 2)
    )


def percent(value: Number, digits: int = 1) -> str:
    """A ratio: 0.972 → ``97.2%``."""
    return f"{_plain(Decimal(str(value)) * 100, digits)}%"


def _date(value: date, pattern: str) -> str:
    when = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    language = _language()
    return PATTERNS[language][pattern].format(
        year=when.year,
        month=when.month,
        month_name=MONTHS[when.month - 1],
        day=when.day,
        weekday=WEEKDAYS[language][when.weekday()],
        hour=getattr(when, "hour", 0),
        minute=getattr(when, "minute", 0),
    )


def day(value: date) -> str:
    """A day near by: ``11月27日（周五）``, ``27 November (Fri)``."""
    return _date(value, "day")


def full_day(value: date) -> str:
    """A day in a document: ``2026年11月27日``, ``27 November 2026``."""
    return _date(value, "full_day")


def moment(value: datetime) -> str:
    """A moment near by, in the zone of the installation: ``11月20日 09:12``."""
    return _date(value, "moment")


def full_moment(value: datetime) -> str:
    """A moment in a record: ``2026年11月20日 09:12``."""
    return _date(value, "full_moment")


def qr(address: str) -> SafeString:
    """A QR code of an address as inline SVG, without any style; read from 15 mm on."""
    drawn = segno.make(address, error="m", micro=False)
    return mark_safe(drawn.svg_inline(omitsize=True, svgclass="qr", lineclass=None, border=2))
