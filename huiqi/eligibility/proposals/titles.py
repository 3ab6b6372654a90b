"""What a document is called: the title of a page or of the paper, or the name of what a notice issues."""

import re

from huiqi.eligibility.proposals import texts
from huiqi.eligibility.proposals.marks import DAY_LINE, HEAD, NUMBER, NUMBER_AT_END, OF_YEAR
from huiqi.eligibility.proposals.signatures import ORGAN, is_organs

_TITLE_END = re.compile(
    r"(?:通知|公告|意见|办法|措施|细则|方案|规定|规程|指南|政策|清单|条例|条件|程序|要求|决定|通告|函|批复|解读|指引|制度|标准|计划|目录|规划|实施|须知|条款|政策问答|十条|\d+条)(?:（(?:试行|暂行|修订|征求意见稿|修正)[^（）]{0,8}）)?$"
)
_NOISE = re.compile(
    r"^(?:发布时间|发布日期|更新时间|信息来源|您的位置|您当前|法规内容|政策超市|今天是|导读|摘要|税谱|转自|转载|联系|[•·●■◆]|时间|日期|浏览|来源|字号|索引号|主题|当前位置|首页|分享|打印|点击|阅读|作者|信息|文章|\d{4}(?:[-./]|年\d{1,2}月\d{1,2}日))|^[^一-龥]*$"
)
_ISSUED = re.compile(r"印发《?(?P<what>.{4,60}?)》?的?(?:通知|决定|公告)(?:（[^（）]{2,6}）)?$")
_HANDED_OUT = re.compile(
    r"《(?P<what>[^。》]{4,80})》(?:（以下[^（）]{2,20}）)?(?:[，。]?现?予?以?印发|已经|业经|经[^，。]{2,24}同意，)"
)
"""现将《…》印发给你们, 《…》已经市人民政府同意: what is handed out, by its full name."""
_TO_WHOM = re.compile(r"(?:各|区|市|县|省级|有关).{2,120}：")


def title(lines: list[str], even: list[str], labelled: str | None) -> str | None:
    """The title; of a notice that issues something, the name of what it issues."""
    first = labelled or _first(lines, even)
    if first is None:
        return _handed_out(lines)
    first = NUMBER_AT_END.sub("", _without_number(first)).strip()
    bare = re.sub(r"\s", "", first)
    told = _ISSUED.search(bare.translate(texts.SAME))
    if told is None:
        return re.sub(r"^《([^《》]+)》$", r"\1", re.sub(r"^(?:【[^】]{1,16}】)+", "", first))
    name = bare[slice(*told.span("what"))]
    handed = _handed_out(lines)
    if handed and _letters(handed) == _letters(name):
        return handed
    return name if told["what"] in even or _TITLE_END.search(told["what"]) else first


def _handed_out(lines: list[str]) -> str | None:
    for line in lines[: HEAD + 4]:
        bare = re.sub(r"\s", "", line)
        found = _HANDED_OUT.search(bare.translate(texts.SAME))
        if found:
            return bare[slice(*found.span("what"))]
    return None


def _letters(name: str) -> str:
    """A name without its marks, for comparing: a page may have dropped the quotes within it."""
    return re.sub(r"[^一-龥A-Za-z0-9]|的", "", name)


def _without_number(title: str) -> str:
    """平农发〔2019〕135号关于印发…: the number before a title is none of its words."""
    found = NUMBER.match(re.sub(r"\s", "", title).translate(texts.SAME))
    return title[title.index("号") + 1 :].strip() if found and "号" in title and len(title) > found.end() + 4 else title


def _first(lines: list[str], even: list[str]) -> str | None:
    """The first line of the head that can be a title, with those it goes on in."""
    may = [at for at in range(min(HEAD, len(even))) if not _is_passed(lines, even, at)]
    if not may:
        return None
    plain = not _TITLE_END.search(even[may[0]]) and "关于" not in even[may[0]]
    notice = (
        next((at for at in may if len(even[at]) <= _LONGEST and _NOTICE.search(even[at])), may[0]) if plain else may[0]
    )
    return _joined(lines, even, notice)


_NOTICE = re.compile(
    r"^(?![一二三四五六七八九十\d（]).*(?:关于|印发).{4,}(?:通知|公告|意见|办法|措施|细则|方案|函|批复)$"
)
"""What names itself so is the title, whatever a page prints above it."""


def _is_passed(lines: list[str], even: list[str], at: int) -> bool:
    """What stands above a title: marks of the page and of the paper, whom a notice is to, what it says of itself."""
    line = even[at]
    if (
        len(line) < 4
        or (line.endswith("。") and len(line) > _SHORT)
        or _NOISE.match(line)
        or is_organs(lines[at])
        or _is_letterhead(even, at)
    ):
        return True
    number = NUMBER.fullmatch(line) and not NUMBER_AT_END.search(lines[at])
    whole = number or DAY_LINE.fullmatch(line) or _TO_WHOM.fullmatch(line)
    return bool(whole) or bool(_HANDED_OUT.search(line))


def _is_letterhead(even: list[str], at: int) -> bool:
    """…人民政府办公室文件, and …税务局公告 above 2023年第4号: whose paper it is, not what it is called."""
    if OF_YEAR.fullmatch(even[at]):
        return True
    follows = at + 1 < len(even) and OF_YEAR.fullmatch(even[at + 1])
    return (even[at].endswith(("公告", "令", "通告")) and bool(follows)) or bool(
        even[at].endswith("文件") and ORGAN.fullmatch(even[at].removesuffix("文件"))
    )


def _joined(lines: list[str], even: list[str], at: int) -> str:
    """A title broken over several lines, as far as it is not yet ended."""
    title = lines[at]
    for more in range(at + 1, min(at + 4, len(lines))):
        bare = re.sub(r"\s", "", title).translate(texts.SAME)
        ended = _is_whole(bare) or len(even[more]) > _LONG or even[more][-1] in "。：；" or _NOISE.match(even[more])
        if ended and not _TRIAL.match(even[more]):
            break
        title += lines[more]
    return title.strip()


_LONG, _SHORT, _LONGEST = 50, 30, 150
_TRIAL = re.compile(r"（(?:试行|暂行|修订|修订版|征求意见稿)）(?:的?通知)?$")


def _is_whole(title: str) -> bool:
    """Whether a title is at its end: quotes shut, and what issues something names itself a notice."""
    if title.count("《") > title.count("》"):
        return False
    if "印发" in title and not re.search(r"(?:通知|决定|公告|函)$", title):
        return "关于" not in title
    return bool(_TITLE_END.search(title)) or title[-1] in "。；：，" or "关于" not in title
