"""Texts and openings in words: what was refused and where, and what state a day finds them in."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.journal.selectors import Happening
from huiqi.kernel.refusal import Refused
from huiqi.policies.rules.openings import state_of
from huiqi.policies.rules.texts import WORDS
from huiqi.policies.wording.drafts import changes, label
from huiqi.policies.words import DraftVerb, OpeningState, TextKind
from huiqi.standards import regions
from huiqi.ui.wording import moment

TONES = {
    OpeningState.UPCOMING: "info",
    OpeningState.OPEN: "good",
    OpeningState.CLOSING: "ask",
    OpeningState.CLOSED: "quiet",
}
REFUSALS = {
    "stale": lazy("您打开以后，这里又有人改过。请对照最新内容后再提交一次。"),
    "own_eyes": lazy("自己写过的文件不能自己核对发布。请另一位同事对照原文后发布。"),
    "overtaken": lazy("您核对的这段时间里，这份文件又发布过一次。请作废这份草稿，从最新的重新开始。"),
    "already_open": lazy("《%(title)s》已经有一份草稿在等核对。请在那一份上接着改，或先把它作废。"),
    "nothing_changed": lazy("和已发布的相比什么也没有改。"),
    "no_choice": lazy("请从列表里选择。"),
    "required": lazy("这一项不能空着，请填写。"),
    "no_topic": lazy("没有这个栏目。可以写：政策法规、经济动态、产业、市场、技术、产品、标准、人才。"),
    "only_news": lazy("只有资讯可以撤下。文件不撤，请改“文件状态”，让人看得到它还有没有效。"),
    "no_day": lazy("这不是一个日期。请写成 2026-11-27 的样子。"),
    "no_address": lazy("网址要以 http:// 或 https:// 开头。"),
    "ends_before_it_begins": lazy("结束的日期早于开始的日期。请改其中一个。"),
    "no_policy": lazy("政策库里没有这些申报事项：%(codes)s。请先录入，或改正编号。"),
    "no_text": lazy("找不到这份文件。请从列表里选择已发布的文件。"),
    "replaced_in_force": lazy("文件状态选了“有效”，就没有代替它的文件。请清空这一栏，或把文件状态改成“被替代”。"),
    "circle": lazy("这样会绕成一圈：%(way)s，谁也不再有效。请改选代替它的文件。"),
    "explains_itself": lazy("一份文件不能解读自己。请选择它所解读的文件。"),
    "explains_nothing": lazy("第 %(paragraph)s 段写了对应的原文段落，可是没有选它解读哪份文件。"),
    "same_and_another": lazy("一份文件不能既和那一份是同一份，又解读它或由它代替。请只填一项。"),
    "same_as_itself": lazy("不能并入自己。请写另一份文件的文号或名称。"),
    "merged_already": lazy("那一份已经并入“%(title)s”。请直接写这一份。"),
    "keeps_copies": lazy("已有文件并入这一份（%(title)s）。请先更正那一份，再并这一份。"),
    "no_region": lazy("没有这个地区。请从列表里选择。"),
    "already_announced": lazy("这个申报事项在这个地区同一天已经有一次申报。请改那一次，不要重复录入。"),
    "not_now": lazy("这份草稿现在是“%(state)s”，不能这样办。请看最新情况。"),
}


DONE = {
    DraftVerb.BEGIN: lazy("草稿已存好。请另一位同事对照原文核对后发布。"),
    DraftVerb.EDIT: lazy("已保存。"),
    DraftVerb.PUBLISH: lazy("已发布，谁都可以看到。"),
    DraftVerb.DROP: lazy("草稿已作废，发布的文字没有变。"),
}
VERBS = {"propose": lazy("录入")}
HEADS = {
    "kind": lazy("种类"),
    "topic": lazy("资讯栏目"),
    "issued_in": lazy("发布地区"),
    "withdrawn": lazy("撤下的原因"),
    "number": lazy("文号"),
    "title": lazy("名称"),
    "issuer": lazy("发文机关"),
    "issued_on": lazy("成文日期"),
    "effective_from": lazy("施行日期"),
    "effective_through": lazy("有效期至"),
    "status": lazy("文件状态"),
    "void": lazy("失效部分"),
    "replaced_by": lazy("由哪份文件代替"),
    "interprets": lazy("解读哪份文件"),
    "same_as": lazy("与哪份是同一份"),
    "policies": lazy("申报事项"),
    "url": lazy("来源网址"),
    "source": lazy("文字来源"),
    "grade": lazy("来源核对"),
    "last_verified": lazy("核对日期"),
    "paragraphs": lazy("原文"),
}


def text_changes(
    before: Mapping[str, Any] | None, after: Mapping[str, Any], names: Mapping[str, str]
) -> list[dict[str, object]]:
    """What a draft changes of the published text, part by part."""
    return changes(_told(before, names) if before else (), _told(after, names))


def _told(content: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    unsaid = ("status",) if content.get("kind") == TextKind.NEWS else ()
    said = ((name, head) for name, head in HEADS.items() if name not in unsaid)
    return [(str(head), _lines(name, content.get(name) or "", names)) for name, head in said]


def _lines(name: str, value: Any, names: Mapping[str, str]) -> list[str]:
    if name == "paragraphs":
        return [_paragraph(part) for part in value or ()]
    if name in WORDS:
        return [label(WORDS[name](value))] if value else []
    if name == "issued_in":
        return [place(value)] if value else []
    if name == "policies":
        return [" ".join(value)] if value else []
    return [names.get(value, value)] if value else []


def place(code: str) -> str:
    """What a region is called."""
    return _("全国") if code == regions.NATION else regions.find(code).name


def _paragraph(part: Mapping[str, Any]) -> str:
    places = _("、").join(map(str, part.get("explains") or ()))
    return f"{part['text']} {_('（说的是原文第 %(places)s 段）') % {'places': places}}" if places else str(part["text"])


def story(happened: Iterable[Happening], names: Mapping[str, str]) -> list[dict[str, object]]:
    """What happened to a draft of a text, newest first."""
    return [
        {
            "title": str(VERBS.get(one.verb) or label(DraftVerb(one.verb))),
            "when": moment(one.at),
            "by": names.get(one.actor_ref, ""),
            "note": one.texts.get("note") or one.texts.get("reason") or "",
            "state": "done",
        }
        for one in sorted(happened, key=lambda one: -one.number)
    ]


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    return str(REFUSALS[refused.code]) % {name: _value(name, value) for name, value in refused.parameters.items()}


def _value(name: str, value: object) -> object:
    if not isinstance(value, tuple):
        return value
    return " → ".join(map(str, value)) if name == "way" else _("、").join(map(str, value))


def opening_badge(opens_on: date, closes_on: date | None, on: date) -> dict[str, str]:
    """Whether an item is open on a day, in a word."""
    state = state_of(opens_on, closes_on, on)
    return {"tone": TONES[state], "words": label(state)}
