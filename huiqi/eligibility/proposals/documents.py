"""The structure of a policy document: title, number, issuers, days, what it gives and asks, how to apply."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from huiqi.eligibility.proposals import pages, provisions, quantities, texts
from huiqi.eligibility.proposals.provisions import Apply, Benefit

_TITLE_END = re.compile(
    r"(?:通知|公告|意见|办法|措施|细则|方案|规定|规程|指南|政策|清单|条例|条件|程序|要求|决定|通告|函|批复|解读|指引|制度|标准|计划|目录|规划|实施|须知|条款|政策问答|十条|\d+条)(?:（(?:试行|暂行|修订|征求意见稿|修正)[^（）]{0,8}）)?$"
)
_ORGAN = re.compile(
    r"(?:中共)?[一-龥（）]{2,24}(?:人民政府|政府|办公室|办公厅|委员会|委|局|厅|总局|部|署|院|中心|管委会|领导小组|财政|支行|分行|银行|科委|发改委|联合会|总工会|协会)$"
)
_NUMBER = re.compile(r"[一-龥]{1,14}(?:[一-龥]?字)?[［（\[]\s*(?:19|20)\d{2}\s*[］）\]](?:第)?\d{1,4}号(?:文)?")
_DAY_LINE = re.compile(r"（?((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)(?:印发|发布)?）?")
_CHINESE_DAY = re.compile(r"（?([二一][零〇○九]..)年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日）?")
_NOISE = re.compile(
    r"^(?:发布时间|发布日期|时间|日期|浏览|来源|字号|索引号|主题|当前位置|首页|分享|打印|点击|阅读|作者|信息|文章|\d{4}(?:[-./]|年\d{1,2}月\d{1,2}日))|^[^一-龥]*$"
)
_FROM = re.compile(
    r"(?:从|自)?(?P<when>发布|印发|公布|颁布|下发|发文)之?日起?(?:正式)?(?:满?(?P<later>\d+)(?:日|天)(?:后|之后)?)?(?:起)?(?:正式)?(?:施行|实施|执行|生效)|(?:从|自)(?P<day>[^，。；从自]{6,14})起?(?:正式)?(?:施行|实施|执行|生效)"
)
_YEARS = re.compile(
    r"有效期(?:限)?(?:为|暂定)?(?P<n>[一二三四五六七八九十两\d]{1,2})(?P<u>年|个月)|(?:试行|暂定|施行|执行|有效)(?P<n2>[一二三四五六七八九十两\d]{1,2})年(?:有效|，|。|$|期)?"
)
_UNTIL = re.compile(
    r"(?:有效期(?:限)?(?:截?至|到|延长至)|(?:施行|实施|执行|延续|延长|有效)(?:期限?)?(?:为)?(?:发布之日起|自.{2,12}起)?(?:截)?至|截止(?:到|至)|至)(?P<day>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)(?:止|。|，|失效|$)"
)
_YEAR_SPAN = re.compile(r"(?:政策|执行|实施|有效)期限?为?((?:19|20)\d\d)年?(?:至|-|到)((?:19|20)\d\d)年")
_SPAN = re.compile(
    r"(?:自|从)?(?P<a2>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)起?(?:至|-|到)(?P<b2>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)(?:止)?，?(?:期间)?(?:施行|实施|执行|有效)|(?:适用期间|有效期限?|执行期限?|实施期限?|政策期限|施行期限?)(?:为|：|限)*(?:自|从)?(?P<a>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)(?:起)?(?:至|-|到)(?P<b>(?:(?:19|20)\d{2}年)?\d{1,2}月\d{1,2}日)"
)


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says of itself; None or empty where it does not say."""

    title: str | None = None
    doc_no: str | None = None
    issuer: tuple[str, ...] = ()
    issued_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    benefits: tuple[Benefit, ...] = ()
    materials: tuple[str, ...] = ()
    apply: Apply = field(default_factory=Apply)

    def label(self) -> dict[str, object]:
        """In the shape of the labels."""
        return {
            "title": self.title,
            "doc_no": self.doc_no,
            "issuer": list(self.issuer) or None,
            "issued_on": _iso(self.issued_on),
            "valid_from": _iso(self.valid_from),
            "valid_to": _iso(self.valid_to),
            "benefits": [one.label() for one in self.benefits],
            "materials": list(self.materials) or None,
            "apply": self.apply.label(),
        }


