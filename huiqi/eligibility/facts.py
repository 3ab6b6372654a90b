"""Facts as of a day: strict reading of what a person, a form or an API client states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from huiqi.eligibility.vocabulary import Award, Fact, FactType, Held, Value, vocabulary
from huiqi.kernel.words import Word
from huiqi.standards import credit_code, industries, regions
from huiqi.standards.trees import UnknownCode

_MANUAL = re.compile(r"[A-Z][0-9]{2,3}\.[a-z][a-z0-9_]*", re.ASCII)
_DECIMAL = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?", re.ASCII)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TEXT_LIMIT = 200
_PLACES = 10
"""Digits kept after the point: more than any rule asks for."""
_ITEM_LIMIT = 200
_EARLIEST_YEAR, _LATEST_YEAR = 1800, 2200


class Mistake(Word):
    """What is wrong with a stated value; the Chinese sentence is filled with the error's parameters."""

    UNKNOWN_FACT = "unknown_fact", "没有这个信息项"
    NOT_TEXT = "not_text", "请填写文字，不超过 {limit} 个字"
    NOT_A_NUMBER = "not_a_number", "请填写数字"
    NOT_WHOLE = "not_whole", "请填写整数"
    NEGATIVE = "negative", "不能是负数"
    TOO_SMALL = "too_small", "不能小于 {minimum}"
    TOO_LARGE = "too_large", "不能大于 {maximum}"
    NOT_A_DATE = "not_a_date", "请填写真实存在的日期，如 2024-03-01"
    FUTURE_DATE = "future_date", "不能晚于 {on}"
    NOT_YES_OR_NO = "not_yes_or_no", "请选择“是”或“否”"
    UNKNOWN_CODE = "unknown_code", "没有这个选项：{code}"
    UNKNOWN_REGION = "unknown_region", "行政区划代码不存在"
    UNKNOWN_INDUSTRY = "unknown_industry", "行业代码不存在"
    BAD_CREDIT_CODE = "bad_credit_code", "统一社会信用代码有误：{problem}"
    NOT_A_LIST = "not_a_list", "请填写一个列表"
    BAD_ITEM = "bad_item", "第 {position} 项的写法不对"
    PERIOD_REVERSED = "period_reversed", "第 {position} 项的截止日期早于起始日期"
    BAD_CONFIRMATION = "bad_confirmation", "人工确认项应写作 L03.market_position 的样子"
    CONTRADICTION = "contradiction", "同一项不能既确认又否认：{code}"


@dataclass(frozen=True, slots=True)
class FactError:
    """What is wrong with one field."""

    code: Mistake
    params: Mapping[str, object] = field(default_factory=dict)


class BadFacts(ValueError):
    """Some of the stated facts cannot be read; `errors` names each by its field."""

    def __init__(self, errors: Mapping[str, FactError]) -> None:
        """Remember what is wrong, by field."""
        super().__init__("; ".join(f"{name}: {error.code.value}" for name, error in errors.items()))
        self.errors = errors


