"""Conditions without a number: having, being, being where, and not."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.eligibility.proposals import lexicon, places
from huiqi.eligibility.proposals.clauses import Clause, clauses
from huiqi.eligibility.proposals.proposal import Certainty, Stated


@dataclass(frozen=True, slots=True)
class Quality:
    """even[start:end] says that `fact` compares by `op` with `value`."""

    fact: str
    op: str
    value: Stated
    start: int
    end: int
    certainty: Certainty = Certainty.LIKELY
    is_exception: bool = False


_REGISTERED = re.compile(
    r"(?:(?:企业|单位|申报单位|项目单位|申请单位|机构)?(?:须|应|需|已)?(?:依法|合法)?在(?P<in>[一-龥]{1,14}?)"
    r"|(?P<named>[一-龥]{2,8}(?:省|市|县|区)))(?:行政区域|辖区|管辖区|范围|辖域|区域|境|注册地)?(?:以?内)?(?:（[^（）]{1,16}）)?"
    r"(?:依法|合法|进行|办理|完成|实际|工商|税务|独立|登记|经营|正式|市场监管部门|、|和|并){0,5}"
    r"(?:注册|登记|纳税|设立|创办|成立|落户)(?:登记|成立|(?:、|和|并|及)?(?:依法)?(?:纳税|税务登记|登记|注册|经营))*"
)
_OUT_OF = re.compile(r"不含(?P<place>[一-龥]{2,6}?)(?:市|省|县|区)?(?=）|$)")
_QUALIFIED = re.compile(
    r"(?:认定(?:为|的)?|获评|评为|属于?|已为|是|取得|获得|通过|有效期内的?|入选|列入|对|具有|国家级?|省级|拥有)(?:的|国家级?|省级|有效|“)*$"
)
_NEGATED = re.compile(r"(?:未|不|非|没有|无)[^，。；]{0,16}$")
_ACTOR = re.compile(r"(?:^|对|的|，|、|（)(?:本市|我市|全市|本区|我区|本省|符合条件|各类|依法|参保|上述|以上)*(?:的)?$")
_AFTER_ACTOR = re.compile(
    r"(?:（[^（）]{1,20}）)?(?:，|。|；|、|$|上|当|近|未|年|招用|新招|申请|的|与|吸纳|购|获|于|在|每|给|按|可|年|首)"
)
_EXCEPT = (
    re.compile(r"（(?P<what>不(?:含|包括|包含)[^（）]{2,60})）"),
    re.compile(r"(?P<what>[^，。；：（）\n、]{2,24}除外)"),
    re.compile(r"(?P<what>除[^，。；（）]{2,6}(?:（[^（）]{1,8}）)?[^，。；（）]{0,24}[外])(?=，)"),
)
_NOT_EXCEPT = re.compile(r"含税|本数|本级|运费|增值税|不含\d|补贴|本人|本条|上述|规定")
_NOT = re.compile(
    r"未(?!来|尽|必|满|达|超|就业|成年|办结|经|按|婚|能)|没有|无(?!偿|论|需|缝|障碍|形|人|纺|线|忧)|不得(?!超|低|少|高|大|小)|不存在|不属于|不具有|尚未|不在|不能(?:为|有|是)|不是|从未|不裁员|不(?:承担|涉及|曾)"
)
_NOT_OURS = re.compile(r"不再|不予|不受理|重复奖励|重复享受|逾期|不足|不重复|无法|不得转让|不得挪用|不可抗力")
_HAS = re.compile(
    r"^(?:(?:申报|申请|项目|用人|承担|实施)?(?:企业|单位|主体|项目|机构|产品|人|者|公司)|其|主要产品|主营业务|财务|企业主营业务)?(?:应当?|须|需|必须|均|且|并|依法|近.年)*(?:已经?|未)?"
    r"(?P<verb>具有|具备|拥有|设有|设立|有(?!关|效|限|序|力)|属于|属|符合|建立|建有|取得|获得|获评|获批|从事|签订|缴纳|足额缴纳|按规定缴纳|参加|依法(?:参加|缴纳|经营|纳税|登记|设立)"
    r"|入驻|通过|纳入|列入|入选|被.{2,14}(?:认定|评为|列入|授予)|正常(?:经营|运营|生产|运作|开展)|遵守|健全|履行|担任|承担|完成|实现|处于|经.{2,16}(?:认定|批准|备案|核准|登记)|能够|先行|开展|使用|招用|为其|面临|由|在.{2,16}(?:后|内|境内|范围内|中)|首次|新(?:引进|建|认定|增|设立)|良好|规范|独立|诚信|诚实|熟悉|应?为)"
)
_SOUND = re.compile(
    r"(?:制度健全|信誉良好|健全的.{2,18}制度|良好的?(?:社会)?(?:信誉|信用)|信用良好|(?:管理|运行)规范|诚实守信|诚信经营|依法纳税|财务管理.{0,8}健全|法人资格|独立法人)"
)
_TARGET = re.compile(
    r"(?:^|^.{0,16}。|.*?)(?:^|对于?|凡是?|支持|鼓励)(?P<who>(?!对|凡)[^，。；：0-9]{3,60}?(?:企业|项目|单位|机构|平台|基地|组织|人员|团队|园区|示范区|产品|公司|中心|品牌|实验室|工作站|个体户|合作社|载体|药|品种|技术|设备|店))"
    r"(?=$|，|给予|按|一次性|分别|每|可|在|（|的?，|、)"
)
_PLAIN = re.compile(
    r"^(?:的|上述|以上|该|该类|此类|符合条件的?|相关|有关|我市|本市|全市|各类|所有|其他|引进|每家|单个|同一|符合上述条件的?|同一个?)*(?:企业|项目|单位|机构|平台|组织|人员|团队|公司|产品|用人单位|申报单位|申请人|中小企业|中小微企业|小微企业|个人)$"
)
_TITLED = re.compile(r"^(?:的)?(?P<who>[^，。；：（）0-9]{3,24}(?:企业|项目|单位|机构|平台|基地|组织|公司))$")
_NUMBER = re.compile(r"[\d一二三四五六七八九十两百千万]+(?:%|元|万|亿|年|个月|人|名|家|项|件|亩|岁|倍)")


def find(even: str, own: str | None, taken: list[tuple[int, int]]) -> list[Quality]:
    """Every quality the text seems to ask; spans in `taken` already told by numbers are left alone."""
    found: list[Quality] = []
    covered = sorted(taken)
    for clause in clauses(even):
        if clause.is_condition:
            told = _of_clause(even, clause, own)
            found.extend(one for one in told if not _is_told(one, covered))
    return found


def _is_told(one: Quality, covered: list[tuple[int, int]]) -> bool:
    if not one.fact.startswith("other:"):
        return False
    if one.op == "not_in" or one.is_exception:
        return False
    near = covered[max(0, bisect_left(covered, (one.start, 0)) - 8) : bisect_left(covered, (one.end, 0))]
    return any(start < one.end - 1 and one.start + 1 < end for start, end in near)


def _of_clause(even: str, clause: Clause, own: str | None) -> list[Quality]:
    named = [*_named(even, clause, own)]
    rest = _rest(even, clause, named)
    return [*named, *(one for piece in rest for one in _generic(even, *piece, clause))]


def _named(even: str, clause: Clause, own: str | None) -> Iterator[Quality]:
    yield from _exceptions(even, clause)
    yield from _regions(even, clause, own)
    yield from _settled(even, clause)
    yield from _coded(even, clause)
    yield from _positive(even, clause)
    yield from _relative(even, clause)
    yield from _sited(even, clause)
    yield from _never(even, clause)


def _exceptions(even: str, clause: Clause) -> Iterator[Quality]:
    for pattern in _EXCEPT:
        for found in pattern.finditer(even, clause.start, min(len(even), clause.end + 1)):
            if not _NOT_EXCEPT.search(found["what"]):
                yield from _out(found["what"], *found.span("what"))


def _out(what: str, start: int, end: int) -> Iterator[Quality]:
    place = _OUT_OF.match(what)
    code = places.code(place["place"]) if place else None
    if code:
        yield Quality("region", "not_in", [code], start, end, Certainty.SURE)
    else:
        yield Quality(
            "other:" + re.sub("^(?:不含|不包括|不包含|除)|除外$|外$", "", what),
            "is_false",
            False,
            start,
            end,
            is_exception=True,
        )


def _regions(even: str, clause: Clause, own: str | None) -> Iterator[Quality]:
    found = _REGISTERED.search(even, clause.start, clause.end)
    if found is None:
        return
    code = places.code(found["in"] or found["named"], own)
    if code:
        yield Quality("region", "in", [code], *found.span(), Certainty.SURE)
    elif re.search(r"[省市区县镇园]|境内", found["in"] or ""):
        yield Quality("other:注册地", "is_true", True, *found.span(), Certainty.DOUBTFUL)


def _settled(even: str, clause: Clause) -> Iterator[Quality]:
    for phrase in lexicon.phrases():
        found = phrase.words.search(even, clause.start, clause.end)
        if found:
            value = False if phrase.op == "is_false" else phrase.value
            yield Quality(phrase.fact, phrase.op, value, *found.span(), Certainty.SURE)


def _coded(even: str, clause: Clause) -> Iterator[Quality]:
    for codes, words in lexicon.coded("qualifications"):
        for found in words.finditer(even, clause.start, clause.end):
            before = even[max(clause.start, found.start() - 16) : found.start()]
            if _QUALIFIED.search(before) and not _NEGATED.search(before):
                yield Quality("qualifications", "has", codes[0], *found.span(), Certainty.SURE)
    kinds = list(_kinds(even, clause))
    yield from kinds
    for codes, words in lexicon.coded("sizes") if not kinds else ():
        found_size = words.search(even, clause.start, clause.end)
        if found_size and _is_actor(even, clause, found_size):
            yield Quality("size_class", "in", list(codes), *found_size.span())
            return


def _kinds(even: str, clause: Clause) -> Iterator[Quality]:
    """小微企业、个体工商户和社会组织: two kinds or more in one list."""
    spans = [(codes[0], found.span()) for codes, words in lexicon.coded("kinds")
             for found in words.finditer(even, clause.start, clause.end)]  # fmt: skip
    spans.sort(key=lambda one: one[1])
    linked = [
        one
        for at, one in enumerate(spans)
        if at == 0 or re.fullmatch(r"(?:、|和|及|或|以及|与).{0,6}", even[spans[at - 1][1][1] : one[1][0]])
    ]
    kinds = list(dict.fromkeys(code for code, _ in linked))
    if len(kinds) >= 2:
        yield Quality("organisation_kind", "in", list(kinds), linked[0][1][0], linked[-1][1][1])


def _is_actor(even: str, clause: Clause, found: re.Match[str]) -> bool:
    before = even[clause.start : found.start()]
    return bool(_ACTOR.search(before)) and bool(_AFTER_ACTOR.match(even, found.end()))


_ABOVE_ZERO = re.compile(r"[^，。；、]{0,10}(?:利润|净资产|收益|现金流)[^，。；、]{0,8}(?:为正数?|大于零|大于0|盈利)")


def _positive(even: str, clause: Clause) -> Iterator[Quality]:
    found = _ABOVE_ZERO.search(even, clause.start, clause.end)
    if found:
        yield Quality("other:利润", ">", 0, *found.span())


_RELATIVE = re.compile(
    r"(?P<name>[一-龥]{0,8}(?:率|幅|增速))(?P<cmp>不高于|不超过|不低于|低于|高于|超过)(?P<value>[^，。；（）0-9]{4,30}?)(?=的(?:企业|单位|参保|，|。)|，|。|；|（|$)"
)
_COMPARED = {"不高于": "<=", "不超过": "<=", "不低于": ">=", "低于": "<", "高于": ">", "超过": ">"}
_SITED = re.compile(
    r"(?P<what>(?:项目)?(?:实施|建设|生产经营|生产|所在|注册)地(?:点|址)?)(?:须|应)?(?:位于|在)(?P<where>[一-龥]{2,10}?)(?:境|区域|行政区域)?内"
)
_NEVER = re.compile(
    r"[一-龥]{2,16}(?:等级|结果|考核|评价|状态|类型|类别)?不(?:能|得|应)?(?:为|是)“?(?P<what>[^，。；”“]{2,12})”?"
)


def _relative(even: str, clause: Clause) -> Iterator[Quality]:
    """裁员率不高于上年度失业率控制目标: bounded by what the text does not put a number to."""
    for found in _RELATIVE.finditer(even, clause.start, clause.end):
        fact = lexicon.amount(found["name"], "ratio") or "other:" + found["name"]
        yield Quality(fact, _COMPARED[found["cmp"]], found["value"], *found.span(), Certainty.DOUBTFUL)


def _sited(even: str, clause: Clause) -> Iterator[Quality]:
    found = _SITED.search(even, clause.start, clause.end)
    code = places.code(found["where"]) if found else None
    if found and code:
        fact = "region" if "注册" in found["what"] else "other:" + found["what"]
        yield Quality(fact, "in", [code], *found.span())


def _never(even: str, clause: Clause) -> Iterator[Quality]:
    found = _NEVER.search(even, clause.start, clause.end)
    if found and clause.in_list:
        yield Quality("other:" + found[0].split("不")[0], "not_in", [found["what"]], *found.span())


_PIECES = re.compile(
    r"(?:、|或者?|和|且|并且?|及|以及)(?=(?:未|无|不|具有|具备|拥有|属于|符合|健全|依法|有|已|为其|按规定|取得|获得|正常|资金|经|在|足额|签订|诚信|诚实|管理))"
)


def _rest(even: str, clause: Clause, named: list[Quality]) -> list[tuple[int, int]]:
    """What of the clause is not yet told by name, cut where another predicate begins."""
    edges = [clause.start, *(found.end() for found in _PIECES.finditer(even, clause.start, clause.end)), clause.end]
    pieces = [(start, _shorn(even, end, start)) for start, end in itertools.pairwise(edges)]
    return [left for start, end in pieces for left in _without(even, start, end, named)]


def _without(even: str, start: int, end: int, named: list[Quality]) -> Iterator[tuple[int, int]]:
    """The piece without what is told by name: whole, or what stands before a bracketed exception."""
    inside = [one for one in named if one.start < end - 1 and one.end > start + 1]
    if not inside:
        yield start, end
    elif all(one.is_exception or even[one.start - 1] == "（" for one in inside):
        yield start, _shorn(even, min(one.start for one in inside) - 1, start)


def _shorn(even: str, end: int, start: int) -> int:
    while end > start and even[end - 1] in "、和且并及的者":
        end -= 1
    return end


def _generic(even: str, start: int, end: int, clause: Clause) -> Iterator[Quality]:
    words = even[start:end]
    if not 4 <= len(words) <= 70 or _NOT_OURS.search(words):
        return
    if even[end : end + 1] == "的" and (whole := re.match(r"(?:对于?|凡是?)(?:按照?)?([^，0-9]{4,40})$", words)):
        yield Quality("other:" + whole[1], "is_true", True, start + whole.start(1), end)
        return
    target = _target(words, clause)
    if target:
        yield Quality("other:" + words[slice(*target)], "is_true", True, start + target[0], start + target[1])
    elif _NUMBER.search(words) and not re.search(r"近.年", words):
        yield from _around_numbers(words, start)
    elif _NOT.search(words) and not re.match(r"(?:可|给|按|由)", words):
        yield Quality("other:" + _NOT.sub("", words, count=1), "is_false", False, start, end)
    elif _asks(words, clause):
        yield Quality("other:" + words, "is_true", True, start, end)


_OWNER = re.compile(r"(?:对于?|凡是?)(?P<who>[^，、0-9]{3,40}?(?:企业|项目|单位|机构))(?=[^的，])")
_OWNED = re.compile(r"的(?P<who>[^，。的0-9]{3,16}(?:企业|项目|单位|机构))$")


def _around_numbers(words: str, start: int) -> Iterator[Quality]:
    """对规上工业企业年产值超过…, 年度纳税额超过…的生产加工型企业: whom the bound is for."""
    for found in (_OWNER.match(words), _OWNED.search(words)):
        if found and not _PLAIN.match(found["who"]):
            yield Quality(
                "other:" + found["who"], "is_true", True, start + found.start("who"), start + found.end("who")
            )


def _asks(words: str, clause: Clause) -> bool:
    if clause.is_choice:
        return True
    if re.match(r"(?:给予|奖励|补助|按(?!规定|时|照?国家)|最高|分别|一次性|可|由|每)", words):
        return False
    if _SOUND.search(words):
        return True
    told = _HAS.match(words) or (clause.in_list and re.search(r"属于|符合|具有|具备|拥有|从事", words))
    return bool(told) and (clause.in_list or words.endswith("的") or not clause.is_last)


def _target(words: str, clause: Clause) -> tuple[int, int] | None:
    found = _TARGET.match(words) if not clause.in_list else None
    if found is None and not clause.in_list and not clause.is_last:
        found = _TITLED.match(words)
    if found is None or _PLAIN.match(found["who"]) or _NUMBER.search(found["who"]):
        return None
    return found.span("who")
