"""The head of an official page: a table of labels (文号, 发布机关 …), the value on the same line or the next."""

import itertools
import re
from collections.abc import Sequence

from huiqi.eligibility.proposals import places

_LABELS = {
    "title": ("标题", "名称", "文件名称", "信息名称", "文件标题", "发文标题"),
    "doc_no": ("文号", "发文字号", "文件编号", "发文文号", "文件字号", "公文文号", "文件号"),
    "issuer": ("发布机关", "发布机构", "发文机关", "发文机构", "发布部门", "发文单位", "发文部门", "制定机关",
               "制发机关", "印发机关", "公布机关", "颁布单位", "颁布部门", "责任单位", "公开主体"),
    "source": ("信息来源", "文章来源", "来源", "发布单位", "作者"),
    "issued_on": ("成文日期", "印发日期", "签发时间", "发文日期", "发文时间", "生成日期", "成文时间",
                  "制发日期", "签发日期"),
    "released_on": ("发布日期", "发布时间", "发表时间", "公布日期", "公开日期", "更新时间", "更新日期", "时间"),
    "valid_from": ("实施日期", "实施时间", "生效日期", "生效时间", "施行日期", "有效期起"),
    "valid_to": ("失效日期", "废止日期", "失效时间", "废止时间", "终止日期", "有效期止", "有效期至"),
    "print": ("字号",),  # of the letters, or the number's
    "other": ("统一编号", "文件状态", "索引号", "主题词", "主题分类", "浏览字号", "浏览", "浏览量", "阅读次数",
              "点击数", "字体大小", "分享到", "浏览次数", "有效性", "体裁分类", "点击", "阅读", "法规类型",
              "所属行业", "所属区域", "阅读人次", "效力状态", "人气", "公开范围", "公开方式", "公开形式", "公开时限",
              "公开类别", "公开类型", "信息分类", "组配分类", "服务对象", "关键词", "联合发文单位", "文件来源",
              "下载地址", "时效性", "时效", "专栏", "内容概述", "信息索引", "编辑", "责任编辑", "访问次数",
              "所属分类", "文种", "效力级别", "登记号", "统一登记号", "截止日期"),
}  # fmt: skip
_CODES = {name: code for code, names in _LABELS.items() for name in names}
_LABEL = re.compile(
    r"^(?:\d{1,2}[.、]\s*(?=[\[［【]))?[\[［【]?\s*("
    + "|".join(sorted(map(re.escape, _CODES), key=len, reverse=True))
    + r")\s*[\]］】]?\s*(?:[:：|\t]|(?<=[\]］】]))\s*(.*)$"
)
_NAMES = "|".join(sorted(map(re.escape, _CODES), key=len, reverse=True))
_STRICT = "|".join(name for name, code in _CODES.items() if len(name) == 4 and code != "other")
_STARTS = re.compile(rf"(?:{_STRICT})\s*[:：]|(?<=\s)(?:{_NAMES})\s*[:：]|(?<=\s)(?:{_STRICT})(?=\s)")
"""A long label with a colon, any after a blank, or a long one between blanks begins a part of its own."""
_ALL = re.compile(rf"(?:{_NAMES})\s*[:：]|(?<=\s)(?:{_STRICT})(?=\s)")
"""In a line that begins with a label, any label does."""
_BLANK = re.compile(rf"^({_STRICT})\s+(\S.*)$")
_CELLS = re.compile(r"\||[•·]\s*【")
_NEXT = re.compile(r"[|\t]|[•·]\s*(?=【)|\s{2,}(?=[^\s：:]{2,6}\s*[：:])")
_FIRST = 40


def lines_of(original: str) -> list[str]:
    """The lines of a text without blanks around them; what a page has run together is parted again."""
    lines = (re.sub(r"[\x00\ufeff]", "", line).strip().strip("| \t\u3000") for line in re.split(r"[\r\n]", original))
    return [part for line in lines if line for part in _parted(line) if part]


def _parted(line: str) -> list[str]:
    """A number that leads a line, whom it is to, and organ and day that end it, each on a line of their own."""
    if len(line) < _RUN_TOGETHER:
        return [line]
    led = _LED.match(line)
    start = led.end() if led else 0
    signed = _SIGNED.search(line, max(start, len(line) - _SIGNATURE))
    end = signed.start("organ") + _glued(signed["organ"]) if signed else len(line)
    foot = [line[end : signed.end("organ")].strip(), signed["day"]] if signed else []
    return [*([led["number"], led["whom"] or ""] if led else []), line[start:end].strip(), *foot]


def _glued(organ: str) -> int:
    """…安排计划某市某局: how much before the place that begins its name is none of it."""
    return places.begins(organ) or 0


_RUN_TOGETHER, _SIGNATURE = 160, 60
_LED = re.compile(
    r"(?P<number>[一-龥]{1,14}[〔（(\[【]\s*(?:19|20)\d\d\s*[〕）)\]】]\s*\d{1,4}\s*号)\s*(?:(?P<whom>各[^。]{2,80}?[：:])\s*)?"
)
_SIGNED = re.compile(
    r"(?P<organ>[一-龥（）()]{2,28}(?:局|厅|委|会|府|室|办|部|院|中心)(?:\s+[一-龥]{2,28}(?:局|厅|委|会|府|室|办|部|院|中心))*)\s*"
    r"(?P<day>(?:(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}|[二一][零〇○OＯo0九一二三四五六七八]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3})\s*日)[。\s]*$"
)


def _parts(line: str) -> list[str]:
    """信息来源：…局更新时间：…: the labels of one line, each with what follows it."""
    starts = _ALL if _LABEL.match(line) else _STARTS
    cuts = [0, *(found.start() for found in starts.finditer(line)), len(line)]
    return [line[start:end] for start, end in itertools.pairwise(cuts)]


def _cells(line: str) -> list[str]:
    """公开范围 | 面向社会 | 发布单位 | 某镇: a label alone in its cell has its value in the next."""
    cells = [one.strip() for one in _NEXT.split(line)]
    labels = [one.rstrip(":：").strip() in _CODES for one in cells]
    paired: list[str] = []
    for cell, after_label, is_label in zip(cells, [False, *labels], labels, strict=False):
        if after_label and not is_label:
            paired[-1] = f"{paired[-1].rstrip(':：')}：{cell}"
        else:
            paired.append(cell)
    return paired


def read(lines: Sequence[str]) -> tuple[dict[str, str], set[int]]:
    """The labelled values of a page's head, and which lines they stand on."""
    values: dict[str, str] = {}
    used: set[int] = set()
    for at, line in enumerate(lines[:_FIRST]):
        bare = re.sub(r"(?<=[一-龥])[ \u3000\xa0]+(?=[一-龥]{1,3}\s*[:：])", "", line)
        parts = [one.strip() for one in (_cells(bare) if _CELLS.search(bare) else _parts(bare)) if one.strip()]
        for part in parts:
            found = _LABEL.match(part) or _BLANK.match(part)
            if not found:
                continue
            used.add(at)
            code, value = _CODES[found[1]], found[2].strip(" |\t")
            if not value and part is parts[-1] and (below := _below(lines, at, code)):
                value = below
                used.add(at + 1)
            if value:
                values.setdefault(code, value)
    return values, used


def _below(lines: Sequence[str], at: int, code: str) -> str:
    """The value that stands on the line below its label; a long line below a label without use is no value of it."""
    if at + 1 >= len(lines) or _LABEL.match(lines[at + 1]) or (code == "other" and len(lines[at + 1]) > _SHORT):
        return ""
    return _NEXT.split(lines[at + 1].strip())[0].strip()


_SHORT = 24
