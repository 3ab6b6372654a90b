"""Conditions without a number: having, being, being where, and not."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from huiqi.eligibility.proposals import coded, exceptions, industries, lexicon, places
from huiqi.eligibility.proposals.clauses import Clause
from huiqi.eligibility.proposals.predicates import OF_WHOM, asked
from huiqi.eligibility.proposals.proposal import Certainty, Quality

_REGISTERED = re.compile(
    r"(?:(?:企业|单位|申报单位|项目单位|申请单位|机构)?(?:须|应|需|已)?(?:依法|合法)?在(?P<in>[一-龥]{1,14}?)"
    r"|(?P<named>(?:(?![对凡在于为的])[一-龥]){2,8}(?:省|市|县|区)))(?:行政区域|辖区|管辖区|范围|辖域|区域|境|注册地)?(?:以?内)?(?:（[^（）]{1,16}）)?"
    r"(?:依法|合法|进行|办理|完成|实际|工商|税务|独立|登记|经营|正式|市场监管部门|、|和|并){0,5}"
    r"(?:注册|登记|纳税|设立|创办|成立|落户)(?:登记|成立|(?:、|和|并|及)?(?:依法)?(?:纳税|税务登记|登记|注册|经营))*"
    r"|(?:依法)?(?:注册|登记|设立)(?:登记)?[在于](?P<at>[一-龥]{2,10}?(?:省|市|县|区|州|旗))"
)
_SEATED = re.compile(
    r"(?:[^，。；、]{0,8}(?:企业|单位)(?:须|应|需)?为?(?:其)?)?(?:(?:工商)?(?:登记)?注册(?:登记)?(?:地|所在地)?址?|登记地|(?:工商|税务|税收|税管|纳税|缴税|统计|财政)?(?:登记|征管|解缴|隶属|归属)?(?:关系|地)|(?:主要)?(?:办税|办公|生产)地|实际经营(?:地|场所)|(?:生产)?经营地(?:址|点)?|住所|总部|（[^（）]{2,16}）|、|和|及|与|均|都){1,9}"
    r"(?:必?须|应当?|需|均|都|已)*(?:为|在|位于|登记在)(?P<in>[一-龥]{2,12}?)(?:行政区域|辖区|范围|境|区域)?内?(?=的|，|。|；|、|且|并|$)"
)
_OF_A_SEAT = re.compile(r"注册|登记|住所|总部|设立|创办|成立|落户|纳税|经营")
"""统计关系在本区 says nothing of where a firm is registered."""
_INSIDE = re.compile(
    r"^(?:对于?|凡)?(?:在)?(?P<in>[一-龥]{2,8}?(?:省|市|县|区|州|旗))(?:行政区域|辖区|境|辖|范围)?内(?=的?(?:从事|依法|经营|行政|企事业|企业|小微|中小|个体|规模|规上|符合|各类|新|工业|注册))"
)


def find(even: str, parts: Iterable[Clause], own: str | None, taken: list[tuple[int, int]]) -> list[Quality]:
    """Every quality the text seems to ask; spans in `taken` already told by numbers are left alone."""
    found: list[Quality] = []
    covered = sorted(taken)
    for clause in parts:
        if clause.is_condition and clause.end - clause.start >= _LEAST:
            told = _of_clause(even, clause, own, covered)
            found.extend(one for one in told if not _is_told(one, covered))
    return found


_LEAST = 4
"""查账征收: fewer characters ask nothing."""


def _is_told(one: Quality, covered: list[tuple[int, int]]) -> bool:
    if (
        one.op == "not_in"
        or one.is_exception
        or one.fact == _SOMEWHERE
        or not (one.fact.startswith("other:") or one.op in _COMPARED.values())
    ):
        return False
    near = covered[max(0, bisect_left(covered, (one.start, 0)) - 8) : bisect_left(covered, (one.end, 0))]
    return any(start < one.end - 1 and one.start + 1 < end for start, end in near)


def _of_clause(even: str, clause: Clause, own: str | None, covered: list[tuple[int, int]]) -> list[Quality]:
    named = [*_named(even, clause, own)]
    rest = _rest(even, clause, named, covered)
    return [*named, *(one for piece in rest for one in asked(even, *piece, clause))]


def _named(even: str, clause: Clause, own: str | None) -> Iterator[Quality]:
    if clause.is_shut:
        yield from _shut_out(even, clause)
        return
    shut = [*_industries(even, clause)]
    yield from shut
    yield from (one for one in exceptions.find(even, clause) if not any(_is_of(one, other) for other in shut))
    yield from _regions(even, clause, own)
    yield from _settled(even, clause)
    yield from coded.find(even, clause)
    yield from _positive(even, clause)
    yield from _relative(even, clause)
    yield from _sited(even, clause, own)
    yield from _never(even, clause)
    yield from _graduates(even, clause)
    yield from _kept(even, clause)


def _is_of(exception: Quality, industry: Quality) -> bool:
    """房地产业、娱乐业除外: told by the codes of the industries, not in words again."""
    return industry.op == "not_in" and industry.start < exception.end and exception.start < industry.end


def _regions(even: str, clause: Clause, own: str | None) -> Iterator[Quality]:
    found = _REGISTERED.search(even, clause.start, clause.end) or _SEATED.search(even, clause.start, clause.end)
    if found and not _OF_A_SEAT.search(found[0]):
        return
    if found is None:
        yield from _inside(even, clause, own)
        return
    groups = found.groupdict()
    code = places.code(groups["in"] or groups.get("named") or groups.get("at") or "", own)
    if code:
        yield Quality("region", "in", [code], *found.span(), Certainty.SURE)
    elif re.search(r"[省市区县镇园州盟旗]|境内", found["in"] or ""):
        yield Quality(_SOMEWHERE, "is_true", True, *found.span(), Certainty.DOUBTFUL)


_SOMEWHERE = "other:注册地"


def _inside(even: str, clause: Clause, own: str | None) -> Iterator[Quality]:
    inside = _INSIDE.match(even[clause.start : clause.end])
    code = places.code(inside["in"], own) if inside else None
    if inside and code:
        yield Quality("region", "in", [code], clause.start + inside.start("in"), clause.start + inside.end())


def _settled(even: str, clause: Clause) -> Iterator[Quality]:
    for phrase in lexicon.phrases():
        found = phrase.words.search(even, clause.start, clause.end)
        if found:
            value = False if phrase.op == "is_false" else phrase.value
            parted = _AGAIN if phrase.fact == "accident_or_violation" else _PARTED
            cuts = (one.end() for one in parted.finditer(found[0]) if _DOES.search(found[0][: one.start()]))
            beside = [*_beside(found)] if phrase.op == "is_false" else []
            inner = (one.end + 1 for one in beside if one.end < found.end())
            start = max(found.start() + max(cuts, default=0), *inner, 0)
            yield Quality(phrase.fact, phrase.op, value, start, found.end(), Certainty.SURE)
            yield from beside


_AGAIN = re.compile(
    r"[、和且或](?=(?:近.年(?:来|内)?)?(?:未|没有|无|不)(?:被|列入|纳入|发生|存在|出现|属于|在|拖|欠|有|恶)?)"
)
"""未列入…、未发生…: each of several negations has its own words."""
_DOES = re.compile(r"列入|纳入|列为|属于|存在|发生|出现|拖|欠|有|在|为|无")
_PARTED = re.compile(rf"{_AGAIN.pattern}|(?:[、和及与]|或者?)(?=[^、和及或与]{{4,}}$)")
"""不属于“僵尸企业”、严重失信企业: each of several things one negation shuts out has its own words."""


_NEGATOR = re.compile(r"(?:未|没有|无|不|非)(?:被)?(?:列入|纳入|列为|存在|得列入|属于|发生过?|在)?")
_ITEM = re.compile(
    r"(?:[^、和及与或]{2,16}(?:企业|处罚|处分|纠纷|案件|欠税|偷税|漏税|骗税|走私|”)|[^、和及与或]{0,12}违法违规行为)(?=[、和及与或])"
)
_AFTER = re.compile(r"(?:以?及|和|、|或)(?P<what>[^，。；、和及或]{2,16}(?:行为|记录|情况|情形))")
_NAMED_ITEM = re.compile(
    r"网”|平台|系统|失信|异常|违法(?!违规行为$)|(?<!违法)违规|事故|安全|质量|环境|环保|科研|工资|保险"
)


def _beside(found: re.Match[str]) -> Iterator[Quality]:
    """不属于“僵尸企业”、严重失信企业: what stands beside the fact that has a name is shut out too."""
    negator = _NEGATOR.match(found[0])
    for item in _ITEM.finditer(found[0], negator.end() if negator else 0):
        if not _NAMED_ITEM.search(item[0]):
            start, end = found.start() + item.start(), found.start() + item.end()
            yield Quality("other:" + item[0].strip("“”"), "is_false", False, start, end)
    after = _AFTER.match(found.string, found.end())
    if after and not _NAMED_ITEM.search(after["what"]):
        yield Quality("other:" + after["what"], "is_false", False, *after.span("what"))


def _shut_out(even: str, clause: Clause) -> Iterator[Quality]:
    """被列入经营异常名录的，不予支持: whoever is what the words say may not have it."""
    for fact, words in lexicon.shut():
        found = words.search(even, clause.start, clause.end)
        if found:
            yield Quality(fact, "is_false", False, *found.span(), Certainty.SURE)
    for codes, start, end, _ in industries.find(even, clause.start, clause.end):
        yield Quality("industry", "not_in", codes, start, end)


def _industries(even: str, clause: Clause) -> Iterator[Quality]:
    for codes, start, end, is_shut in industries.find(even, clause.start, clause.end):
        yield Quality("industry", "not_in" if is_shut else "in", codes, start, end)


_ABOVE_ZERO = re.compile(r"[^，。；、]{0,10}(?:利润|净资产|收益|现金流)[^，。；、]{0,8}(?:为正数?|大于零|大于0|盈利)")


def _positive(even: str, clause: Clause) -> Iterator[Quality]:
    found = _ABOVE_ZERO.search(even, clause.start, clause.end)
    if found:
        yield Quality("other:利润", ">", 0, *found.span())


_RELATIVE = re.compile(
    r"(?P<name>[一-龥]{0,8}(?:率|幅|增速|人数|数量|工资|能耗|产值))(?P<cmp>不高于|不超过|不低于|低于|高于|超过)(?P<value>[^，。；（）0-9]{4,30}?)(?=的[^，。；]{0,12}(?:企业|单位|机构|项目|主体)|的(?:参保|，|。|$)|，|。|；|（|）|$)"
)
_COMPARED = {"不高于": "<=", "不超过": "<=", "不低于": ">=", "低于": "<", "高于": ">", "超过": ">"}
_SITED = re.compile(
    r"(?P<what>[^，。；：、（）]{0,14}?(?:地点|地址|地|项目|车间|工厂|基地|园区|场所|设施|平台|中心|活动|机构))(?:必?须|应当?|需|均|都)*"
    r"(?:位于|设在|建在|坐落于?|落户于?|在)(?P<where>[一-龥]{2,12}?)(?:境|市域|区域|行政区域|辖区|范围|规划区)*内?(?=$|[，。；、的且并（])"
)
_NEVER = re.compile(
    r"[一-龥]{2,16}(?:等级|结果|考核|评价|状态|类型|类别)?不(?:能|得|应)?(?:为|是)“?(?P<what>[^，。；”“]{2,12})”?"
)


_GRADED = re.compile(r"(?:等级|结果|考核|评价|评级|级别)不")
_GRADUATES = re.compile(
    r"(?:毕业年度内?|应届)?(?:、|及|和|或|以及)?离校(?:\d|[一二两三])年内(?:尚)?未就业的?(?:普通)?(?:高校)?毕业生"
)


def _graduates(even: str, clause: Clause) -> Iterator[Quality]:
    """毕业年度及离校2年内未就业高校毕业生: one group of people, by the name the ministry gives it."""
    found = _GRADUATES.search(even, clause.start, clause.end)
    if found:
        yield Quality("other:" + found[0], "is_true", True, *found.span())


_KEPT = re.compile(r"(?P<what>不(?:裁员|减员))(?!率)")


def _kept(even: str, clause: Clause) -> Iterator[Quality]:
    """不裁员: said as what is asked, not as what is forbidden."""
    found = _KEPT.search(even, clause.start, clause.end)
    if found:
        yield Quality("other:" + found["what"], "is_true", True, *found.span())


def _relative(even: str, clause: Clause) -> Iterator[Quality]:
    """裁员率不高于上年度失业率控制目标: bounded by what the text does not put a number to."""
    for found in _RELATIVE.finditer(even, clause.start, clause.end):
        joint = re.match(r".*(?:或者?|且|并)", found["name"])
        name = found["name"][joint.end() if joint else 0 :]
        fact = lexicon.amount(name, "ratio") or "other:" + name
        start = found.start() + (joint.end() if joint else 0)
        yield Quality(fact, _COMPARED[found["cmp"]], found["value"], start, found.end(), Certainty.DOUBTFUL)


def _sited(even: str, clause: Clause, own: str | None) -> Iterator[Quality]:
    found = _SITED.search(even, clause.start, clause.end)
    code = places.code(found["where"], own) if found else None
    if found and code and not _OF_A_SEAT.search(found[0]):
        fact = "other:" + found["what"].split("的")[-1]
        yield Quality(fact, "in", [code], *found.span())


def _never(even: str, clause: Clause) -> Iterator[Quality]:
    found = _NEVER.search(even, clause.start, clause.end)
    if found and (clause.in_list or _GRADED.search(found[0])):
        yield Quality("other:" + found[0].split("不")[0], "not_in", [found["what"]], *found.span())


_PIECES = re.compile(
    r"(?<=[一-龥）])的(?=(?:(?:规模以上|规上|限额以上|限上)?(?:制造业|建筑业|批发|零售|住宿|餐饮|软件))?(?:大?中小微?|小微|小型、?微型|个体)?(?:企业|工商户|业)?(?:和个体工商户|、个体工商户)?(?:企业)?$)|"
    r"(?<![合一兼吞归])并(?:且|同时)?(?!购|轨|联|网|入|列|行|发|存|重|持续|有效|平稳|稳定)(?=[^，]{4})|(?<![而并])且(?=[^，]{4})|"
    r"(?<=资格|登记|注册)的(?=[一-龥]{3,14}(?:企业|机构|单位|合作社)$)|(?<=资格)(?:、|和|及)(?=健全的)|"
    r"(?:、|或者?|和|且|并且?|及|以及)(?=(?:上年度|近.年(?:来|内)?|当年)?(?:是(?!否)|未|无|招用|吸纳|组织|通过|实际|建有|设有|受到|存在|发生|不|具有|具备|拥有|属于|符合|健全(?!的)|依法|有(?!关|效|限|色|机)|已|为其|按规定|取得|获得|正常|资金(?!、)|经(?!济|营|验|费|贸|常)|在|足额|签订|诚信|诚实"
    r"|管理(?=[^，、]{0,6}(?:规范|健全|良好|完善|到位))))"
)
_SIGN = "(?:完善|规范|优质|明显|良好|健全|稳定|齐全|突出|显著|清晰|合理)(?=、|的|且|并|$)"
_SEVERAL = re.compile(
    rf"、(?=[一-龥]{{2,12}}?(?:(?:达到?|不少于|不低于|超过|满|占)?[\d一二三四五六七八九十两]|{_SIGN}))"
)
"""对运转一年以上、社员200户以上、运作规范的合作社: in one breath before 的."""
_WHO = re.compile(
    r"的(?=[^，。、的0-9]{1,18}(?:企业|项目|单位|机构|平台|基地|组织|团队|园区|产品|品牌|市场|店|主体|楼宇|街区|合作社|综合体|商场|酒店|饭店|民宿"
    r"|农场|猪场|户|养殖场|旅行社|馆|中心|景区|营地|示范区|联合体|公司|工厂|车间|载体|孵化器|事务所|毕业生|法人)(?:（[^（）]*）)?$)"
)
"""对…1000亩以上的种植大户: who it is stands behind what is asked."""


def _rest(even: str, clause: Clause, named: list[Quality], covered: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What of the clause is not yet told by name or number, cut where another predicate begins."""
    is_of_whom = OF_WHOM.match(even, clause.start, clause.end) is not None
    joints = [*_PIECES.finditer(even, clause.start, clause.end)]
    joints += [*_SEVERAL.finditer(even, clause.start, clause.end)] if is_of_whom else []
    cuts = sorted({one.end() for one in joints if not _is_aside(even, clause, one)})
    near = covered[max(0, bisect_left(covered, (clause.start, 0)) - 8) : bisect_left(covered, (clause.end, 0))]
    numbers = [one for one in near if one[1] > clause.start]
    who = _WHO.search(even, clause.start, clause.end) if is_of_whom else None
    parted = who and (cuts or numbers or any(one.start == who.end() for one in named))
    cuts += [who.end()] if who and parted and who.end() > max(cuts, default=0) else []
    edges = [clause.start, *cuts, clause.end]
    pieces = [(start, _shorn(even, end, start)) for start, end in itertools.pairwise(edges)]
    return [left for start, end in pieces for left in _without(even, start, end, named, numbers)]


