"""Conditions that have no name of their own: what a clause says of whom it is for, read by its predicate."""

import re
from collections.abc import Iterator

from huiqi.eligibility.proposals.clauses import Clause
from huiqi.eligibility.proposals.proposal import Quality

_NOT = re.compile(
    r"未(?!来|尽|必|满|达|超|就业|成年|办结|经|按|婚|能)|没有|无(?!偿|论|需|缝|障碍|形|人|纺|线|忧)|不得(?!超|低|少|高|大|小)|不存在|不属于|不具有|尚未|不在|不能(?:为|有|是)|不是|从未|不欠|^非(?=[^，]{0,12}的?(?:企业|单位|项目|机构|类))|不可(?!抗|或缺|分)|不(?:承担|涉及|曾|包括|包含|适用|处于)"
)
_NOT_OURS = re.compile(r"不再|不予|不受理|重复奖励|重复享受|弄虚作假|逾期|不足|不重复|无法|不得转让|不得挪用|不可抗力")
_HAS = re.compile(
    r"^(?:(?:申报|申请|项目|用人|承担|实施)?(?:企业|单位|主体|项目|机构|产品|人|者|公司)|其|主要产品|主营业务|财务|企业主营业务)?(?:应当?|须|需|必须|均|且|并|依法|近.年)*(?:已经?|未)?"
    r"(?P<verb>具有|具备|拥有|设有|设立|有(?!关|效|限|序|力)|属于|属|符合|建立|建有|取得|获得|获评|获批|(?:主要)?从事|实行|签订|缴纳|足额缴纳|按规定缴纳|参加|依法(?:参加|缴纳|经营|纳税|登记|设立)"
    r"|入驻|通过|纳入|列入|入选|被.{2,14}(?:认定|评为|列入|授予)|正常(?:经营|运营|生产|运作|开展)|遵守|健全|履行|承诺|担任|承担|完成|实现|处于|经.{2,16}(?:认定|批准|备案|核准|登记)|能够|先行|开展|使用|招用|为其|面临|由|在.{2,16}(?:后|内|境内|范围内|中)|首次|新(?:引进|建|认定|增|设立)|良好|规范|独立|诚信|诚实|熟悉|应?为)"
)
_SOUND = re.compile(
    r"(?:(?<!的)(?:完善|规范|优质|明显|良好|健全|稳定|齐全|突出|显著|清晰|合理)$|(?:排名|位居|位列|名列)[^，]{0,8}[前第][^，]{1,6}[名位强]|制度健全|信誉良好|健全的.{2,18}制度|良好的?(?:社会)?(?:信誉|信用)|信用良好|(?:管理|运行)规范|诚实守信|诚信经营|依法纳税|财务管理.{0,8}健全|法人资格|独立法人)"
)
_TARGET = re.compile(
    r"(?:^|^.{0,16}。|.*?)(?:^|对于?|凡是?|支持|鼓励)(?P<who>(?!对|凡|给予|奖励|补助|该)(?:[^，。；：0-9]|\d(?=A)){3,60}?(?:企业|项目|单位|机构|平台|基地|组织|人员|团队|园区|示范区|产品|公司|中心|品牌|实验室|工作站|个体户|合作社|载体|药|品种|技术|设备|店|景区|民宿|饭店|酒店|旅行社|大户|农场|养殖场|联合体|综合体|商场|主体))"
    r"(?=$|，|给予|按|一次性|分别|每|可|在|（|的?，|、|或|和|及)"
)
_PLAIN = re.compile(
    r"^(?:的|以及|上述|以上|该|该类|此类|符合条件的?|相关|有关|我市|本市|全市|各类|所有|其他|引进|每家|单个|同一|符合上述条件的?|同一个?)*(?:企业|项目|单位|企事业单位|经营主体|机构|平台|组织|人员|团队|公司|产品|用人单位|申报单位|申请人|中小企业|中小微企业|小微企业|个人)$"
)
_ACTED = re.compile(
    r"(?:对于?|凡是?)(?P<what>(?:企业|农户|农民|单位|个人|机构|商户|合作社|平台|园区)?(?:首次|新|当年|年度内|成功|被|经|已|在.{2,16}?|与.{2,20}?(?:合作|联合|共同))*(?:通过|纳入|列入|入选|获|取得|参加|参与|开展|引进|购买|购置|新建|投保|设立|入驻"
    r"|租赁|租用|承租|举办|承办|聘请|采购|使用|完成|认定|评为|建设|实施|开设|建成|招用|吸纳|从事|主导|牵头|制定|创建|投资|迁入|落户|利用|改建|改造)[^，。；]{3,60})$"
)
_TITLED = re.compile(r"^(?:的)?(?P<who>[^，。；：（）0-9]{3,24}(?:企业|项目|单位|机构|平台|基地|组织|公司))$")
_NUMBER = re.compile(
    r"(?<![上前近每续\d])(?!(?:19|20)\d\d年)[\d一二三四五六七八九十两百千万]+(?:%|元|万|亿|年(?!内|来|以来|度|期间)|个月(?!内)|人|名|家|项|件|亩|岁|倍)"
)


