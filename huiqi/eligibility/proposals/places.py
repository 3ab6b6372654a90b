"""Regions by the names people write: 东莞市, 广东省内, 在莞, 我市; codes of GB/T 2260."""

import re
from collections import Counter
from functools import cache

from huiqi.standards import regions

_SUFFIX = re.compile(
    r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|[一-龥]{1,8}族自治[州县]|自治[州县]|地区|省|市|县|区|旗|盟)$"
)
_SHORT = {
    "京": "110000", "津": "120000", "沪": "310000", "渝": "500000", "莞": "441900", "穗": "440100", "深": "440300",
    "杭": "330100", "甬": "330200", "温": "330300", "蓉": "510100", "汉": "420100", "宁": "320100", "锡": "320200",
    "苏": "320500", "青": "370200", "郑": "410100", "粤": "440000", "浙": "330000", "豫": "410000", "鄂": "420000",
    "湘": "430000", "川": "510000", "闽": "350000", "皖": "340000", "赣": "360000", "鲁": "370000", "晋": "140000",
    "辽": "210000", "吉": "220000", "黑": "230000", "陕": "610000", "甘": "620000", "琼": "460000", "黔": "520000",
    "滇": "530000", "桂": "450000", "蒙": "150000", "新": "650000", "藏": "540000",
}  # fmt: skip
_NAMED = re.compile(r"[一-龥]{2,10}?(?:自治区|自治州|自治县|省|市|县|区|旗)(?!级)")
_OWN = re.compile(r"(?:我|本|全|该)(?:省|市|县|区|州|旗)|(?:省|市|县|区|州)(?:内|域)|境内")
_LEVEL = {"省": 1, "市": 2, "州": 2, "县": 3, "区": 3, "旗": 3}
_READ = 20_000


@cache
def _names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for node in regions.tree():
        names.setdefault(node.name, []).append(node.code)
        short = _SUFFIX.sub("", node.name)
        if len(short) >= 2 and len(node.path) <= 2:
            names.setdefault(short, []).append(node.code)
    return names


@cache
def _counties() -> dict[str, list[str]]:
    """Counties as people shorten them, too: 鹿城, 昆山; too like other words to be looked for inside a name."""
    names = {name: list(codes) for name, codes in _names().items()}
    for node in regions.tree():
        short = _SUFFIX.sub("", node.name)
        if len(node.path) == 3 and len(short) >= 2 and short not in _names():
            names.setdefault(short, []).append(node.code)
    return names


def code(name: str, own: str | None = None) -> str | None:
    """The code of a place's name; of several places of that name, the one within `own`."""
    name = name.strip("在于")
    if name in _SHORT:
        return _SHORT[name]
    if _OWN.match(name):
        return _own_level(name, own)
    return _longest(name, own)


def _longest(name: str, own: str | None) -> str | None:
    """The finest place named: 广东省东莞市 is 441900, 成都高新区 is 成都."""
    best: str | None = None
    at = told = 0
    while at < len(name):
        known = _counties() if at == told else _names()
        size = next((n for n in range(min(9, len(name) - at), 1, -1) if name[at : at + n] in known), 0)
        if size:
            best = _one(known[name[at : at + size]], best or own) or best
            told = at + size
        at += size or 1
    return best


def begins(words: str) -> int | None:
    """Where the place named last begins, with the greater places right before it; None where none is named."""
    spans = [(at, at + size) for at in range(len(words)) if (size := _named_at(words, at))]
    if not spans:
        return None
    start = spans[-1][0]
    for before, end in reversed(spans):
        start = before if end == start else start
    return start


def _named_at(words: str, at: int) -> int:
    """How long a place's whole name is that stands at a position: 某市, not its short form."""
    return next((n for n in range(min(11, len(words) - at), 2, -1) if words[at : at + n] in _names()), 0)


def _one(codes: list[str], within: str | None) -> str | None:
    if len(codes) == 1:
        return codes[0]
    near = [one for one in codes if within and within[:2] == one[:2]]
    near = [one for one in near if within and within[:4] == one[:4]] or near
    return near[0] if near else None


def _own_level(name: str, own: str | None) -> str | None:
    if own is None:
        return None
    path = [node.code for node in regions.find(own).path]
    level = next((_LEVEL[sign] for sign in name if sign in _LEVEL), 3)
    if level == 2 and len(path) > 1 and own[:2] in ("11", "12", "31", "50"):
        return path[0]
    return path[level - 1] if level <= len(path) else None


def own(even: str) -> str | None:
    """The place whose text this seems to be: the finest of the places it names most; None where it names none."""
    named: Counter[str] = Counter()
    known: str | None = None
    for found in _NAMED.finditer(even[:_READ]):
        place = _longest(found[0], known)
        if place:
            named[place] += 1
            known = known or place
    if not named:
        return None
    return max(named, key=lambda place: (named[place], len(regions.find(place).path)))
