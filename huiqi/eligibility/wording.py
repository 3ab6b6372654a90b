"""Sentences about findings, generated from the rule itself, so that what people read cannot drift from what decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from huiqi.eligibility.amounts import Language, difference, joined, number, percent, pick, written
from huiqi.eligibility.conditions import (
    Age,
    AnyItem,
    AtLeast,
    Compare,
    DayOperand,
    FactOperand,
    Flag,
    Holds,
    Leaf,
    Manual,
    Meets,
    Node,
    OneOf,
    ParameterOperand,
    Score,
    Within,
)
from huiqi.eligibility.examination import Examination
from huiqi.eligibility.facts import FactError
from huiqi.eligibility.findings import Finding, PolicyReference, Remark
from huiqi.eligibility.parameters import parameters
from huiqi.eligibility.phrases import phrase, spoken
from huiqi.eligibility.questions import askable
from huiqi.eligibility.statuses import VERDICTS, Status, Verdict
from huiqi.eligibility.vocabulary import Fact, FactType, vocabulary
from huiqi.kernel.words import Word

_NAMES_SHOWN = 3
_ALTERNATIVES = 4


@dataclass(frozen=True, slots=True)
class Described:
    """A finding in words; texts that do not apply are empty."""

    condition: str
    status: str
    expected: str
    actual: str
    shortfall: str
    source: str
    remarks: tuple[str, ...]


def describe(finding: Finding, language: Language) -> Described:
    """Everything there is to say about one finding."""
    return Described(
        name(finding.node, language),
        spoken(finding.status, language),
        requirement(finding, language),
        actual(finding, language),
        shortfall(finding, language),
        finding.clause or "",
        remarks(finding, language),
    )


def name(node: Node, language: Language) -> str:
    """What a condition is called: its short name, or that of its fact, or those of its members."""
    found = (node.label_en or node.label if language == "en" else node.label) or _own_name(node, language)
    return phrase("denied", language, name=found) if node.denies_label and not isinstance(node, Leaf) else found


def requirement(finding: Finding, language: Language) -> str:
    """What is required: `不超过 300 人`."""
    return _REQUIREMENTS[type(finding.node)](finding.node, finding, language)


def statement(finding: Finding, language: Language, inner: bool = False) -> str:
    """A condition within a sentence, as people say it: 未列入经营异常名录, by its value alone among others."""
    node = finding.node
    own = (node.label_en or node.label) if language == "en" else node.label
    if isinstance(node, AtLeast):
        return own or _alternatives(node, finding, language)
    if isinstance(node, Flag):
        return own if own and node.value else requirement(finding, language)
    if own and (inner or isinstance(node, OneOf | Holds | Age)):
        return own
    if isinstance(node, OneOf) and node.op == "in":
        value = _either([written(vocabulary()[node.fact], code, language) for code in node.codes], language)
        return value if inner else phrase("is", language, name=fact_label(node.fact, language), value=value)
    if isinstance(node, Manual | Meets):
        return name(node, language) if isinstance(node, Manual) else requirement(finding, language)
    form = "must named" if own else "must"
    return phrase(form, language, name=name(node, language), value=requirement(finding, language))


def _alternatives(node: AtLeast, finding: Finding, language: Language) -> str:
    """The members of an `any` by their values; of other lists the names."""
    if node.word != "any" or len(finding.children) > _ALTERNATIVES:
        return name(node, language)
    return _either([statement(child, language, inner=True) for child in finding.children], language)


def _either(words: list[str], language: Language) -> str:
    """A, B or C."""
    if len(words) < 2:
        return words[0] if words else joined(words, language)
    return phrase("or last", language, first=joined(words[:-1], language), last=words[-1])


def actual(finding: Finding, language: Language) -> str:
    """What is known: `46 人`."""
    node = finding.node
    if isinstance(node, AtLeast):
        met = sum(child.status is Status.MET for child in finding.children)
        return phrase("met of", language, met=met, count=len(finding.children))
    if isinstance(node, Manual):
        return "" if finding.remarks else phrase("to confirm", language)
    if isinstance(node, Meets):
        return spoken(VERDICTS[finding.children[0].status], language) if finding.children else ""
    if isinstance(node, Score):
        return _points(finding, language)
    assert isinstance(node, Leaf)
    if finding.actual is None:
        return spoken(finding.status, language) if finding.children else phrase("not stated", language)
    stated = written(vocabulary()[node.fact], finding.actual, language)
    several = isinstance(node, OneOf) and isinstance(finding.actual, tuple)
    return phrase("possible", language, value=stated) if several else stated


def shortfall(finding: Finding, language: Language) -> str:
    """By how much it is missed: `还差 260 万元`; empty where it is not missed or cannot be measured."""
    short, node = finding.shortfall, finding.node
    if short is None:
        return ""
    if isinstance(short.amount, tuple):
        assert isinstance(node, Holds)
        lacking = "lacking one" if node.op == "has_any" and len(short.amount) > 1 else "lacking"
        return phrase(lacking, language, value=written(vocabulary()[node.fact], short.amount, language))
    fact = vocabulary()[node.fact] if isinstance(node, Leaf) else None
    if isinstance(short.amount, date):
        return phrase("met from", language, value=written(vocabulary()["founded_on"], short.amount, language))
    assert isinstance(node, Compare | Score)
    if not short.amount:
        return phrase("not below" if node.op == "<" else "not above", language)
    amount = difference(short.type, fact, short.amount, language)
    return phrase(_DIRECTIONS[short.type is FactType.DATE, node.op], language, amount=amount)


def remarks(finding: Finding, language: Language) -> tuple[str, ...]:
    """What else must be said about it."""
    return tuple(_remark(remark, finding, language) for remark in finding.remarks)


def summary(examination: Examination, language: Language) -> str:
    """The verdict's reasons in one line: `差 2 项：…；其余 6 项已满足。`"""
    units = _units(examination.finding)
    if examination.verdict is Verdict.ELIGIBLE:
        return phrase("all met", language, count=len(units))
    if examination.verdict is Verdict.UNKNOWN:
        return _unknown(examination, language)
    unmet = [unit for unit in units if unit.status is Status.UNMET]
    met = sum(unit.status is Status.MET for unit in units)
    parts = [phrase("unmet", language, count=len(unmet), names=_named(unmet, language))]
    unknown = len(units) - len(unmet) - met
    if met or unknown:
        kind = "others met" if not unknown else "others" if met else "others unknown"
        parts.append(phrase(kind, language, met=met, unknown=unknown))
    return _sentence(parts, language)


