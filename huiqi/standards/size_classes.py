"""Size classes of enterprises 企业划型 after 工信部联企业〔2011〕300号: what industry, staff, revenue and assets make.

The bounds are data (`tables/size_classes.json`), one version per regulation. A class asks for the lower bound of every
indicator of its industry (第四条); who misses one falls a class, so that the lowest indicator decides
(国统字〔2017〕213号 附表注1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from huiqi.kernel.words import Word
from huiqi.standards import industries, tables
from huiqi.standards.industries import Industry, IndustryLevel

_WAN = 10_000


class SizeClass(Word):
    """The four classes, smallest first."""

    MICRO = "micro", "微型"
    SMALL = "small", "小型"
    MEDIUM = "medium", "中型"
    LARGE = "large", "大型"


class Note(Word):
    """Why no class was given."""

    UNDECIDED = "undecided", "已知的数据还不能决定规模类型"
    INDUSTRY_UNKNOWN = "industry_unknown", "不知道所属行业，不能划型"
    TOO_COARSE = "too_coarse", "行业代码太粗，跨几行标准"
    NOT_CLASSIFIED = "not_classified", "划型标准不适用于该行业"
    UNCLEAR = "unclear", "该行业适用哪一行标准尚待核实"
    NO_STANDARD = "no_standard", "该日没有施行的划型标准"


_CLASSES = tuple(SizeClass)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One of the sixteen industries of the regulation.

    `bounds` are the least small, medium and large values: persons for `employees`, yuan for the other two.
    """

    number: int
    name: str
    industries: tuple[str, ...]
    bounds: Mapping[str, tuple[Decimal, Decimal, Decimal]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one known indicator says by itself under one rule."""

    rule: int
    indicator: str
    value: Decimal
    reaches: SizeClass
    next_class: SizeClass | None
    bound: Decimal | None
    """The least value of `next_class`; None at the top."""
    short_by: Decimal | None
    """How much `value` misses `bound` by."""


@dataclass(frozen=True, slots=True)
class SizeJudgement:
    """The class, or why there is none; `possible` classes are still open, `missing` facts would settle it."""

    size_class: SizeClass | None
    standard: str | None
    rule: Rule | None = None
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    possible: tuple[SizeClass, ...] = ()
    note: Note | None = None
    candidates: tuple[Rule, ...] = ()
    """The rules a coarse industry code leaves open."""
    refine_to: IndustryLevel | None = None
    """How fine the industry code must be."""


@dataclass(frozen=True, slots=True)
class Standard:
    """One version of the regulation, in force from `effective_from` until before `effective_until`."""

    document: str
    title: str
    effective_from: date
    effective_until: date | None
    rules: tuple[Rule, ...]
    assigned: Mapping[str, frozenset[Rule | Note]]
    """For every industry code the rules that apply somewhere within it, or why none does."""

    def is_in_force(self, on: date) -> bool:
        """Whether this version applies on the day."""
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)


def judge(
    industry: str | None,
    employees: Decimal | int | None,
    revenue: Decimal | int | None,
    total_assets: Decimal | int | None,
    on: date,
) -> SizeJudgement:
    """The size class on the day; None stands for unknown, money is in yuan.

    It is decided as soon as what is known decides it, whatever the rest may be. Raises `UnknownCode` for an industry
    that does not exist and ValueError for a negative or infinite value.
    """
    known = _checked({"employees": employees, "revenue": revenue, "total_assets": total_assets})
    standard = standard_on(on)
    if standard is None:
        return SizeJudgement(None, None, note=Note.NO_STANDARD)
    if industry is None:
        return SizeJudgement(
            None, standard.document, missing=("industry",), possible=_CLASSES, note=Note.INDUSTRY_UNKNOWN
        )
    code = industries.find(industry)
    applying = standard.assigned[code.code]
    rules = tuple(sorted((rule for rule in applying if isinstance(rule, Rule)), key=lambda rule: rule.number))
    reasons = [note for note in applying if isinstance(note, Note)]
    if not rules and len(reasons) == 1:
        return SizeJudgement(None, standard.document, note=reasons[0])
    if not reasons and all(rule.bounds == rules[0].bounds for rule in rules):
        alone = _under(rules[0], known, standard)
        return alone if len(rules) == 1 else replace(alone, rule=None, candidates=rules)
    return _across(rules, bool(reasons), code, known, standard)


def standard_on(on: date) -> Standard | None:
    """The version of the regulation in force on the day, if any."""
    return next((standard for standard in standards() if standard.is_in_force(on)), None)


@cache
def standards() -> tuple[Standard, ...]:
    """Every version of the regulation, oldest first, read once per process."""
    return tuple(_standard(version) for version in tables.read("size_classes")["versions"])


def _checked(values: dict[str, Decimal | int | None]) -> dict[str, Decimal]:
    known = {name: Decimal(value) for name, value in values.items() if value is not None}
    for name, value in known.items():
        if not value.is_finite() or value < 0:
            raise ValueError(f"{name} must be a number of at least 0, not {value}")
    return known


def _under(rule: Rule, known: dict[str, Decimal], standard: Standard) -> SizeJudgement:
    """Judge by one rule: the lowest indicator decides, and one below the least small value decides alone."""
    findings = tuple(_finding(rule, name, known[name]) for name in rule.bounds if name in known)
    highest = min((_CLASSES.index(finding.reaches) for finding in findings), default=len(_CLASSES) - 1)
    missing = tuple(name for name in rule.bounds if name not in known)
    if not missing or highest == 0:
        size = _CLASSES[highest]
        return SizeJudgement(size, standard.document, rule, findings, possible=(size,))
    possible = _CLASSES[: highest + 1]
    return SizeJudgement(None, standard.document, rule, findings, missing, possible, Note.UNDECIDED)


def _across(
    rules: tuple[Rule, ...], partly_outside: bool, code: Industry, known: dict[str, Decimal], standard: Standard
) -> SizeJudgement:
    """Judge a code that spans several rules: it has a class only where all of them give the same one."""
    judged = [_under(rule, known, standard) for rule in rules]
    findings = tuple(finding for judgement in judged for finding in judgement.findings)
    open_classes = {size for judgement in judged for size in judgement.possible}
    possible = tuple(size for size in _CLASSES if size in open_classes)
    if len(possible) == 1 and not partly_outside:
        return SizeJudgement(possible[0], standard.document, None, findings, possible=possible, candidates=rules)
    missing = dict.fromkeys(["industry", *(name for judgement in judged for name in judgement.missing)])
    return SizeJudgement(
        None,
        standard.document,
        None,
        findings,
        tuple(missing),
        possible,
        Note.TOO_COARSE,
        candidates=rules,
        refine_to=_refine_to(code, standard),
    )


def _refine_to(code: Industry, standard: Standard) -> IndustryLevel:
    """The coarsest level at which every industry within `code` falls under one rule."""
    split = {node.level for node in code.descendants if len(standard.assigned[node.code]) > 1}
    levels = tuple(IndustryLevel)
    return levels[max(position for position, level in enumerate(levels) if level in split) + 1]


def _finding(rule: Rule, indicator: str, value: Decimal) -> Finding:
    bounds = rule.bounds[indicator]
    reached = sum(value >= bound for bound in bounds)
    if reached == len(bounds):
        return Finding(rule.number, indicator, value, SizeClass.LARGE, None, None, None)
    bound = bounds[reached]
    return Finding(rule.number, indicator, value, _CLASSES[reached], _CLASSES[reached + 1], bound, bound - value)


def _standard(version: dict[str, Any]) -> Standard:
    rules = tuple(_rule(row) for row in version["rows"])
    listed: dict[str, Rule | Note] = {code: rule for rule in rules for code in rule.industries}
    listed |= dict.fromkeys(version["not_classified"], Note.NOT_CLASSIFIED)
    listed |= dict.fromkeys(version["unclear"], Note.UNCLEAR)
    until = version["effective_until"]
    return Standard(
        version["document"],
        version["title"],
        date.fromisoformat(version["effective_from"]),
        date.fromisoformat(until) if until else None,
        rules,
        _assigned(listed),
    )


def _rule(row: dict[str, Any]) -> Rule:
    """A row with its money turned from 万元 into yuan."""
    bounds = {}
    for name, (small, medium, large) in row["bounds"].items():
        unit = 1 if name == "employees" else _WAN
        bounds[name] = (Decimal(small) * unit, Decimal(medium) * unit, Decimal(large) * unit)
    return Rule(row["number"], row["name"], tuple(row["industries"]), bounds)


def _assigned(listed: dict[str, Rule | Note]) -> dict[str, frozenset[Rule | Note]]:
    """Give every industry what its nearest listed ancestor says, and to those above the union of what lies within."""
    found: dict[str, set[Rule | Note]] = {industry.code: set() for industry in industries.tree()}
    for industry in industries.tree():
        if industry.children:
            continue
        says = next(listed[step.code] for step in reversed(industry.path) if step.code in listed)
        for step in industry.path:
            found[step.code].add(says)
    return {code: frozenset(says) for code, says in found.items()}
