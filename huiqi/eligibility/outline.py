"""A condition as a clerk writes it: a tree of lines with what was typed in each, read into a condition and back.

An outline is a dict with `kind` and, as far as the kind has them, the typed texts; children stand under `of`:
`group` (word all, any, at_least with count, none) · `fact` (fact, op, value, against, times, sure) · `manual` (text,
code) · `meets` (policy) · `score` (bound, above) of `bands`, `per` (fact, every, points, cap), `best_of`, `sum_of`;
`bands` of `band` (points), each with one condition or none. Every line may have `label` and `clause`. Nothing typed is
ever dropped: what cannot be read is named by the path of its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from huiqi.eligibility.parameters import parameters
from huiqi.eligibility.reading import CODE, read_condition
from huiqi.eligibility.shapes import BadCondition
from huiqi.eligibility.typed import CODED, TREES, Doubt, Unread, number_typed, read_codes, read_number, read_tree
from huiqi.eligibility.vocabulary import Fact, FactType, vocabulary

Line = dict[str, Any]
Path = tuple[int, ...]
Raw = dict[str, Any]
WORDS = ("all", "any", "at_least", "none")
GROUPS = ("group", "score", "bands", "band", "best_of", "sum_of")
DEEPEST, MOST = 12, 400
"""Levels and lines of one rule: more than any regulation has."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line: a code and its values; `wording` makes the sentence."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """An outline read: the condition where every line could be read, and the problems by line."""

    raw: Raw | None
    problems: dict[Path, Problem]


class _Bad(Exception):
    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, params)


def read(outline: Line, policy: str) -> Reading:
    """Read an outline; every line that cannot be read is named."""
    problems: dict[Path, Problem] = {}
    raw = _read(outline, (), problems)
    if raw is None or problems:
        return Reading(None, problems)
    try:
        read_condition(raw, policy)
    except BadCondition as bad:
        return Reading(None, {(): Problem("unread", {"why": bad.faults[0].message})})
    return Reading(raw, {})


def _read(line: Line, path: Path, problems: dict[Path, Problem]) -> Raw | None:
    children = [_read(child, (*path, place), problems) for place, child in enumerate(line.get("of", ()))]
    kept = [child for child in children if child is not None]
    try:
        raw = _READERS[line["kind"]](line, kept)
    except _Bad as bad:
        problems[path] = bad.problem
        return None
    except Doubt as doubt:
        problems[path] = Problem("doubt", {"low": doubt.low, "high": doubt.high})
        return None
    except Unread as unread:
        problems[path] = Problem(unread.code, {"text": unread.text})
        return None
    named = {name: text for name in ("label", "label_en", "clause") if (text := _typed(line, name))}
    return raw | named


def _typed(line: Line, name: str) -> str:
    return str(line.get(name) or "").strip()


def _group(line: Line, of: list[Raw]) -> Raw:
    if not of:
        raise _Bad("empty_group")
    word = line.get("word")
    if word == "at_least":
        count = _whole(line, "count")
        if not 1 <= count <= len(of):
            raise _Bad("count", most=len(of))
        return {"at_least": count, "of": of}
    if word == "none":
        return {"not": of[0] if len(of) == 1 else {"any": of}}
    return {"any" if word == "any" else "all": of}


def _whole(line: Line, name: str, least: int = 0) -> int:
    text = _typed(line, name)
    if not text.isascii() or not text.isdecimal() or len(text) > 6 or int(text) < least:
        raise _Bad("whole", least=least)
    return int(text)


def _number(line: Line, name: str) -> int | float:
    try:
        number = Decimal(_typed(line, name))
    except InvalidOperation:
        raise _Bad("number") from None
    if not number.is_finite() or abs(number) > 10**12:
        raise _Bad("number")
    return plain(number)


def plain(number: Decimal) -> int | float:
    """A number as JSON has it."""
    return int(number) if number == number.to_integral_value() else float(number)


def _fact_of(line: Line) -> Fact:
    fact = vocabulary().get(_typed(line, "fact"))
    if fact is None:
        raise _Bad("no_fact")
    return fact


OPS: Mapping[FactType, tuple[str, ...]] = {
    **dict.fromkeys(
        (FactType.MONEY, FactType.COUNT, FactType.RATIO, FactType.MONTHS, FactType.POINTS, FactType.YEARS),
        ("<=", "<", ">=", ">", "=", "!="),
    ),
    FactType.DATE: (">=", "<=", ">", "<", "=", "years_at_least", "before_day"),
    FactType.CODE: ("in", "not_in"),
    FactType.SET: ("has_any", "has_all", "has_none"),
    FactType.REGION: ("within", "not_within"),
    FactType.INDUSTRY: ("within", "not_within"),
    FactType.YES_NO: ("is",),
    FactType.LIST: ("any_item",),
    FactType.TEXT: (),
}
"""The operators that fit a kind of fact."""


