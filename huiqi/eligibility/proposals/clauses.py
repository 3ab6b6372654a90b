"""Clauses of a text, each with what its sentence is for: who may have the policy, or how it is run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_SENTENCE = re.compile(r"[^。；！？\n]{1,600}[。；！？]?")
_MARK = re.compile(
    r"\s*(?:第[零一二三四五六七八九十百\d]{1,5}[条章节款]|[一二三四五六七八九十]{1,3}[、.，]|（[一二三四五六七八九十\d]{1,3}）"
    r"|\d{1,2}(?:[.、）．](?!\d)|）)|[①-⑳●■◆▲•·]|[（(]?[a-z][)）.])+"
)
_COMMA = re.compile(
    r"[，：]|(?<=的)、|(?<=的)(?=(?:一次性|分别)?(?:给予|奖励|补助)(?:\d|一次性|每|最高|不超过|全额|适当|相应)|一次性(?:奖励|补助|补贴))"
)
_GIVEN = re.compile(
    r"给予|予以(?:奖|补|支|资)|一次性|(?:奖励|补助|奖补|资助)(?!资金|对象)|补贴(?!对象|的，)|可以?(?:按规定)?(?:享受|申请|申领|按|给|返还|向)|返还|减免|免征|减按|贴息|免费|应停止|全额承担|财政承担"
)
_WHOSE = re.compile(
    r"的，|的[^，。；]{0,14}(?:企业|单位|项目|机构|人员|团队|个人|平台|组织|法人|纳税人|合作社|工商户|主体|商店|门店|首店|基地|园区|产品|品牌|市场)"
    r"|^(?:对|凡)|(?:，|、)对|的(?:一次性|分别)?(?:给予|奖励|补助)(?:\d|每|一次性|最高|全额|适当|相应)"
)
_MUST = re.compile(
    r"(?:申请人|申报人|企业|单位|申报主体|申请者|借款人|法定代表人|机构|合作社|基地|平台|园区|载体|个体工商户)，?(?:应当?|必?须|需)"
    r"(?!提|报|填|将|按|在\d|于|如实|积极|加强|认真|配合|接受|及时|妥善|建立.{0,8}台账|严格|对)"
    r"|(?:企业|单位|项目|产品|合作社)[^，。；：的]{2,14}(?:应当?|必?须|需)(?:在\d|达|不低|不少|不超|为正)"
    r"|^[^，。；：的]{2,10}(?:应当?|必?须|需)(?:为|是|取得|具备|具有|达到|符合|持有)(?!公示|公告)"
    r"|^(?:企业|单位|项目|产品|申请人|借款人)[^。；：的]{0,24}?(?:不属于|未被|未列入|未发生|不存在|没有不良"
    r"|无(?:不良|重大|严重|失信|违法|欠|拖)|不得(?:为|有|存在|被))"
    r"|^(?:申报|申请|参评|参选|推荐)(?:企业|单位|主体|机构|人|项目)[^。；：的]{4,30}?(?:没有|无(?!法|需|故)|未(?:被|发生|列入|出现))"
    r"|^(?:申报|申请|参评|参选|推荐)(?:企业|单位|主体|机构|人|项目|产品|平台|基地)(?:近|上|截至|自|[^，。；：的]{0,8}?(?:年|内|来))?[^，。；：的]{0,6}?"
    r"(?:为|是|具有|具备|拥有|属于|符合|依法|注册|成立|无(?!法|需|故)|没有|未(?!按|能|在规定|及时|提交|履行|通过|完成|经)|不存在|不得(?:存在|有|为|被))"
)
_HEADING = re.compile(r"条件|要求|标准|范围|对象|资格|具备|符合|满足|情形|适用")
_OTHER_HEADING = re.compile(
    r"材料|资料|流程|程序|方式|时间|渠道|依据|附件|联系|监督|保障|组织领导|职责|附则|操作|申领|受理|步骤|网址|验收|管理|目标|任务|说明|原则|内容|奖励标准|补贴标准|资助方式"
)
_RUN = re.compile(
    r"复印件|原件|加盖|申请表|申请书|申报书|证明材料|网址|电话|邮箱|联系人|登录|附件|报送|受理|领导小组|由.{2,16}(?:负责|牵头|组织)|装订|提供(?:以下|下列|相关)?材料"
    r"|本办法|本通知|本意见|特此|解释|印发|废止|制定(?:本|如下)|如下|审核|拨付|公示|统筹|为贯彻|为加快|为进一步|以.{2,20}为指导|鼓励企业.{2,14}。$|自.{2,14}施行|同时废止|抵触|就高|重复享受|不再重复|追回|责任|绩效"
)

_FOR_WHOM = re.compile(
    r"(?:支持|申报|申请|扶持|奖励|补贴|补助|适用|贴息|资助|服务|享受|认定)(?:的)?(?:对象|主体|范围|单位|企业)(?:须|应当?|必须|主要)?(?:为|是|包括|：)"
    r"|(?:本办法|本政策|本措施|本细则|本通知)?适用于|(?:应当?|须|必须|需)?(?:同时)?(?:符合|满足|具备)(?:以下|下列|如下)|除外。?$|除外）|^除[^。；：]{2,80}外，"
)
_SHUT = (
    r"(?:不(?:予)?(?:纳入|列入|计入|属于|在)[^，。；：]{0,12}(?:范围|此列|之列)|(?:一律|原则上|均|暂)?(?:不得|不予|不能|不再|不可以?|不给予|取消|不具备|不受理|不接受|不纳入|不列入|不享受|不适用|不在)"
    r"(?:再|重复|其|同时)*(?:申报|申请|参与|参加|参评|推荐|认定|支持|受理|享受|减免|奖励|补助|补贴|资助|纳入|列入|给予|扶持"
    r"|评定|评选|通过|安排|返还|发放|拨付|贴息|补偿|兑现|办理|作为|被认定|入库|申领|本|该|此))"
)
_SHUT_OF = re.compile(rf"(?P<who>的|者)(?:企业|单位|项目|机构)?，?(?:[^，。；：]{{0,10}}?){_SHUT}")
_SHUT_FIRST = re.compile(
    rf"(?P<who>[^，。；：]{{2,40}}业(?:企业|单位|项目|机构|经营主体)|[^，。；：的]{{2,20}}(?:企业|单位|机构|人员)(?=不(?:享受|适用|予))"
    rf"|[^，。；：]{{0,12}}?(?:被|存在|发生|列入|纳入|属于|出现|不在)[^，。；：]{{4,60}})，?(?:[^，。；：]{{0,10}}?){_SHUT}"
)
_NO_CASE = re.compile(
    r"(?:不存在|没有|无|未发生|未出现)[^，。；：]{0,60}?不[予得能][^，。；：]{0,12}(?:情形|情况|行为|问题)"
)
"""不存在不予支持的情形: asks that none be there."""
_NOT_FOR = re.compile(r"(?:本[^，。；：]{1,10})?不(?:适用于?|支持|扶持)(?=[^，。；：本该此]{4})")
"""本政策不适用于…: who may not have it stands behind."""
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
_PLAINLY = re.compile(r"的，|除外|具有|具备|拥有|不得|未(?!来)|属于|取得|获得")
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
    asked: bool = False

    def read(self, found: re.Match[str]) -> Iterator[Clause]:
        """The clauses of the next sentence."""
        mark = _MARK.match(found[0])
        if self._heads(found, mark):
            return
        start = found.start() + (mark.end() if mark else 0)
        opens = self._open(found, mark)
        shut = bool(_SHUT_LIST.search(self.opened or self.heading)) and not _is_heading(found[0])
        if opens and (shut or not _ONE_OF.search(found[0])):
            until = found.start() + opens.end()
            if not _SHUT_LIST.search(self.opened):
                purpose = _purpose(opens[0], self.heading, mark is not None)
                yield from _of_sentence(self.even, start, until, purpose)
            start = until + (len(inner[0]) if (inner := _MARK.match(self.even[until : found.end()])) else 0)
        if shut:
            yield from _shut(self.even, start, found.end())
        else:
            yield from _of_sentence(self.even, start, found.end(), self._purpose(found, start, mark))

    def _heads(self, found: re.Match[str], mark: re.Match[str] | None) -> bool:
        """Whether the sentence is a heading and nothing else; what it heads is remembered."""
        if _is_heading(found[0]):
            self.heading, self.opened = found[0], ""
            return bool(_SHUT_LIST.search(found[0]) or _BARE_HEADING.fullmatch(found[0]) or _INLINE.fullmatch(found[0]))
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

    def _purpose(self, found: re.Match[str], start: int, mark: re.Match[str] | None) -> tuple[bool, bool, bool]:
        item = mark is not None or (self.listed and _goes_on(self.even, found))
        self.listed = item and not _ARTICLE.match(found[0])
        purpose = _purpose(self.even[start : found.end()], self.opened or self.heading, item or bool(self.opened))
        if self.asked and _follows(self.even, found, mark):
            purpose = _carried(purpose, found[0])
        self.asked = purpose[2]
        return purpose


def _follows(even: str, found: re.Match[str], mark: re.Match[str] | None) -> bool:
    return mark is None and even[found.start() - 1] == "；"


def _carried(purpose: tuple[bool, bool, bool], sentence: str) -> tuple[bool, bool, bool]:
    """企业需…；近两年营业收入不少于…: what follows a semicolon is asked as what stands before it."""
    return purpose if _GIVEN.search(sentence) else (True, purpose[1], True)


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
    own, other = (_MARK.match(words) for words in (heading, even[place : place + 12]))
    return own is not None and other is not None and _shape(own[0]) == _shape(other[0])


def _shape(mark: str) -> str:
    return re.sub(r"[一二三四五六七八九十百零\d]+", "1", mark.strip())


_NO_REASON = re.compile(r"复印件|原件|加盖|附件|申请表|装订|由.{2,16}(?:负责|解释)|印发|施行|废止|同时废止")


def _shut(even: str, start: int, end: int) -> Iterator[Clause]:
    """A line under “有下列情形之一的，不得申报”: whole, without its end."""
    while end > start and even[end - 1] in "。；！？\n":
        end -= 1
    tail = re.search(r"的?(?:单位|企业|项目|机构|申报主体|个人|情形)?(?:或(?:其)?法定代表人)?$", even[start:end])
    end -= len(tail[0]) if tail and tail[0].startswith("的") else 0
    if end > start and not _NO_REASON.search(even[start:end]):
        yield Clause(start, end, True, True, is_last=True, is_shut=True)


_WON_FIRST = re.compile(
    r"(?:(?:当年|年度内?|首次|新|经)*(?:被|获|认定|评为|入选|列入|纳入|通过|晋升|取得)|(?:项目|企业|用人单位|机构|平台|园区|[^，。；：的]{0,8}(?:人员|毕业生|军人|农民工))(?!应|须|可))[^。；：]{3,120}?"
    r"(?<!的)(?=，(?:一次性|分别|再|均|每年|可|按规定)*(?:给予|奖励|补助|补贴|资助|享受|申请|申领))"
)
"""被评定为省级金宿，一次性给予…: who has it stands before the gift without 的."""
_GRANTED = re.compile(
    r"的(?=(?:一次性|分别)?(?:给予|奖励|补助)(?:\d|一次性|每|最高|不超过|全额|适当|相应)|一次性(?:奖励|补助|补贴))|的，(?:再|另|可|则|均|分别|按|一次性|给予|予以|奖励|补助|补贴|享受|减|免|每|由|视|经|优先|最高|授予|纳入|认定)"
)


def _of_sentence(even: str, start: int, until: int, purpose: tuple[bool, bool, bool]) -> Iterator[Clause]:
    told, listed, asked = purpose
    choice = _ONE_OF.search(even, start, until)
    end = choice.end() if choice else until
    granted = [one.start() + 1 for one in _GRANTED.finditer(even, start, end)] if told else []
    won = _WON_FIRST.match(even, start, end)
    granted += [won.end()] if won else []
    for one in _split(even, start, end, told, listed):
        yield replace(one, is_asked=asked or any(one.end <= place for place in granted), is_granted=one.end in granted)
    if choice and choice.end() < until:
        for one in _split(even, choice.end(), until, True, True):
            yield replace(one, is_choice=True, is_asked=True)


_INLINE = re.compile(
    rf"(?:{_MARK.pattern})(?:申报|申请|申领|支持|扶持|奖励|补[贴助]|资助|认定|评定|适用|享受|贷款|服务|基本|的)*(?:对象|条件|范围|资格)[。：]"
)
"""第一条 支持对象。在本市注册的企业: an article's own title, before its words."""
_BARE_HEADING = re.compile(r"\s*[^，。；：]{2,30}(?:标准|条件|要求|范围|对象|情形|资格)\s*")


