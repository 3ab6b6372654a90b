"""What a bound is of: the words before it in its clause, and the fact they name."""

import re
from dataclasses import dataclass
from datetime import date

from huiqi.eligibility.proposals import lexicon
from huiqi.eligibility.proposals.bounds import Bound
from huiqi.eligibility.proposals.contexts import clause_start

_LEAD = re.compile(
    r"(?:第[零一二三四五六七八九十百\d]{1,5}[条章节款]|[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、）．]|[①-⑳])?"
    r"(?:其中|同时|此外|另外|或者|或|并且|并|且|和|及|、|对于|对|凡是?|若|如|其|均|须|应当?|的|”|》)*"
)
_TRAIL = re.compile(r"(?:（|为|在|是|了|的|须|应当?|必须|需|均|原则上|：|达到?|不?超过|合计|累计|、)+$")
_OWNER = re.compile(r"^.{2,40}?(?:企业|单位|项目|机构|组织|公司|平台|基地)(?:（[^（）]{1,60}）)?(?=[^的，]{3})")
_COUNTED = re.compile(r"(?:的)?(?P<noun>[一-龥]{1,14}?)(?=[，。；、（的并且和或给\n]|$)")
_LONGEST = 40
_MARKED = re.compile(r"(?:^|[\n。；：])\d{1,2}$")
"""1）销售收入…: the mark of a line has no bracket that opens it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """`name` is what the words call it; the phrase with its comparison is even[start:end]."""

    fact: str
    name: str
    start: int
    end: int
    is_named: bool


def subject(even: str, bound: Bound, floor: int, earlier: str) -> Subject:
    """Read the subject of a bound; `floor` is where the bound before it ended, `earlier` the last share spoken of."""
    clause = max(_cut(even, bound.start), floor)
    if clause == bound.start and even[clause - 1 : clause] == "（" and bound.quantity.unit in ("years", "months"):
        clause = max(_cut(even, clause - 1), floor)
    left = even[clause : bound.start]
    start = clause + _trimmed(left)
    name = _TRAIL.sub("", even[start : bound.start])
    end = bound.end
    if bound.quantity.unit in ("count", "persons", "years", "months", "mu", "points") and not bound.is_range:
        end, noun = _noun_after(even, bound)
        name = name if len(name) >= 4 or not noun else name + noun
    wide = even[max(clause_start(even, bound.start), floor) : bound.start]
    if name.startswith("占") and earlier:
        wide = earlier + wide
    fact = _fact(even, bound, name, wide, earlier)
    if fact is None and bound.quantity.unit == "ratio" and not name.strip("比例占为在"):
        fact = _last_share(even[max(0, bound.start - _BACK) : bound.start])
    return Subject(fact or "other:" + (name or _kind(bound)), name, min(start, bound.start), end, fact is not None)


_SHARE = re.compile(r"[^，。；\n]{2,40}(?:占|/|比例|比重|强度)[^，。；\n]{0,30}")
_BACK = 260


def _last_share(before: str) -> str | None:
    """The share spoken of last: 研发费用占收入的比例：收入5000万元以下的，不低于6%."""
    told = (lexicon.amount(one[0], "ratio") for one in reversed(list(_SHARE.finditer(before))))
    return next(told, None)


_THEN_FOUNDED = re.compile(r"[，]?(?:[^，。；：\d]{0,10}?)(?:注册|成立|设立|登记)+")
"""2020年1月1日以后在本市注册: what happened on the day stands behind it."""
_AVERAGED = {"employees": "average_employees", "total_assets": "average_total_assets"}
_INCOME_TAX = re.compile(r"应纳税所得额|季度平均")
_OF_FIRMS = re.compile(r"的?(?:[一-龥]{0,8}?(?:企业|单位)|用人|小微|中小|规模)")
"""30人以下的企业 counts its staff; …且不少于10人 counts what was spoken of."""
_NEAR = 120
"""Beside the taxable income, staff and assets are averages of the quarters: 财政部 税务总局公告2023年第12号."""


def _fact(even: str, bound: Bound, name: str, wide: str, earlier: str) -> str | None:
    unit = "date" if isinstance(bound.quantity.number, date) else bound.quantity.unit
    phrase, after = even[bound.start : bound.end], even[bound.end : bound.end + 12]
    fact = lexicon.amount(name + phrase, unit) if len(name) >= 4 else None
    fact = fact or lexicon.amount(wide if len(wide) < 60 else name, unit)
    if fact is None and unit == "date" and (then := _THEN_FOUNDED.match(even, bound.end)):
        fact = lexicon.amount(then[0], unit)
    if fact in _AVERAGED and _INCOME_TAX.search(even, max(0, bound.start - _NEAR), bound.end + _NEAR):
        fact = _AVERAGED[fact]
    if not name.strip("对") and unit == "persons":
        return "insured_employees" if re.match(r"的?参保", after) else "employees" if _OF_FIRMS.match(after) else None
    if fact is None and unit == "ratio" and re.fullmatch(r"(?:占比|比例|总额比例|.{0,3})", name):
        fact = lexicon.amount(earlier, unit)
    return fact


def _kind(bound: Bound) -> str:
    return "时间" if isinstance(bound.quantity.number, date) else bound.quantity.unit or "数值"


def _cut(even: str, place: int) -> int:
    """The clause, at most so long, ended by marks, brackets or quotes: （含税） does not end it."""
    depth = 0
    for at in range(place - 1, max(-1, place - 80), -1):
        sign = even[at]
        if sign == "）" and not _MARKED.search(even, max(0, at - 3), at):
            depth += 1
        elif sign == "（":
            if depth == 0:
                return at + 1
            depth -= 1
        elif depth == 0 and sign in "，。；：！？\n\t":
            return at + 1
    return max(0, place - 80)


def _trimmed(left: str) -> int:
    """How much of the clause before a bound is not its subject."""
    lead = _LEAD.match(left)
    at = lead.end() if lead else 0
    owner = _OWNER.match(left[at:])
    if owner and re.match(r".*(?:对|对于|凡)", left[:at]):
        at += owner.end()
    done = _DONE.match(left[at:])
    at += done.end() if done else 0
    joined = re.search(
        r".*(?:(?:并且?|且|或者?)(?!以[上下])(?=[^，]{2,}$)|(?:具[有备]|拥有|持有|取得|开展|登记|经营)[^，、]{2,20}、"
        r"|[^，、]{2,}(?:完善|规范|优质|明显|良好|健全|稳定|齐全|登记)、(?=[^、]{3,}$))",
        left[at:],
    )
    at += joined.end() if joined and "占" not in left[at + joined.end() - 3 : at + joined.end()] else 0
    rest = left[at:]
    if len(rest) > _LONGEST:
        at += len(rest) - _LONGEST
    return at


_DONE = re.compile(r"(?:(?:符合|经(?!营|济)|依法|已|通过|实行|建有|从事|开展|入驻)[^、]{2,}、)+(?=[^、]{3,}$)")
"""符合导向、经批准、投资额在…: what is asked before the amount."""


def _noun_after(even: str, bound: Bound) -> tuple[int, str]:
    """1项以上发明专利, 毕业2年内高校毕业生: what is counted stands behind."""
    found = _COUNTED.match(even, bound.end)
    if found is None or re.match(r"的?(?:，|给|一次|按|可|予|后|前|为|不)", even[bound.end : bound.end + 3]):
        return bound.end, ""
    of_years = bound.quantity.unit in ("years", "months")
    if _ACTOR.search(found["noun"]) and (of_years or even.startswith("的", bound.end)):
        return bound.end, "" if of_years else found["noun"]
    return found.end("noun"), found["noun"]


_ACTOR = re.compile(
    r"(?:企业|机构|单位|法人|公司|主体|组织|平台|园区|基地|大户|合作社|项目|农场|旅行社|酒店|饭店|综合体|养殖场)$"
)
"""成立1年以上的机构, 1000亩以上的大户: whom the bound is of is none of what is counted."""
