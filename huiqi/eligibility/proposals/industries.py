"""Industries by the names people write: 制造业企业, 从事餐饮、住宿行业, 不属于房地产业; codes of GB/T 4754-2017."""

import re
from collections.abc import Iterator
from functools import cache

from huiqi.standards import industries

_ALIASES = {
    "农业": "01", "林业": "02", "畜牧": "03", "畜牧业": "03", "渔业": "04", "农林牧渔": "A", "农林牧渔业": "A",
    "采矿": "B", "制造": "C", "建筑": "E", "批发零售": "F", "批发和零售": "F", "批发": "51", "零售": "52",
    "交通运输": "G", "交通运输业": "G", "交通运输仓储和邮政业": "G", "邮政": "60", "住宿餐饮": "H", "住宿餐饮业": "H",
    "住宿": "61", "餐饮": "62", "软件和信息服务业": "65", "软件和信息技术服务业": "65", "信息技术服务业": "65",
    "信息传输业": "I", "金融": "J", "房地产": "K", "房地产开发": "K", "租赁": "71", "商务服务": "72", "娱乐": "90",
    "互联网": "64", "保险": "68", "烟草制品": "16", "软件": "65", "烟草": "16", "仓储": "59",
    "烟草制造": "16", "物业管理": "70",    "文化体育和娱乐业": "R", "教育": "P", "卫生": "84",
}  # fmt: skip
_BARE = frozenset(
    ("教育", "卫生", "体育", "制造", "建筑", "金融", "租赁", "娱乐", "保险", "互联网", "农业", "林业", "软件", "烟草",
     "仓储", "物业管理")
)  # fmt: skip
"""Everyday words: an industry only where 业, 行业 or 领域 follows, or in a list of industries."""
_LINK = r"(?:、|和|及|以及|或者?|与|，)"
_LEAD = re.compile(
    r"(?:(?:主要|主营业务)?(?:从事|经营)|属于“?|属|(?:主营业务|主业|所属行业|行业|领域)(?:为|是|属于)|申报主体(?:应)?为|对象为"
    r"|(?:的|^|，|、|。|对|对于|支持|为|是|本市|我市|全市|区内|市内|辖区内|注册|限额以上|限上|规模以上|规上)$)"
)
_TAIL = re.compile(
    r"(?:等)?(?:国家)?(?:限制|禁止|淘汰)?(?:类)?(?:行业|产业|领域|业)?(?:的)?(?:中小微|中小|小微|大中型|规模以上|规上|限额以上|限上)?"
    r"”?(?:企业|单位|行业|产业|领域|经营主体|市场主体|个体工商户|主体|经营者|生产|以外|之外|外，|$|，|。|；|：|的|除外|）)"
)
_BUT = re.compile(
    r"(?:等)?(?:国家)?(?:限制|禁止|淘汰)?(?:类)?(?:行业|领域|产业)?的?(?:企业|单位|项目|经营主体|机构|个体工商户|经营者|商户|合作社)?除外"
)
_NOT_OF = re.compile(r"(?:不属于|非|不从事|不含|不包括|除|未从事|不得从事)$")


@cache
def _named() -> dict[str, str]:
    """Names of sections and divisions, and how people shorten them; a division that bears its section's name is it."""
    names: dict[str, str] = {}
    for node in industries.tree():
        if len(node.path) <= 2:
            names.setdefault(node.name, node.code)
    return names | _ALIASES


@cache
def _one() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _named()), key=len, reverse=True)))


@cache
def _several() -> re.Pattern[str]:
    one = f"(?:{_one().pattern})(?:业)?(?:（[A-T]?\\d{{2,4}}）)?"
    return re.compile(f"{one}(?:{_LINK}(?:[一-龥]{{1,4}}{_LINK})?{one})*")


def find(even: str, start: int, end: int) -> Iterator[tuple[list[str], int, int, bool]]:
    """Codes of the industries named in even[start:end], where they stand, and whether they are shut out."""
    for found in _several().finditer(even, start, end):
        codes = [_named()[name] for name in _one().findall(found[0])]
        before = even[max(start, found.start() - 12) : found.start()]
        shut = bool(_NOT_OF.search(before)) or bool(_BUT.match(even, found.end()))
        if not (shut or not before or _LEAD.search(before)) or (not before and even.startswith("：", found.end())):
            continue
        if not _TAIL.match(even[: end + 1], found.end()) or _is_everyday(even, found):
            continue
        if not (shut or _is_meant(even, found, before)):
            continue
        lead = re.search(r"(?:不属于|不从事|主要从事|从事|属于|不含|不包括|非)$", before)
        yield list(dict.fromkeys(codes)), found.start() - len(lead[0] if lead else ""), found.end(), shut


_SAYS = re.compile(r"(?:从事|经营|属于|属|行业|领域|主业)(?:为|是|属于)?$")


def _is_meant(even: str, found: re.Match[str], before: str) -> bool:
    """制造业企业 and 从事餐饮的 speak of an industry; a 餐饮企业 is a kind of firm, as wide as the notice means it."""
    if found[0].endswith(("业", "）")) or _SAYS.search(before) or len(_one().findall(found[0])) > 2:
        return True
    return even.startswith(("行业", "产业", "领域"), found.end())


def _is_everyday(even: str, found: re.Match[str]) -> bool:
    name = found[0].removesuffix("业")
    return name in _BARE and found[0] == name and not even.startswith(("行业", "产业", "领域", "业"), found.end())
