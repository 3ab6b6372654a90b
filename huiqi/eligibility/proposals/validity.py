"""From when until when a document holds, by what it says of itself: 自…起施行，有效期…年."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from huiqi.eligibility.proposals import marks
from huiqi.eligibility.proposals.numerals import value

_DAY = r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日"
_END = rf"{_DAY}|(?:19|20)\d\d年年?[底末]"
_COUNT = r"[一二三四五六七八九十两\d]{1,3}"
_PAPER = (
    "(?:办法|通知|意见|政策|措施|细则|规定|方案|规程|公告|通告|指引|指南|决定|条例|标准|制度|计划"
    "|文件|文|条款|条文|清单|要求|规则|程序)"
)
_HOLDS = r"(?:施行|实施|执行|生效|试行|实行)"
_TERM = r"(?:有效期限?|(?:施行|实施|执行|试行|适用|政策)(?:期间|期限|期|时间|时限))"
_OWN = re.compile(
    rf"(?:(?:本(?![省市县区州])|以上|上述|该)[一-龥]{{0,10}}?{_PAPER}"
    rf"|(?:^|[\n。；（])(?:第.{{1,5}}条)?本?(?:政策|文件)?{_TERM})[^。\n]{{0,120}}"
)
"""A sentence that speaks of the document itself, or of its term without saying whose."""
_FROM = re.compile(
    rf"(?:从|自)?(?:本?{_PAPER})?(?P<when>发布|印发|公布|颁布|下发|发文|出台)(?:之?日起?|(?=满?\d))(?:正式)?(?:满?(?P<later>{_COUNT})(?:日|天)(?:后|之后)?)?起?"
    rf"(?:正式|开始)?(?:{_HOLDS}|(?=有效期|{_COUNT}年(?:内有效|[，。；（]|$)))"
    rf"|(?:从|自)(?P<now>即)日起(?:正式)?{_HOLDS}"
    rf"|(?:从|自)(?P<day>[^，。；从自]{{6,14}}?)(?:零时)?起?(?:正式|开始)?{_HOLDS}"
)
_YEARS = re.compile(
    rf"有效期限?(?:为|暂定|暂|定|是|：)*(?:自[^，。]{{2,12}}之日起)?(?P<n>{_COUNT})(?P<u>年|个月)"
    rf"|(?:试行|暂定|暂行|施行|执行|实施|有效)(?:期限|期|时间)?(?:为|暂定|暂)*(?P<n2>{_COUNT})年|起(?P<n3>{_COUNT})年(?:内有效|[，。；（]|$)"
)
_UNTIL = re.compile(
    rf"(?:有效期限?(?:截?至|截止(?:到|至)?|到|延长至)|{_HOLDS}(?:期限?)?为?(?:发布之日起|自.{{2,12}}起)?截?至|(?:延续|延长|有效)(?:期限?)?截?至|截止(?:到|至)|至)"
    rf"(?P<day>{_END})(?:止|[。，；（）]|失效|$)|(?P<dead>{_DAY})(?:起)?(?:自动)?(?:废止|失效|到期)"
)
_YEAR_SPAN = re.compile(r"(?:政策|执行|实施|有效)期限?为?((?:19|20)\d\d)年?(?:至|-|到)((?:19|20)\d\d)年")
_SPAN = re.compile(
    rf"(?:自|从)?(?P<a2>{_DAY})起?(?:至|-|到)(?P<b2>{_DAY})止?，?(?:期间)?(?:{_HOLDS}|有效)"
    rf"|{_TERM}(?:[^，。\n]{{0,8}}，)?(?:为|：|限)*(?:自|从)?(?P<a>{_DAY})起?(?:至|-|到)(?P<b>(?:(?:19|20)\d\d年)?\d{{1,2}}月\d{{1,2}}日)"
)
_TAIL = 6000
"""So much at the end of a text may hold its last articles."""


def term(even: str, issued: date | None) -> tuple[date | None, date | None]:
    """The first and the last day; None where the text does not say or counts from a day it does not name."""
    tail = even[-_TAIL:]
    for own in _own(tail):
        span = _SPAN.search(own)
        if span and (days := _both(span)):
            return days
    years = _YEAR_SPAN.search(even)
    if years:
        return date(int(years[1]), 1, 1), date(int(years[2]), 12, 31)
    start = _start(tail, issued)
    until = next((found for own in _own(tail) if (found := _UNTIL.search(own))), None)
    if until:
        return start, _last_day(until["day"] or until["dead"])
    return start, _ended(even, start)


def _own(even: str) -> Iterator[str]:
    return (found[0] for found in _OWN.finditer(even))


def _both(span: re.Match[str]) -> tuple[date, date] | None:
    first, last = span["a"] or span["a2"], span["b"] or span["b2"]
    days = marks.day(first), marks.day(last if "年" in last else first[:5] + last)
    return (days[0], days[1]) if days[0] and days[1] else None


def _last_day(words: str) -> date | None:
    """2025年底 is its last day."""
    return date(int(words[:4]), 12, 31) if words[-1] in "底末" else marks.day(words)


def _start(even: str, issued: date | None) -> date | None:
    for found in reversed(list(_FROM.finditer(even))):
        before = even[max(0, found.start() - 40) : found.start()]
        if not re.search(rf"本|{_PAPER}|。|\n", before):
            continue
        if found["when"] or found["now"]:
            later = timedelta(days=int(value(found["later"] or "零")))
            return issued + later if issued else None
        if day := marks.day(found["day"]):
            return day
    return None


def _ended(even: str, start: date | None) -> date | None:
    """A term of years ends the day before the anniversary of its first day; only the document's own term counts."""
    found = next((term for own in _own(even) if (term := _YEARS.search(own))), None)
    if start is None or found is None:
        return None
    count = int(value(found["n"] or found["n2"] or found["n3"]))
    years, months = (0, count) if found["u"] == "个月" else (count, 0)
    month = start.month - 1 + months
    try:
        return start.replace(year=start.year + years + month // 12, month=month % 12 + 1) - timedelta(days=1)
    except ValueError:
        return None
