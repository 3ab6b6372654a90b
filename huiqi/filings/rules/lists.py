"""A list of outcomes as an office brings it: which column is which, what a line says, what is wrong at which place."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from huiqi.filings.rules import numbers
from huiqi.policies.words import Stage
from huiqi.standards import cells as sheet
from huiqi.standards.full_width import narrow

HEADS: dict[str, tuple[str, ...]] = {
    "number": ("交接编号", "编号", "申报编号"),
    "uscc": ("统一社会信用代码", "信用代码"),
    "policy": ("政策编号", "事项编号"),
    "stage": ("结果", "办理结果", "审核结果"),
    "on": ("日期", "办理日期", "结果日期"),
    "amount": ("金额", "批准金额", "拨付金额"),
    "reason": ("原因", "理由", "未通过原因"),
}
_NAMES = {alias: name for name, aliases in HEADS.items() for alias in (name, *aliases)}
_STAGES = {
    Stage.APPLIED: ("已申报", "申报", "已受理", "受理"),
    Stage.GRANTED: ("获批", "已获批", "通过", "批准", "已批准", "同意"),
    Stage.PAID: ("到账", "已到账", "已拨付", "拨付", "已付款", "已兑付"),
    Stage.REFUSED: ("未通过", "不通过", "不予通过", "不批准", "驳回", "不同意"),
}
_WORDS = {word: stage for stage, words in _STAGES.items() for word in words}
_AMOUNT = re.compile(r"[¥￥]?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?\s*(万)?\s*元?", re.ASCII)
MOST_REASON = 300
MOST_DIGITS = 20
"""Of the whole yuan of an amount, commas with them: longer ones are no amounts, and not reckoned with."""


class Wrong(ValueError):
    """A cell that cannot be read; the argument is the code."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as far as it can be read; `faults` are (name in `HEADS`, or a cell, code, what stands there)."""

    place: str
    number: str = ""
    uscc: str = ""
    policy: str = ""
    stage: Stage | None = None
    on: date | None = None
    amount: Decimal | None = None
    reason: str = ""
    faults: tuple[tuple[str, str, str], ...] = field(default=())


def columns(heads: Iterable[object]) -> dict[int, str]:
    """Which column is which; a heading that nobody knows is passed over, a unit in brackets is no part of one."""
    names = (re.sub(r"[\s*（(].*", "", narrow(str(head or "").strip())) for head in heads)
    return {index: _NAMES[name] for index, name in enumerate(names) if name in _NAMES}


def lacking(names: Iterable[str]) -> str:
    """The heading without which a list says nothing; an empty text where all are there."""
    there = set(names)
    needed = [["number", "uscc"], ["stage"], ["on"]]
    return next((HEADS[some[0]][0] for some in needed if not there.intersection(some)), "")


def line(cells: Mapping[str, object], place: str) -> Line:
    """Read one line; what is wrong in it is named by its field."""
    said: dict[str, Any] = {}
    faults: list[tuple[str, str, str]] = []
    for name, raw in cells.items():
        text = ""
        try:
            text = sheet.plain(raw)
            said[name] = _READERS[name](text) if text else None
        except sheet.Unreckoned:
            faults.append((name, "formula", ""))
        except Wrong as wrong:
            faults.append((name, str(wrong), text[:80]))
    named = {name for name, _code, _value in faults}
    named |= {"number"} if "uscc" in named else set()  # whose firm it is was said, though it cannot be read
    faults += [fault for fault in _missing(said) if fault[0] not in named]
    if said.get("stage") is Stage.REFUSED:
        said["amount"] = None
    return Line(place, faults=tuple(faults), **{name: value for name, value in said.items() if value is not None})


def _missing(said: Mapping[str, Any]) -> Sequence[tuple[str, str, str]]:
    found = [(name, "missing", "") for name in ("stage", "on") if not said.get(name)]
    if not (said.get("number") or said.get("uscc")):
        found.append(("number", "no_firm", ""))
    return found


def heading_of(field: str) -> str:
    """What a field is called in a list; a cell or a place in a body is called as it is."""
    return HEADS[field][0] if field in HEADS else field


def _number(text: str) -> str:
    found = numbers.read(text)
    if not found:
        raise Wrong("no_number")
    return found


def _stage(text: str) -> Stage:
    found = _WORDS.get(narrow(text))
    if found is None:
        raise Wrong("no_stage")
    return found


def _day(text: str) -> date:
    try:
        return sheet.day(text)
    except ValueError:
        raise Wrong("no_day") from None


def _amount(text: str) -> Decimal:
    """Yuan; 1.2万 is said so."""
    found = _AMOUNT.fullmatch(narrow(text))
    if not found or len(found[1]) > MOST_DIGITS:
        raise Wrong("not_an_amount")
    told = Decimal(found[1].replace(",", "") + (found[2] or "")) * (10_000 if found[3] else 1)
    if told != told.quantize(Decimal("0.01")):
        raise Wrong("not_an_amount")
    return told.quantize(Decimal("0.01"))


def _reason(text: str) -> str:
    if len(text) > MOST_REASON:
        raise Wrong("too_long")
    return text


def _code(text: str) -> str:
    return narrow(text).strip().upper()


_READERS: dict[str, Callable[[str], Any]] = {
    "number": _number,
    "uscc": _code,
    "policy": _code,
    "stage": _stage,
    "on": _day,
    "amount": _amount,
    "reason": _reason,
}