def _is_aside(even: str, clause: Clause, joint: re.Match[str]) -> bool:
    """有上市计划（已递交申请书或已进入辅导期）: what stands in brackets explains and is not parted."""
    before = even[clause.start : joint.start()]
    return before.count("（") > before.count("）")


_THEN = re.compile(
    r"(?:并且|而且|或者|以及|且|并|或|和|及|、|(?:具[有备]|拥有|取得|符合|通过|领办|创办|从事|承租|租赁|入驻|设立|吸纳|开展|提供)[^，、]{0,20}的)$"
)
_FURTHER = re.compile(
    r"(?:记录|行为|情况|情形|名单|等)*(?:的)?(?:并且|而且|或者|同时|且|并|或)(?!购|轨|联|网)|的(?=[^的，、0-9]{3,16}(?:企业|机构|单位|组织|项目)$)"
)


_ALSO = re.compile(r"的?(?=(?:具[有备]|拥有|属于|主要从事|从事|未|无|符合|建有|实行|有)[^，]{3})")
"""在温州市内注册具有独立法人资格: two things without a joint between them."""
_STANDS = re.compile(r".{0,8}(?:不|未|无|没有|具有|具备|拥有|取得|获|通过|签订|缴纳|参加|属于|符合|建有|设有)")


def _parts(even: str, start: int, span: tuple[int, int], *, is_named: bool) -> bool:
    """Whether a joint parts what stands before a span from it: 未被处罚且收入…, but not 本科学历或中级职称的人员…."""
    if not _THEN.search(even, start, span[0]):
        return False
    if is_named or even[span[0] - 1] in "且并":
        return True
    return bool(_STANDS.match(even, start, span[0])) and "的" not in even[slice(*span)]


def _without(
    even: str, start: int, end: int, named: list[Quality], numbers: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The piece without what is told by name: whole, or what a joint parts from it, before and behind."""
    inside = [one for one in named if one.start < end - 1 and one.end > start + 1]
    spans = sorted(
        [*((one.start, one.end) for one in inside), *(s for s in numbers if s[0] < end - 1 and s[1] > start + 1)]
    )
    if not inside:
        yield start, end
    if not spans:
        return
    if inside and all(one.is_exception or even[one.start - 1] == "（" for one in inside):
        yield start, _shorn(even, min(one.start for one in inside) - 1, start)
        return
    if start < spans[0][0] and _parts(even, start, spans[0], is_named=bool(inside)):
        yield start, _shorn(even, spans[0][0], start)
    behind = _FURTHER.match(even[max(one[1] for one in spans) : end])
    if behind is None and any(one.fact in ("region", _SOMEWHERE) and one.end == spans[-1][1] for one in inside):
        behind = _ALSO.match(even[spans[-1][1] : end])
    if behind:
        yield max(one[1] for one in spans) + behind.end(), end


def _shorn(even: str, end: int, start: int) -> int:
    while end > start and even[end - 1] in "、和且并及或的者":
        end -= 1
    return end
