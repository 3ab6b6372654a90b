"""Clauses of a text, each with what its sentence is for: who may have the policy, or how it is run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_SENTENCE = re.compile(r"[^。；！？\n]{1,600}[。；！？]?")
_MARK = re.compile(
    r"\s*(?:第[零一二三四五六七八九十百\d]{1,5}[条章节款]|[一二三四五六七八九十]{1,3}[、.，]|（[一二三四五六七八九十\d]{1,3}）"
    r"|\d{1,2}(?:[.、）．](?!\d)|）)|[①-⑳●■◆▲•·]|[（(]?[a-z][)）.])+"
)
_COMMA = re.compile(r"[，：]|(?<=的)、")
_GIVEN = re.compile(
    r"给予|予以(?:奖|补|支|资)|一次性|(?:奖励|补助|奖补|资助)(?!资金|对象)|补贴(?!对象|的，)|可以?(?:按规定)?(?:享受|申请|申领|按|给|返还|向)|返还|减免|免征|减按|贴息|免费|应停止"
)
_WHOSE = re.compile(r"的，|的(?:企业|单位|项目|机构|人员|团队|个人|平台|组织|法人|纳税人)|^(?:对|凡)|(?:，|、)对")
_MUST = re.compile(
    r"(?:申请人|申报人|企业|单位|申报主体|申请者|借款人|法定代表人)(?:应当?|必?须|需)(?!提|报|填|将|按|在\d|于|如实|积极|加强|认真)"
)
_HEADING = re.compile(r"条件|要求|标准|范围|对象|资格|具备|符合|满足|情形|适用")
_OTHER_HEADING = re.compile(
    r"材料|资料|流程|程序|方式|时间|渠道|依据|附件|联系|监督|保障|组织领导|职责|附则|操作|申领|受理|步骤|网址|验收|管理|目标|任务|说明|原则|内容|奖励标准|补贴标准|资助方式"
)
_RUN = re.compile(
    r"复印件|原件|加盖|申请表|申请书|申报书|证明材料|网址|电话|邮箱|联系人|登录|附件|报送|受理|领导小组|由.{2,16}(?:负责|牵头|组织)|装订|提供(?:以下|下列|相关)?材料"
    r"|本办法|本通知|本意见|特此|解释|印发|废止|制定(?:本|如下)|如下|审核|拨付|公示|统筹|为贯彻|为加快|为进一步|以.{2,20}为指导|鼓励企业.{2,14}。$|自.{2,14}施行|同时废止|抵触|就高|重复享受|不再重复|追回|责任|绩效"
)

_PLAINLY = re.compile(r"的，|除外|具有|具备|不得|未(?!来)|属于|取得|获得")
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


def clauses(even: str) -> Iterator[Clause]:
    """The clauses of the text in order."""
    heading = ""
    for found in _SENTENCE.finditer(even):
        sentence = found[0]
        mark = _MARK.match(sentence)
        if _is_heading(sentence):
            heading = sentence
        start = found.start() + (mark.end() if mark else 0)
        told, listed = _purpose(sentence, heading, mark is not None)
        choice = _ONE_OF.search(even, start, found.end())
        yield from _split(even, start, choice.end() if choice else found.end(), told, listed)
        if choice and choice.end() < found.end():
            for one in _split(even, choice.end(), found.end(), True, True):
                yield replace(one, is_choice=True)


def _is_heading(sentence: str) -> bool:
    body = sentence.rstrip()
    short = len(body) <= 30 and (body.endswith("：") or body[-1:] not in "。；，")
    return (short and bool(_HEADING.search(body) or _OTHER_HEADING.search(body))) or body.endswith(
        ("条件：", "条件的：", "：")
    )


def _purpose(sentence: str, heading: str, is_item: bool) -> tuple[bool, bool]:
    if _RUN.search(sentence) and not _PLAINLY.search(sentence):
        return False, False
    if _OTHER_HEADING.search(heading) and not _HEADING.search(heading):
        return False, False
    gives, whose = bool(_GIVEN.search(sentence)), bool(_WHOSE.search(sentence))
    under = bool(_HEADING.search(heading))
    listed = (is_item or under) and not gives
    closed = sentence.rstrip("。；\n").endswith("的") or "是指" in sentence
    return ((gives or closed) and whose) or bool(_MUST.search(sentence)) or listed, listed


def _split(even: str, start: int, end: int, told: bool, listed: bool) -> Iterator[Clause]:
    at = start
    cuts = [cut for cut in _COMMA.finditer(even, start, end) if not _inside(even, start, cut.start())]
    for cut in cuts:
        if cut.start() > at:
            yield Clause(at, cut.start(), told, listed, is_last=False)
        at = cut.end()
    while end > at and even[end - 1] in "。；！？\n":
        end -= 1
    if end > at:
        yield Clause(at, end, told, listed, is_last=True)


def _inside(even: str, start: int, place: int) -> bool:
    """Whether the place lies inside brackets or quotes opened after `start`."""
    before = even[max(start, place - 120) : place]
    return (
        before.count("（") > before.count("）")
        or before.count("“") > before.count("”")
        or before.count("《") > before.count("》")
    )
