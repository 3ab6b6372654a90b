"""Bounds: a quantity with the comparison phrase around it, and whether the number itself is in or out.

以上/以下/以内/届满/不超过/不低于/至少 include it; 超过/未满/低于/高于/不足 exclude it (民法典 1259);
（含）/（不含） wins; where a tier ends at the number at which the next begins with 以上, it is the upper tier's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from huiqi.eligibility.proposals.quantities import Quantity, follows_ordinal, with_unit

MOST = 5_000
"""Bounds read of one text: what has more is no policy but a table or a trick."""
GE, GT, LE, LT, EQ = ">=", ">", "<=", "<", "=="
_NOT_MORE = (
    r"(?:均|应|须|得)?(?:未|不(?:得|应|能|可|准)?)(?:超过|高于|大于|多于|突破|晚于|迟于|长于|超出|超)"
    r"|小于(?:或)?等于|至多|最多为?|≤|<=|=<"
)
_NOT_LESS = (
    r"(?:均|应|须)?(?:原则上)?不(?:得|应|能|可)?(?:低于|少于|小于|短于|早于|弱于|低)|大于(?:或)?等于|高于或等于"
    r"|至少(?:为|有|达到?)?|最低(?:为)?|≥|>=|=>|不下于"
)
_LESS = r"低于|小于|少于|不足|未满|不满|未达到?|不到|早于|短于|<"
_MORE = r"超过|大于|高于|多于|超出|突破|晚于|逾|超|(?<![不])过(?=$)|>"
_REACHED = r"(?:须|应|需)?(?:达到|达|完成|届满|已?满|已有|实现)(?:了|到)?"
_BEFORE_WORDS = ((LE, _NOT_MORE), (GE, _NOT_LESS), (LT, _LESS), (GT, _MORE), (GE, _REACHED))
_BEFORE = re.compile(
    "(?:"
    + "|".join(f"(?P<b{at}>{words})" for at, (_, words) in enumerate(_BEFORE_WORDS))
    + r")(?:为|在|了|是|：|的)?(?:企业|全市|本市)?$"
)
# 不低于职工总数的50%: what it is a share of stands between.
_OVER_BASE = re.compile(_BEFORE.pattern[:-1] + r"(?P<base>(?:(?:19|20)\d\d年)?[^，。；：、（）\d\n]{2,24})$")
_NOT_BASE = re.compile(r"(?:企业|单位)的|的(?:企业|单位|，|部分)|部分|给予|奖励|补[助贴]|按|后")
_GROWTH = re.compile(r"(?:增长|增加|提高|增幅|增速|增长率|上升|增长幅度)(?:达|为|了|在)?$")
_FALL = re.compile(r"(?:下降|降低|减少|降幅)(?:达|为|了)?$")
_AFTER_WORDS = (
    r"(?:及其?|或|\(含\))?(?:以上|以下)|（含）以[上下]|以内|之内|及以内|以外|以后|之后|以来|以前|之前"
    r"|起(?!步)|内(?!部|容|地|资)|前(?![一-十]?[名位])|后(?!期)|止"
)
_AFTER = re.compile(
    r"(?P<in1>（[^（）]{1,30}）)?(?:人民币)?(?:\(?)"
    rf"(?P<word>{_AFTER_WORDS})?"
    r"(?P<in2>（[^（）]{1,14}）)?"
)
_OPEN = {"以内": LE, "之内": LE, "内": LE, "及以内": LE, "以外": GT}
_DAY = {"以后": GE, "之后": GE, "后": GE, "以来": GE, "起": GE, "以前": LE, "之前": LE, "前": LE, "止": LE}
_BETWEEN = re.compile(
    r"(?P<in1>（[^（）]{1,10}）)?(?P<up>及?以上)?(?P<in2>（[^（）]{1,10}）)?(?:-{1,2}|至|到)(?:不?超过|低于)?"
)
_CHAIN = re.compile(
    r"(?:（[^（）]{1,8}）)?(?:及?以上)?(?:、|或者?|和|，)(?:首次)?(?:达到|超过|突破|满)?(?:[一-龥]{2,3}业|[一-龥]{2,4}企业)?"
)
_SIGN = re.compile(r"([≤<])(?:\d{4}年)?[一-龥]{2,16}")
_INCLUDED = re.compile(r"(?:均?含|包含|包括)(?:$|本数|本级|边界|(?:\d|[一二三四五六七八九十百千万]).*|当日|当天|此数)")
_REPEATED = re.compile(r"（(?:均?不?含|不?包[含括])$")
"""300万元（含300万元）: the number in brackets only says that the one before them is in."""
_TALLIED = re.compile(r"(?:不低于|不少于|不小于|不超过|不高于|不大于|大于|小于|高于|低于|超过|达到)$")
_KEPT_UP = re.compile(r"(?:均|内)?(?:正常|连续|持续|稳定|足额|按时)")
_EXCLUDED = re.compile(r"(?:均?不含|不包含|不包括)(?:$|本数|本级|(?:\d|[一二三四五六七八九十百千万]).*|此数)")


@dataclass(frozen=True, slots=True)
class Bound:
    """even[start:end] is the quantity with its comparison words; `is_open`: inclusion is left to a tier."""

    op: str
    quantity: Quantity
    start: int
    end: int
    is_open: bool = False
    is_certain: bool = True
    is_range: bool = False


def find(even: str, quantities: list[Quantity]) -> list[Bound]:
    """All bounds of the text in order; ranges give two; tiers are settled."""
    found: list[Bound] = []
    quantities = [one for one in quantities if not _REPEATED.search(even, max(0, one.start - 5), one.start)]
    at = 0
    while at < len(quantities) and len(found) < MOST:
        bounds, used = _at(even, quantities, at)
        found.extend(bounds)
        found.extend(_bracketed(even, bounds, quantities, at + used))
        at += used
    return _settle(found)


def _at(even: str, quantities: list[Quantity], at: int) -> tuple[list[Bound], int]:
    here = quantities[at]
    after = quantities[at + 1] if at + 1 < len(quantities) else None
    if after is not None and after.start - here.end <= 20 and not follows_ordinal(even, here):
        ranged = _range(even, here, after)
        if ranged:
            return ranged, 2
    chained = _chain(even, quantities, at)
    if chained:
        return chained, len(chained)
    single = _single(even, here)
    return ([single] if single else []), 1


def _range(even: str, low: Quantity, high: Quantity) -> list[Bound]:
    between = _BETWEEN.fullmatch(even, low.end, high.start)
    if between is None or isinstance(low.number, date) != isinstance(high.number, date):
        return []
    if not isinstance(low.number, date) and low.unit is None:
        if high.unit is None:
            return []
        low = with_unit(low, high)
    if low.unit != high.unit and even[low.end - 1] in "万亿":
        low = replace(low, unit=high.unit)
    if low.unit != high.unit or not _rises(low, high) or _BARE_MONTH.search(even, high.start, high.end):
        return []
    tail = _AFTER.match(even, high.end)
    assert tail is not None
    of_low, of_high = _whose(even, low, high, tail)
    op_low = _by_brackets(GE, low.inner, between["in1"], between["in2"], *of_low)
    op_high = _by_brackets(LE, high.inner, *of_high)
    told_high = _told(high.inner, *of_high)
    if even[high.start - 2 : high.start] == "低于":
        op_high = LT
    end = tail.end() if tail["word"] in (None, "以下", "及以下", "以内", "之内", "内", "止") else high.end
    start = _front(even, low.start)
    told_low = _told(low.inner, between["in1"], between["in2"], *of_low)
    return [
        Bound(op_low, low, start, end, is_open=not told_low, is_range=True),
        Bound(op_high, high, start, end, is_open=not told_high, is_range=True),
    ]


_BARE_MONTH = re.compile(r"(?<!个)月$")
"""3至6月 are months of a year, 3至6个月 a time."""


def _whose(
    even: str, low: Quantity, high: Quantity, tail: re.Match[str]
) -> tuple[tuple[str | None, ...], tuple[str | None, ...]]:
    """Of which end the brackets behind a range speak: 1亿元-10亿元（含1亿元） of the lower."""
    told = (tail["in1"], tail["in2"])
    names_low = any(one.endswith(even[low.start : low.end] + "）") for one in told if one)
    names_high = any(one.endswith(even[high.start : high.end] + "）") for one in told if one)
    return (told, ()) if names_low and not names_high else ((), told)


_ASIDE = re.compile(r"(?:以[上下])?(?:的[一-龥]{2,8})?（(?P<whom>[一-龥]{2,14}?)(?:为|达到?)?")
_NEXT_ASIDE = re.compile(r"[、，；](?P<whom>[一-龥]{2,14}?)(?:为|达到?)?")


def _bracketed(even: str, bounds: list[Bound], quantities: list[Quantity], at: int) -> list[Bound]:
    """不少于15人（软件类企业30人、其他20人）: other thresholds for some, compared in the same way."""
    if not bounds:
        return []
    first, found = bounds[-1], list[Bound]()
    end, pattern = first.end, _ASIDE
    for aside in quantities[at : at + _ASIDES]:
        if not aside.unit:
            continue
        end = end if end <= aside.start else first.quantity.end
        told = aside.unit == first.quantity.unit and pattern.fullmatch(even, end, aside.start)
        if not told or even[aside.end : aside.end + 1] not in "）、，；" or _single(even, aside) is not None:
            break
        found.append(replace(first, quantity=aside, start=aside.start, end=aside.end))
        end, pattern = aside.end, _NEXT_ASIDE
    return found if found and even[end : end + 1] == "）" else []


_ASIDES = 6


def _rises(low: Quantity, high: Quantity) -> bool:
    if isinstance(low.number, date) or isinstance(high.number, date):
        return isinstance(low.number, date) and isinstance(high.number, date) and low.number <= high.number
    return low.number < high.number


def _front(even: str, start: int) -> int:
    found = _BEFORE.search(even, max(0, start - 12), start)
    return found.start() if found else start


def _chain(even: str, quantities: list[Quantity], at: int) -> list[Bound]:
    """达到1000万元、5000万元、1亿元的 and 100万元、500万元以上: each of them a threshold of the same kind."""
    last = at
    while last - at < 11 and last + 1 < len(quantities) and _links(even, quantities[last], quantities[last + 1]):
        last += 1
    if last == at:
        return []
    first, final = _single(even, quantities[at]), _single(even, quantities[last])
    lead = first if first and (first.start < first.quantity.start or first.op in (GE, GT)) else final
    if lead is None or isinstance(lead.quantity.number, date) or lead.op not in (GE, GT):
        return []
    start = first.start if first else quantities[at].start
    end = final.end if final else quantities[last].end
    return [
        Bound(
            lead.op, one, start, max(one.end, end if one is quantities[last] else one.end), is_certain=lead.is_certain
        )
        for one in quantities[at : last + 1]
    ]


def _links(even: str, one: Quantity, other: Quantity) -> bool:
    if isinstance(one.number, date) or isinstance(other.number, date) or one.unit is None or one.unit != other.unit:
        return False
    return bool(_CHAIN.fullmatch(even, one.end, other.start))


def _single(even: str, quantity: Quantity) -> Bound | None:
    if quantity.unit is None and not isinstance(quantity.number, date) and not _is_tallied(even, quantity):
        return None
    before = _BEFORE.search(even, max(0, quantity.start - 14), quantity.start)
    if before is None and quantity.unit in ("ratio", "times"):
        before = _OVER_BASE.search(even, max(0, quantity.start - 40), quantity.start)
    elif before is None and quantity.unit == "yuan":
        before = _OVER_BASE.search(even, max(0, quantity.start - 10), quantity.start)
    if before and "base" in before.groupdict() and _NOT_BASE.search(before["base"]):
        before = None
    after = _AFTER.match(even, quantity.end)
    assert after is not None
    return _judged(even, quantity, before, after)


def _is_tallied(even: str, quantity: Quantity) -> bool:
    """A bare number is a bound only under a sign or right after words that compare: 得分≥60, 容积率不低于2.0。"""
    if even[quantity.start - 1 : quantity.start] in ("≥", "≤", ">", "<"):
        return True
    told = _TALLIED.search(even, max(0, quantity.start - 8), quantity.start)
    return bool(told) and even[quantity.end : quantity.end + 1] in "，。；、）且的"


def _judged(even: str, quantity: Quantity, before: re.Match[str] | None, after: re.Match[str]) -> Bound | None:
    front = next((_BEFORE_WORDS[i][0] for i in range(5) if before and before[f"b{i}"]), None)
    weak = before is not None and before["b4"] is not None
    back = _back(quantity, after["word"] or "", even)
    sign = _SIGN.match(even, quantity.end)
    if front is None and sign:
        return Bound(GE if sign[1] == "≤" else GT, quantity, quantity.start, sign.end())
    op = back if front is None or (weak and back) else front
    is_certain = True
    start = before.start() if before else quantity.start
    if op is None and (_is_kept_up(even, quantity) or _has_run(even, quantity)):
        return Bound(GE, quantity, start, quantity.end, is_certain=False)
    if op is None:
        op, is_certain, start = _grown(even, quantity)
        if op is None:
            return None
    ruled = _by_brackets(op, quantity.inner, after["in1"], after["in2"])
    end = after.end() if back or _told(after["in1"], after["in2"]) else quantity.end
    is_open = front is None and not _told(quantity.inner, after["in1"], after["in2"])
    return Bound(ruled, quantity, start, end, is_open=is_open, is_certain=is_certain)


def _is_kept_up(even: str, quantity: Quantity) -> bool:
    """申请补贴前6个月正常经营: that long before filing, without a gap."""
    if quantity.unit not in ("months", "years") or not _KEPT_UP.match(even, quantity.end):
        return False
    return bool(re.search(r"申[请报领][^，。；]{0,4}前$", even[max(0, quantity.start - 8) : quantity.start]))


_RUN = re.compile(
    r"(?:已|连续|持续|稳定|正常)[^，。；、\d]{0,8}(?:运行|运营|经营|生产|缴费|缴纳|参保|从业|工作|挂牌|入驻)(?:了)?$"
)


def _has_run(even: str, quantity: Quantity) -> bool:
    """已稳定运行3个月的: that long, without a word that compares."""
    if quantity.unit not in ("months", "years") or even[quantity.end : quantity.end + 1] not in "的，。；":
        return False
    return bool(_RUN.search(even, max(0, quantity.start - 14), quantity.start))


def _grown(even: str, quantity: Quantity) -> tuple[str | None, bool, int]:
    if quantity.unit not in ("ratio", "times"):
        return None, False, 0
    found = _GROWTH.search(even, max(0, quantity.start - 8), quantity.start)
    found = found or _FALL.search(even, max(0, quantity.start - 8), quantity.start)
    return (GE, False, found.start()) if found else (None, False, 0)


_WITHIN = frozenset(("years", "months", "days", "ratio", "yuan", "persons", "kilometres", "square metres", "mu", "usd"))


def _back(quantity: Quantity, word: str, even: str) -> str | None:
    if isinstance(quantity.number, date):
        return _DAY.get(word)
    if word.endswith("以上") or word == "（含）以上":
        return GE
    if word.endswith("以下") or word == "（含）以下":
        return LE
    if word in _OPEN and quantity.unit in _WITHIN:
        return None if follows_ordinal(even, quantity) else _OPEN[word]
    return None


def _brackets(*told: str | None) -> Iterator[str]:
    return (one[1:-1] for one in told if one)


def _told(*told: str | None) -> bool:
    return any(_INCLUDED.match(one) or _EXCLUDED.match(one) for one in _brackets(*told))


def _by_brackets(op: str, *told: str | None) -> str:
    for one in _brackets(*told):
        if _EXCLUDED.match(one):
            return {GE: GT, LE: LT}.get(op, op)
        if _INCLUDED.match(one):
            return {GT: GE, LT: LE}.get(op, op)
    return op


_NEAR = 400


def _settle(bounds: list[Bound]) -> list[Bound]:
    """Where one tier ends at the number at which the next begins, give the number to one of them only."""
    settled = list(bounds)
    for at, upper in enumerate(bounds):
        if upper.op not in (LE, LT):
            continue
        for later in range(max(0, at - 4), len(bounds)):
            lower = bounds[later]
            if lower.start - upper.end > _NEAR:
                break
            if lower.op == GE and _same(upper, lower) and (lower.is_open or upper.is_open):
                settled[at], settled[later] = _parted(settled[at], settled[later])
    return settled


def _same(one: Bound, other: Bound) -> bool:
    return one.quantity.number == other.quantity.number and one.quantity.unit == other.quantity.unit


def _parted(upper: Bound, lower: Bound) -> tuple[Bound, Bound]:
    if upper.op == LE and upper.is_open:
        return replace(upper, op=LT), lower
    if upper.op == LE:
        return upper, replace(lower, op=GT)
    return upper, lower