def _is_heading(sentence: str) -> bool:
    body = sentence.rstrip()
    if _INLINE.fullmatch(body):
        return True
    short = len(body) <= 30 and (body.endswith("：") or body[-1:] not in "。；，")
    return (short and bool(_HEADING.search(body) or _OTHER_HEADING.search(body))) or body.endswith(
        ("条件：", "条件的：", "：")
    )


_NOT_GIVEN = re.compile(
    r"申请[^，。；]{0,8}(?:奖励|补助|补贴|资助|奖补|贴息)的(?=企业|单位|项目|机构|个人|人员)"
    r"|(?:未|没有|不存在|不得|不予|不再|不可|不能)[^，。；]{0,60}(?:奖励|补助|补贴|资助|奖补|贴息|返还|支持)(?:政策|资金)?(?=[，。；、的且并]|$)"
)
"""未获得过同类奖励: the gift is named as what must not have been given."""
_SLOGAN = re.compile(
    r"\s*(?:大力|积极|全面|深入|进一步|加大|持续|着力)?(?:支持|鼓励|加快|推动|推进|促进|引导|加强|强化|降低|减轻|做[强优大]|完善|深化|优化|提升|提高|实施|扩大"
    r"|培育|壮大|发展|建设|打造|保障|规范|落实|健全|创新|激励|扶持)[^，。；：的0-9]{2,24}[。：]?\s*"
    r"|\s*[^，。；：的0-9]{2,10}(?:支持|奖励|补[贴助]|扶持|政策|措施)[。：]\s*"
)
_ASIDE = re.compile(r"（[^（）]{0,60}）|《[^《》]{0,60}》")
_APPLIES = re.compile(
    r"本(?:办法|通知|意见|政策|措施|细则|规定)[^，。；]{0,4}(?=适用于)|(?<=不适用)本(?:办法|通知|意见|政策|措施|细则|规定)"
)
_BENEFITS = re.compile(r"(?:资助|奖励|补贴|补助|扶持)(?:方式|额度)")
_WON = re.compile(r"[^，；：]{0,12}获得?过?[^，；：]{2,24}奖[励项]?(?:的)?[；。]?$")