def propose(original: str) -> Document:
    """Read a document's structure from its text alone."""
    text = texts.read(original)
    lines = [line.strip() for line in original.replace("\r", "\n").split("\n") if line.strip("\x00 \t\u3000")]
    lines = [re.sub(r"[\x00\ufeff]", "", line) for line in lines]
    even = [re.sub(r"[ \u3000\xa0]+", "", line).translate(texts.SAME) for line in lines]
    head, used = pages.read(lines)
    shown = [at for at in range(len(lines)) if at not in used]
    lines, even = [lines[at] for at in shown], [even[at] for at in shown]
    issuers, issued = _signed(lines, even)
    issuers = _of_head(head) if head.get("issuer") and not issuers else issuers or _head_issuers(lines, even)
    issued = issued or _day(head.get("issued_on", "")) or _head_day(even) or _released(head)
    start, end = _validity(text.even, issued)
    start, end = _day(head.get("valid_from", "")) or start, _day(head.get("valid_to", "")) or end
    return Document(
        _title(lines, even, head.get("title")),
        _own_number(head) or _doc_no(lines, even),
        issuers,
        issued,
        start,
        end,
        provisions.benefits(text),
        provisions.materials(lines),
        provisions.apply(text),
    )


_HEAD = 12


def _of_head(head: dict[str, str]) -> tuple[str, ...]:
    parts = re.split(r"[\s\u3000、]+", head["issuer"].strip())
    return tuple(part for one in parts if (part := re.sub(r"(?:官网|官方网站|门户网站|网站)$", "", one)))


def _released(head: dict[str, str]) -> date | None:
    """A page that names its source speaks for it: the day of release is its day."""
    return _day(head.get("released_on", "")) if head.get("issuer") else None


def _own_number(head: dict[str, str]) -> str | None:
    found = _NUMBER.search(re.sub(r"\s", "", head.get("doc_no", "")).translate(texts.SAME))
    return _printed(head["doc_no"], found[0]) if found else None


_ISSUED = re.compile(r"印发《?(?P<what>.{4,60}?)》?的?(?:通知|决定|公告)$")


def _title(lines: list[str], even: list[str], labelled: str | None) -> str | None:
    """The title; of a notice that issues something, the name of what it issues where that stands below."""
    title = labelled or _first_title(lines, even)
    told = _ISSUED.search(re.sub(r"\s", "", title)) if title else None
    if told and (told["what"] in even or _TITLE_END.search(told["what"])):
        return told["what"]
    return re.sub(r"^(?:【[^】]{1,8}】)+", "", title) if title else None


def _first_title(lines: list[str], even: list[str]) -> str | None:
    for at, line in enumerate(even[:_HEAD]):
        if (
            _NOISE.match(line)
            or _is_organs(lines[at])
            or _NUMBER.fullmatch(line)
            or _DAY_LINE.fullmatch(line)
            or len(line) < 4
        ):
            continue
        return _joined(lines, even, at)
    return None


def _joined(lines: list[str], even: list[str], at: int) -> str:
    """A title broken over up to three lines, as far as it is not yet ended."""
    title = lines[at]
    for more in range(at + 1, min(at + 3, len(lines))):
        bare = re.sub(r"\s", "", title).translate(texts.SAME)
        opened = bare.count("《") > bare.count("》")
        if not opened and (
            _TITLE_END.search(bare) or bare[-1] in "。；：，" or (not bare.startswith("关于") and "关于" not in bare)
        ):
            break
        if len(even[more]) > 50 or even[more][-1] in "。：；" or _NOISE.match(even[more]):
            break
        title += lines[more]
    return title.strip()


def _is_organs(line: str) -> bool:
    parts = re.split(r"[\s\u3000]+", line.strip())
    return all(_ORGAN.fullmatch(part.translate(texts.SAME)) for part in parts)


def _organs(line: str) -> tuple[str, ...]:
    return tuple(re.split(r"[\s\u3000]+", line.strip()))


