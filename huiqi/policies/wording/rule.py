"""A rule as the page of the editor shows it: every line with what can be chosen in it, and what is wrong with it."""

from collections.abc import Mapping, Set
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as mark

from huiqi.eligibility.amounts import pick
from huiqi.eligibility.contradictions import Contradiction
from huiqi.eligibility.outline import OPS, Line, Path, Problem
from huiqi.eligibility.parameters import parameters
from huiqi.eligibility.typed import CODED, TREES
from huiqi.eligibility.vocabulary import Fact, FactType, facts_of, groups, vocabulary
from huiqi.ui.fact_inputs import language, words_of

BLANK = dict.fromkeys(
    (
        *("word", "count", "fact", "op", "against", "times", "value", "label", "label_en", "clause", "text", "text_en"),
        *("code", "policy", "bound", "every", "points", "cap", "within_years", "rank_at_most", "sure", "above"),
    ),
    "",
)
"""What a line says where nothing was typed."""

PROBLEMS = {
    "empty_group": lazy("这一组里还没有条件。请加一条，或删去这一组。"),
    "count": lazy("请填 1 到 %(most)s 之间的整数。"),
    "whole": lazy("请填不小于 %(least)s 的整数。"),
    "number": lazy("请填数字。"),
    "outside": lazy("没有企业会是“%(text)s”。请核对数字和单位。"),
    "money": lazy("请填金额，例如 300万 或 3000000元。"),
    "doubt": lazy("写的是 %(low)s，还是 %(high)s？请补上单位；如果就是 %(low)s，请勾选“就是这个数”。"),
    "no_fact": lazy("请选择看企业的哪一项情况。"),
    "no_number_fact": lazy("请选择一项是数字的情况。"),
    "no_op": lazy("请选择怎样比较。"),
    "no_choice": lazy("请至少选一个。"),
    "unknown_code": lazy("没有“%(text)s”这个代码或名称。请写代码，或写完整的名称。"),
    "several": lazy("“%(text)s”不止一个，请改写代码。"),
    "yes_or_no": lazy("请选择要求“是”还是“否”。"),
    "day": lazy("请填真实存在的日期，例如 2026-01-01。"),
    "no_text": lazy("请写明由人核实什么。"),
    "manual_code": lazy("请起一个代号，由小写字母、数字和下划线组成，例如 market_position。"),
    "policy_code": lazy("请填政策的编号，例如 L03。"),
    "empty_score": lazy("评分表还没有指标。请加一项。"),
    "empty_bands": lazy("这里还没有内容。请加一档或一项。"),
    "unread": lazy("这条规则还读不通：%(why)s"),
    "never": lazy("这一条永远满足不了。请核对数字和单位。"),
    "against": lazy("与第 %(line)s 条互相矛盾，不可能同时满足。请改其中一条。"),
}
OPERATORS = {
    "<=": mark("不超过（含）"),
    "<": mark("少于（不含）"),
    ">=": mark("不少于（含）"),
    ">": mark("超过（不含）"),
    "=": mark("等于"),
    "!=": mark("不等于"),
    "in": mark("是其中之一"),
    "not_in": mark("不是其中任何一个"),
    "within": mark("在这些范围内"),
    "not_within": mark("不在这些范围内"),
    "has_any": mark("有其中任一"),
    "has_all": mark("全都有"),
    "has_none": mark("一个也没有"),
    "is": mark("是否"),
    "any_item": mark("得过其中一级的"),
    "years_at_least": mark("满多少年"),
    "before_day": mark("早于审查当日"),
}
ON_DAYS = {"<=": mark("不晚于（含）"), "<": mark("早于"), ">=": mark("不早于（含）"), ">": mark("晚于")}
GROUP_WORDS = {
    "all": mark("以下全部满足"),
    "any": mark("满足以下任一（直通条件写在这里）"),
    "at_least": mark("至少满足以下几项"),
    "none": mark("以下一项也不能有"),
}
COMPARED = ("<=", "<", ">=", ">", "=", "!=")
"""What can be asked of two facts as well as of a fact and a number."""
HEADS = {
    "group": mark("一组条件"),
    "fact": mark("条件"),
    "manual": mark("由人核实"),
    "meets": mark("符合另一项政策"),
    "score": mark("评分表"),
    "bands": mark("分档指标"),
    "band": mark("一档"),
    "per": mark("按数量得分"),
    "best_of": mark("取最高的一项"),
    "sum_of": mark("几项相加"),
}
ADDS = {
    "group": ("fact", "group", "manual", "meets", "score"),
    "score": ("bands", "per", "best_of", "sum_of"),
    "best_of": ("bands", "per", "sum_of"),
    "sum_of": ("bands", "per", "best_of"),
    "bands": ("band",),
    "band": ("fact", "group"),
}


