"""The marks of a paper: its number, its day, the lines that are its head."""

import re
from datetime import date

from huiqi.eligibility.proposals import quantities, texts
from huiqi.eligibility.proposals.numerals import value

HEAD = 12
"""So many lines at the start of a text may be its head."""

NUMBER = re.compile(r"[一-龥]{1,14}(?:[一-龥]?字)?[［（\[]\s*(?:19|20)\d{2}\s*[］）\]](?:第)?\d{1,4}号(?:文)?")
NUMBER_AT_END = re.compile(
    r"(?:(?<=[\s\u3000])[（(]?|[（(])(?P<number>[一-龥]{2,14}[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\]）)】]\s*(?:第)?\d{1,4}\s*号)[）)]?\s*$"
)
"""…若干措施 深光府规〔2023〕14号, …的通知（财税〔2018〕55号）: at the end of a title or of the issuer's name."""
DAY_LINE = re.compile(r"（?((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)(?:印发|发布)?）?")
_CHINESE_DAY = re.compile(
    r"（?([二一][零〇○九Oo0][零〇○Oo0一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日(?:印发|发布)?）?"
)
_LAST_DAY = re.compile(rf"[一-龥）]({DAY_LINE.pattern}|{_CHINESE_DAY.pattern})$")


def only_day(line: str) -> date | None:
    """The day a line consists of; None where it says more or less."""
    found = DAY_LINE.fullmatch(line)
    if found:
        return day(found[1])
    chinese = _CHINESE_DAY.fullmatch(line)
    return _chinese_day(chinese) if chinese else None


def day_at_end(line: str) -> date | None:
    """The day that ends a line which says more."""
    found = _LAST_DAY.search(line, max(0, len(line) - _DAY_LONG))
    return only_day(found[1]) if found else None


_DAY_LONG = 20


def _chinese_day(found: re.Match[str]) -> date | None:
    try:
        return date(int(value(re.sub("[○Oo0]", "零", found[1]))), int(value(found[2])), int(value(found[3])))
    except ValueError:
        return None


def day(words: str) -> date | None:
    """The first day of the words."""
    found = quantities.find(words)
    first = found[0].number if found else None
    return first if isinstance(first, date) else None


def day_of_head(even: list[str]) -> date | None:
    """（2023年2月8日） under the title, beside the number, or alone under the title of a page."""
    for line in even[: HEAD + 4]:
        told = _TOLD.match(line)
        bracketed = only_day(line) or (day_of_number(line) if line.startswith("（") else None)
        found = bracketed or (day(told[1]) if told else day(line) if _ALONE.fullmatch(line) else None)
        if found:
            return found
    return None


_TOLD = re.compile(
    rf"（?((?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日)(?:[^（）。]{{0,60}}(?:发布|公布|印发)|(?={NUMBER.pattern}$))"
)
"""（2013年6月15日…令第3号发布 自…起施行）, and the day printed before the number."""
ORDERED = re.compile(
    r"（?(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?P<number>(?P<organ>[一-龥]{2,30})令(?:第)?\d{1,4}号)(?:发布|公布)"
)
"""The order of an organ that the brackets under a title name."""
_ALONE = re.compile(r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}")


def day_of_number(line: str) -> date | None:
    """（某政发〔2022〕6号 2022年7月1日）: the day beside the number."""
    found = NUMBER.match(line, 1)
    return day(line[found.end() :]) if found and line.endswith("日）") else None


def number(even: str) -> re.Match[str] | None:
    """The number in a line of a page's table."""
    return NUMBER.search(even) or _ODD.fullmatch(even)


def own_number(lines: list[str], even: list[str]) -> str | None:
    """Its own number stands alone on a line of the head, beside a title or a day, or is labelled; others are cited.

    Of several, the one in the brackets that GB/T 9704 prescribes.
    """
    numbers = [number for at in range(min(HEAD + 8, len(even))) if (number := _number_of(lines, even, at))]
    return next((one for one in numbers if "〔" in one), numbers[0] if numbers else None)


def _number_of(lines: list[str], even: list[str], at: int) -> str | None:
    last = NUMBER_AT_END.search(lines[at], max(0, len(lines[at]) - _NUMBER_LONG))
    if last and not _ITEM.match(lines[at]) and _BEFORE_NUMBER.search(lines[at][: last.start()].strip()):
        return re.sub(r"\s", "", last["number"])
    line = re.sub(r"^(?:19|20)\d\d年\d{1,2}月\d{1,2}日", "", even[at].lstrip("（"))
    found = NUMBER.match(line)
    if found and _AFTER_NUMBER.match(line, found.end()):
        return printed(lines[at], found[0])
    if ordered := ORDERED.match(even[at]):
        return ordered["number"]
    if _ODD.fullmatch(even[at]):
        return re.sub(r"\s", "", lines[at])
    if at and OF_YEAR.fullmatch(even[at]) and even[at - 1].endswith(("公告", "令", "通告")):
        return re.sub(r"\s", "", lines[at - 1] + lines[at])
    return None


_NUMBER_LONG = 60
_ITEM = re.compile(r"\s*(?:附件?|\d{1,2}[.、．])")
_ODD = re.compile(
    r"[一-龥]{1,10}函［(?:19|20)\d\d］\d{1,5}"
    r"|[一-龥]{2,20}(?:公告(?:19|20)\d\d年第\d{1,4}号|令第?\d{1,4}号)"
)
"""便函［2022］1476 without 号, …公告2023年第12号 and …令第8号 on a line of their own."""
OF_YEAR = re.compile(r"(?:(?:19|20)\d\d年)?第\d{1,4}号")
_BEFORE_NUMBER = re.compile(r"(?:措施|办法|意见|细则|方案|通知|规定|公告|政策|局|厅|委|部|政府|办公室)(?:等)?$")
_AFTER_NUMBER = re.compile(
    r"）?(?:$|（[^（）]{4,24}号）$|关于.*(?:通知|公告|意见|办法)|(?:19|20)\d\d[-年./].{1,14}$"
    r"|[一-龥]{2,20}(?:关于|印发).*(?:通知|公告|意见)$)"
)


def printed(line: str, number: str) -> str:
    """The number as it is printed, without blanks."""
    bare = re.sub(r"\s", "", line)
    at = bare.translate(texts.SAME).find(number)
    return bare[at : at + len(number)] if at >= 0 else number
