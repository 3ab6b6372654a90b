"""What a document is called: the title of a page or of the paper, or the name of what a notice issues."""

import re

from huiqi.eligibility.proposals import texts
from huiqi.eligibility.proposals.marks import HEAD, NUMBER, NUMBER_AT_END, OF_YEAR, only_day
from huiqi.eligibility.proposals.signatures import ORGAN, is_organs

_TITLE_END = re.compile(
    r"(?:通知|公告|意见|办法|措施|细则|方案|规定|规程|指南|政策|清单|条例|条件|程序|要求|决定|通告|函|批复|解读|指引|制度|标准|计划|目录|规划|实施|须知|条款|政策问答|十条|\d+条)(?:（(?:试行|暂行|修订|征求意见稿|修正)[^（）]{0,8}）)?$"
)
_NOISE = re.compile(
    r"^(?:[-*>›»]|\+?[\d-]{7,}|[一-龥]{0,4}热线|返回|顶部|收藏|发布时间|发布日期|更新时间|信息来源|您的位置|您当前|法规内容|政策超市|今天是|导读|摘要|税谱|转自|转载|联系|[•·●■◆]|时间|日期|浏览|来源|字号|索引号|主题|当前位置|首页|分享|打印|点击|阅读|作者|信息|文章|\d{4}(?:[-./]|年\d{1,2}月\d{1,2}日))|^[^一-龥]*$"
    r"|^[^\t。]{2,12}(?:\t[^\t。]{1,14}){2,9}$"
)
_ISSUED = re.compile(
    r"(?:印发|(?P<passed_on>批转|转发)(?:[一-龥]{2,24}关于)?)[《〈]?(?P<what>(?:(?![》〉](?:、|和|及)?[《〈]).){4,60}?)[》〉]?的?"
    r"(?:通知|决定|公告)(?:（[^（）]{2,6}）)?$"
)
_HANDED_OUT = re.compile(
    r"《(?P<what>[^。》]{4,80})》(?:(?:、|和|及)?《[^。》]{4,80}》){0,9}(?:（以下[^（）]{2,20}）)?(?:[，。]?现?予?以?(?:印发|公布|发布|(?:向[^，。]{2,6})?公开征求意见)|已经|业经|经[^，。]{2,24}同意，)"
)
"""现将《…》印发给你们, 《…》已经市人民政府同意: what is handed out, by its full name."""
_TO_WHOM = re.compile(
    r"(?:各|区|市|县|省级|有关).{2,120}："
    r"|(?![一二三四五六七八九十\d（])(?!.*(?:如下|以下|下列|关于|根据|联系)).{2,150}"
    r"(?:局|委|厅|府|办|企业|部门|机构|单位|公司|院|校|区|中心|会|们|行|园|室|处|所)：$"
)
_BODY = re.compile(
    r"第一[章条编节]|一、|（一）|为(?!什么|何).{8,}[，。]|特此"
    r"|[^，。《》]{0,24}(?:根据|按照|为(?:贯彻|落实|进一步|加强|加快))[^。]{20,}"
)
"""Where the text itself begins, at the latest."""


def title(lines: list[str], even: list[str], labelled: str | None) -> str | None:
    """The title; of a notice that issues something, the name of what it issues."""
    first = labelled or _first(lines, even)
    if first is None:
        return _handed_out(lines) or _below_signature(lines, even)
    if labelled is None and _is_plain(first) and (handed := _handed_out(lines)):
        return handed
    first = _QUOTED.sub(r"\1", _TAGS.sub("", NUMBER_AT_END.sub("", _without_number(first)).strip()))
    bare = re.sub(r"\s", "", first)
    told = _ISSUED.search(bare.translate(texts.SAME))
    if told is None or (told["passed_on"] and told["what"] not in even):
        return first if _YEAR.sub("", first) not in lines else _YEAR.sub("", first)
    name = bare[slice(*told.span("what"))]
    handed = _handed_out(lines)
    if handed and _letters(handed).endswith(_letters(name)):
        return handed
    return name if told["what"] in even or _TITLE_END.search(told["what"]) else first


_TAGS = re.compile(
    r"^第[一二三四五]篇[:：]|^[^:：《》]{4,24}[:：](?=[一-龥（）()]{2,24}关于)|^(?:【[^】]{1,16}】)+|(?:【[^】]{1,16}】)+$"
    r"|\.(?:docx?|pdf|wps)$|\s*[-_—|]+\s*[一-龥]{2,20}(?:网|网站|平台|政府|局|厅)$"
)
"""【申报通知】… and …【某某转发】: what a site puts around a title."""
_YEAR = re.compile(r"[（(](?:19|20)\d\d年[）)]$")
"""…规定（2002年）: what a site of laws puts behind a title that the paper has without it."""
_QUOTED = re.compile(r"^《([^《》]+)》$")


def _handed_out(lines: list[str]) -> str | None:
    for line in lines[: HEAD + 4]:
        bare = re.sub(r"\s", "", line)
        found = _HANDED_OUT.search(bare.translate(texts.SAME))
        if found:
            return bare[slice(*found.span("what"))]
    return None


def _below_signature(lines: list[str], even: list[str]) -> str | None:
    """A letter without a title hands on the paper that stands below its signature."""
    signed = next((at for at, line in enumerate(even[:_LETTER]) if at and only_day(line)), len(even))
    below = range(signed + 1, min(signed + 5, len(even)))
    first = next((at for at in below if not _is_passed(lines, even, at)), None)
    told = None if first is None else _joined(lines, even, first)
    return told if told and len(told) <= _LONGEST and _TITLE_END.search(told.translate(texts.SAME)) else None


_LETTER = 60
"""A letter that only hands on has no more lines."""


def _letters(name: str) -> str:
    """A name without its marks, for comparing: a page may have dropped the quotes within it."""
    return re.sub(r"[（(](?:试行|暂行)[）)]|[^一-龥A-Za-z0-9]|的", "", name)


def _without_number(title: str) -> str:
    """平农发〔2019〕135号关于印发…: the number before a title is none of its words."""
    found = NUMBER.match(re.sub(r"\s", "", title).translate(texts.SAME))
    return title[title.index("号") + 1 :].strip() if found and "号" in title and len(title) > found.end() + 4 else title


def _first(lines: list[str], even: list[str]) -> str | None:
    """The first line of the head that can be a title, with those it goes on in."""
    may = [at for at in range(_body(even)) if not _is_passed(lines, even, at)]
    if not may:
        return None
    plain = _is_plain(even[may[0]])
    notice = (
        next((at for at in may if len(even[at]) <= _LONGEST and _NOTICE.search(even[at])), may[0]) if plain else may[0]
    )
    return _joined(lines, even, notice)


def _is_plain(line: str) -> bool:
    """A line that does not call itself what titles are called."""
    bare = re.sub(r"\s", "", line).translate(texts.SAME)
    return "关于" not in bare and not _TITLE_END.search(bare)


def _body(even: list[str]) -> int:
    """Where the head ends: whom it is to, or where the text begins."""
    head = range(min(HEAD, len(even)))
    return next((at for at in head if _TO_WHOM.fullmatch(even[at]) or _BODY.match(even[at])), len(head))


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
    return bool(number or only_day(line) or _HANDED_OUT.search(line))


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
    title = _without_number(lines[at])
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
    title = title.rstrip("》")
    if "印发" in title and not re.search(r"(?:通知|决定|公告|函)$", title):
        return "关于" not in title
    return bool(_TITLE_END.search(title)) or title[-1] in "。；：，" or "关于" not in title
