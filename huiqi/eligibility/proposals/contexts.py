"""What a bound is doing where it stands: deciding who may have the policy, or something else.

Rates, caps and periods of the benefit, targets of the government, deadlines of the procedure and how papers are to be
printed are no conditions. Read from the words of the clause before and after, nothing else.
"""

import re
from datetime import date
from enum import StrEnum

from huiqi.eligibility.proposals.bounds import Bound

CLAUSE = "，。；：！？\n\t"
SENTENCE = "。；！？\n"


class Context(StrEnum):
    """What the quantity is for."""

    CONDITION = "condition"
    BENEFIT = "benefit"
    TARGET = "target"
    PROCEDURE = "procedure"
    PERIOD = "period"


_GIVING = (
    r"给予|奖励|补助|补贴|奖补|资助|扶持|贴息|返还|减免|免征|减征|减按|资金支持|发放(?!贷款)|支付|兑现|拨付|享受|予以|配套|兑付"
    r"|让利|贷款利率|优惠|抵扣|抵免|补偿|奖金|分担|承担"
)
_CAP = re.compile(
    r"(?:最高|最长|最多|上限|封顶|限额|(?:奖励|补助|补贴|资助|资金)(?:总额|期限)|贷款总额|总计|原则上最高)(?:奖励|补助|补贴|资助|额度|支持|金额|期限|贷款|可|限额|给予|资金|为)*$"
)
_BY = re.compile(r"按(?:照)?(?!相关|有关|规定|时|期|要求|国家|有关|月|季|年|法|约|程序)")
_GIVEN_AFTER = re.compile(
    r"(?!的标准化)(?:的)?(?:标准|比例|额度|部分|幅度)?(?:内)?(?:的)?(?:一次性|资金|奖金|企业|财政|专项|信用|创业|担保|经费|现金)?"
    r"(?:奖励|补助|补贴|奖补|资助|支持|贴息|奖金|扶持|贷款|授信|返还|减免|补偿|配套|的?标准|优惠|的?增信|无息)"
)
_RATE_AFTER = re.compile(
    r"(?:的)?(?:部分，?按|(?:标准|比例|额度|价格)?(?:一次性)?(?:给予|予以|计算|计发|发放|返还|计入|减按|征收|缴纳|加计|确定|执行|兑现))"
)
_GIVEN_UPON = re.compile(rf"(?:{_GIVING})(?!对象|申请|范围|政策|条件|给|前)")
_RECKONED = re.compile(r"的?，(?:则)?按.{0,16}(?:计算|折算|计)")
_LOST = re.compile(r"的?，(?:应|则|将)?(?:停止|不得|不予|不再|不能|取消|不可|不享受|不符合)(?!超过|低于|少于|高于)")
_TARGET = re.compile(
    r"力争|到(?:20)?\d\d年(?:底|末|，|前)|(?<!控制)目标|增信担保|设立.{0,24}(?:资金|基金)|总规模|每年安排|安排.{0,20}资金|预算|计划(?:培育|建设|新增)"
    r"|累计(?:培育|建成)|全(?:市|省|县|区|国)(?:共)?.{0,12}(?:达到|突破|超过)|使.{0,24}达到|评选|遴选出|不多于\d|名额"
)
_AIM = re.compile(r"力争|确保.{0,30}达到|(?:^|[，。；])到(?:20)?\d\d年(?:底|末)?[，、]|(?:主要|总体|发展|工作)目标")
_FILING = re.compile(
    r"申报(?!项目|企业|单位|主体|产品|对象|条件|年度|当年|人|机构|时)|受理|报送|提交|截止|公示|填报|申请时间|上报|发布|印发|施行|实施之日|执行期|有效期|办结|答复|审核|公布|上传|登录|寄送|汇总|工作日|逾期|年检|起施行|本办法|本通知|本政策"
)
_ASKED_BY = re.compile(r"(?:[向到在将][^，。；]{1,14})?(?:提出|提交|递交|办理|申请|完成(?:申报|注册|填报|任务)|书面)")
_PAPER = frozenset({"working days", "hours", "centimetres", "pages", "characters", "copies"})
_DONE_WITHIN = re.compile(
    r"(?:因|受到?|被|发生|出现|存在|有(?!效)|未|无|没有|曾|予以|完成|给予|不得|向|将|提出|提交|办理|兑现|不予|不再|取消|按|由|可|须|应|申请|申报|拨付|发放|作出|出具)"
)
_CONDITIONAL = re.compile(r"(?:的，|的(?:企业|单位|项目|机构|人员)|的。|的；|对|凡|须|应当|条件|具备|符合)")


