"""Values as clerks type them: 300万, 3%, names of industries and places; a likely slip of the unit is asked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from huiqi.eligibility.vocabulary import Fact, FactType
from huiqi.standards import industries, money, regions
from huiqi.standards.full_width import narrow
from huiqi.standards.trees import UnknownCode

CODED = (FactType.CODE, FactType.SET)
TREES = (FactType.REGION, FactType.INDUSTRY)
SMALL = 10_000
"""Yuan below which a limit of money written without a unit is likely to be in 万元."""


class Unread(Exception):
    """A value that cannot be read; `code` says why."""

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(code)
        self.code, self.text = code, text[:40]


class Doubt(Exception):
    """A value that can be read in two ways, of which the written one is unlikely."""

    def __init__(self, low: str, high: str) -> None:
        super().__init__(low)
        self.low, self.high = low, high


def read_number(fact: Fact, text: str, *, sure: bool) -> Decimal:
    """A number in the unit of the vocabulary, of those the fact can be. Raises `Unread`, and `Doubt` unless one is
    `sure`.
    """
    written = narrow(text).strip()
    number = _money(written, sure) if fact.type is FactType.MONEY else _bare(fact, written, sure)
    if (fact.minimum is not None and number < fact.minimum) or (fact.maximum is not None and number > fact.maximum):
        raise Unread("outside", text)
    return number


def _bare(fact: Fact, written: str, sure: bool) -> Decimal:
    share = fact.type is FactType.RATIO
    bare = written.removesuffix("%" if share else fact.unit).strip().replace(",", "")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        raise Unread("number", written) from None
    if not number.is_finite() or abs(number) > 10**12:
        raise Unread("number", written)
    if not share:
        return number
    if not written.endswith("%") and 0 < abs(number) < 1 and not sure:
        raise Doubt(f"{bare}%", f"{(number * 100).normalize():f}%")
    return number / 100


def _money(written: str, sure: bool) -> Decimal:
    try:
        amount = money.parse(written)
    except ValueError:
        raise Unread("money", written) from None
    if written.replace(",", "").replace(".", "").isdecimal() and 0 < amount < SMALL and not sure:
        raise Doubt(f"{written} 元", f"{written} 万元")
    return amount


def number_typed(fact: Fact, value: Decimal | float | str) -> str:
    """A number as one would type it."""
    number = Decimal(str(value))
    if fact.type is FactType.MONEY:
        wan = (number / 10_000).normalize()
        return f"{wan:f}万" if number >= SMALL and -wan.as_tuple().exponent < 5 else f"{number.normalize():f}元"  # type: ignore[operator]
    if fact.type is FactType.RATIO:
        return f"{(number * 100).normalize():f}%"
    return f"{number.normalize():f}"


def read_codes(fact: Fact, chosen: Sequence[str]) -> list[str]:
    """The chosen codes, at least one, all of the fact."""
    codes = [chosen] if isinstance(chosen, str) else list(chosen)
    if not codes:
        raise Unread("no_choice")
    for code in codes:
        if code not in fact.choices:
            raise Unread("unknown_code", code)
    return codes


def read_tree(fact: Fact, text: str) -> list[str]:
    """Codes or names, several divided by 、 or commas."""
    parts = [part.strip() for part in narrow(text).replace("、", ",").replace(";", ",").split(",") if part.strip()]
    if not parts:
        raise Unread("no_choice")
    return [_found(fact, part) for part in parts]


def _found(fact: Fact, part: str) -> str:
    tree = industries if fact.type is FactType.INDUSTRY else regions
    try:
        return str(tree.find(part.split()[0]).code)
    except UnknownCode:
        pass
    named = [node for node in tree.tree() if node.name == part]
    if not named:
        raise Unread("unknown_code", part)
    top = named[0]
    if not all(node.is_within(top) for node in named):
        raise Unread("several", part)
    return str(top.code if fact.type is FactType.REGION else named[-1].code)


def tree_typed(fact: Fact, codes: Sequence[str]) -> str:
    """Codes with their names, as one would type them."""
    tree = industries if fact.type is FactType.INDUSTRY else regions
    return "、".join(f"{tree.find(code).code} {tree.find(code).name}" for code in codes)
