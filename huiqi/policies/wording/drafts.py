"""Drafts in words: states, refusals, what became of a verb, the life of a draft, what changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from huiqi.eligibility.examples import Example
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.windows import WindowState
from huiqi.journal.selectors import Happening
from huiqi.kernel.refusal import Refused
from huiqi.kernel.words import Word
from huiqi.policies.rules.changes import Change, Line, compare, differs
from huiqi.policies.wording.conditions import sentences
from huiqi.policies.wording.versions import benefits, materials, perimeter, text, title, validity, window_days
from huiqi.policies.wording.worth import reckoned
from huiqi.policies.words import DraftState, DraftVerb
from huiqi.ui.wording import full_day, moment

TONES = {
    DraftState.DRAFT: "quiet",
    DraftState.WAITING: "ask",
    DraftState.REVIEWED: "info",
    DraftState.PUBLISHED: "good",
    DraftState.DROPPED: "quiet",
}
WINDOW_TONES = {WindowState.OPEN: "good", WindowState.CLOSING: "ask", WindowState.CLOSED: "quiet"}

REFUSALS = {
    "stale": lazy("您打开以后，这份草稿又有人改过。请对照最新内容后再提交一次。"),
    "own_eyes": lazy("自己写过的草稿不能自己复核。请另一位同事来复核。"),
    "already_open": lazy("%(code)s 已经有一份没有办完的草稿。请在那一份上接着改，或先把它作废。"),
    "bad_code": lazy("编号由一个大写字母和两三位数字组成，例如 P31。"),
    "code_taken": lazy("%(code)s 已经是另一项政策的编号。请换一个编号，或从那项政策开始修订。"),
    "no_fate": lazy("请选择这份文件后来怎样了：部分失效、废止或被替代。"),
    "required": lazy("这一项不能空着，请填写。"),
    "ends_before_it_begins": lazy("结束的日期早于开始的日期（%(since)s）。请改其中一个。"),
    "no_policy": lazy("政策库里没有 %(code)s。请从列表里选择代替它的政策。"),
    "circle": lazy("这样会绕成一圈：%(way)s，谁也不再有效。请改选代替它的政策。"),
    "unreadable": lazy("草稿还不完整，请先补上：%(faults)s。"),
    "nothing_changed": lazy("和现行版本相比什么也没有改，不用送复核。"),
    "begins_before": lazy("新版本不能早于它修订的版本（%(since)s 起）。请把开始日期改到那一天或以后。"),
    "overlaps": lazy("与 %(since)s 起施行的另一版本在时间上重叠。请改有效期，或从那一版开始修订。"),
    "refers_to_itself": lazy("条件里引用的政策绕了一圈又引用到自己：%(codes)s。请去掉其中一处引用。"),
    "no_examples": lazy("发布前要有至少两个算例：一个符合、一个不符合。请先补上。"),
    "examples_fail": lazy("有算例的结果与预期不同：%(wrong)s。请改条件，或改算例。"),
    "variant_of_itself": lazy("一项政策不能代替它自己。请在“代替哪项通用政策”里改选，或选“没有”。"),
    "variant_of_nothing": lazy("政策库里没有 %(code)s。请在“代替哪项通用政策”里改选。"),
    "variant_of_variant": lazy("%(code)s 和这一项不能互相代替：本地规定只能代替通用政策，自己不能再被代替。请改选。"),
    "never_met": lazy("条件自相矛盾，没有企业能满足。请先在“条件”里改正标出的地方。"),
    "not_counted": lazy("这台机器还没有数好会影响哪些企业，所以现在不能发布。请过一两分钟再来。"),
    "losers": lazy("发布以后有 %(count)s 家现在符合的企业不再确定符合。请看过名单，在这里填写 %(count)s，再发布。"),
    "not_now": lazy("这份草稿现在是“%(state)s”，不能这样办。请看最新情况。"),
}
PLACES = {
    "title": lazy("名称"),
    "kind": lazy("类别"),
    "document_number": lazy("文号"),
    "issuer": lazy("发文机关"),
    "region": lazy("适用地区"),
    "exceptions": lazy("其中不适用的地方"),
    "variant_of": lazy("代替哪项通用政策"),
    "effective_from": lazy("施行日期"),
    "effective_through": lazy("截止日期"),
    "last_verified": lazy("核对日期"),
    "grade": lazy("来源核对"),
    "condition": lazy("条件"),
    "benefits": lazy("能得到什么"),
    "examples": lazy("算例"),
    "opens": lazy("申报期"),
}
DONE = {
    DraftVerb.BEGIN: lazy("草稿已建好。写好文字和条件，再送另一位同事复核。"),
    DraftVerb.EDIT: lazy("已保存。下面是与现行版本的差别。"),
    DraftVerb.SUBMIT: lazy("已送复核。请另一位同事复核；复核期间不能再改。"),
    DraftVerb.APPROVE: lazy("复核通过。发布以后才对企业生效。"),
    DraftVerb.RETURN: lazy("已退回修改，您写的意见在下面。"),
    DraftVerb.PUBLISH: lazy("已发布。原来的版本原样保留，可以随时对照。"),
    DraftVerb.DROP: lazy("草稿已作废，政策库没有变。"),
}
BEFORE = {
    DraftVerb.SUBMIT: lazy("送出以后不能再改，直到复核的人通过或退回。"),
    DraftVerb.APPROVE: lazy("请对照文件原文核对每一处改动，再点通过。您写过的草稿您不能复核。"),
    DraftVerb.RETURN: lazy("写明哪里不对，起草的人会看到。"),
    DraftVerb.PUBLISH: lazy("发布以后内容不能再改，只能用新版本代替；按施行日期对企业生效。"),
    DraftVerb.DROP: lazy("草稿留下可查，政策库不变。"),
}


def label(word: Word) -> str:
    """A word in the reader's language."""
    return _(word.label)


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    return str(REFUSALS[refused.code]) % {name: _value(value) for name, value in refused.parameters.items()}


