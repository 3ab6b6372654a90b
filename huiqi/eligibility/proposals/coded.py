"""Codes by the names people write: what a firm is qualified as, of which size, and of which kind."""

import re
from collections.abc import Iterator

from huiqi.eligibility.proposals import lexicon
from huiqi.eligibility.proposals.clauses import Clause
from huiqi.eligibility.proposals.proposal import Certainty, Quality

_QUALIFIED = re.compile(
    r"(?:认定(?:为|的)?|获评|评为|属于?|已为|是|取得|获得|通过|有效期内的?|入选|列入|对|具有|国家级?|省级|拥有)(?:的|[国省市区县]家?级|国家|首次|新|有效|(?:20)?\d\d年度?|“|、|和|及|或)*$"
)
_NEGATED = re.compile(r"(?:未|不|非|没有|无)[^，。；]{0,16}$")
_ACTOR = re.compile(
    r"(?:^|对|的|，|、|（|为|或|和|及|业|支持|鼓励)(?:有效期内的?|(?:当年|首次|新|再次|重新|已)*(?:认定|迁入|引进|入库|评定|获评)的?|首次|新|、|国家级?|[省市区县]级|本市|我市|全市|本区|我区|本省|符合条件|各类|依法|参保|上述|以上)*(?:的)?$"
)
_AFTER_ACTOR = re.compile(
    r"(?:（[^（）]{1,60}）)?(?:就业|提供|具体指|或|和|及|、|，|。|；|、|$|上|当|近|未|年|招用|新招|申请|的|与|吸纳|购|获|于|在|每|给|按|可|年|首|\d|新|借款人|须|应|需)"
)


def find(even: str, clause: Clause) -> Iterator[Quality]:
    """Every qualification, size and kind that a clause asks."""
    yield from _qualified(even, clause)
    kinds = list(_kinds(even, clause))
    yield from kinds
    for codes, words in lexicon.coded("sizes"):
        found_size = words.search(even, clause.start, clause.end)
        if found_size and (
            _is_actor(even, clause, *found_size.span()) or any(_holds(one, found_size) for one in kinds)
        ):
            yield Quality("size_class", "in", list(codes), *found_size.span())
            return


def _qualified(even: str, clause: Clause) -> Iterator[Quality]:
    """Of several in one list, those after the first are held as the first is."""
    every = [(one.span(), codes[0]) for codes, words in lexicon.coded("qualifications")
             for one in words.finditer(even, clause.start, clause.end)]  # fmt: skip
    last = -1
    for (start, end), code in sorted(every):
        before = even[max(clause.start, start - 16) : start]
        known = _QUALIFIED.search(before) or _is_actor(even, clause, start, end)
        beside = 0 <= last <= start and _LISTED.fullmatch(even, last, start)
        if (known or beside) and not _NEGATED.search(before):
            last = end
            yield Quality("qualifications", "has", code, start, end, Certainty.SURE)


_LISTED = re.compile(r"(?:、|和|及|或者?|以及)(?:国家级?|[省市]级|有效期内的?|“)?")


def _holds(one: Quality, found: re.Match[str]) -> bool:
    return found.start() <= one.start < found.end()


def _kinds(even: str, clause: Clause) -> Iterator[Quality]:
    """小微企业、个体工商户和社会组织: two kinds or more in one list."""
    spans = [(codes[0], found.span()) for codes, words in lexicon.coded("kinds")
             for found in words.finditer(even, clause.start, clause.end)]  # fmt: skip
    spans = sorted((one for one in spans if _is_plain_kind(even, clause, one[1])), key=lambda one: one[1])
    linked = [
        one
        for at, one in enumerate(spans)
        if at == 0 or re.fullmatch(r"(?:、|和|及|或|以及|与).{0,10}", even[spans[at - 1][1][1] : one[1][0]])
    ]
    kinds = list(dict.fromkeys(code for code, _ in linked))
    if len(kinds) >= 2:
        yield Quality("organisation_kind", "in", list(kinds), linked[0][1][0], linked[-1][1][1])
    elif kinds and kinds[0] in _ALONE and _ends_there(even, clause, linked[-1][1][1]):
        yield Quality("organisation_kind", "==", kinds[0], *linked[-1][1])


_ALONE = frozenset(("cooperative", "sole_trader", "professional_firm", "public_institution", "foundation"))


def _ends_there(even: str, clause: Clause, end: int) -> bool:
    """…50户以上的农民专业合作社，: the clause is about one kind only."""
    return end >= clause.end or even.startswith(("，", "（", "给予", "按"), end)


_BEFORE_KIND = re.compile(
    r"(?:^|[、，。；：（的对各类在支持]|和|及|或|与|符合条件|中小微?|小微|微型|小型|大型|参保|民营|工商|市场主体)$"
)


def _is_plain_kind(even: str, clause: Clause, span: tuple[int, int]) -> bool:
    """企业 and 小微企业 are kinds; 商贸企业 is one of a trade."""
    return bool(_BEFORE_KIND.search(even[clause.start : span[0]]))


def _is_actor(even: str, clause: Clause, start: int, end: int) -> bool:
    return bool(_ACTOR.search(even[clause.start : start])) and bool(_AFTER_ACTOR.match(even, end))
