"""The structure of a policy document: title, number, issuers, days, what it gives and asks, how to apply."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from huiqi.eligibility.proposals import marks, pages, provisions, quantities, signatures, texts, titles
from huiqi.eligibility.proposals.numerals import value
from huiqi.eligibility.proposals.provisions import Apply, Benefit

_FROM = re.compile(
    r"(?:从|自)?(?P<when>发布|印发|公布|颁布|下发|发文)之?日起?(?:正式)?(?:满?(?P<later>[\d一二三四五六七八九十]{1,4})(?:日|天)(?:后|之后)?)?(?:起)?(?:正式)?(?:施行|实施|执行|生效|试行)|(?:从|自)(?P<day>[^，。；从自]{6,14})起?(?:正式)?(?:施行|实施|执行|生效|试行)"
)
_YEARS = re.compile(
    r"有效期(?:限)?(?:为|暂定)?(?P<n>[一二三四五六七八九十两\d]{1,2})(?P<u>年|个月)|(?:试行|暂定|施行|执行|有效)(?:期限?)?为?(?P<n2>[一二三四五六七八九十两\d]{1,2})年(?:有效|，|。|$|期)?"
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
    issuers, issued = signatures.signed(lines, even)
    issuers = issuers or _named(head, "issuer") or signatures.at_the_head(lines, even) or _named(head, "source")
    issued = issued or marks.day(head.get("issued_on", "")) or marks.day_of_head(even) or _released(head)
    start, end = _validity(text.even, issued)
    start, end = marks.day(head.get("valid_from", "")) or start, marks.day(head.get("valid_to", "")) or end
    return Document(
        titles.title(lines, even, head.get("title")),
        _number_of_page(head) or marks.own_number(lines, even),
        issuers,
        issued,
        start,
        end,
        provisions.benefits(text),
        provisions.materials(lines),
        provisions.apply(text),
    )


def _named(head: dict[str, str], label: str) -> tuple[str, ...]:
    return signatures.in_table(head.get(label, ""))


def _released(head: dict[str, str]) -> date | None:
    """A page that names its source speaks for it: the day of release is its day."""
    return marks.day(head.get("released_on", "")) if head.get("issuer") or head.get("source") else None


def _number_of_page(head: dict[str, str]) -> str | None:
    """The number in the table of a page, or printed after the source it names."""
    told = [head.get("doc_no", ""), re.sub(r"^.*[处科局厅室委](?=[一-龥]{2,10}[〔\[（(])", "", head.get("source", ""))]
    found = ((line, marks.NUMBER.search(re.sub(r"\s", "", line).translate(texts.SAME))) for line in told)
    return next((marks.printed(line, number[0]) for line, number in found if number), None)


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
        return start, marks.day(until["day"])
    return start, _ended(tail, start)


_OWN_TERM = re.compile(
    r"(?:本|以上|上述)(?:办法|通知|意见|政策|措施|细则|规定|方案|规程|实施[^，。]{0,6})[^。\n]{0,60}"
)


def _start(even: str, issued: date | None) -> date | None:
    for found in reversed(list(_FROM.finditer(even))):
        before = even[max(0, found.start() - 40) : found.start()]
        if not re.search(r"本|办法|通知|意见|政策|措施|细则|规定|文件|方案|。|\n", before):
            continue
        if found["when"]:
            later = timedelta(days=int(value(found["later"] or "零")))
            return issued + later if issued else None
        if day := marks.day(found["day"]):
            return day
    return None


def _ended(even: str, start: date | None) -> date | None:
    """A term of years ends the day before the anniversary of its first day; only the document's own term counts."""
    found = next((term for own in _OWN_TERM.finditer(even) if (term := _YEARS.search(own[0]))), None)
    if start is None or found is None:
        return None
    count = int(value(found["n"] or found["n2"]))
    years, months = (0, count) if found["u"] == "个月" else (count, 0)
    month = start.month - 1 + months
    try:
        return start.replace(year=start.year + years + month // 12, month=month % 12 + 1) - timedelta(days=1)
    except ValueError:
        return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
