"""The head of an official page: a table of labels (文号, 发布机关 …), the value on the same line or the next."""

import itertools
import re
from collections.abc import Sequence

_LABELS = {
    "title": ("标题", "名称", "文件名称", "信息名称", "文件标题", "发文标题"),
    "doc_no": ("文号", "发文字号", "文件编号", "发文文号", "文件字号"),
    "issuer": ("发布机关", "发布机构", "发文机关", "发文单位", "发文部门", "制定机关", "责任单位", "公开主体"),
    "source": ("信息来源", "文章来源", "来源", "发布单位", "作者"),
    "issued_on": ("成文日期", "印发日期", "签发时间", "发文日期", "发文时间", "生成日期", "成文时间"),
    "released_on": ("发布日期", "发布时间", "发表时间", "公布日期", "公开日期", "更新时间", "更新日期", "时间"),
    "valid_from": ("实施日期", "实施时间", "生效日期", "生效时间", "施行日期", "有效期起"),
    "valid_to": ("失效日期", "废止日期", "失效时间", "有效期止", "截止日期"),
    "other": ("统一编号", "文件状态", "索引号", "主题词", "主题分类", "浏览字号",
              "字体大小", "字号", "分享到", "浏览次数", "有效性", "体裁分类", "点击", "阅读", "法规类型", "所属行业",
              "所属区域", "阅读人次", "效力状态", "人气"),
}  # fmt: skip
_CODES = {name: code for code, names in _LABELS.items() for name in names}
_LABEL = re.compile(
    r"^[\[［【]?\s*("
    + "|".join(sorted(map(re.escape, _CODES), key=len, reverse=True))
    + r")\s*[\]］】]?\s*[:：|\t]\s*(.*)$"
)
_NAMES = "|".join(sorted(map(re.escape, _CODES), key=len, reverse=True))
_STRICT = "|".join(name for name, code in _CODES.items() if len(name) == 4 and code != "other")
_STARTS = re.compile(rf"(?:{_STRICT})\s*[:：]|(?<=\s)(?:{_NAMES})\s*[:：]|(?<=\s)(?:{_STRICT})(?=\s)")
"""A long label with a colon, any after a blank, or a long one between blanks begins a part of its own."""
_BLANK = re.compile(rf"^({_STRICT})\s+(\S.*)$")
_NEXT = re.compile(r"[|\t]|\s{2,}(?=[^\s：:]{2,6}\s*[：:])")
_FIRST = 40


def _parts(line: str) -> list[str]:
    """信息来源：…局更新时间：…: the labels of one line, each with what follows it."""
    cuts = [0, *(found.start() for found in _STARTS.finditer(line)), len(line)]
    return [line[start:end] for start, end in itertools.pairwise(cuts)]


def read(lines: Sequence[str]) -> tuple[dict[str, str], set[int]]:
    """The labelled values of a page's head, and which lines they stand on."""
    values: dict[str, str] = {}
    used: set[int] = set()
    for at, line in enumerate(lines[:_FIRST]):
        bare = re.sub(r"(?<=[一-龥])[ \u3000\xa0]+(?=[一-龥]{1,3}\s*[:：])", "", line)
        for part in _NEXT.split(bare) if "|" in bare else _parts(bare):
            found = _LABEL.match(part.strip()) or _BLANK.match(part.strip())
            if not found:
                continue
            used.add(at)
            value = found[2].strip(" |\t")
            if not value and at + 1 < len(lines) and not _LABEL.match(lines[at + 1]):
                value = lines[at + 1].strip()
                used.add(at + 1)
            if value:
                values.setdefault(_CODES[found[1]], value)
    return values, used
