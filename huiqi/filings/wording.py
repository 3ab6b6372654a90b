"""The words of filings: what is carried, where it goes, what came back, why a line was refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as mark

from huiqi.eligibility.amounts import pick, written
from huiqi.eligibility.facts import BadFacts, parse
from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.eligibility.wording import fact_label
from huiqi.enterprises.words import FactSource
from huiqi.filings.services.handing import TYPED
from huiqi.filings.words import Came, Kept, Own
from huiqi.kernel.refusal import Refused
from huiqi.policies.words import WAY, Stage
from huiqi.ui.fact_inputs import language, words_of
from huiqi.ui.wording import full_day, wan

if TYPE_CHECKING:
    from huiqi.eligibility.versions import PolicyVersion as Version
    from huiqi.enterprises.selectors import Learned
    from huiqi.filings.models import Handoff, RetentionRule
    from huiqi.policies.models import Milestone

REFUSALS = {
    "not_fileable": lazy("这项政策现在不能申报，没有生成资料。请看政策页的有效期和办理方式。"),
    "nothing_carried": lazy("一项资料也没有勾选。请至少带上一项，例如企业名称。"),
    "no_sheet": lazy("“%(name)s”不是表格。请用 xlsx 或 csv。"),
    "damaged": lazy("“%(name)s”打不开，可能已损坏，或不是这种文件。请另存一次再选。"),
    "no_rows": lazy("“%(name)s”里没有一行内容。"),
    "only_sample": lazy("“%(name)s”里只有模板的示例行。请在示例行下面填写结果，再选这个文件。"),
    "no_head": lazy(
        "第一行里没有“%(heading)s”这一列。列名按模板写：交接编号或%(firm)s、结果、日期、金额（元）、原因。"
    ),
    "too_many_lines": lazy("一个文件最多 %(most)s 行。请分成几个文件。"),
    "too_large": lazy("文件太大，展开后超过 %(most)s MB。请分成几个文件。"),
    "formula": lazy("这一格是公式，没有结果，请粘贴为数值。"),
    "merged": lazy("这里的单元格跨列合并了，看不出是哪一列的内容。请取消合并。"),
    "merged_wide": lazy("表里有整列或整片合并的单元格，打不开。请取消合并再选。"),
    "missing": lazy("这一格要填。"),
    "no_firm": lazy("交接编号和统一社会信用代码，至少要填一个。"),
    "no_number": lazy("这不是交接编号。编号的样子是 HQ26-7K3M-9QX2。"),
    "no_stage": lazy("结果请写：已申报、获批、到账 或 未通过。"),
    "no_day": lazy("这不是真实存在的日期，例如 2026-11-27。"),
    "not_an_amount": lazy("这不是金额。单位是元，例如 50000。"),
    "too_long": lazy("原因最多 300 个字。"),
    "unknown_number": lazy("没有这个交接编号，或这家企业不归本窗口服务。"),
    "no_firm_here": lazy("没有这家企业，或它不归本窗口服务。"),
    "other_firm": lazy("交接编号和统一社会信用代码不是同一家企业。"),
    "other_policy": lazy("交接编号对应的不是这项政策。"),
    "no_policy": lazy("看不出是哪项政策。请填政策编号，或在上传时选一项。"),
    "in_future": lazy("这一天还没有到。请填写已经发生的日期。"),
    "too_early": lazy("日期太早了，请检查年份。"),
    "no_amount": lazy("获批和到账要写金额，单位是元。"),
    "bad_amount": lazy("金额要大于零，不超过一千亿。单位是元。"),
    "before_the_step_before": lazy("这一天早于前一步的日期。请核对。"),
    "after_the_step_after": lazy("这一天晚于后一步的日期。请核对。"),
    "more_than_granted": lazy("到账的金额多于获批的金额。请核对单位是不是元。"),
    "granted_already": lazy("这一年已经记为获批或到账，不能再记为未通过。"),
    "refused_already": lazy("这一年已经记为未通过，改判获批的日期要晚于那一天。"),
    "other_body": lazy("用这个幂等键传过另一份清单。清单不同的，请换一个键。"),
    "not_text": lazy("应是文字。"),
    "no_stage_word": lazy("只能是 applied、granted、paid 或 refused。"),
    "no_such_field": lazy("没有这个字段。"),
    "no_object": lazy("每条结果应是一个 JSON 对象。"),
    "rule_changed": lazy("刚才有人改过这条规则。请看过现在的年限再改。"),
    "years": lazy("请填 1 到 %(most)d 之间的整数。"),
    "twice": lazy("同一家企业的同一步，在前面的一行里写得不一样。"),
}
CAME = {Came.MADE: "good", Came.SAME: "quiet", Came.REFUSED: "late", Came.LEFT: "quiet"}
STAGES = {Stage.APPLIED: "info", Stage.GRANTED: "good", Stage.PAID: "good", Stage.REFUSED: "late"}
STANDS = {
    Standing.ELIGIBLE: ("good", mark("按现在填的情况，贵单位符合条件"), mark("最后由受理部门认定。")),
    Standing.UNKNOWN: ("ask", mark("还缺情况，判断不了是否符合"), mark("下面空着的，补上以后更有把握。")),
    Standing.NEAR: ("ask", mark("按现在填的情况，还差一点"), mark("先看差在哪里，再决定要不要申报。")),
    Standing.INELIGIBLE: ("ask", mark("按现在填的情况，贵单位不符合条件"), mark("情况有变的，改成现在的再带走。")),
}
NOT_FOR_IT = (
    "ask",
    mark("这项政策不适用于贵单位，不符合条件"),
    mark("登记的地区或单位类型不在政策范围里。登记有误的，请先更正再申报。"),
)


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    return str(REFUSALS[refused.code]) % refused.parameters


def title(version: Version) -> str:
    """The policy's name."""
    return words_of(version, "title")


