"""Quantities in a text: a number with its unit, or a day. Money in yuan, shares as ratios (0.05 is 5 %)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from huiqi.eligibility.proposals.numerals import ARABIC, CHINESE, GREAT, value

UNITS = {
    "美元": "usd", "元": "yuan", "块钱": "yuan", "个百分点": "ratio", "%": "ratio", "‰": "ratio",
    "周岁": "years", "岁": "years", "周年": "years", "年度": "years", "会计年度": "years", "年": "years",
    "个月": "months", "月": "months", "人次": "persons", "人": "persons", "名": "persons", "位": "persons",
    "家": "count", "项": "count", "件": "count", "个": "count", "户": "count", "种": "count", "款": "count",
    "场": "count", "台": "count", "套": "count", "条": "count", "间": "count", "门": "count", "课时": "count",
    "学时": "count", "笔": "count", "单": "count", "辆": "count", "篇": "count", "所": "count", "强": "count",
    "次": "times", "倍": "times", "分": "points", "亩": "mu", "公顷": "hectares", "平方米": "square metres",
    "平方公里": "square kilometres", "平方": "square metres", "㎡": "square metres", "m²": "square metres",
    "吨": "tonnes", "千瓦时": "kWh", "千瓦": "kW", "兆瓦": "MW", "立方米": "cubic metres", "公里": "kilometres",
    "吨标准煤": "tonnes of coal", "吨标煤": "tonnes of coal", "个工作日": "working days", "工作日": "working days",
    "天": "days", "日": "days", "小时": "hours", "厘米": "centimetres", "页": "pages", "字": "characters",
    "份": "copies", "锭": "spindles", "张": "count", "头": "count", "只": "count", "羽": "count", "株": "count",
    "艘": "count", "架": "count", "支": "count", "座": "count", "栋": "count", "幢": "count", "床": "count",
    "箱": "count", "标箱": "TEU", "公斤": "kilograms", "千克": "kilograms", "米": "metres", "兆瓦时": "MWh",
    "类": "count", "车位": "count", "席": "count", "台套": "count", "台（套）": "count", "人月": "person-months",
    "欧元": "eur", "部": "count", "趟次": "count", "趟": "count", "班次": "count", "架次": "count", "晚": "nights",
    "夜": "nights", "批次": "count", "棵": "count", "尾": "count", "处": "count",
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_CURRENCY = r"(?:人民币|美元|美金)"
QUANTITY = re.compile(
    rf"(?P<currency>{_CURRENCY})?"
    rf"(?:(?P<per>百分之|千分之|万分之)(?P<share>{ARABIC}|{CHINESE})"
    rf"|(?P<part2>[1-9])/(?P<parts2>[2-9]|10)(?=(?:（含）)?(?:及?以[上下]|[，。；、（）的]|$))"
    rf"|(?P<tenths>[一二三四五六七八九1-9])成(?=(?:（含）)?(?:及?以[上下])|[，。；、）]|的)"
    rf"|(?P<parts>[二三四五六七八九十]{{1,2}})分之(?P<part>[一二三四五六七八九])"
    rf"|(?P<digits>{ARABIC}|{CHINESE})(?P<inner>（不?含[^（）]{{0,8}}）(?={GREAT}))?(?P<great>{GREAT}|千|百)?(?P<odd>余|多|左右)?(?:人民币)?(?P<unit>{_UNIT})?(?:人民币)?"
    rf"(?P<over>/(?:亩|人|平方米|月|年|吨|公里))?)"
)
_YEAR = r"(?:(?P<y>(?:19|20)\d{2})(?:年|[.\-/](?=\d{1,2}(?:[.\-/月]))))"
DAY = re.compile(
    rf"{_YEAR}?(?:(?P<m>\d{{1,2}})(?:月|[.\-/])(?P<d>\d{{1,2}})(?:日|号|(?!\d))|(?P<m2>\d{{1,2}})月(?P<end>底|末)?(?!\d))"
    r"(?P<clock>\d{1,2}(?:：\d{2}|[时点]))?|(?P<y3>(?:19|20)\d{2})年(?P<yend>底|末|初)?(?![度底]?第)"
)
_ORDINAL = re.compile(r"[第近前上后本当每该同]$|过去$|最近$|连续$|附件$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, or a day, at even[start:end]. `unit` is None where none was printed."""

    number: Decimal | date
    unit: str | None
    start: int
    end: int
    per: str = ""
    scale: int = 1
    lone_year: bool = False
    inner: str = ""
    """（含300） printed between the digits and 万元."""

    def stated(self) -> int | float | str:
        """As the labels print it: whole numbers whole, days ISO 8601."""
        if isinstance(self.number, date):
            return self.number.isoformat()
        return int(self.number) if self.number == self.number.to_integral_value() else float(self.number)