class _Wrong(Exception):
    def __init__(self, mistake: Mistake, /, **params: object) -> None:
        super().__init__(mistake)
        self.error = FactError(mistake, params)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one enterprise (or person) on a day. A fact that is absent is unknown, never no."""

    values: Mapping[str, Value] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()
    """Conditions no fact can decide that a person has confirmed as met, like `L03.market_position`."""
    denied: frozenset[str] = frozenset()

    def get(self, name: str) -> Value | None:
        """The stated value, or None where it is unknown."""
        return self.values.get(name)


NOTHING = Facts()
"""Nothing known: an examination of it says what a policy asks for."""


def parse(raw: Mapping[str, object], on: date) -> Facts:
    """Read stated facts as of the day; a value of None means unknown.

    Numbers may be JSON numbers or decimal strings. Raises `BadFacts` naming every field that cannot be read.
    """
    errors: dict[str, FactError] = {}
    values: dict[str, Value] = {}
    marks: dict[str, frozenset[str]] = {}
    for name, stated in raw.items():
        if stated is None:
            continue
        try:
            if name in ("confirmed", "denied"):
                marks[name] = _marks(stated)
            else:
                values[name] = _parse_one(name, stated, on)
        except _Wrong as wrong:
            errors[str(name)] = wrong.error
    confirmed, denied = marks.get("confirmed", frozenset()), marks.get("denied", frozenset())
    if both := confirmed & denied:
        errors["denied"] = FactError(Mistake.CONTRADICTION, {"code": min(both)})
    if errors:
        raise BadFacts(errors)
    return Facts(MappingProxyType(values), confirmed, denied)


def _parse_one(name: str, stated: object, on: date) -> Value:
    fact = vocabulary().get(name)
    if fact is None:
        raise _Wrong(Mistake.UNKNOWN_FACT)
    return _READERS[fact.type](fact, stated, on)


def plain(value: Value) -> object:
    """The value as JSON can carry it and `parse` reads it back: amounts as decimal strings, dates as ISO 8601."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return [_plain_held(held) for held in sorted(value, key=lambda held: (held.code, str(held.since)))]
    if isinstance(value, tuple):
        return [{"level": award.level, "year": award.year, "rank": award.rank} for award in value]
    return value


def _plain_held(held: Held) -> object:
    if held.since is None and held.until is None:
        return held.code
    return {
        "code": held.code,
        "from": held.since and held.since.isoformat(),
        "until": held.until and held.until.isoformat(),
    }


def _text(fact: Fact, stated: object, _on: date) -> str:
    if not isinstance(stated, str) or not 0 < len(stated) <= _TEXT_LIMIT:
        raise _Wrong(Mistake.NOT_TEXT, limit=_TEXT_LIMIT)
    if fact.name != "uscc":
        return stated
    read = credit_code.examine(stated)
    if read.problem:
        raise _Wrong(Mistake.BAD_CREDIT_CODE, problem=read.problem)
    return read.code


def _code(fact: Fact, stated: object, _on: date) -> str:
    if not isinstance(stated, str) or stated not in fact.choices:
        raise _Wrong(Mistake.UNKNOWN_CODE, code=stated[:_TEXT_LIMIT] if isinstance(stated, str) else "")
    return stated


def _region(_fact: Fact, stated: object, _on: date) -> str:
    try:
        code = regions.find(stated if isinstance(stated, str) else "").code
    except UnknownCode:
        raise _Wrong(Mistake.UNKNOWN_REGION) from None
    if code == regions.NATION:
        raise _Wrong(Mistake.UNKNOWN_REGION)
    return code


def _industry(_fact: Fact, stated: object, _on: date) -> str:
    try:
        return industries.normalise(stated if isinstance(stated, str) else "")
    except UnknownCode:
        raise _Wrong(Mistake.UNKNOWN_INDUSTRY) from None


def _date(fact: Fact, stated: object, on: date) -> date:
    day = _day(stated)
    if fact.past and day > on:
        raise _Wrong(Mistake.FUTURE_DATE, on=on)
    return day


def _day(stated: object) -> date:
    if isinstance(stated, str) and _ISO_DATE.fullmatch(stated):
        try:
            stated = date.fromisoformat(stated)
        except ValueError:
            raise _Wrong(Mistake.NOT_A_DATE) from None
    if not isinstance(stated, date) or isinstance(stated, datetime):
        raise _Wrong(Mistake.NOT_A_DATE)
    if not _EARLIEST_YEAR <= stated.year <= _LATEST_YEAR:
        raise _Wrong(Mistake.NOT_A_DATE)
    return stated


def _number(fact: Fact, stated: object, _on: date) -> Decimal:
    number = _decimal(stated)
    if fact.minimum is not None and number < fact.minimum:
        raise _Wrong(Mistake.TOO_SMALL if fact.minimum else Mistake.NEGATIVE, minimum=fact.minimum)
    if fact.maximum is not None and number > fact.maximum:
        raise _Wrong(Mistake.TOO_LARGE, maximum=fact.maximum)
    return round(number, _PLACES) if int(number.as_tuple().exponent) < -_PLACES else number