_WITHIN_ASIDE = re.compile(r"（[^（）]{0,2}含[^（）]*$")
"""（含成立不足三年）: whom a bound before it holds for, too."""
_EXEMPT = re.compile(r"的?，?不(?:做|作|受)[^，。；（）]{0,16}(?:要求|限制)")
"""（距退休不足一年的不做时间要求）: whom a bound before it is not for."""


def context(even: str, bound: Bound) -> Context:
    """Judge one bound by its clause and sentence."""
    head = even[clause_start(even, bound.start) : bound.start]
    tail = even[bound.end : bound.end + 32]
    if _WITHIN_ASIDE.search(even, max(0, bound.start - 16), bound.start) or _EXEMPT.match(tail):
        return Context.PERIOD
    if bound.quantity.unit in _PAPER:
        return Context.PROCEDURE
    if isinstance(bound.quantity.number, date):
        return _of_day(even, bound, head, tail)
    if _STEP.search(even[max(0, bound.quantity.start - 8) : bound.quantity.start]):
        return Context.BENEFIT
    if _is_benefit(head, tail, even[bound.start : bound.end]) or _is_cap(even, bound):
        return Context.BENEFIT
    if _is_target(even, bound):
        return Context.TARGET
    if _RECKONED.match(tail):
        return Context.PERIOD
    aside = _ASIDE.match(even, bound.end, bound.end + _LONG)
    after = even[aside.end() : aside.end() + 32] if aside else tail
    return _of_span(bound, head, after, even[bound.start : bound.end])


_ASIDE, _LONG = re.compile(r"（[^（）]*）"), 80


def is_lost(even: str, bound: Bound) -> bool:
    """超过20万元的，停止享受: the words bound those who may not have it."""
    return bool(_LOST.match(even, bound.end))


def _of_day(even: str, bound: Bound, head: str, tail: str) -> Context:
    if bound.quantity.lone_year or _FILING.search(head) or _FILING.search(tail[:12]) or _ASKED_BY.match(tail):
        return Context.PROCEDURE
    if re.search(r"(?:自|从|按)$", head) or re.match(r"[自从]", head):
        return Context.PERIOD
    return Context.PROCEDURE if even[bound.end : bound.end + 1] == "）" and not head else Context.CONDITION


_THEN_GIVEN = re.compile(
    r"的(?:，|(?:一次性|分别|再)?(?:给予|奖励|补助|补贴|资助)(?=\d|每|一次性|最高|企业|单位|不超过|其|租金))"
)
_STEP = re.compile(r"每(?:再)?(?:提高|增加|增长|新增|超过|超出|上升|下降|降低|多)$")
"""增速每提高5个百分点，增加奖励1万元: by which steps the benefit grows."""
_PAID = re.compile(r"的?标准[^，。；]{0,16}(?:支付|发放|缴纳)[^，。；]{0,14}的，")
"""按不低于当地最低工资80%的标准支付工作补贴的，: what the firm pays, so a condition."""
_COMPARED = re.compile(r"以上|超过|不低于|达到?|不少于|突破|满|高于|至少|≥")


def _is_benefit(head: str, tail: str, phrase: str) -> bool:
    if (
        _THEN_GIVEN.match(tail)
        and _COMPARED.search(phrase)
        and not re.search(rf"{_BY.pattern}|给予|最高|(?:奖励|补助|补贴)$", head)
    ):
        return False
    if _PAID.match(tail):
        return False
    if _CAP.search(head) or _GIVEN_AFTER.match(tail):
        return True
    told = _GIVEN_UPON.search(head)
    if told and not re.search(r"的(?:企业|单位|项目|机构)|且|后", head[told.end() :]):
        return not re.match(r"的，", tail) or bool(re.search(r"给予|最高|按", head))
    if _BY.search(head) or _RATE_AFTER.match(tail):
        return True
    return bool(re.match(r"(?:最高|最长|最多)", phrase))


