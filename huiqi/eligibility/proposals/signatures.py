"""Who issued a document: organs at its foot, at its head, in its title, in the table of its page."""

import re
from datetime import date

from huiqi.eligibility.proposals import texts
from huiqi.eligibility.proposals.marks import HEAD, NUMBER, ORDERED, day_at_end, only_day

_ENDS = (
    "人民政府|政府|人大常委会|办公室|办公厅|委员会|委|局|厅|总局|部|署|院|中心|管委会|领导小组|财政|支行|分行|银行|科委|发改委"
    "|联合会|联合社|供销社|总工会|协会|工委|办事处|海关|专班|管理处|(?<!公)司"
)
ORGAN = re.compile(rf"(?!返回|点击|打印|首页)(?:中共)?[一-龥（）]{{2,30}}(?:{_ENDS})(?:（[一-龥]{{2,14}}）)?$")
_SEAL = re.compile(r"[（(](?:代章|盖章|公章|印章|章)[）)]$")


def is_organs(line: str) -> bool:
    """Whether a line consists of names of organs."""
    return all(ORGAN.fullmatch(part.translate(texts.SAME)) for part in _parts(line))


def _parts(line: str) -> list[str]:
    return [_SEAL.sub("", part) for part in re.split(r"[\s\u3000]+", line.strip())]


def signed(lines: list[str], even: list[str]) -> tuple[tuple[str, ...], date | None]:
    """The organs and the day at the foot: the last line that is a day, under lines that are organs.

    A day of printing (…日印发) counts where there is no other: it is the printing office's.
    """
    for printed in (False, True):
        for at in range(len(even) - 1, max(1, len(even) - 400), -1):
            day = only_day(even[at])
            organs = _above(lines, at) if day and even[at].endswith("印发") is printed else ()
            beside = () if day or printed else _beside(lines[at], even[at])
            if organs or beside:
                return organs or beside, day or day_at_end(even[at])
    return _left(lines), None


def _beside(line: str, even: str) -> tuple[str, ...]:
    """某市人民政府 2024年3月5日: organs and their day on one line."""
    if len(even) > _ONE_LINE or day_at_end(even) is None:
        return ()
    told = _DAY_AT_END.sub("", line.strip())
    return tuple(_parts(told)) if told != line.strip() and is_organs(told) else ()


_ONE_LINE = 90
_DIGITS = r"[\d○〇零OＯo一二三四五六七八九十\s]"
_DAY_AT_END = re.compile(rf"[\s\u3000]*[\d二]{_DIGITS}{{3,7}}年{_DIGITS}{{1,4}}月{_DIGITS}{{1,5}}日$")


def _above(lines: list[str], at: int) -> tuple[str, ...]:
    organs: list[str] = []
    above = at - 1
    while above >= 0 and at - above <= _SIGNED and is_organs(lines[above]):
        organs = [*_parts(lines[above]), *organs]
        above -= 1
    return tuple(organs)


_SIGNED = 8
_LAST = 6


def _left(lines: list[str]) -> tuple[str, ...]:
    """Organs that sign at the very end without a day."""
    organs: list[str] = []
    end = _foot(lines)
    for line in reversed(lines[max(_LEAST, end - _LAST) : end]):
        if not is_organs(line):
            break
        organs = [*_parts(line), *organs]
    return tuple(organs)


def last_day(lines: list[str], even: list[str]) -> date | None:
    """The day that ends a text nobody signs."""
    last = even[_foot(lines) - 1] if lines else ""
    return only_day(last) or (day_at_end(last) if _UNSIGNED.search(last) else None)


def _foot(lines: list[str]) -> int:
    """Where the text ends: what a page prints below it is passed over."""
    end = len(lines)
    while end > _LEAST and len(lines) - end < _LOWEST and _BELOW.match(lines[end - 1]):
        end -= 1
    return end


_UNSIGNED = re.compile(r"[。）；](?:19|20)\d\d年\d{1,2}月\d{1,2}日$")
_LEAST, _LOWEST = 3, 20
_BELOW = re.compile(
    r"\s*(?:(?:相关)?附件|扫一扫|打印|关闭|返回|上一篇|下一篇|分享|浏览|来源|编辑|责任编辑|版权|相关(?:链接|文章|解读)|政策解读|联系(?:人|电话)"
    r"|咨询电话|[（(]?(?:此件|联系)|\d{1,2}[.、．]|[^。]{2,60}\.(?:docx?|pdf|xlsx?|zip|rar|wps)\s*$|[^一-龥]*$)"
)


def at_the_head(lines: list[str], even: list[str]) -> tuple[str, ...]:
    """Organs that stand at the head, or that its title begins with."""
    found: list[str] = []
    for line, bare in zip(lines[:HEAD], even[:HEAD], strict=True):
        site = _SITE.fullmatch(bare)
        if is_organs(line):
            found.extend(_parts(line))
        elif site:
            found.append(site[1])
        elif beside := _BESIDE.fullmatch(line):
            found.append(beside[1])
        if re.match(r"(?:一、|第一条|为)", bare):
            break
    heads = [*even[:3], *("".join(even[at : at + 3]) for at in range(min(3, len(even))))]
    orders = [order for line in even[:HEAD] if (order := ORDERED.match(line))]
    ordered = (orders[0]["organ"],) if orders else ()
    titled = next((one for head in heads if (one := in_title(head))), ordered)
    if len(found) == len(titled) == 1 and found[0].endswith(titled[0]):
        return titled
    return tuple(dict.fromkeys(found or titled))


_SITE = re.compile(r"([一-龥]{4,24}(?:局|厅|委|政府|部|委员会))(?:官网|网站|门户网站)?")
_BESIDE = re.compile(rf"[（(]((?:中共)?[一-龥]{{2,24}}?(?:{_ENDS}))等?[\s\u3000]+[^）)]*号[）)]")
_SPEAKS = (
    "人民政府办公[厅室]|政府办公[厅室]|人民政府(?!办)|委员会办公室|领导小组办公室|(?:局|厅|部|委)办公[厅室]|管委会|委员会|总局|局|厅"
    "|部(?!门)|中心支行|中心|支行|分行|发展改革委|发改委|国资委|科委|商务委|经信委|农业农村委|住房城乡建设委|联合会"
)
_SPEAKER = re.compile(
    "(?>中共[一-龥]{1,12}?委(?!员)(?:办公室|[一-龥]{2}部)?|国家税务总局[一-龥]{2,9}?税务局"
    rf"|国务院(?:办公厅)?(?=关于|印发|转发|$)|[一-龥]{{2,24}}?(?:{_SPEAKS}))"
)
_SPEAKERS = re.compile(rf"[^一-龥]{{0,9}}((?:{_SPEAKER.pattern}[ 、]?){{1,9}})(?:关于|印发|转发)")


def in_title(head: str) -> tuple[str, ...]:
    """广州市人民政府关于…: the issuer a title begins with."""
    told = _SPEAKERS.match(head)
    return tuple(_SPEAKER.findall(told[1])) if told else ()


def in_table(value: str) -> tuple[str, ...]:
    """The organs that a page's table names, without the site they speak on and the number printed after them.

    A source that is no organ is none: a site of laws, an agency.
    """
    bare = NUMBER.sub("", value.translate(texts.SAME)) if NUMBER.search(value.translate(texts.SAME)) else value
    parts = (
        re.sub(r"(?:官网|官方网站|门户网站|网站)$", "", one)
        for one in re.split(r"[\s\u3000、]+", bare.split("->")[-1].strip())
    )
    return tuple(one for one in parts if ORGAN.fullmatch(one.translate(texts.SAME)))