def find(even: str) -> list[Quantity]:
    """Every quantity in the even text, in order, none overlapping. A day wins over the numbers it is made of."""
    days = list(_days(even))
    taken = _Taken(days)
    numbers = [q for q in _numbers(even) if not taken.covers(q.start)]
    return sorted([*days, *numbers], key=lambda q: q.start)


class _Taken:
    def __init__(self, days: list[Quantity]) -> None:
        self.places = {place for day in days for place in range(day.start, day.end)}

    def covers(self, place: int) -> bool:
        return place in self.places


def _numbers(even: str) -> Iterator[Quantity]:
    for found in QUANTITY.finditer(even):
        quantity = _number(found)
        if quantity is not None and not _is_part_of_a_word(even, found):
            yield quantity


def _is_part_of_a_word(even: str, found: re.Match[str]) -> bool:
    """2000G, GB/T29490, p3: digits in a Latin word are no quantity; 一类, 第三 are none either."""
    before, after = even[found.start() - 1 : found.start()], even[found.end() : found.end() + 1]
    if found["digits"] and before.isascii() and (before.isalpha() or before in (".", "/")) and before:
        return True
    if before == "第":
        return True
    return bool(found["unit"] is None and after.isascii() and after.isalpha())


def _number(found: re.Match[str]) -> Quantity | None:
    start, end = found.span()
    try:
        if found["share"]:
            base = {"百": 100, "千": 1000, "万": 10_000}[found["per"][0]]
            return Quantity(value(found["share"]) / base, "ratio", start, end)
        if found["parts"]:
            return Quantity(round(value(found["part"]) / value(found["parts"]), 4), "ratio", start, end)
        if found["tenths"]:
            return Quantity(value(found["tenths"]) / 10, "ratio", start, end)
        if found["parts2"]:
            return Quantity(round(value(found["part2"]) / value(found["parts2"]), 4), "ratio", start, end)
        return _counted(found)
    except (ValueError, ArithmeticError):
        return None


def _counted(found: re.Match[str]) -> Quantity:
    great, unit = found["great"] or "", found["unit"]
    number, code = value(found["digits"], great), UNITS.get(unit or "")
    if unit in ("%", "个百分点"):
        number /= 100
    elif unit == "‰":
        number /= 1000
    if found["currency"] in ("美元", "美金"):
        code = "usd"
    if code is None and great and great[-1] in "万亿":
        code = "yuan"
    scale = int(value("一", great))
    return Quantity(number, code, *found.span(), per=(found["over"] or "")[1:], scale=scale, inner=found["inner"] or "")


def _days(even: str) -> Iterator[Quantity]:
    year: int | None = None
    year_at = -200
    for found in DAY.finditer(even):
        own = found["y"] or found["y3"]
        before = even[found.start() - 1 : found.start()]
        if before.isascii() and (before.isalnum() or before in ("/", ".")) and before:
            continue
        spoken = "月" in found[0]
        if own is None and (not spoken or found["d"] is None or found.start() - year_at > 60):
            continue
        day = _day(found, int(own) if own else year)
        if day is None:
            continue
        year, year_at = day.year, found.end()
        yield Quantity(day, None, *found.span(), lone_year=found["y3"] is not None)


def _day(found: re.Match[str], year: int | None) -> date | None:
    if year is None:
        return None
    if found["y3"]:
        return date(year, 12, 31) if found["yend"] in ("底", "末") else date(year, 1, 1)
    try:
        month = int(found["m"] or found["m2"])
        if found["d"]:
            return date(year, month, int(found["d"]))
        return _month_end(year, month) if found["end"] else date(year, month, 1)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(first_of_next.toordinal() - 1)


def follows_ordinal(even: str, quantity: Quantity) -> bool:
    """近三年, 连续2年, 上一年: a period spoken of, not a bound."""
    return bool(_ORDINAL.search(even[max(0, quantity.start - 3) : quantity.start]))


def with_unit(quantity: Quantity, model: Quantity) -> Quantity:
    """The first of a range borrows what it lacks: 100—500亩, 5—10%, 1000—5000万元."""
    assert isinstance(quantity.number, Decimal)
    factor = Decimal("0.01") if model.unit == "ratio" and quantity.number >= 1 else Decimal(model.scale)
    return replace(quantity, number=quantity.number * factor, unit=model.unit, per=model.per)