def problem(found: Problem) -> str:
    """What is wrong with a line, as a sentence."""
    return str(PROBLEMS[found.code]) % dict(found.params)


def contradiction(found: Contradiction) -> str:
    """Why a line can never be met."""
    if found.against is None:
        return str(PROBLEMS["never"])
    return str(PROBLEMS["against"]) % {"line": number(found.against)}


def number(path: Path) -> str:
    """The number of a line: 1.2."""
    return ".".join(str(step + 1) for step in path)


def fact_groups(chosen: str) -> list[dict[str, Any]]:
    """Every fact a rule can ask for, by subject."""
    return [
        {
            "label": words_of(group, "label"),
            "facts": [
                {"name": fact.name, "label": words_of(fact, "label"), "chosen": fact.name == chosen}
                for fact in facts_of(group.code)
                if OPS[fact.type]
            ],
        }
        for group in groups()
    ]


def shown(line: Line, path: Path, wrong: Mapping[Path, str], doubts: Set[Path]) -> dict[str, Any]:
    """A line for the page, with those below it."""
    kind, where = line["kind"], ".".join(map(str, path))
    full = kind == "band" and line["of"]
    return {
        "kind": kind,
        "key": "".join(["n", *(f".{step}" for step in path)]),
        "where": where,
        "id": "line-" + ("-".join(map(str, path)) or "root"),
        "number": number(path),
        "head": _(HEADS[kind]),
        "line": BLANK | line,
        "wrong": wrong.get(path, ""),
        "doubt": path in doubts or bool(line.get("sure")),
        "words": [(word, _(said), word == line.get("word")) for word, said in GROUP_WORDS.items()],
        "adds": [] if full else [(f"add:{add}:{where}", _(HEADS[add])) for add in ADDS.get(kind, ())],
        "of": [shown(child, (*path, place), wrong, doubts) for place, child in enumerate(line.get("of", ()))],
        **(_fact(line) if kind in ("fact", "per") else {}),
    }


def _fact(line: Line) -> dict[str, Any]:
    chosen = str(line.get("fact") or "")
    found = vocabulary().get(chosen)
    blank = {"shape": "", "ops": [], "unit": "", "choices": [], "against": [], "compared": ""}
    return {"groups": fact_groups(chosen), **blank, **(_value(line, found) if found else {})}


def _value(line: Line, fact: Fact) -> dict[str, Any]:
    op = line.get("op") or ""
    chosen = line.get("value") if isinstance(line.get("value"), list) else [line.get("value")]
    compared = str(line.get("against") or "")
    against = _against(fact, op, compared) if line["kind"] == "fact" else []
    ops = OPERATORS | (ON_DAYS if fact.type is FactType.DATE else {})
    return {
        "shape": _shape(fact, op),
        "ops": [(one, _(ops[one]), one == op) for one in OPS[fact.type]],
        "unit": _("元、万元、亿元") if fact.type is FactType.MONEY else words_of(fact, "unit"),
        "choices": [(code, words_of_choice(fact, code), code in (chosen or [])) for code in fact.choices],
        "against": against,
        "compared": compared.partition(":")[0] if compared in _codes(against) else "",
    }


def _against(fact: Fact, op: str, chosen: str) -> list[dict[str, Any]]:
    """With what a number or a day can be compared beside one that is typed: parameters, and facts of the same kind."""
    if op not in COMPARED or not (fact.is_number or fact.type is FactType.DATE):
        return []
    numbers = [
        (f"parameter:{one.name}", words_of(one, "label")) for one in parameters().values() if one.type is fact.type
    ]
    facts = [(f"fact:{one.name}", words_of(one, "label")) for one in vocabulary().values() if _alike(one, fact)]
    offered = [("", [("", _("写下的数"))]), (_("各地当年的标准"), numbers), (_("企业的另一项情况"), facts)]
    return [
        {"label": label, "offers": [(code, said, code == chosen) for code, said in offers]}
        for label, offers in offered
        if offers
    ]


def _codes(offered: list[dict[str, Any]]) -> set[str]:
    return {code for group in offered for code, *_rest in group["offers"]}


def _alike(one: Fact, fact: Fact) -> bool:
    return (one.type, one.unit) == (fact.type, fact.unit) and one.name != fact.name  # people are not pieces


def words_of_choice(fact: Fact, code: str) -> str:
    """One choice of a fact in the reader's language."""
    return pick(fact.choices[code], language())


def _shape(fact: Fact, op: str) -> str:
    """By which inputs a value is typed."""
    if not op or op == "before_day":
        return ""
    if fact.type in CODED:
        return "choices"
    shapes = {FactType.YES_NO: "yes_no", FactType.LIST: "awards", FactType.DATE: "date"}
    if op == "years_at_least":
        return "text"
    return "tree" if fact.type in TREES else shapes.get(fact.type, "text")