def fact_label(fact: str, language: Language) -> str:
    """What a fact is called."""
    found = vocabulary()[fact]
    return pick((found.label, found.label_en), language)


def mistake(fact: str, error: FactError, language: Language) -> str:
    """What is wrong with a stated fact, as a sentence for beside its field."""
    known = vocabulary().get(fact)
    return spoken(error.code, language, **{key: _param(known, of, language) for key, of in error.params.items()})


def _own_name(node: Node, language: Language) -> str:
    if isinstance(node, AtLeast):
        between = "and" if node.word == "all" else "or"
        return phrase(between, language).join(dict.fromkeys(name(child, language) for child in node.of))
    if isinstance(node, Manual):
        found = node.text_en if language == "en" else node.text
        return phrase("denied", language, name=found) if node.negated else found
    if isinstance(node, Meets):
        return phrase("meets name", language, code=node.policy)
    if isinstance(node, Score):
        return phrase("score", language)
    assert isinstance(node, Leaf)
    return fact_label(node.fact, language)


def _compared(node: Compare, finding: Finding, language: Language) -> str:
    fact = vocabulary()[node.fact]
    kind = "date" if fact.type is FactType.DATE else "number"
    return phrase(f"{kind} {node.op}", language, value=_bound(node, fact, finding, language))


def _bound(node: Compare, fact: Fact, finding: Finding, language: Language) -> str:
    known = None if finding.expected is None else written(fact, finding.expected, language)
    if isinstance(node.value, DayOperand):
        return phrase("the day", language, value=known)
    if isinstance(node.value, ParameterOperand):
        parameter = parameters()[node.value.parameter]
        source = pick((parameter.label, parameter.label_en), language)
    elif isinstance(node.value, FactOperand):
        source = fact_label(node.value.fact, language)
        if node.value.times != 1:
            share = f"{percent(node.value.times)}{pick(('%', ' %'), language)}"
            source = phrase("times", language, fact=source, share=share)
    else:
        return known or ""
    return phrase("resolved", language, value=known, fact=source) if known else source


def _among(node: OneOf | Within, _finding: Finding, language: Language) -> str:
    return phrase(node.op, language, value=written(vocabulary()[node.fact], node.codes, language))


def _held(node: Holds, _finding: Finding, language: Language) -> str:
    one = len(node.codes) == 1 and node.op in ("has_any", "has_all")
    value = written(vocabulary()[node.fact], node.codes, language)
    return phrase("has one" if one else node.op, language, value=value)


def _flagged(node: Flag, _finding: Finding, language: Language) -> str:
    fact = vocabulary()[node.fact]
    return pick((fact.yes, fact.yes_en) if node.value else (fact.no, fact.no_en), language)


def _itemised(node: AnyItem, _finding: Finding, language: Language) -> str:
    fact = vocabulary()[node.fact]
    words = [joined([pick(fact.choices[level], language) for level in node.levels], language)]
    if node.within_years is not None:
        words.append(phrase("item years", language, years=node.within_years))
    if node.rank_at_most is not None:
        words.append(phrase("item rank", language, rank=node.rank_at_most))
    return phrase(node.op, language, value=pick(("，", ", "), language).join(words))


