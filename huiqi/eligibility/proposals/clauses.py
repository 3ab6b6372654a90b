"""Clauses of a text, each with what its sentence is for: who may have the policy, or how it is run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from huiqi.eligibility.proposals import purposes
from huiqi.eligibility.proposals.purposes import (
    BARE_HEADING,
    GIVEN,
    INLINE,
    MARK,
    NOTHING,
    WON_FIRST,
    Purpose,
    is_heading,
)

_SENTENCE = re.compile(r"[^。；！？\n]{1,600}[。；！？]?")
_COMMA = re.compile(
    r"[，：]|(?<=的)、|(?<=的)(?=(?:一次性|分别|再)*(?:给予|奖励|补助)(?:\d|一次性|每|最高|不超过|全额|适当|相应)|一次性(?:奖励|补助|补贴))"
)
_SHUT = (
    r"(?:不受理其|不(?:予)?(?:纳入|列入|计入|属于|在)[^，。；：]{0,12}(?:范围|此列|之列)|(?:一律|原则上|均|暂)?(?:不得|不予|不能|不再|不可以?|不给予|取消|不具备|不受理|不接受|不纳入|不列入|不享受|不适用|不在)"
    r"(?:再|重复|其|同时)*(?:申报|申请|参与|参加|参评|推荐|认定|支持|受理|享受|减免|奖励|补助|补贴|资助|纳入|列入|给予|扶持"
    r"|评定|评选|通过|安排|返还|发放|拨付|贴息|补偿|兑现|办理|作为|被认定|入库|申领|本|该|此))"
)
_SHUT_OF = re.compile(rf"(?P<who>的|者)(?:企业|单位|项目|机构)?，?(?:[^，。；：]{{0,10}}?){_SHUT}")
_SHUT_FIRST = re.compile(
    rf"(?P<who>[^，。；：]{{2,40}}业(?:企业|单位|项目|机构|经营主体)|[^，。；：的]{{2,20}}(?:企业|单位|机构|人员)(?=不(?:享受|适用|予))"
    rf"|[^，。；：的]{{2,20}}(?=不(?:予)?(?:纳入|列入)[^，。；：]{{0,12}}(?:范围|此列))"
    rf"|[^，。；：]{{0,12}}?(?:被|存在|发生|列入|纳入|属于|出现|不在)[^，。；：]{{4,60}})，?(?:[^，。；：]{{0,10}}?){_SHUT}"
)
_NO_CASE = re.compile(
    r"(?:不存在|没有|无|未发生|未出现|不属于)[^，。；：]{0,60}?不[予得能][^，。；：]{0,12}(?:情形|情况|行为|问题|范围)"
)
"""不存在不予支持的情形: asks that none be there."""
_NOT_FOR = re.compile(
    r"(?:(?:本[^，。；：]{1,10})?不(?:适用于?|支持|扶持)|[^，。；：]{0,8}(?:对象|范围|主体)不(?:含|包括|包含))(?=[^，。；：本该此]{4})"
)
"""本政策不适用于…, 奖补对象不包括…: who may not have it stands behind."""
_AND = re.compile(
    r"(?:(?<=企业)|(?<=单位)|(?<=项目)|(?<=）))(?:、|，?以及|，?和)(?=[^、，（）]{2,30}(?:企业|单位|项目|机构|主体)(?:（[^（）]{0,60}）)?(?:、|，|和|$|[。；]))"
)
_SHUT_LIST = re.compile(
    rf"(?:下列|以下|如下)(?!费用|支出|票据|发票|资金|材料).{{0,20}}(?:之一|情形|情况|行为|企业|单位|贷款|项目|人员|机构|主体)"
    rf".{{0,12}}?{_SHUT}|{_SHUT}.{{0,12}}(?:：|情形)|负面清单"
    r"|(?:不(?:得|能|应)?|没有|未|无)(?:有|存在|出现|发生|具有)?过?(?:以下|下列|如下)[^，。；]{0,10}(?:情形|情况|行为|问题|记录)"
    r"|不(?:含|包括|包含)(?:以下|下列|如下)"
    r"|(?:以下|下列|如下)[^，。；：]{0,12}(?:行业|企业|项目|情形)[^，。；：]{0,6}不(?:适用|享受|支持|扶持)"
    r"|不(?:适用|享受|支持|扶持|纳入|予)[^，。；：]{0,20}(?:行业|企业|项目|对象|情形|主体|范围)(?:包括|有|为)?：?\s*$"
)
_NOT_SHUT = re.compile(
    r"逾期|弄虚作假|虚假|骗取|套取|截留|挪用|违反本|不符合|重复|已享受|同一|从高|材料不|超过期限|未按"
)

_HAS_GOT = re.compile(
    r"(?:对|凡)?[^，。；：]{0,12}?(?:已|正在)(?:经)?[^，。；：]{0,6}?(?:获得?|享受|取得|列入|申请|给予)"
    r"[^，。；：]{4,60}(?:的|，)"
)
"""已获得同类支持的，不得重复申请: whoever has got it may not have it again."""
_ONE_OF = re.compile(r"(?:之一|其中一项|任[一意]一?项?|一项或多项)(?:条件)?(?:的)?：")


@dataclass(frozen=True, slots=True)
class Clause:
    """even[start:end]; `is_condition`: its sentence tells who may have it; `in_list`: a numbered line."""

    start: int
    end: int
    is_condition: bool
    in_list: bool
    is_last: bool
    is_choice: bool = False
    is_shut: bool = False
    """Its words say who may not have it."""
    is_asked: bool = False
    """It stands where conditions stand: under a heading that says so, or before “的，给予”."""
    is_granted: bool = False
    """It ends with that 的."""
    is_due: bool = False
    """It is of a line under words that ask, whatever it says."""


def clauses(even: str) -> Iterator[Clause]:
    """The clauses of the text in order."""
    reader = _Reader(even)
    for found in _SENTENCE.finditer(even):
        yield from reader.read(found)


@dataclass(slots=True)
class _Reader:
    """What has been read so far: the last heading, the words that opened a list, and what the last sentence was for."""

    even: str
    heading: str = ""
    opened: str = ""
    listed: bool = False
    last: Purpose = NOTHING

    def read(self, found: re.Match[str]) -> Iterator[Clause]:
        """The clauses of the next sentence."""
        mark = MARK.match(found[0])
        if self._heads(found, mark):
            return
        start = found.start() + (mark.end() if mark else 0)
        opens = self._open(found, mark)
        shut = bool(_SHUT_LIST.search(self.opened or self.heading)) and not is_heading(found[0])
        if opens and (shut or not _ONE_OF.search(found[0])):
            until = found.start() + opens.end()
            if not _SHUT_LIST.search(self.opened):
                purpose = purposes.of(opens[0], self.heading, mark is not None)
                yield from _of_sentence(self.even, start, until, purpose)
            start = until + (len(inner[0]) if (inner := MARK.match(self.even[until : found.end()])) else 0)
        if shut:
            yield from _shut(self.even, start, found.end())
        else:
            yield from _of_sentence(self.even, start, found.end(), self._purpose(found, start, mark))

    def _heads(self, found: re.Match[str], mark: re.Match[str] | None) -> bool:
        """Whether the sentence is a heading and nothing else; what it heads is remembered."""
        if is_heading(found[0]):
            self.heading, self.opened = found[0], ""
            return bool(_SHUT_LIST.search(found[0]) or BARE_HEADING.fullmatch(found[0]) or INLINE.fullmatch(found[0]))
        if mark and self.heading and _is_sibling(self.even, found.start(), self.heading):
            self.heading = ""
        return False

    def _open(self, found: re.Match[str], mark: re.Match[str] | None) -> re.Match[str] | None:
        """The words that open a list within the sentence: 应符合下列条件：."""
        if not mark and self.even[found.start() - 1 : found.start()] == "\n":
            self.opened = ""
        opens = _OPENS.search(found[0])
        if opens:
            self.opened = found[0][max(0, opens.start() - _BEFORE) : opens.end()]
        return opens

    def _purpose(self, found: re.Match[str], start: int, mark: re.Match[str] | None) -> Purpose:
        rest = self.last.due and self.even[found.start() - 1] != "\n"
        item = mark is not None or rest or (self.listed and _goes_on(self.even, found))
        self.listed = item and not _ARTICLE.match(found[0])
        purpose = purposes.of(self.even[start : found.end()], self.opened or self.heading, item or bool(self.opened))
        if self.last.asked and _follows(self.even, found, mark):
            purpose = _carried(purpose, found[0])
        if mark and purpose.due and _TITLE.fullmatch(self.even, start, found.end()) and not self._ends_line(found):
            return NOTHING
        self.last = purpose
        return purpose

    def _ends_line(self, found: re.Match[str]) -> bool:
        return self.even[found.end() : found.end() + 1] in ("", "\n")


_TITLE = re.compile(
    r"(?:(?!具有|具备|拥有|属于|符合|取得|获得|无|未|不|依法|在|有|为|已)[^，。；：\d]){2,16}(?<![好强高大优多学])(?<!先进|集中|鲜明|突出|规范|健全|齐全|完善|良好|明确|合理|稳定|正常|清晰|显著|真实|达标|盈利)[。：]"
)
"""（一）企业组织形式。依法设立…: what a line is about, before its words."""


def _follows(even: str, found: re.Match[str], mark: re.Match[str] | None) -> bool:
    return mark is None and even[found.start() - 1] == "；"


def _carried(purpose: Purpose, sentence: str) -> Purpose:
    """企业需…；近两年营业收入不少于…: what follows a semicolon is asked as what stands before it."""
    return purpose if GIVEN.search(sentence) else purpose._replace(told=True, asked=True)


_BEFORE = 12
"""So much before 以下情形： may turn it round: 不得存在, 不含."""
_OPENS = re.compile(
    r"(?:(?:以下|下列|如下|下述)[^，。；：]{0,14}?(?:条件|要求|标准|情形|情况|范围|行为|企业|项目)?[^。；：]{0,16}|(?:应当?|须|需|必须)(?:同时)?(?:符合|满足|具备)[^，。；：]{0,6})：(?=[^\n]{4})"
)
_ARTICLE = re.compile(r"\s*第|\s*[一二三四五六七八九十]{1,3}[、.，]")
_SUBJECT = re.compile(
    r"(?:且|但|并)?(?:申报|申请|项目|用人|投标)?(?:企业|单位|主体|项目|机构|产品|其|申请人)[^。；]{0,24}(?:不[能得]|未|须|应|需|具[有备]|无)"
)


def _goes_on(even: str, found: re.Match[str]) -> bool:
    """企业依法经营。环境信用等级不能为红牌: the line of a list has a second sentence."""
    return even[found.start() - 1] in "。；" and (bool(_SUBJECT.match(found[0])) or _STATES.match(found[0]) is not None)


_STATES = re.compile(
    r"(?:[^，。；：的]{0,10}?(?:企业|单位|主体|项目|机构|产品|基地|平台|中心|园区|团队|人员|合作社))?(?:须|应当?|均|已|且|近.年(?:来|内)?)*"
    r"(?:具[有备]|拥有|有(?!关|下列|以下)|建[有立成]|设[有立]|属于|符合|能够?|无(?!法|需)|未(?!按)|没有|负债|资产|信用|经营|财务|每年|年(?!度(?:考核|计划)))"
)


def _is_sibling(even: str, place: int, heading: str) -> bool:
    """Whether a line of the heading's own level follows it: （四） after （三）有下列情形…"""
    own, other = (MARK.match(words) for words in (heading, even[place : place + 12]))
    return own is not None and other is not None and _shape(own[0]) == _shape(other[0])