_JOINED = re.compile(
    r"(?:(?:并且|而且|以及|同时|或者|且|并|或|以(?![^，]{2,16}为))(?!上|下|外|内|购|轨|网|联)|[、；])+"
)


_OWNER = re.compile(r"(?:对于?|凡是?)(?P<who>[^，、0-9]{3,40}?(?:企业|项目|单位|机构))(?=[^的，])")
_OWNED = re.compile(
    r"的(?P<who>[^，。的0-9]{2,20}(?:企业|项目|单位|机构|平台|基地|组织|团队|园区|产品|品牌|市场|店|人员|主体|楼宇|街区|合作社|综合体|商场|酒店|民宿|农场|者))"
    r"(?:$|(?=给予|按|每|一次性|分别|可))"
)


_IS_FORWARD = re.compile(
    r"^[^，。；]{0,6}(?:符合|满足|具备)(?:相关|有关)[^，。；]{0,10}(?:条件|标准|要求|情形|范围|规定)(?:的)?$|"
    r"^[^，。；]{0,6}符合(?:申报|申请|认定|相关)?条件$|^[^，。；]{0,6}(?:应当?|须|需|必须)?(?:同时)?(?:符合|满足|具备)(?:以下|下列|如下|相应|相关|规定)[^，。；]{0,8}(?:条件|要求|标准)|(?:下列|以下|如下|上述|前款|本条|本办法|(?<!》)规定的?|各项|基本)[^，。；]{0,10}(?:条件|标准|要求|情形|范围|规定|材料)(?:之一)?(?:的)?$|划型标准(?:规定)?的?$|^(?:其中|具体如下|包括)$|^(?:对|凡)?符合[^，。；]{0,8}条件$"
)
_NO_CONDITION = re.compile(
    r"承担.{0,6}责任|作出承诺|如实提供|提交|报送|填[报写]|审核|公示|推荐|为准|计算|是指|核算(?:范围|方法|口径)|另行|优先|登录|下同|详见|附件|原则上|可以|可为|可适当|参照|视为|奖励|补助|补贴"
    r"|给予|资金(?!来源|落实|到位)|年度为|限额|名额|目录由|组织|负责|鼓励|按照?(?!规定|时|期|要求|国家)|根据|^(?:由|经(?!营|济|认定|.{2,12}认定)|如|若|其中|同时|主要|包括|例如|等|即|对)|以上$|类$|方面$|领域$|方向$|要求$|方式$|^自.*起$|^(?:经营|企业|组织|带动|创新|申报|基本)[^，。；]{2}$"
)
_NOTED = re.compile(
    r"为准|是指|核算|计算|另行|优先|视为|补助|补贴|给予|资助|名额|限额|登录|提交|报送|填[报写]|公示|鼓励|详见|下同|可(?:以|适当)"
    r"|(?<!获)奖励|负责$|真实性|如实|违约责任|作出承诺"
    r"|^(?:由|经(?!营|济|认定|批准|.{2,12}认定)|如(?!实|期)|若|其中|同时|主要$|包括|例如|等|即|对|按照?(?!规定|时|期|要求))|(?:方面|领域|方向|方式|类)$"
    r"|^(?!.*(?:符合|满足|达到)).*(?:要求|条件|标准|时间)$|^截至.*时$"
    r"|^(?:企业|项目|申报|基本|总体|经营|组织|创新|带动)[^，。；]{2}$"
)
"""In a list of conditions: what explains, gives or files, or heads what follows."""
_NOT_GRANTED = re.compile(
    r"给予|报送|(?:年|月|日)内$|奖励|补助(?!对象|期间)|补贴(?!对象|期间|前)|按照?|^(?:由|如|若|其中)|最高|分别|部分$|标准$|期间$|当年$|^自.*起$|要求$|方式$"
)
_PREDICATE = re.compile(
    r"以[^，]{2,30}为主|优于|高于|低于|接受|可核实|承诺|[好强优高]$|较好|充足|突出|明显|盈利|增长|保持|良好|健全|完善|规范|稳定|正常|合法|合规|清晰|明确|齐全|真实|可靠|领先|先进|合格|达标|达到|具[有备]|有(?!限|关|效|色|机)|为(?!主)|是|属(?!地|性)"
    r"|在(?!职|校)|符合|满足|能够|已|经(?!营|济|验|费)|通过|取得|获|拥有|建[立有成]|设[有立置]|制定|吸纳|招用|引进|购|租|投资|新[建增]|首次|开工|投产|完工|编制|实行|实施|实现|完成|签订|缴纳|参加|从事|开展|纳入|列入|入选|认定|登记|备案|注册|承诺|愿意|创办|领办|举办|坚持|遵守|履行|享受|承担|使用|采用|依法|处于|无|未|不"
)


