"""What a sentence of a policy is for: to tell who may have it, or to say how it is run."""

import re
from typing import NamedTuple

MARK = re.compile(
    r"\s*(?:第[零一二三四五六七八九十百\d]{1,5}[条章节款]|[一二三四五六七八九十]{1,3}[、.，]|（[一二三四五六七八九十\d]{1,3}）"
    r"|\d{1,2}(?:[.、）．](?!\d)|）)|[①-⑳●■◆▲•·]|[（(]?[a-z][)）.])+"
)
GIVEN = re.compile(
    r"给予|(?:奖励|补助|补贴)资金(?:\d|最高|不超过)|激励政策|予以(?:奖|补|支|资)|一次性|(?:奖励|补助|奖补)(?!资金|对象|类|政策|申请|范围)|资助(?!资金|对象|项目|单位|企业|政策|申请|范围)|补贴(?!对象|的，)|可以?(?:按规定)?(?:享受|申请|申领|按|给|返还|向)|返还|减免|免征|减按|贴息|免费|应停止|全额承担|财政承担"
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
    r"|^[^，。；：的]{0,8}(?:申报|申请|参评|参选|推荐)(?:企业|单位|主体|机构|人|项目)[^。；：的]{4,30}?(?:没有|无(?!法|需|故)|未(?:被|发生|列入|出现))"
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
_PLAINLY = re.compile(r"的，|除外|具有|具备|拥有|不得|未(?!来)|属于|取得|获得")
WON_FIRST = re.compile(
    r"(?:(?:当年|年度内?|首次|新|经)*(?:被|获|认定|评为|入选|列入|纳入|通过|晋升|取得)|(?:项目|企业|用人单位|机构|平台|园区|[^，。；：的]{0,8}(?:人员|毕业生|军人|农民工))(?!应|须|可))[^。；：]{3,120}?"
    r"(?<!的)(?=，(?:一次性|分别|再|均|每年|可|按规定)*(?:给予|奖励|补助|补贴|资助|享受|申请|申领))"
)
"""被评定为省级金宿，一次性给予…: who has it stands before the gift without 的."""

INLINE = re.compile(
    rf"(?:{MARK.pattern})(?:申报|申请|申领|支持|扶持|奖励|补[贴助]|资助|认定|评定|适用|享受|贷款|服务|基本|的)*(?:对象|条件|范围|资格)[。：]"
)
"""第一条 支持对象。在本市注册的企业: an article's own title, before its words."""
BARE_HEADING = re.compile(r"\s*[^，。；：]{2,30}(?:标准|条件|要求|范围|对象|情形|资格)\s*")


def is_heading(sentence: str) -> bool:
    body = sentence.rstrip()
    if INLINE.fullmatch(body):
        return True
    short = len(body) <= 30 and (body.endswith("：") or body[-1:] not in "。；，")
    return (short and bool(_HEADING.search(body) or _OTHER_HEADING.search(body))) or body.endswith(
        ("条件：", "条件的：", "：")
    )


_NOT_GIVEN = re.compile(
    r"获得?过?[^，。；]{0,16}奖励?|申请[^，。；]{0,8}(?:奖励|补助|补贴|资助|奖补|贴息)的(?=企业|单位|项目|机构|个人|人员)"
    r"|(?:未|没有|不存在|不得|不予|不再|不可|不能)[^，。；]{0,60}(?:奖励|补助|补贴|资助|奖补|贴息|返还|支持)(?:政策|资金)?(?=[，。；、的且并]|$)"
)
"""未获得过同类奖励: the gift is named as what must not have been given."""
_CALL = re.compile(
    r"\s*(?:[一-龥]{2,4}[省市县区])?(?:大力|积极|全面|深入|进一步|加大|持续|着力)?(?:设立|培植|支持|鼓励|加快|推动|推进|促进|引导|加强|强化|降低|减轻|做[强优大]|完善|深化|优化|提升|提高|实施|扩大"
    r"|培育|壮大|发展|建设|打造|保障|规范|落实|健全|创新|激励|扶持)[^，。；：的0-9]{2,24}(?:，(?:优化|提升|促进|加快|推动|完善|增强|扩大)[^，。；：的0-9]{2,24})*[。：]?\s*"
)
_TITLE = re.compile(r"\s*[^，。；：的0-9]{2,10}(?:支持|奖励|补[贴助]|扶持|政策|措施)[。：]\s*")
_ASIDE = re.compile(r"（[^（）]{0,60}）|《[^《》]{0,60}》")
_APPLIES = re.compile(
    r"本(?:办法|通知|意见|政策|措施|细则|规定)(?:第[^，。；]{1,4}条)?规定的|本(?:办法|通知|意见|政策|措施|细则|规定)[^，。；]{0,4}(?=适用于)|(?<=不适用)本(?:办法|通知|意见|政策|措施|细则|规定)"
)
_BENEFITS = re.compile(r"(?:资助|奖励|补贴|补助|扶持)(?:方式|额度)")
_WON = re.compile(r"[^，；：]{0,12}获得?过?[^，；：]{2,24}奖[励项]?(?:的)?[；。]?$")


class Purpose(NamedTuple):
    """`told`: who may have it; `listed`: a line of a list; `asked`: of conditions; `due`: whatever the line says."""

    told: bool = False
    listed: bool = False
    asked: bool = False
    due: bool = False


NOTHING = Purpose()


def of(sentence: str, heading: str, is_item: bool) -> Purpose:
    """What a sentence is for, by its words and by the heading or opening above it."""
    called = _CALL.fullmatch(sentence) is not None
    if is_item and ASKING.search(heading) and not (called or _HANDED_IN.search(sentence) or gives(sentence)):
        return Purpose(told=True, listed=True, asked=True, due=True)
    if _RUN.search(_APPLIES.sub("", _ASIDE.sub("", sentence))) and not _PLAINLY.search(sentence):
        return NOTHING
    if called or _TITLE.fullmatch(sentence):
        return NOTHING
    if _OTHER_HEADING.search(heading) and not (_HEADING.search(heading) or _BENEFITS.search(heading)):
        return NOTHING
    given = gives(sentence)
    whose = bool(_WHOSE.search(sentence) or WON_FIRST.match(sentence))
    under = bool(_HEADING.search(heading))
    listed = (is_item or under) and not given
    closed = sentence.rstrip("。；\n").endswith("的") or "是指" in sentence
    told = ((given or closed) and whose) or bool(_MUST.search(sentence) or _FOR_WHOM.search(sentence)) or listed
    asks = under or (is_item and not heading) or bool(_FOR_WHOM.search(sentence) or _MUST.search(sentence))
    return Purpose(told, listed, asks and not given)


ASKING = re.compile(
    r"条件(?!及|和|与)|应当?同?时?(?:符合|具备|满足)|须同?时?(?:符合|具备|满足)|(?:以下|下列|如下)(?:基本)?要求"
)
"""A heading whose lines are conditions, whatever they say."""
_HANDED_IN = re.compile(
    r"复印件|原件|加盖|申请[表书]|申报书|装订|网址|电话|联系人|登录|报送|受理|由.{2,16}(?:负责|解释)|印发|废止"
)


def gives(sentence: str) -> bool:
    return bool(GIVEN.search(_NOT_GIVEN.sub("", sentence))) and not _WON.match(sentence)
