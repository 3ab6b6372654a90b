"""Rows of a sheet that somebody brings: which column is which, what its cells say, and what is wrong at which place."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from huiqi.kernel.words import Word
from huiqi.policies.rules.paragraphs import split
from huiqi.policies.rules.texts import RARE, WORDS, flaws
from huiqi.standards import cells as sheet
from huiqi.standards import industries, regions
from huiqi.standards.full_width import narrow
from huiqi.standards.trees import UnknownCode

HEADS: dict[str, tuple[str, ...]] = {
    "kind": ("种类", "文件种类"),
    "title": ("名称", "标题", "文件名称", "政策名称"),
    "number": ("文号", "发文字号"),
    "issuer": ("发文机关", "发布机关", "发文单位"),
    "issued_on": ("成文日期", "发文日期", "印发日期"),
    "effective_from": ("施行日期", "生效日期", "实施日期"),
    "effective_through": ("有效期至", "失效日期", "截止日期"),
    "status": ("文件状态", "状态"),
    "void": ("失效部分",),
    "replaced_by": ("由哪份文件代替", "被替代", "替代文件"),
    "interprets": ("解读哪份文件", "解读"),
    "topic": ("栏目", "资讯栏目", "主题"),
    "issued_in": ("发布地区",),
    "policies": ("申报事项", "事项编号"),
    "url": ("来源网址", "网址", "链接"),
    "source": ("文字来源", "来源"),
    "grade": ("来源核对", "来源等级"),
    "last_verified": ("核对日期",),
    "paragraphs": ("原文", "正文"),
    "benefit": ("能得到什么", "优惠", "扶持内容"),
    "amount": ("最高金额", "金额上限", "最高补贴"),
    "region": ("适用地区", "地区代码"),
    "industry": ("行业代码", "适用行业"),
}
_NAMES = {alias: name for name, aliases in HEADS.items() for alias in (name, *aliases)}
DAYS = frozenset({"issued_on", "effective_from", "effective_through", "last_verified"})
ITEM = frozenset({"benefit", "amount", "region", "industry"})
"""Columns that speak of an item, not of a document."""
SMALL = 10_000
"""Yuan beneath which an amount without 万 or 元 is asked about rather than believed."""

_AMOUNT = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(亿|千万|百万|万)?\s*(元)?", re.ASCII)
_GREAT = {"亿": 100_000_000, "千万": 10_000_000, "百万": 1_000_000, "万": 10_000}


class Wrong(ValueError):
    """A cell that cannot be read; the argument is the code."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a place like `第3行 有效期至`; `value` as it stands there."""

    place: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """One row as far as it can be read: the text as a draft holds it, what it says of an item, what is wrong."""

    place: str
    content: dict[str, Any]
    item: dict[str, Any]
    faults: tuple[Fault, ...]


def columns(heads: Iterable[object]) -> dict[int, str]:
    """Which column is which; a heading that nobody knows is passed over."""
    names = (re.sub(r"[\s*（(].*", "", narrow(str(head or ""))) for head in heads)
    return {index: _NAMES[name] for index, name in enumerate(names) if name in _NAMES}


def row(cells: Mapping[str, object], place: str, today: date) -> Read:
    """Read one row. What is not said: a document (with a topic: news) in force, grade C, verified today."""
    said: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, raw in cells.items():
        text = ""
        try:
            text = sheet.plain(raw)
            said[name] = _READERS.get(name, str)(text) if text else ""
        except sheet.Unreckoned:
            faults.append(Fault(f"{place} {HEADS[name][0]}", "formula"))
        except Wrong as wrong:
            faults.append(Fault(f"{place} {HEADS[name][0]}", str(wrong), text[:80]))
    content = {**_blank(today), **{name: value for name, value in said.items() if value and name not in ITEM}}
    if content.get("topic") and not said.get("kind"):
        content["kind"] = "news"
    content["paragraphs"] = [{"label": p.label, "text": p.text, "explains": []} for p in split(content["paragraphs"])]
    named = {fault.place for fault in faults}
    for flaw in flaws(content):
        where = f"{place} {HEADS[flaw.field][0]}"
        if where not in named:
            faults.append(Fault(where, flaw.code, str(content.get(flaw.field) or "")[:80]))
    return Read(place, content, {name: said[name] for name in ITEM if said.get(name)}, tuple(faults))


def _blank(today: date) -> dict[str, Any]:
    texts = dict.fromkeys((name for name in HEADS if name not in ITEM and name not in RARE), "")
    whole = {"kind": "document", "status": "in_force", "grade": "C", "last_verified": today.isoformat()}
    return {**texts, **whole, "policies": []}


def _day(text: str) -> str:
    try:
        return sheet.day(text).isoformat()
    except ValueError:
        raise Wrong("no_day") from None


def _word(name: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        words: type[Word] = WORDS[name]
        wanted = narrow(text)
        for word in words:
            if wanted in (str(word.value), word.label):
                return str(word.value)
        raise Wrong("no_topic" if name == "topic" else "no_choice")

    return read


def amount(text: str) -> Decimal:
    """Yuan: 300万, 5,000元, 1.2亿. Raises `Wrong`: `no_amount`, `no_unit` for a small number without one."""
    found = _AMOUNT.fullmatch(narrow(text).removeprefix("￥").removeprefix("¥").strip())
    if not found:
        raise Wrong("no_amount")
    try:
        number = Decimal(found[1].replace(",", ""))
    except InvalidOperation:
        raise Wrong("no_amount") from None
    if not found[2] and not found[3] and number < SMALL:
        raise Wrong("no_unit")
    return number * _GREAT.get(found[2] or "", 1)


def _region(text: str) -> str:
    code = narrow(text)
    try:
        return regions.NATION if code == "全国" else regions.find(code).code
    except UnknownCode:
        raise Wrong("no_region") from None


def _industry(text: str) -> str:
    try:
        return industries.find(narrow(text)).code
    except UnknownCode:
        raise Wrong("no_industry") from None


def _codes(text: str) -> list[str]:
    found = re.findall(r"[A-Z][0-9]{2,3}", narrow(text).upper(), re.ASCII)
    if not found:
        raise Wrong("no_code")
    return sorted(set(found))


_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(DAYS, _day),
    **{name: _word(name) for name in WORDS},
    "amount": amount,
    "region": _region,
    "issued_in": _region,
    "industry": _industry,
    "policies": _codes,
    "url": narrow,
    "number": narrow,
}