_DOES = re.compile(
    rf"(?:当年|实际|将|进入|迁|实质性|正常|平稳|有效|稳定|长期|主要|持续)*(?:{_PREDICATE.pattern}|运营|运转|运行|经营|生产|合作|组织|带动|服务)"
)
_FORWARD = re.compile(r"(?:若|如(?!期|实)|其中|在.{2,12}(?:年度|期间|期限)内$)")
_SHORTEST, _LONGEST = 4, 70
_DEED = re.compile(r"(?:对|新|再次|重新|首次|当年|已|认定|迁入|引进|入库|评定|获评|、|或|和)+")
"""对新认定、新迁入的高新技术企业: how they came to be so is no condition of its own."""
_BRIEF = re.compile(r"[新不无未已有]")
"""新开业, 不亏损: three characters say it."""


def asked(even: str, start: int, end: int, clause: Clause) -> Iterator[Quality]:
    """What even[start:end], a piece of a clause that no name tells, asks or shuts out."""
    joint = _JOINED.match(even, start, end)
    start = joint.end() if joint else start
    words = even[start:end]
    shortest = _SHORTEST - bool(_BRIEF.match(words))
    if (
        (_DEED.fullmatch(words) and not clause.is_granted)
        or not shortest <= len(words) <= _LONGEST
        or _is_procedure(words)
        or _IS_FORWARD.search(words)
    ):
        return
    if clause.is_shut:
        yield from _shut_out(words, start)
    elif not _FORWARD.match(words):
        is_of_whom = even[end : end + 1] == "的"
        inside = OF_WHOM.match(even, clause.start, clause.end)
        if inside and start > clause.start and even[start - 1] == "的":
            yield from _who(words, start)
            return
        led = inside if inside and start == clause.start and even[end : end + 1] in ("、", "且", "并") else None
        start, words = (led.end(), words[led.end() - start :]) if led else (start, words)
        goes_on = bool(inside and (led or start > clause.start)) and even[end : end + 1] in ("的", "、", "且", "并")
        yield from _predicate(words, start, clause, is_of_whom=is_of_whom, goes_on=goes_on)


def _who(words: str, start: int) -> Iterator[Quality]:
    if not _PLAIN.match(words):
        yield _being(words, start)


OF_WHOM = re.compile(r"(?:对于?|凡是?)(?!外)")
"""对取得…并在我市生产的企业: what goes on after the first predicate is asked, too."""


def _is_procedure(words: str) -> bool:
    """逾期不予受理; but 不存在不予资助的情形 asks."""
    return bool(_NOT_OURS.search(words)) and not re.match(
        r"[^，]{0,16}?(?:不属于|不存在|没有|无(?!法)|未发生|未出现)", words
    )


_NOUN = r"(?:企业|工厂|园区|产品|机构|项目|品种|基地|平台|中心|车间|单位|合作社|示范店|商标|称号|工作站)"
_LISTED = re.compile(rf"[^、和及的]{{2,24}}?{_NOUN}(?:(?:、|和|及)[^、和及的]{{3,24}}?{_NOUN})+")


def _each(words: str, start: int) -> Iterator[Quality]:
    """绿色工厂、绿色供应链管理企业: each of several is a way of its own."""
    if not _LISTED.fullmatch(words):
        yield _being(words, start)
        return
    for one in re.finditer(r"[^、和及]+", words):
        yield _being(one[0], start + one.start())


_OR = re.compile(
    r"(?<=[^，]{5})或者?(?=(?:因|被|受到?|有|存在|发生|处于|属于|拒不|未|近|[一两三]年内|正在|曾)[^，]{3})"
)


