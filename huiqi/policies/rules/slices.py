"""Slices of a base as a clerk types them, a line each: `500万元以内 2%`, `10人以内 1000元`, `超出 1%`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from huiqi.standards import money
from huiqi.standards.full_width import narrow

_LINE = re.compile(r"(?P<bound>.+?)(?:的部分|部分)?\s*[:：，,、\s]\s*(?P<rate>\S+)")
_REST = re.compile(r"(?:超出|超过|高于|其余|剩余|余下)(?:的)?(?P<above>.*)|(?P<from>.+)以上")
_RANGE = re.compile(r"(?P<low>.+?)(?:至|到|-|—|~|～)(?P<high>.+)")
_WITHIN = re.compile(r"(?:不超过|到|至)?(?P<number>[^以]+?)(?:\(含\))?(?:以内|以下|及以下)?")
_COUNT = re.compile(r"(?P<number>[0-9]{1,9})\s*(?:人|名|项|件|家|个|台|户)?")
_SHARE = re.compile(r"(?P<number>[0-9]{1,4}(?:\.[0-9]{1,4})?)%")
Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BadSlice(ValueError):
    """A line that is no slice: its number from 1, and a code that has a wording."""

    line: int
    code: str


def read(text: str, *, of_money: bool) -> list[Raw]:
    """The slices as a version holds them: `up_to` in yuan (in pieces, not `of_money`), `rate` a share or yuan for each.

    Raises `BadSlice`: `slice_unread`, `slice_unit`, `slice_rate`, `slice_order`, `slice_gap`, `slice_after_rest`.
    """
    found: list[Raw] = []
    for number, line in enumerate((one.strip() for one in narrow(text).splitlines()), 1):
        if not line:
            continue
        low, one = _slice(line, number, of_money)
        if found and "up_to" not in found[-1]:
            raise BadSlice(number, "slice_after_rest")
        before = found[-1]["up_to"] if found else 0
        if "up_to" in one and one["up_to"] <= before:
            raise BadSlice(number, "slice_order")
        if low not in (None, before):
            raise BadSlice(number, "slice_gap")
        found.append(one)
    return found


def _slice(line: str, number: int, of_money: bool) -> tuple[int | float | None, Raw]:
    """From where it says to begin, where it says so, and the slice."""
    parts = _LINE.fullmatch(line)
    if parts is None:
        raise BadSlice(number, "slice_unread")
    rate, said = _rate(parts["rate"], number, of_money), parts["bound"].strip()
    if rest := _REST.fullmatch(said):
        above = (rest["above"] or rest["from"] or "").strip()
        return _bound(above, number, of_money) if above else None, {"rate": rate}
    low = None
    if both := _RANGE.fullmatch(said):
        low, said = _bound(both["low"].strip(), number, of_money), both["high"].strip()
    within = _WITHIN.fullmatch(said)
    if within is None:
        raise BadSlice(number, "slice_unread")
    return low, {"up_to": _bound(within["number"].strip(), number, of_money), "rate": rate}


def _bound(text: str, number: int, of_money: bool) -> int | float:
    if not of_money:
        if (count := _COUNT.fullmatch(text)) is None or not int(count["number"]):
            raise BadSlice(number, "slice_unread")
        return int(count["number"])
    yuan = _yuan(text, number)
    if not re.search("[元百千万亿]", text):
        raise BadSlice(number, "slice_unit")
    return plain(yuan)


def _rate(text: str, number: int, of_money: bool) -> int | float:
    share = _SHARE.fullmatch(text)
    if share and of_money and Decimal(share["number"]):
        return plain(Decimal(share["number"]) / 100)
    if share or of_money:
        raise BadSlice(number, "slice_rate")
    if not re.search("[元百千万亿]", text):
        raise BadSlice(number, "slice_unit")
    return plain(_yuan(text, number))


def _yuan(text: str, number: int) -> Decimal:
    try:
        yuan = money.parse(text)
    except (ValueError, InvalidOperation):
        raise BadSlice(number, "slice_unread") from None
    if yuan <= 0:
        raise BadSlice(number, "slice_unread")
    return yuan


def plain(number: Decimal) -> int | float:
    """As JSON holds it: whole numbers without a point."""
    return int(number) if number == number.to_integral_value() else float(number)


def typed(slices: Sequence[Mapping[str, Any]], *, of_money: bool) -> str:
    """Stored slices as they are typed."""
    return "\n".join(f"{_typed_bound(one, of_money)} {_typed_rate(one['rate'], of_money)}" for one in slices)


def _typed_bound(one: Mapping[str, Any], of_money: bool) -> str:
    if "up_to" not in one:
        return "超出"
    return f"{written(one['up_to'])}以内" if of_money else f"{one['up_to']}以内"


def _typed_rate(rate: Any, of_money: bool) -> str:
    return f"{percent(rate)}%" if of_money else written(rate)


def percent(share: Any) -> str:
    """A share as it is typed, without its sign."""
    return f"{(Decimal(str(share)) * 100).normalize():f}"


def written(yuan: Any) -> str:
    """`20万元`, `1500元`: as it is typed."""
    amount = Decimal(str(yuan))
    return f"{(amount / 10_000).normalize():f}万元" if amount >= 10_000 else f"{amount.normalize():f}元"
