"""Whether somebody is the party that a complaint is about, as far as the names tell."""

import re
import unicodedata
from functools import cache

from huiqi.standards import regions

DEMONSTRATED = "(演示)"
"""What the names of the demonstration end with."""

SHORT = {
    "工业和信息化": "工信",
    "发展和改革": "发改",
    "发展改革": "发改",
    "人力资源和社会保障": "人社",
    "人力资源社会保障": "人社",
    "市场监督管理": "市监",
    "市场监管": "市监",
    "住房和城乡建设": "住建",
    "住房城乡建设": "住建",
    "自然资源和规划": "资规",
    "自然资源": "资规",
    "农业农村": "农业",
    "文化广电和旅游": "文旅",
    "文化和旅游": "文旅",
    "卫生健康": "卫健",
    "交通运输": "交通",
    "应急管理": "应急",
    "医疗保障": "医保",
    "城市管理": "城管",
    "科学技术": "科技",
    "生态环境": "环保",
    "地方金融监督管理": "金融",
    "金融工作": "金融",
    "行政审批服务": "审批",
    "行政审批": "审批",
    "国有资产监督管理": "国资",
    "综合窗口平台": "窗口",
    "综合窗口": "窗口",
    "服务窗口": "窗口",
    "委员会": "委",
    "管理局": "局",
}
"""How the names of offices are shortened when one speaks of them; the longer come first."""

LEVELS = "省市区县旗州"
LEAST = 3
"""Letters without which a short name alone means nobody: 窗口 is any, 郑州窗口 is one."""


def plain(name: str) -> str:
    """A name to compare: half width, small letters, no blanks, without what marks the demonstration."""
    text = "".join(unicodedata.normalize("NFKC", name).split()).casefold()
    return text.replace(DEMONSTRATED, "")


def shortened(name: str) -> str:
    """The name as it is spoken: 郑州市工业和信息化局 → 郑州市工信局."""
    said = plain(name)
    for long, short in SHORT.items():
        said = said.replace(long, short)
    return said


@cache
def _places() -> frozenset[str]:
    """The names of all places, and those without what they are: 郑州市, 郑州."""
    whole = {one.name for one in regions.tree()}
    return frozenset(whole | {re.sub(f"[{LEVELS}]$", "", name) for name in whole if len(name) > 2})


def _place_of(name: str) -> str:
    """The places with which the name of an office begins."""
    at, longest = 0, max(map(len, _places()))
    while ends := [end for end in range(at + 2, min(len(name), at + longest) + 1) if name[at:end] in _places()]:
        at = max(ends)
    return name[:at]


def names(against: str, name: str) -> bool:
    """Whether what was written as the party complained of is this name, or says it, in full or as it is spoken.

    某局许可科 says 某局. 市工信局 says 郑州市工业和信息化局, and 洛阳市工信局 does not.
    """
    said, wanted = plain(against), plain(name)
    return bool(said and wanted) and (wanted in said or _says(shortened(against), shortened(name)))


def _says(said: str, office: str) -> bool:
    """Whether the short name of an office stands in what is said, without the name of another place before it."""
    place = _place_of(office)
    core = office[len(place) :]
    if not core:
        return False
    fits = _at_place if len(core) < LEAST else _at_no_other
    return any(fits(said[: found.start()], place) for found in re.finditer(re.escape(core), said))


def _at_place(before: str, place: str) -> bool:
    """Whether the place of an office stands before its short name, whole or without what it is."""
    near = _last(place)
    return any(before.endswith(one) for one in (place, place[:-1], near, near[:-1]) if len(one) > 1)


def _at_no_other(before: str, place: str) -> bool:
    """Whether what stands before a short name leaves it at its place: nothing, 市 or 我们市, or the place."""
    if _at_place(before, place):
        return True
    if _ends_with_place(before):
        return False
    return not before or before[-1] not in LEVELS or (bool(place) and before[-1] == place[-1])


def _last(place: str) -> str:
    """The nearest place of several: 郑州市金水区 → 金水区."""
    ends = [start for start in range(len(place)) if place[start:] in _places()]
    return place[min(ends) :] if ends else place


def _ends_with_place(before: str) -> bool:
    return any(before[start:] in _places() for start in range(len(before) - 1))


def says_person(against: str, name: str) -> bool:
    """Whether a person is named as who is complained of; a single letter names nobody."""
    wanted = plain(name)
    return len(wanted) > 1 and wanted in plain(against)