def _shut_out(words: str, start: int) -> Iterator[Quality]:
    """有欠税记录或一年内受到行政处罚: each of them shuts out."""
    at = 0
    for found in _OR.finditer(words):
        yield _being(words[at : found.start()], start + at, is_shut=True)
        at = found.end()
    yield _being(words[at:], start + at, is_shut=True)


def _being(words: str, start: int, *, is_shut: bool = False) -> Quality:
    name = "other:" + words
    end = start + len(words)
    return Quality(name, "is_false", False, start, end) if is_shut else Quality(name, "is_true", True, start, end)


def _predicate(words: str, start: int, clause: Clause, *, is_of_whom: bool, goes_on: bool) -> Iterator[Quality]:
    at = _whom(words, clause, is_of_whom=is_of_whom)
    if at:
        yield from _each(words[slice(*at)], start + at[0])
    elif _NUMBER.search(words) and not re.search(r"近.年|承诺", words):
        yield from _around_numbers(words, start)
    elif _NOT.search(_IN_BRACKETS.sub("", words)) and not re.match(r"(?:可|给|按|由)", words):
        for first, last in _denied(words):
            name = "other:" + _NOT.sub("", words[first:last], count=1)
            yield Quality(name, "is_false", False, start + first, start + last)
    elif _asks(words, clause) or (goes_on and (_DOES.match(words) or _SOUND.search(words))):
        yield _being(words, start)


_AND_NOT = re.compile(
    r"(?<=行为|记录|情况|情形|事故|处罚|纠纷)(?:或者?|和|以?及|、)(?=[^，、]{2,24}(?:行为|记录|情况|情形|事故|处罚|纠纷)$)"
)


def _denied(words: str) -> Iterator[tuple[int, int]]:
    """无不良记录及违规行为记录: each of several that one negation denies."""
    at = 0
    for joint in _AND_NOT.finditer(words):
        yield at, joint.start()
        at = joint.end()
    yield at, len(words)


_IN_BRACKETS = re.compile(r"（[^（）]*）?")
_WHOLE = re.compile(r"(?:对于?|凡是?)(?:按照?)?(?P<what>[^，0-9]{4,40})$")


def _whom(words: str, clause: Clause, *, is_of_whom: bool) -> tuple[int, int] | None:
    """Which of the words say whom it is for: 对纳入…的, 首次入库的规上企业, 对通过…."""
    whole = _WHOLE.match(words) if is_of_whom else None
    if whole:
        return whole.span("what")
    target = _target(words, clause) or _opener(words, clause)
    acted = None if target or clause.in_list or _NUMBER.search(words) else _ACTED.match(words)
    return acted.span("what") if acted else target


_OPENER = re.compile(
    r"(?P<who>(?!每|按|由|给|因|在|经|其|若|如|同一|单个)[^，。；：、的0-9对]{3,18}?(?:企业|机构|项目|合作社|园区|基地|单位|载体|平台|车间))"
    r"(?=为|申请|申报|招用|吸纳|组织|当年|上年度|年度|新建|购置|参加|租赁|与|安排|投保|因)"
)


def _opener(words: str, clause: Clause) -> tuple[int, int] | None:
    """经营性人力资源服务机构为我市企业输送员工的，: the sentence begins with whom it is for."""
    found = _OPENER.match(words) if not clause.in_list and not clause.is_last else None
    if found is None or _PLAIN.match(found["who"]):
        return None
    return found.span("who")


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
    if clause.is_granted and not _NOT_GRANTED.search(words):
        return True
    if clause.is_due and not _NOTED.search(words):
        return True
    if clause.is_asked and _PREDICATE.search(words) and (_WON.search(words) or not _NO_CONDITION.search(words)):
        return True
    if re.match(r"(?:给予|奖励|补助|按(?!规定|时|照?国家)|最高|分别|一次性|可|由|每)", words):
        return False
    if _SOUND.search(words):
        return True
    told = _HAS.match(words) or (clause.in_list and re.search(r"属于|符合|具有|具备|拥有|从事", words))
    return bool(told) and (clause.in_list or words.endswith("的") or not clause.is_last)


_WON = re.compile(r"获得?过?.{2,24}奖|(?:达到|为|在|不低于).{0,6}[级类等]（?及?以上$|(?:属于|符合).{0,4}《")


def _target(words: str, clause: Clause) -> tuple[int, int] | None:
    found = _TARGET.match(words) if not clause.in_list else None
    if found is None and (len(words) < clause.end - clause.start - 4 if clause.in_list else not clause.is_last):
        found = _TITLED.match(words)
    if found is None or _PLAIN.match(found["who"]) or _NUMBER.search(found["who"]):
        return None
    return found.span("who")