def text(version: Version, name: str) -> str:
    """One of the texts of a version; the original where there is no translation."""
    english = version.texts[f"{name}_en"] if language() == "en" else ""
    return english or version.texts[name]


def stands(standing: Standing | None) -> dict[str, str]:
    """How the firm stands with the policy, above what it would carry; None: the policy does not address it."""
    tone, words, why = STANDS[standing] if standing else NOT_FOR_IT
    return {"tone": tone, "words": _(words), "why": _(why)}


def label_of(name: str) -> str:
    """What a field is called."""
    own = next((one for one in Own if one.value == name), None)
    return _(own.label) if own else fact_label(name, language())


def source_of(source: str) -> str:
    """Where a value comes from."""
    if source == TYPED:
        return _("本次填写")
    return _(FactSource(source).label) if source else _("登记信息")


def provenance(known: Learned | None) -> str:
    """Where what is known comes from and of which day it is; that it is not known yet."""
    if known is None:
        return _("企业档案里还没有")
    if known.as_of is None:
        return source_of(known.source)
    return _("%(source)s，%(day)s") % {"source": source_of(known.source), "day": full_day(known.as_of)}


def shown(name: str, value: Any, on: date) -> str:
    """A value as people read it."""
    if name not in vocabulary():
        return str(value)
    fact = vocabulary()[name]
    try:
        read = parse({name: value}, on).values.get(name)
    except BadFacts:
        return str(value)
    if read is None:
        return ""
    return written(fact, _codes(read), language())


def _codes(read: Any) -> Any:
    return tuple(sorted(held.code for held in read)) if isinstance(read, frozenset) else read


def rows_of(handoff: Handoff, on: date) -> list[dict[str, Any]]:
    """What was carried: label, value as read, raw value, unit, day and source of each."""
    return [
        {
            "name": one["name"],
            "label": label_of(one["name"]),
            "value": one["value"],
            "text": shown(one["name"], one["value"], on),
            "unit": _unit(one["name"]),
            "as_of": one["as_of"] or "",
            "day": full_day(date.fromisoformat(one["as_of"])) if one["as_of"] else "",
            "source": source_of(one["source"]),
            "source_code": one["source"] or "registration",
        }
        for one in handoff.fields
    ]


def _unit(name: str) -> str:
    fact = vocabulary().get(name)
    return pick((fact.unit, fact.unit_en), language()) if fact else ""


def handoff_row(handoff: Handoff, version: Version, outcomes: Sequence[Milestone]) -> dict[str, Any]:
    """A hand-off in the firm's list, with how far it is."""
    return {"handoff": handoff, "title": title(version), "badge": furthest(outcomes)}


def furthest(outcomes: Sequence[Milestone]) -> dict[str, str]:
    """How far an application is, as a badge: the furthest step it reached, or that it was refused in the end."""
    if not outcomes:
        return {"tone": "quiet", "words": _("还没有结果")}
    last = outcomes[0].stage
    stage = last if last is Stage.REFUSED else max((one.stage for one in outcomes), key=WAY.index)
    return {"tone": STAGES[stage], "words": _(stage.label)}


def outcome_steps(outcomes: Iterable[Milestone]) -> list[dict[str, Any]]:
    """What came back, for a list."""
    return [
        {
            "stage": _(one.stage.label),
            "day": full_day(one.on),
            "amount": wan(one.amount) if one.amount else "",
            "reason": one.reason,
            "told_by": _(one.told_by.label),
        }
        for one in outcomes
    ]


SINCE = {Kept.HANDOFFS: mark("带走后 %(n)d 年"), Kept.LISTS: mark("收到后 %(n)d 年")}


def rule_row(rule: RetentionRule, due: int) -> dict[str, Any]:
    """A rule of retention, with how many are due by it now."""
    return {
        "ref": rule.ref,
        "erases": _(rule.erases.label),
        "years": _(SINCE[rule.erases]) % {"n": rule.years},
        "basis": rule.basis,
        "tone": "good" if rule.is_on else "quiet",
        "state": _("已启用") if rule.is_on else _("没有启用"),
        "due": due,
    }


def line(told: Mapping[str, Any]) -> dict[str, Any]:
    """One line of a report."""
    came, stage = Came(told["outcome"]), told.get("stage")
    wrong = refusal(Refused(told["code"])) if came is Came.REFUSED else ""
    value = str(told.get("value") or "")
    return {
        "place": told["place"],
        "firm": told.get("firm", ""),
        "number": told.get("number", ""),
        "policy": "" if came is Came.REFUSED else told.get("code", ""),
        "what": _(Stage(stage).label) if stage else "",
        "badge": {"tone": CAME[came], "words": _(came.label)},
        "why": wrong,
        "value": _("写的是“%(value)s”") % {"value": value} if value else "",
    }