def _aged(node: Age, _finding: Finding, language: Language) -> str:
    return phrase(node.op, language, years=written(vocabulary()["segment_years"], node.years, language))


def _scored(node: Score, _finding: Finding, language: Language) -> str:
    value = difference(FactType.POINTS, None, node.bound, language)
    return phrase(f"number {node.op}", language, value=value)


def _referred(node: Meets, finding: Finding, language: Language) -> str:
    policy = finding.expected
    if not isinstance(policy, PolicyReference):
        return phrase("meets name", language, code=node.policy)
    title = pick((policy.title, policy.title_en), language)
    return phrase("meets not" if node.negated else "meets", language, code=policy.code, title=title)


def _grouped(node: AtLeast, _finding: Finding, language: Language) -> str:
    return phrase(node.word, language, count=node.count)


def _manual(_node: Manual, _finding: Finding, language: Language) -> str:
    return phrase("manual", language)


_REQUIREMENTS: Mapping[type[Node], Callable[[Any, Finding, Language], str]] = {
    Compare: _compared,
    OneOf: _among,
    Within: _among,
    Holds: _held,
    Flag: _flagged,
    AnyItem: _itemised,
    Age: _aged,
    Score: _scored,
    Meets: _referred,
    AtLeast: _grouped,
    Manual: _manual,
}

_DIRECTIONS: Mapping[tuple[bool, str], str] = {
    **{(False, op): "over" for op in ("<", "<=")},
    **{(False, op): "short" for op in (">", ">=")},
    **{(True, op): "late" for op in ("<", "<=")},
    **{(True, op): "early" for op in (">", ">=")},
    **{(is_date, op): "off" for is_date in (True, False) for op in ("=", "!=")},
}


def _points(finding: Finding, language: Language) -> str:
    assert finding.interval is not None
    least, most = finding.interval
    if least == most:
        return difference(FactType.POINTS, None, least, language)
    if not most.is_finite():
        return phrase("points at least", language, least=number(least))
    return phrase("points between", language, least=number(least), most=number(most))


def _remark(remark: Remark, finding: Finding, language: Language) -> str:
    fact = vocabulary()[finding.fact] if finding.fact else None
    return spoken(remark.note, language, **{key: _param(fact, of, language, key) for key, of in remark.params.items()})


def _param(fact: Fact | None, value: object, language: Language, key: str = "") -> str:
    """A parameter of a remark or an error in words; what it names decides how it is written."""
    if isinstance(value, Word):
        return spoken(value, language)
    if isinstance(value, date):
        return written(vocabulary()["founded_on"], value, language)
    if key == "fact":
        return fact_label(str(value), language)
    if key == "parameter":
        parameter = parameters()[str(value)]
        return pick((parameter.label, parameter.label_en), language)
    if key == "code" and fact is not None:
        return pick(fact.choices[str(value)], language)
    if fact is not None and (key == "computed" or isinstance(value, Decimal)):
        return written(fact, value, language)
    return str(value)


def _units(finding: Finding) -> tuple[Finding, ...]:
    """The conditions a person counts: every one that must be met, nested lists of them opened."""
    if isinstance(finding.node, AtLeast) and finding.node.word == "all":
        return tuple(unit for child in finding.children for unit in _units(child))
    return (finding,)


def _named(unmet: Iterable[Finding], language: Language) -> str:
    return phrase("names", language).join(_with_shortfall(finding, language) for finding in unmet)


def _with_shortfall(finding: Finding, language: Language) -> str:
    short, called = shortfall(finding, language), name(finding.node, language)
    return phrase("named shortfall", language, name=called, shortfall=short) if short else called


def _unknown(examination: Examination, language: Language) -> str:
    facts = askable(examination.missing)
    parts = []
    if facts:
        names = phrase("names", language).join(asked(fact, language) for fact in facts[:_NAMES_SHOWN])
        kind = "missing" if len(facts) <= _NAMES_SHOWN else "missing many"
        parts.append(phrase(kind, language, count=len(facts), names=names))
    if examination.to_confirm:
        parts.append(phrase("confirm", language, count=len(examination.to_confirm)))
    return _sentence(parts or [phrase("undecidable", language)], language)


def asked(fact: str, language: Language) -> str:
    """What is not known of a fact: 是否列入经营异常名录."""
    return pick((vocabulary()[fact].whether or vocabulary()[fact].label, vocabulary()[fact].label_en), language)


def _sentence(parts: list[str], language: Language) -> str:
    return phrase("separator", language).join(parts) + phrase("stop", language)