def _decimal(stated: object) -> Decimal:
    if isinstance(stated, str) and _DECIMAL.fullmatch(stated):
        return Decimal(stated)
    if isinstance(stated, bool) or not isinstance(stated, int | float | Decimal):
        raise _Wrong(Mistake.NOT_A_NUMBER)
    # The shortest decimal that reads back as the float is what was written in the JSON text.
    number = Decimal(repr(stated)) if isinstance(stated, float) else Decimal(stated)
    if not number.is_finite():
        raise _Wrong(Mistake.NOT_A_NUMBER)
    return number


def _count(fact: Fact, stated: object, on: date) -> int:
    number = _number(fact, stated, on)
    if number % 1:
        raise _Wrong(Mistake.NOT_WHOLE)
    return int(number)


def _yes_no(_fact: Fact, stated: object, _on: date) -> bool:
    if not isinstance(stated, bool):
        raise _Wrong(Mistake.NOT_YES_OR_NO)
    return stated


def _set(fact: Fact, stated: object, _on: date) -> frozenset[Held]:
    return frozenset(_held(fact, position, item) for position, item in enumerate(_items(stated), 1))


def _held(fact: Fact, position: int, item: object) -> Held:
    if isinstance(item, str):
        item = {"code": item}
    if not isinstance(item, Mapping) or "code" not in item or not item.keys() <= {"code", "from", "until"}:
        raise _Wrong(Mistake.BAD_ITEM, position=position)
    since, until = (item.get(end) and _day(item[end]) for end in ("from", "until"))
    if since and until and until < since:
        raise _Wrong(Mistake.PERIOD_REVERSED, position=position)
    return Held(_code(fact, item["code"], date.min), since or None, until or None)


def _list(fact: Fact, stated: object, on: date) -> tuple[Award, ...]:
    return tuple(_award(fact, position, item, on) for position, item in enumerate(_items(stated), 1))


def _award(fact: Fact, position: int, item: object, on: date) -> Award:
    if not isinstance(item, Mapping) or "level" not in item or not item.keys() <= {"level", "year", "rank"}:
        raise _Wrong(Mistake.BAD_ITEM, position=position)
    year, rank = (None if item.get(part) is None else _decimal(item[part]) for part in ("year", "rank"))
    if (year is not None and (year % 1 or not _EARLIEST_YEAR <= year <= on.year)) or (
        rank is not None and (rank % 1 or not 1 <= rank <= 1000)
    ):
        raise _Wrong(Mistake.BAD_ITEM, position=position)
    level = _code(fact, item["level"], on)
    return Award(level, None if year is None else int(year), None if rank is None else int(rank))


def _marks(stated: object) -> frozenset[str]:
    marks = list(_items(stated))
    if not all(isinstance(mark, str) and _MANUAL.fullmatch(mark) for mark in marks):
        raise _Wrong(Mistake.BAD_CONFIRMATION)
    return frozenset(str(mark) for mark in marks)


def _items(stated: object) -> Iterable[object]:
    if not isinstance(stated, list | tuple | set | frozenset) or len(stated) > _ITEM_LIMIT:
        raise _Wrong(Mistake.NOT_A_LIST)
    return stated


_READERS: Mapping[FactType, Callable[[Fact, object, date], Value]] = {
    FactType.TEXT: _text,
    FactType.CODE: _code,
    FactType.REGION: _region,
    FactType.INDUSTRY: _industry,
    FactType.DATE: _date,
    FactType.MONEY: _number,
    FactType.COUNT: _count,
    FactType.RATIO: _number,
    FactType.YES_NO: _yes_no,
    FactType.SET: _set,
    FactType.LIST: _list,
    FactType.MONTHS: _number,
    FactType.POINTS: _number,
    FactType.YEARS: _number,
}
