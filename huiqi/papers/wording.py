"""What papers says to people, on the screen and on paper."""

import itertools
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huiqi.kernel.refusal import Refused
from huiqi.papers.models import Letterhead, Paper
from huiqi.papers.ports import PaperKind
from huiqi.papers.rules import Content, Section, Style, Table
from huiqi.papers.selectors import is_genuine
from huiqi.papers.words import Block, Standing
from huiqi.ui.wording import qr

REFUSALS = {
    "not_in_force": gettext_lazy("%(number)s已经作废或被替换，不能再作废或替换。"),
    "required": gettext_lazy("请写明作废或替换的原因。"),
    "too_long": gettext_lazy("原因最多 %(limit)d 字，请删减。"),
    "no_such_paper": gettext_lazy(
        "没有编号和验证码都对得上的单据。请对照纸面核对每一位；仍然不对的，这份单据不是本网络开出的。"
    ),
    "too_many_tries": gettext_lazy("连续核对失败的次数太多。请十分钟后再试，或打电话向开具单位核实。"),
    "stale": gettext_lazy("您打开之后，有人改过这里的设置。请核对后再保存。"),
    "word_malformed": gettext_lazy("代字只能用汉字、字母和数字，最多 24 个，不写年份和括号。"),
    "word_taken": gettext_lazy("“%(word)s”已经印在%(organisation)s的单据上，不能再用。请换一个。"),
}
TONES = {Standing.IN_FORCE: "good", Standing.REPLACED: "ask", Standing.VOID: "late"}
STANDINGS = {
    Standing.IN_FORCE: gettext_lazy("这份单据是真的，现在有效"),
    Standing.REPLACED: gettext_lazy("这份单据是真的，但已经被新的单据替换"),
    Standing.VOID: gettext_lazy("这份单据是真的，但已经作废"),
}
STAMPS = {Standing.IN_FORCE: "", Standing.REPLACED: "已替换", Standing.VOID: "作废"}
"""Printed across a paper that no longer counts."""

LETTERS = (9, 13, 17, 23)
"""The longest line of a mark, in characters, that fits the type area at each size, from the largest down."""

HALF_LINE = 22
"""The longest text of a field that shares its row, in half-width characters."""
LONGEST_NAME = 6

SPECIMEN = Content(
    addressee="××有限公司",
    fields=(("事项", "××××××××"), ("来件单位", "××有限公司"), ("办理期限", "××××年×月×日前")),
    sections=(Section("", ("这里是正文。每段首行缩进两字，用三号仿宋，每面二十二行、每行二十八字。",)),),
    items=Table("清单", ("序号", "名称", "要求"), (("1", "××××", "复印件一份"), ("2", "××××", "原件核对后退还"))),
    signature=("签收人", "签收时间"),
    receipt=("收件单位", "签收人", "联系电话", "签收时间"),
)
"""What a paper that is only looked at says."""


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    return str(REFUSALS[refused.code]) % refused.parameters


def sheet(paper: Paper, kind: PaperKind, address: str) -> dict[str, Any]:
    """A paper as its template prints it. `address` is where it is verified."""
    return {
        "paper": paper,
        "content": paper.said,
        "fields": paired(paper.said.fields) if kind.compact else [(one,) for one in paper.said.fields],
        "sections": numbered(paper.said.sections),
        "kind": kind,
        "seal": Block.SEAL in kind.blocks,
        "mark": marked(paper.style),
        "style": paper.style,
        "stamp": STAMPS[paper.standing],
        "qr": qr(address),
        "verify_address": address.rpartition("verify/")[0] + "verify/",
    }


def numbered(sections: Iterable[Section]) -> list[dict[str, object]]:
    """The sections, those with a heading counted from one."""
    count = itertools.count(1)
    return [
        {"number": next(count) if one.title else 0, "title": one.title, "paragraphs": one.paragraphs}
        for one in sections
    ]


def paired(fields: Iterable[tuple[str, str]]) -> list[tuple[tuple[str, str], ...]]:
    """The rows of a form: two short fields that follow each other stand side by side, a long one by itself."""
    rows: list[tuple[tuple[str, str], ...]] = []
    for one in fields:
        if rows and len(rows[-1]) == 1 and _is_short(rows[-1][0]) and _is_short(one):
            rows[-1] = (*rows[-1], one)
        else:
            rows.append((one,))
    return rows


def _is_short(field: tuple[str, str]) -> bool:
    """A name of at most six characters and a text of one line in half of the type area."""
    name, text = field
    wide = sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
    return len(name) <= LONGEST_NAME and wide <= HALF_LINE and "\n" not in text


def specimen(kind: PaperKind) -> Content:
    """The blocks of a kind, filled with crosses."""
    blocks = kind.blocks
    return Content(
        addressee=SPECIMEN.addressee if Block.ADDRESSEE in blocks else "",
        fields=SPECIMEN.fields if Block.FIELDS in blocks else (),
        sections=SPECIMEN.sections if Block.BODY in blocks else (),
        items=SPECIMEN.items if Block.ITEMS in blocks else None,
        signature=SPECIMEN.signature if Block.SIGNATURE in blocks else (),
        receipt=SPECIMEN.receipt if Block.RECEIPT in blocks else (),
    )


def marked(style: Mapping[str, Any]) -> dict[str, object]:
    """The lines of a letterhead and the size, 1 (largest) to 5, at which the longest of them fits."""
    lines = [line for line in str(style["mark"]).splitlines() if line.strip()]
    longest = max((len(line) for line in lines), default=0)
    return {"lines": lines, "size": 1 + sum(longest > most for most in LETTERS)}


def style_rows(style: Style) -> list[dict[str, str]]:
    """What is printed where nothing is set."""
    told = (
        (_("发文机关标志"), style.mark),
        (_("代字"), style.word),
        (_("联系方式"), style.contact),
        (_("页脚"), style.footer),
    )
    return [{"label": label, "value": text} for label, text in told]


def kind_tabs(chosen: PaperKind | None, kinds: Iterable[PaperKind], address: str) -> list[dict[str, object]]:
    """All papers of an organisation, then kind by kind."""
    general = {"label": _("全部单据"), "url": address, "current": chosen is None}
    each = [{"label": _(k.label), "url": f"{address}{k.code}/", "current": k is chosen} for k in kinds]
    return [general, *each]


def verified(paper: Paper) -> dict[str, Any]:
    """What anybody is told of a paper whose code he has: nothing of its content."""
    return {
        "paper": paper,
        "standing": STANDINGS[paper.standing],
        "tone": TONES[paper.standing],
        "word": _(paper.standing.label),
        "altered": not (paper.erased_at or is_genuine(paper)),
        "replaced_by": paper.replaced_by.number if paper.replaced_by else "",
    }


def letterhead_rows(
    organisations: Iterable[Any], kinds: Iterable[PaperKind], known: Mapping[tuple[int, str], Letterhead]
) -> list[dict[str, object]]:
    """The list of issuers: each with what is set for it and the kinds that have a setting of their own."""
    told = list(kinds)
    return [
        {
            "organisation": one,
            "kind": _(one.kind.label),
            "general": known.get((one.id, "")),
            "own": [_(kind.label) for kind in told if (one.id, kind.code) in known],
        }
        for one in organisations
    ]