def _value(value: object) -> object:
    if isinstance(value, Word):
        return label(value)
    if isinstance(value, date):
        return full_day(value)
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return _("；").join(_otherwise(*one) for one in value)
    if isinstance(value, tuple):
        return _("、").join(dict.fromkeys(place(str(one)) for one in value))
    return value


def _otherwise(name: str, expected: Standing, found: Standing) -> str:
    words = {"name": name, "expected": label(expected), "found": label(found)}
    return _("“%(name)s”应为“%(expected)s”，核出来是“%(found)s”") % words


def place(path: str) -> str:
    """Where a fault lies: `$.benefits[0].text` in the clerk's words; a code or a name as it is."""
    stem = path.removeprefix("$.").partition(".")[0].partition("[")[0]
    return str(PLACES.get(stem, stem)) if path.startswith("$") else path


def badge(state: DraftState) -> dict[str, str]:
    """The state of a draft."""
    return {"tone": TONES[state], "words": label(state)}


def window_badge(version: Version, on: date) -> dict[str, str] | None:
    """Whether an item is open for applications on a day; nothing where it has no window."""
    if version.window is None or not version.is_in_force(on):
        return None
    state = version.window.state(on)
    return {"tone": WINDOW_TONES[state], "words": label(state)}


def story(happened: Iterable[Happening], names: Mapping[str, str]) -> list[dict[str, object]]:
    """What happened to a draft, newest first."""
    return [
        {
            "title": label(DraftVerb(one.verb)),
            "when": moment(one.at),
            "by": names.get(one.actor_ref, ""),
            "note": one.texts.get("note") or one.texts.get("reason") or _changed(one.data),
            "state": "done",
        }
        for one in sorted(happened, key=lambda one: -one.number)
        if one.verb in set(DraftVerb)
    ]


def _changed(data: Mapping[str, Any]) -> str:
    names = _("、").join(dict.fromkeys(str(PLACES.get(name, "")) for name in data.get("changed", ()) if name in PLACES))
    return _("改了：%(names)s") % {"names": names} if names else ""


def told(version: Version, asked: Finding) -> list[tuple[str, list[str]]]:
    """Everything a version says, part by part, as lines that can be compared."""
    return [
        (_("名称"), [title(version)]),
        (_("文号"), [version.document_number]),
        (_("发文机关"), [version.issuer]),
        (_("适用地区"), [perimeter(version)]),
        (_("代替哪项通用政策"), [version.variant_of or ""]),
        (_("有效期"), [validity(version)]),
        (_("类别"), [label(version.kind)]),
        (_("能得到什么"), benefits(version)),
        (_("折算成钱"), reckoned(version)),
        (_("条件"), sentences(asked)),
        (_("要准备的材料"), list(materials(version))),
        (_("怎么享受"), [text(version, "how_to_apply")]),
        (_("到哪里办"), [text(version, "apply_at")]),
        (_("什么时候办"), [window_days(version), text(version, "window_note")]),
        (_("问谁"), [text(version, "contact")]),
        (_("说明"), [text(version, "note")]),
        (_("算例"), [example_line(one) for one in version.examples]),
        (_("来源核对"), [f"{version.grade} · {label(version.grade)}", full_day(version.last_verified)]),
    ]


def example_line(example: Example) -> str:
    """An example in a line."""
    words = {"name": example.name, "on": full_day(example.on), "expected": label(example.expected)}
    line = _("%(name)s，按 %(on)s：%(expected)s") % words
    return _("%(line)s（%(note)s）") % {"line": line, "note": example.note} if example.note else line


Told = Sequence[tuple[str, Sequence[str]]]


def changes(before: Told, after: Told) -> list[dict[str, object]]:
    """The parts that differ, each with its lines; what went is marked by a word, not by colour alone."""
    former = dict(before)
    parts = [(head, compare(_filled(former.get(head, ())), _filled(lines))) for head, lines in after]
    return [{"head": head, "lines": [_line(line) for line in lines]} for head, lines in parts if differs(lines)]


def _filled(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line]


def _line(line: Line) -> dict[str, str]:
    mark = "" if line.change is Change.SAME else label(line.change)
    return {"change": str(line.change), "mark": mark, "text": line.text}


def waiting(count: int) -> str:
    """How many drafts wait for this reader."""
    if not count:
        return ""
    return ngettext("%(count)d 份等您复核", "%(count)d 份等您复核", count) % {"count": count}
