"""Imports in words: what became of each row, and at which place something is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.kernel.refusal import Refused
from huiqi.policies.wording import drafts, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

OUTCOMES = {
    "made": lazy("已建草稿"),
    "same": lazy("和已发布的相同"),
    "refused": lazy("有错，没有导入"),
    "left": lazy("没有导入（文件里有错）"),
}
TONES = {"made": "good", "same": "quiet", "refused": "late", "left": "quiet"}
REFUSALS = {
    "no_sheet": lazy("“%(name)s”不是可以导入的文件。请用 xlsx、csv、json、html、pdf、docx 或 txt。"),
    "damaged": lazy("“%(name)s”打不开，可能已损坏，或不是这种文件。请另存一次再选。"),
    "no_rows": lazy("“%(name)s”里没有一行内容。"),
    "no_heads": lazy("第一行里没有“名称”这一列。请用第一行写列名，例如：名称、文号、发文机关、施行日期。"),
    "no_words": lazy("%(why)s"),
    "too_many_rows": lazy("一个文件最多 %(most)s 行。请分成几个文件。"),
    "too_large": lazy("文件太大，展开后超过 %(most)s MB。请分成几个文件。"),
    "no_object": lazy('这一项不是一个 JSON 对象，读不出列名和内容。请写成 {"名称": …}。'),
    "formula": lazy("这一格是公式，没有结果，请粘贴为数值。"),
    "merged": lazy("这里的单元格跨列合并了，看不出是哪一列的内容。请取消合并。"),
    "merged_wide": lazy("表里有整列或整片合并的单元格，打不开。请取消合并再选。"),
    "no_amount": lazy("这不是一个金额。请写成 300万 或 5000元。"),
    "no_unit": lazy("金额没有写单位，不知道是元还是万元。请写成 300万 或 300元。"),
    "no_industry": lazy("没有这个行业代码（GB/T 4754）。"),
    "no_code": lazy("这不是申报事项的编号。请写成 P01 的样子。"),
}


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    if refused.code in REFUSALS:
        return str(REFUSALS[refused.code]) % refused.parameters
    return texts.refusal(refused) if refused.code in texts.REFUSALS else drafts.refusal(refused)


def line(told: Mapping[str, Any]) -> dict[str, Any]:
    """One line of a report."""
    outcome = str(told["outcome"])
    why = ""
    if outcome == "refused":
        given = told.get("told", {})
        parameters = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
        why = refusal(Refused(told["code"], **parameters))
    value = str(told.get("value") or "")
    return {
        "place": told["place"],
        "title": told.get("title") or "",
        "badge": {"tone": TONES[outcome], "words": str(OUTCOMES[outcome])},
        "why": why,
        "value": _("写的是“%(value)s”") % {"value": value} if value else "",
        "ref": told.get("ref", ""),
        "item": told.get("item", ""),
    }