def _shape(mark: str) -> str:
    return re.sub(r"[一二三四五六七八九十百零]+", "一", re.sub(r"\d+", "1", mark.strip()))


_NO_REASON = re.compile(r"复印件|原件|加盖|附件|申请表|装订|由.{2,16}(?:负责|解释)|印发|施行|废止|同时废止")


def _shut(even: str, start: int, end: int) -> Iterator[Clause]:
    """A line under “有下列情形之一的，不得申报”: whole, without its end."""
    while end > start and even[end - 1] in "。；！？\n":
        end -= 1
    tail = re.search(r"的?(?:单位|企业|项目|机构|申报主体|个人|情形)?(?:或(?:其)?法定代表人)?$", even[start:end])
    end -= len(tail[0]) if tail and tail[0].startswith("的") else 0
    if end > start and not _NO_REASON.search(even[start:end]):
        yield Clause(start, end, True, True, is_last=True, is_shut=True)


_GRANTED = re.compile(
    r"的(?=(?:一次性|分别|再)*(?:给予|奖励|补助)(?:\d|一次性|每|最高|不超过|全额|适当|相应)|一次性(?:奖励|补助|补贴))|的，(?:[一-龥、]{0,12}财政)?(?:再|另|可|则|均|分别|按|一次性|给予|予以|奖励|补助|补贴|享受|减|免|每|由|视|经|优先|最高|授予|纳入|认定)"
)