def _purpose(sentence: str, heading: str, is_item: bool) -> tuple[bool, bool, bool]:
    """Whether the sentence tells who may have it, is a line of a list, and is a line of a list of conditions."""
    if _RUN.search(_APPLIES.sub("", _ASIDE.sub("", sentence))) and not _PLAINLY.search(sentence):
        return False, False, False
    if _SLOGAN.fullmatch(sentence):
        return False, False, False
    if _OTHER_HEADING.search(heading) and not (_HEADING.search(heading) or _BENEFITS.search(heading)):
        return False, False, False
    gives = bool(_GIVEN.search(_NOT_GIVEN.sub("", sentence))) and not _WON.match(sentence)
    whose = bool(_WHOSE.search(sentence) or _WON_FIRST.match(sentence))
    under = bool(_HEADING.search(heading))
    listed = (is_item or under) and not gives
    closed = sentence.rstrip("。；\n").endswith("的") or "是指" in sentence
    told = ((gives or closed) and whose) or bool(_MUST.search(sentence) or _FOR_WHOM.search(sentence)) or listed
    asks = under or (is_item and not heading) or bool(_FOR_WHOM.search(sentence) or _MUST.search(sentence))
    return told, listed, asks and not gives


def _split(even: str, start: int, end: int, told: bool, listed: bool) -> Iterator[Clause]:
    at = start
    barred = _NOT_FOR.match(even, start, end)
    if barred:
        yield from _shut(even, barred.end(), end)
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