def _leaf(line: Line, _of: list[Raw]) -> Raw:
    fact, op = _fact_of(line), _typed(line, "op")
    if op not in OPS[fact.type]:
        raise _Bad("no_op")
    if op == "before_day":
        return {"fact": fact.name, "op": op}
    return {"fact": fact.name, "op": op, "value": _value(line, fact, op)}


def _value(line: Line, fact: Fact, op: str) -> object:
    kind, _mark, name = _typed(line, "against").partition(":")
    if kind == "parameter" and name in parameters():
        return {"parameter": name}
    if kind == "fact" and name in vocabulary():
        times = _typed(line, "times")
        return {"fact": name} | ({"times": _number(line, "times")} if times else {})
    if op == "years_at_least":
        return _whole(line, "value", 1)
    return _VALUES[fact.type](line, fact)


def _flag(line: Line, _fact: Fact) -> bool:
    answer = _typed(line, "value")
    if answer not in ("yes", "no"):
        raise _Bad("yes_or_no")
    return answer == "yes"


def _day(line: Line, _fact: Fact) -> str:
    try:
        return date.fromisoformat(_typed(line, "value")).isoformat()
    except ValueError:
        raise _Bad("day") from None


def _amount(line: Line, fact: Fact) -> int | float:
    return plain(read_number(fact, _typed(line, "value"), sure=bool(line.get("sure"))))


def _chosen(line: Line, fact: Fact) -> list[str]:
    return read_codes(fact, line.get("value") or [])


def _awards(line: Line, fact: Fact) -> Raw:
    parts = {name: _whole(line, name) for name in ("within_years", "rank_at_most") if _typed(line, name)}
    return {"level": read_codes(fact, line.get("value") or []), **parts}


_VALUES: Mapping[FactType, Callable[[Line, Fact], object]] = {
    **dict.fromkeys(FactType, _amount),
    **dict.fromkeys(CODED, _chosen),
    **dict.fromkeys(TREES, lambda line, fact: read_tree(fact, _typed(line, "value"))),
    FactType.YES_NO: _flag,
    FactType.DATE: _day,
    FactType.LIST: _awards,
}


def _manual(line: Line, _of: list[Raw]) -> Raw:
    text, code = _typed(line, "text"), _typed(line, "code")
    if not text:
        raise _Bad("no_text")
    if not _NAME.fullmatch(code):
        raise _Bad("manual_code")
    return {"manual": text, "manual_en": _typed(line, "text_en") or text, "code": code}


def _meets(line: Line, _of: list[Raw]) -> Raw:
    code = _typed(line, "policy")
    if not CODE.fullmatch(code):
        raise _Bad("policy_code")
    return {"meets": code}


def _score(line: Line, of: list[Raw]) -> Raw:
    if not of:
        raise _Bad("empty_score")
    return {"score": of, "above" if line.get("above") else "at_least": _number(line, "bound")}


def _bands(_line: Line, of: list[Raw]) -> Raw:
    if not of:
        raise _Bad("empty_bands")
    return {"bands": of}


def _band(line: Line, of: list[Raw]) -> Raw:
    return ({"if": of[0]} if of else {}) | {"points": _number(line, "points")}


def _cap(line: Line) -> Raw:
    return {"cap": _number(line, "cap")} if _typed(line, "cap") else {}


def _per(line: Line, _of: list[Raw]) -> Raw:
    fact = _fact_of(line)
    if not fact.is_number:
        raise _Bad("no_number_fact")
    every = read_number(fact, _typed(line, "every"), sure=True)
    if every <= 0:
        raise _Bad("number")
    return {"per": fact.name, "every": plain(every), "points": _number(line, "points"), **_cap(line)}


def _best(_line: Line, of: list[Raw]) -> Raw:
    if not of:
        raise _Bad("empty_bands")
    return {"best_of": of}


def _sum(line: Line, of: list[Raw]) -> Raw:
    if not of:
        raise _Bad("empty_bands")
    return {"sum_of": of, **_cap(line)}


_READERS: Mapping[str, Callable[[Line, list[Raw]], Raw]] = {
    "group": _group,
    "fact": _leaf,
    "manual": _manual,
    "meets": _meets,
    "score": _score,
    "bands": _bands,
    "band": _band,
    "per": _per,
    "best_of": _best,
    "sum_of": _sum,
}
KINDS = tuple(_READERS)
__all__ = ["GROUPS", "KINDS", "OPS", "WORDS", "Line", "Path", "Problem", "Reading", "number_typed", "plain", "read"]
