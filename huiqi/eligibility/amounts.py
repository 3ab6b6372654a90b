"""Values as people write them, in both languages: 80 万元, 46 人, 3%; a miss is never rounded to look like a hit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from huiqi.eligibility.vocabulary import Award, Fact, FactType, Held
from huiqi.standards import industries, money, regions

Language = Literal["zh-hans", "en"]
Pair = tuple[str, str]

_WAN = 10_000


def pick(pair: Pair, language: Language) -> str:
    """The Chinese or the English of a pair."""
    return pair[1 if language == "en" else 0]


def written(fact: Fact, value: Any, language: Language) -> str:
    """A value of the fact; a tuple of codes where several are meant."""
    if isinstance(value, tuple) and fact.type is not FactType.LIST:
        return joined([_WRITERS[_member_type(fact)](fact, code, language) for code in value], language)
    return _WRITERS[fact.type](fact, value, language)


def difference(kind: FactType, fact: Fact | None, amount: Decimal, language: Language) -> str:
    """A difference between two values: shares differ by percentage points, dates by days."""
    if kind is FactType.RATIO:
        return f"{percent(amount)} {pick(('个百分点', 'percentage points'), language)}"
    if kind is FactType.DATE:
        return f"{number(amount)} {pick(('天', 'days'), language)}"
    if kind is FactType.MONEY:
        return yuan(amount, language)
    unit = ("分", "points") if fact is None else (fact.unit, fact.unit_en)
    return _with_unit(amount, unit, language)


def joined(words: list[str], language: Language) -> str:
    """A list of words; `没有` where there are none."""
    return pick(("、", ", "), language).join(words) or pick(("没有", "none"), language)


def number(value: Decimal | int) -> str:
    """A number with thousands marked, without trailing zeros."""
    text = format(Decimal(value), ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: Decimal | int) -> str:
    """A share in percent without the sign, to two places; to more where two would make it look like a round number."""
    exact = Decimal(share) * 100
    for places in range(2, 9):
        rounded = round(exact, places)
        if rounded == exact or rounded * 2 % 1:
            break
    return number(rounded)


def yuan(amount: Decimal | int, language: Language) -> str:
    """Money: 万元 from ten thousand up in Chinese, whole yuan in English."""
    amount = Decimal(amount)
    if language == "en":
        return f"CNY {number(amount)}"
    return money.in_wan(amount) if abs(amount) >= _WAN else f"{number(amount)} 元"


def day(value: date, language: Language) -> str:
    """A day: 2026年3月1日, in English as ISO 8601."""
    return value.isoformat() if language == "en" else f"{value.year}年{value.month}月{value.day}日"


def _with_unit(value: Decimal | int, unit: Pair, language: Language) -> str:
    word = pick(unit, language)
    if language == "en" and value == 1:
        word = word.removesuffix("s")
    return f"{number(value)} {word}"


def _count(fact: Fact, value: Any, language: Language) -> str:
    form = pick((fact.form, fact.form_en), language)
    return _with_unit(value, (fact.unit, fact.unit_en), language) if form == "{}" else form.format(number(value))


def _ratio(_fact: Fact, value: Any, language: Language) -> str:
    return f"{percent(value)}{pick(('%', ' %'), language)}"


def _code(fact: Fact, value: Any, language: Language) -> str:
    return pick(fact.choices[value], language)


def _region(_fact: Fact, value: Any, _language: Language) -> str:
    return "".join(dict.fromkeys(step.name for step in regions.find(value).path))


def _industry(_fact: Fact, value: Any, language: Language) -> str:
    found = industries.find(value)
    return pick((f"{found.name}（{found.code}）", f"{found.name} ({found.code})"), language)


def _set(fact: Fact, value: frozenset[Held], language: Language) -> str:
    return joined([_code(fact, code, language) for code in sorted({held.code for held in value})], language)


def _list(fact: Fact, value: tuple[Award, ...], language: Language) -> str:
    return joined([_award(fact, award, language) for award in value], language)


def _award(fact: Fact, award: Award, language: Language) -> str:
    words = [_code(fact, award.level, language)]
    if award.year is not None:
        words.append(pick((f"{award.year} 年", f"{award.year}"), language))
    if award.rank is not None:
        words.append(pick((f"第 {award.rank} 名", f"no. {award.rank}"), language))
    return " ".join(words)


def _member_type(fact: Fact) -> FactType:
    """Members of a set are codes."""
    return FactType.CODE if fact.type is FactType.SET else fact.type


_WRITERS: Mapping[FactType, Callable[[Fact, Any, Language], str]] = {
    FactType.TEXT: lambda _fact, value, _language: str(value),
    FactType.CODE: _code,
    FactType.REGION: _region,
    FactType.INDUSTRY: _industry,
    FactType.DATE: lambda _fact, value, language: day(value, language),
    FactType.MONEY: lambda _fact, value, language: yuan(value, language),
    FactType.COUNT: _count,
    FactType.RATIO: _ratio,
    FactType.YES_NO: lambda _fact, value, language: pick(("是", "Yes") if value else ("否", "No"), language),
    FactType.SET: _set,
    FactType.LIST: _list,
    FactType.MONTHS: _count,
    FactType.POINTS: _count,
    FactType.YEARS: _count,
}