def _head_issuers(lines: list[str], even: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for line, bare in zip(lines[:_HEAD], even[:_HEAD], strict=True):
        site = re.fullmatch(r"([一-龥]{4,24}(?:局|厅|委|政府|部|委员会))(?:官网|网站|门户网站)?", bare)
        if _is_organs(line):
            found.extend(_organs(line))
        elif site:
            found.append(site[1])
        if re.match(r"(?:一、|第一条|为)", bare):
            break
    if not found and even:
        found = _in_title("".join(even[:3]))
    return tuple(dict.fromkeys(found))


def _in_title(head: str) -> list[str]:
    """广州市人民政府关于…: the issuer a title begins with."""
    told = re.match(
        r"(?:[^一-龥]*)((?:[一-龥]{2,16}(?:人民政府|政府办公厅|政府办公室|委员会|局|厅|总局|部)(?:[ 、])?){1,4})关于",
        head,
    )
    return (
        re.findall(
            r"[一-龥]{2,16}?(?:人民政府办公厅|人民政府办公室|人民政府(?!办)|委员会|总局|局|厅|部)(?=[一-龥、]*|$)",
            told[1],
        )
        if told
        else []
    )


def _signed(lines: list[str], even: list[str]) -> tuple[tuple[str, ...], date | None]:
    """The organs and the day at the foot: the last line that is a day, under lines that are organs."""
    for at in range(len(even) - 1, max(-1, len(even) - 400), -1):
        day = _only_day(even[at])
        if day is None or at <= 3:
            continue
        organs: list[str] = []
        above = at - 1
        while above >= 0 and at - above <= 8 and _is_organs(lines[above]):
            organs = [*_organs(lines[above]), *organs]
            above -= 1
        if organs:
            return tuple(organs), day
    return (), None


def _only_day(line: str) -> date | None:
    found = _DAY_LINE.fullmatch(line)
    if found:
        return _day(found[1])
    chinese = _CHINESE_DAY.fullmatch(line)
    return _chinese_day(chinese) if chinese else None


def _chinese_day(found: re.Match[str]) -> date | None:
    from huiqi.eligibility.proposals.numerals import value

    try:
        return date(int(value(found[1].replace("○", "零"))), int(value(found[2])), int(value(found[3])))
    except ValueError:
        return None


def _day(words: str) -> date | None:
    found = quantities.find(words)
    day = found[0].number if found else None
    return day if isinstance(day, date) else None


def _head_day(even: list[str]) -> date | None:
    for line in even[:_HEAD]:
        if line.startswith("（") and (day := _only_day(line)):
            return day
    return None


def _doc_no(lines: list[str], even: list[str]) -> str | None:
    """Its own number stands alone on a line of the head, or is labelled; others are cited."""
    for at, line in enumerate(even[: _HEAD + 8]):
        found = _NUMBER.fullmatch(line.strip("（）")) or _NUMBER.fullmatch(line)
        if found:
            return _printed(lines[at], found[0])
    return None


def _printed(line: str, number: str) -> str:
    """The number as it is printed, without blanks."""
    bare = re.sub(r"\s", "", line)
    at = bare.translate(texts.SAME).find(number)
    return bare[at : at + len(number)] if at >= 0 else number


def _validity(even: str, issued: date | None) -> tuple[date | None, date | None]:
    tail = even[-6000:]
    span = _SPAN.search(tail)
    if span:
        both = quantities.find((span["a"] or span["a2"]) + "至" + (span["b"] or span["b2"]))
        days = [one.number for one in both if isinstance(one.number, date)]
        if len(days) == 2:
            return days[0], days[1]
    years = _YEAR_SPAN.search(even)
    if years:
        return date(int(years[1]), 1, 1), date(int(years[2]), 12, 31)
    start = _start(tail, issued)
    until = _UNTIL.search(tail) if start or re.search("有效期|执行期|期限", tail) else None
    if until:
        return start, _day(until["day"])
    return start, _ended(tail, start)


_OWN_TERM = re.compile(r"本(?:办法|通知|意见|政策|措施|细则|规定|方案|规程|实施[^，。]{0,6})[^。\n]{0,60}")


def _start(even: str, issued: date | None) -> date | None:
    for found in reversed(list(_FROM.finditer(even))):
        before = even[max(0, found.start() - 40) : found.start()]
        if not re.search(r"本|办法|通知|意见|政策|措施|细则|规定|文件|方案|。|\n", before):
            continue
        if found["when"]:
            later = timedelta(days=int(found["later"] or 0))
            return issued + later if issued else None
        if day := _day(found["day"]):
            return day
    return None


def _ended(even: str, start: date | None) -> date | None:
    """A term of years ends the day before the anniversary of its first day; only the document's own term counts."""
    found = next((term for own in _OWN_TERM.finditer(even) if (term := _YEARS.search(own[0]))), None)
    if start is None or found is None:
        return None
    from huiqi.eligibility.proposals.numerals import value

    count = int(value(found["n"] or found["n2"]))
    years, months = (0, count) if found["u"] == "个月" else (count, 0)
    month = start.month - 1 + months
    try:
        return start.replace(year=start.year + years + month // 12, month=month % 12 + 1) - timedelta(days=1)
    except ValueError:
        return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
