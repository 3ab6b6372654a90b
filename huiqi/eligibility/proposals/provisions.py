"""What a document gives, asks to be handed in, and where and until when to apply."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice

from huiqi.eligibility.proposals import quantities
from huiqi.eligibility.proposals.quantities import Quantity
from huiqi.eligibility.proposals.texts import Text

_GIVES = re.compile(
    r"给予|给(?:企业|单位)|奖励|补助|补贴|奖补|资助|返还|贴息|减免|资金支持|减按|配套|免征|减征|补偿|额度最高|最高(?:不超过|可达|可|达|为)?\d|标准为\d|[一二三]等奖"
)
_CLAUSE = re.compile(r"[^，。；：\n\t]{4,120}")
_NOT_GIVEN = re.compile(
    r"设立|规模不低于|申请条件|兑现|拨付|分别按应|预算|(?:奖励|补贴|补助)(?:资金|对象|政策|办法|工作|申请|标准为：)$|不予|不再|违|追回|的企业$|期限|^使|力争|应当?[^，]{0,14}(?:提供|支付)|支付[^，]{0,12}补[贴助]的$"
)
_CAPPED = re.compile(r"(?:最高|总额|上限|封顶|不超过|可补贴|返还|额度|标准)")
_PER = re.compile(r"每(?:招用)?(?:增加)?\d?(人|户|家|亩|月|台|件|项|年)|/(人|亩|月|年)")
_PER_CODE = {"人": "person", "亩": "mu", "月": "month", "年": "year", "户": "household"}
_MATERIAL_HEAD = re.compile(
    r"(?:申报|申请|提交|所需|受理|书面|提供|办理|报送|认定)?(?:的)?(?:材料|资料)(?:清单|目录|要求|内容|及要求)?(?:（[^（）]*）)?[：:。]?$|(?:提交|提供|报送|包括)(?:以下|下列|如下).{0,6}(?:材料|资料)|以下(?:材料|资料)"
)
_ITEM = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d１２３４５６７８９０]{1,3}[）)、．.]|[①-⑳])+\s*")
_SECTION = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]+[条章]|[（(][一二三四五六七八九十]{1,3}[）)])"
)
_HOW = re.compile(
    r"(?:申报方式|申领方式|申请渠道|申报途径|申请方式|办理方式|办理渠道|截止时间|申报时间|受理时间|申请时间|网上申报|在线申报|线上申报|网上填|于.{4,20}前.{0,20}(?:报送|提交|报|完成)|登录.{2,40}(?:平台|系统|网)|向.{2,30}(?:提出|申请|申报))"
)
_SENTENCE = re.compile(r"(?<![^。；\n])[^。；\n]{6,200}(?![^。；\n])")
_PLATFORM = re.compile(r"(?:登录|通过|在|登陆)([“《]?[一-龥”》]{2,24}(?:平台|系统|网|APP|小程序|窗口))")
_URL = re.compile(r"https?：//[^\s，。；）（]+|https?://[^\s，。；）（]+")
_MOST = 60


@dataclass(frozen=True, slots=True)
class Benefit:
    """One thing given: the words, and its numbers in yuan or as ratios."""

    words: str
    amounts: tuple[int | float, ...]
    unit: str

    def label(self) -> dict[str, object]:
        """In the shape of the labels: one number alone, several as a list."""
        amount = self.amounts[0] if len(self.amounts) == 1 else list(self.amounts)
        return {"words": self.words, "amount": amount, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Apply:
    """How to apply: the sentences, the days until which, and where."""

    words: tuple[str, ...] = ()
    deadlines: tuple[date, ...] = ()
    where: str | None = None

    def label(self) -> dict[str, object]:
        """In the shape of the labels."""
        days = [day.isoformat() for day in self.deadlines]
        return {"words": list(self.words), "deadline": days[0] if len(days) == 1 else days or None, "where": self.where}


def benefits(text: Text) -> tuple[Benefit, ...]:
    """Clauses that give something with a number in it, each once."""
    every = quantities.find(text.even)
    found: dict[str, Benefit] = {}
    at = 0
    for clause in _CLAUSE.finditer(text.even):
        while at < len(every) and every[at].start < clause.start():
            at += 1
        inside = _within(every, at, clause.end())
        gives = _GIVES.search(clause[0])
        headed = None if gives else _HEADED.search(text.even, max(0, clause.start() - 12), clause.start())
        if inside and (headed or gives) and not _NOT_GIVEN.search(clause[0]):
            one = _benefit(text, clause, inside, headed.start() - clause.start() if headed else 0)
            found.setdefault(re.sub(r"\s", "", one.words), one)
    return tuple(found.values())


_HEADED = re.compile(r"(?:奖励|补贴|补助|资助|奖补|扶持|贴息)(?:标准|金额|额度)：$")
"""补贴标准：10000元: what is given stands behind its name."""


def _within(every: list[Quantity], at: int, end: int) -> list[Quantity]:
    inside = []
    while at < len(every) and every[at].end <= end:
        one = every[at]
        if not isinstance(one.number, date) and one.unit in ("yuan", "ratio", "usd"):
            inside.append(one)
        elif one.unit is None and not isinstance(one.number, date) and at + 1 < len(every):
            inside.extend(_borrowed(one, every[at + 1], end))
        at += 1
    return inside


def _borrowed(one: Quantity, following: Quantity, end: int) -> list[Quantity]:
    near = following.start - one.end <= 1 and following.end <= end and following.unit in ("yuan", "ratio")
    return [quantities.with_unit(one, following)] if near else []


_LEAD = re.compile(
    r"(?:第[零一二三四五六七八九十百\d]{1,5}条|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、])?"
    r"(?:对于?.{2,30}?的(?=给予|按))?(?:(?:视|根据)[^，。；]{2,40}?(?=给予|奖励))?(?:另|则|并)?"
)


def _benefit(text: Text, clause: re.Match[str], inside: list[Quantity], headed: int) -> Benefit:
    """`headed`: how far its name stands before it, as a negative number; 0 where it has none."""
    start, end = clause.span()
    lead = _LEAD.match(clause[0])
    start += headed or (lead.end() if lead else 0)
    aside = text.even.find("（", start, end)
    end = aside if aside > start + 6 and all(one.end <= aside for one in inside) else end
    amounts = tuple(one.stated() for one in inside)
    units = list(dict.fromkeys(_unit(text.even, one, clause) for one in inside))
    return Benefit(text.words(start, end), tuple(a for a in amounts if not isinstance(a, str)), ";".join(units))


def _unit(even: str, one: Quantity, clause: re.Match[str]) -> str:
    if one.unit != "yuan":
        return one.unit or ""
    after = re.match(
        r"/(人月|人|亩|月|年)",
        even[one.end - len(one.per) - 1 : one.end + 4] if one.per else even[one.end : one.end + 4],
    )
    per = after[1] if after else (found[1] or found[2] if (found := _PER.search(clause[0])) else "")
    code = "/".join(_PER_CODE.get(sign, sign) for sign in per) if per in ("人月",) else _PER_CODE.get(per or "", "")
    return f"yuan/{code}" if code else "yuan"


def materials(lines: list[str]) -> tuple[str, ...]:
    """The items under a heading that speaks of papers to hand in; what explains an item is left out."""
    for at, line in enumerate(lines):
        if _MATERIAL_HEAD.search(line.strip()) and len(line) <= 60:
            items = _items(lines, at + 1, line)
            if len(items) >= 2:
                return tuple(items)
    return ()


def _items(lines: list[str], at: int, heading: str) -> list[str]:
    found: list[str] = []
    level = _level(heading)
    for line in lines[at : at + _MOST]:
        mark = _ITEM.match(line)
        if (level and _level(line) == level) or _level(line) == "section":
            break
        if mark:
            found.append(_bare(line[mark.end() :]))
        elif found and _SECTION.match(line):
            break
    return [item for item in found if item]


_ASIDE = re.compile(r"[（(](?!见附件|网上|从|盖|加盖|原件|复印件)[^（）()]{9,}[）)]?")


def _bare(item: str) -> str:
    """An item by its name: what follows a mark or stands in long brackets explains it; a lower heading is none."""
    name = _ASIDE.split(re.split(r"[；;。：:]", item.strip(), maxsplit=1)[0])[0].strip()
    return "" if re.search(r"(?:网上|纸质|书面|专题|以下)申[报请](?:材料|资料)(?:要求)?$", name) else name


def _level(line: str) -> str:
    if re.match(r"\s*(?:[一二三四五六七八九十]{1,3}、|第.{1,4}[条章])", line):
        return "section"
    return "part" if re.match(r"\s*[（(][一二三四五六七八九十]{1,3}[）)]", line) else ""


def apply(text: Text) -> Apply:
    """The sentences that say how, until when and where to apply."""
    every = (found for found in _SENTENCE.finditer(text.even) if _HOW.search(found[0]))
    sentences = list(islice(every, 6))
    words = tuple(text.words(*found.span()) for found in sentences)
    days = tuple(dict.fromkeys(day for found in sentences for day in _deadline(found[0])))
    platform = next((found[1] for one in sentences if (found := _PLATFORM.search(one[0]))), None)
    url = _URL.search(text.even)
    where = " ".join(part for part in (platform, text.words(*url.span()) if url else None) if part) or None
    return Apply(words, days, where)


def _deadline(sentence: str) -> list[date]:
    days = [one for one in quantities.find(sentence) if isinstance(one.number, date)]
    last = [one for one in days if re.match(r"[^，。]{0,10}?(?:前|止|截止|17|结束)", sentence[one.end : one.end + 12])]
    if not last and re.search(r"截止|-|至", sentence):
        last = days[-1:]
    return [one.number for one in last if isinstance(one.number, date)]