def _of_sentence(even: str, start: int, until: int, purpose: Purpose) -> Iterator[Clause]:
    choice = _ONE_OF.search(even, start, until)
    end = choice.end() if choice else until
    granted = [one.start() + 1 for one in _GRANTED.finditer(even, start, end)] if purpose.told else []
    won = WON_FIRST.match(even, start, end)
    granted += [won.end()] if won else []
    for one in _split(even, start, end, purpose.told, purpose.listed):
        asked = purpose.asked or any(one.end <= place for place in granted)
        yield replace(one, is_asked=asked, is_granted=one.end in granted, is_due=purpose.due)
    if choice and choice.end() < until:
        for one in _split(even, choice.end(), until, True, True):
            yield replace(one, is_choice=True, is_asked=True, is_due=purpose.due)


def _split(even: str, start: int, end: int, told: bool, listed: bool) -> Iterator[Clause]:
    at = start
    barred = _NOT_FOR.match(even, start, end)
    if barred:
        for at, last in _parts(even, barred.end(), end):
            yield from _shut(even, at, last)
        return
    shut = _shut_out(even, start, end)
    cuts = [cut for cut in _COMMA.finditer(even, start, end) if not _inside(even, start, cut.start())]
    for cut in cuts:
        if cut.start() > at:
            meant = (told and not 0 < shut <= at) or at < shut
            yield Clause(at, cut.start(), meant, listed, is_last=False, is_shut=at < shut <= cut.start())
        at = cut.end()
    while end > at and even[end - 1] in "。；！？\n":
        end -= 1
    if end > at:
        last = shut if at < shut < end and not listed else end
        meant = (told and not 0 < shut <= at) or at < shut
        yield Clause(at, last, meant, listed, is_last=True, is_shut=at < shut <= end)


def _parts(even: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """甲企业、乙项目以及丙单位: each for itself."""
    for joint in _AND.finditer(even, start, end):
        yield start, joint.start()
        start = joint.end()
    yield start, end


def _shut_out(even: str, start: int, end: int) -> int:
    """Where the words end that say who may not have it, in 对列入…的，不予支持 and 已获…的不得申报; 0 where none do."""
    found = _SHUT_OF.search(even, start, end) or _SHUT_FIRST.match(even, start, end)
    if (
        found is None
        or _NO_CASE.search(even, start, end)
        or (_NOT_SHUT.search(even, start, found.end()) and not _HAS_GOT.match(even, start, found.end()))
    ):
        return 0
    return found.end("who")


def _inside(even: str, start: int, place: int) -> bool:
    """Whether the place lies inside brackets or quotes opened after `start`."""
    before = even[max(start, place - 120) : place]
    return (
        before.count("（") > before.count("）")
        or before.count("“") > before.count("”")
        or before.count("《") > before.count("》")
    )