def _is_cap(even: str, bound: Bound) -> bool:
    """给予贴息，单笔贷款不超过1000万元: what follows the gift and is bounded from above bounds the gift."""
    if bound.op not in ("<=", "<") or bound.is_range:
        return False
    if re.match(r"的(?!标准|补|奖|资|部分|比例)|且|并|、|，?(?:可|给予|按)", even[bound.end : bound.end + 3]):
        return False
    start = sentence_start(even, bound.start)
    clause = clause_start(even, bound.start)
    if even[clause : bound.start].rstrip("为在").endswith("期限") and re.search(r"最高|额度", even[start:clause]):
        return True
    given = _GIFT.search(even, start, clause)
    return bool(given) and not re.search(r"；|的(?:企业|单位)，$|^对", even[given.end() : clause]) if given else False


_GIFT = re.compile(
    r"(?:给予|予以|享受|发放|补助|补贴|奖励|贴息|资助|减免|返还)(?![^，。；]{0,12}(?:对象|条件|范围|的企业|申请))[^，。；]{0,40}，"
)


def _is_target(even: str, bound: Bound) -> bool:
    start = sentence_start(even, bound.start)
    sentence = even[start : sentence_end(even, bound.end)]
    if _AIM.search(even[start : bound.end]):
        return True
    return bool(_TARGET.search(even[start : bound.end + 12])) and not _CONDITIONAL.search(sentence)


_SINCE = re.compile(r"(?:^|企业|单位|公司|机构|主体|项目|人员)自[^，。；]{2,12}(?:之日|年度|当年|当月)起$")
"""自开业之日起3年内，给予…: for how long the gift is given, or in which time it must be earned."""
_ACTOR, _OF = re.compile(r"(?:企业|单位|机构|主体|公司|项目)$"), re.compile(r"的|，|。|；|、|）|$|且|并")
"""企业一年内设备投资…: within which time what follows is reckoned; 成立一年内的企业 bounds."""
_NOT_DONE = re.compile(r"(?:均)?(?:未|没有|无)(?:发生|出现|存在|有)?")
_KEPT = re.compile(r"[^，。；]{0,8}不(?:迁|得|再|变|转|减)")
"""承诺5年内不迁离: what is promised for that long."""
_ANNOUNCED = re.compile(r"提前|公示|公告|报备|通知|反馈|申报|受理|审核|提交|报送")


def _of_span(bound: Bound, head: str, tail: str, phrase: str) -> Context:
    if not phrase.endswith("内") or bound.quantity.unit not in ("years", "months", "days"):
        lasting = "满" in phrase or (bound.op in (">=", ">") and not _ANNOUNCED.search(head))
        return Context.PROCEDURE if bound.quantity.unit == "days" and not lasting else Context.CONDITION
    if _KEPT.match(tail):
        return Context.PERIOD
    if _ACTOR.search(head) and not _OF.match(tail):
        return Context.PERIOD
    if _SINCE.search(head) and not _OF.match(tail.lstrip("，")):
        return Context.PERIOD
    if not head.strip("、的") or _NOT_DONE.match(tail) or (_DONE_WITHIN.match(tail) and not head.endswith("起")):
        return Context.PERIOD
    return Context.CONDITION


def clause_start(even: str, place: int, stops: str = CLAUSE) -> int:
    """Where the clause that holds `place` begins: never further back than 160 characters."""
    return max((even.rfind(stop, max(0, place - 160), place) + 1 for stop in stops), default=0) or max(0, place - 160)


def sentence_start(even: str, place: int) -> int:
    """Where the sentence begins."""
    return clause_start(even, place, SENTENCE)


def sentence_end(even: str, place: int) -> int:
    """Where the sentence ends, at most 160 characters on."""
    ends = [at for stop in SENTENCE if (at := even.find(stop, place, place + 160)) >= 0]
    return min(ends, default=min(len(even), place + 160))
