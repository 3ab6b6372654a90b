"""How near a policy is that is not met: the fewest conditions that would have to change, and whether they are in reach.

What is in reach is a rule of thumb of this service and stands in no regulation: it decides what is shown under “near”,
never a verdict. A number is near when no more than a fifth of its bound is missing, or a few persons or one piece; a
day when it comes within a year; a title when it is the only one lacking and was held or will be held within a year, or
its own conditions are met; of what is only yes or no, what an enterprise can put right by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from huiqi.eligibility.conditions import Age, AtLeast, Compare, Flag, Holds, Leaf, Meets, Node, Score
from huiqi.eligibility.examination import Examination
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.statuses import Standing, Status, Verdict
from huiqi.eligibility.vocabulary import FactType, vocabulary

FIFTH = Fraction(1, 5)
"""What share of its bound may be missing of a number that is near."""
PERSONS, PIECES = 10, 1
"""How many may be missing of a count of persons, and of any other count, however small the bound."""
YEAR = timedelta(days=366)
"""How far away a day may be that is near."""
MOST = 1
"""How many conditions may be missed at once: “near” means that one thing is all that stands in the way."""
MENDABLE: Mapping[str, bool] = {
    "accounting_sound": True,
    "technology_contract_registered": True,
    "core_system_in_use": True,
    "product_certified": True,
    "abnormal_operation": False,
    "wage_arrears": False,
    "insurance_arrears": False,
}
"""What an enterprise can put right by itself, with the answer it then has."""
_FAR, _NOTHING = Fraction(10**6), Fraction(0)


@dataclass(frozen=True, slots=True)
class Gap:
    """A condition that would have to change. `size` compares gaps: what is missing as a share of what is asked for."""

    finding: Finding
    near: bool
    size: Fraction


@dataclass(frozen=True, slots=True)
class _Asked:
    """The day, and the titles whose own conditions are met on it."""

    on: date
    obtainable: frozenset[str]


Gaps = tuple[Gap, ...]


def gaps(finding: Finding, on: date, obtainable: frozenset[str] = frozenset()) -> Gaps:
    """The fewest conditions that would have to change before it is no longer unmet; nothing where it is not unmet."""
    return _gaps(finding, _Asked(on, obtainable))


def near(examination: Examination, obtainable: frozenset[str] = frozenset()) -> Gaps:
    """What stands in the way of a policy that is not met but near; nothing where it is met, unknown or far."""
    if examination.verdict is not Verdict.INELIGIBLE:
        return ()
    found = gaps(examination.finding, examination.on, obtainable)
    return found if _are_near(found) else ()


def is_near(finding: Finding, on: date) -> bool:
    """Whether what is not met is near, titles apart that an enterprise could have and has not."""
    found = gaps(finding, on)
    return bool(found) and _are_near(found)


def _are_near(found: Gaps) -> bool:
    return len(found) <= MOST and all(gap.near for gap in found)


def standing(examination: Examination, between: Gaps) -> Standing:
    """The verdict, with what is near apart; `between` is what `near` says."""
    return Standing.NEAR if between else Standing(str(examination.verdict))


def distance(between: Gaps) -> tuple[int, Fraction]:
    """To sort by: few conditions first, then little missing."""
    return len(between), sum((gap.size for gap in between), Fraction(0)) if between else _NOTHING


def _gaps(finding: Finding, asked: _Asked) -> Gaps:
    if finding.status is not Status.UNMET:
        return ()
    node = finding.node
    if isinstance(node, AtLeast):
        return _of_group(node, finding, asked)
    if _follows(node) and finding.children:
        return _gaps(finding.children[0], asked)
    return (_GAPS.get(type(node), _far)(finding, asked),)


def _follows(node: Node) -> bool:
    """Whether it is met as soon as what stands behind it is met."""
    return not node.negated if isinstance(node, Meets) else isinstance(node, Flag) and node.value


def _of_group(node: AtLeast, finding: Finding, asked: _Asked) -> Gaps:
    """As many of the unmet members as are lacking, the nearest first."""
    unmet = [_gaps(child, asked) for child in finding.children if child.status is Status.UNMET]
    lacking = node.count - (len(finding.children) - len(unmet))
    nearest = sorted(unmet, key=lambda found: (not all(gap.near for gap in found), *distance(found)))
    return tuple(gap for found in nearest[:lacking] for gap in found)


def _far(finding: Finding, _asked: _Asked) -> Gap:
    return Gap(finding, False, _FAR)


def _number(finding: Finding, _asked: _Asked) -> Gap:
    short = finding.shortfall
    if short is None or short.type is FactType.DATE or not isinstance(short.amount, Decimal):
        return Gap(finding, False, _FAR)
    bound = finding.expected if isinstance(finding.expected, int | Decimal) else Decimal(0)
    size = Fraction(short.amount) / Fraction(bound) if bound else Fraction(0) if not short.amount else _FAR
    return Gap(finding, size <= FIFTH or short.amount <= few(finding.node), size)


def few(node: Node) -> int:
    """How many may be missing of what a condition counts, however small its bound."""
    fact = vocabulary()[node.fact] if isinstance(node, Leaf) else None
    if fact is None or fact.type is not FactType.COUNT:
        return 0
    return PERSONS if fact.unit == "人" else PIECES


def _age(finding: Finding, asked: _Asked) -> Gap:
    reached = finding.shortfall and finding.shortfall.amount
    if not isinstance(reached, date):
        return Gap(finding, False, _FAR)
    return Gap(finding, reached - asked.on <= YEAR, Fraction((reached - asked.on).days, YEAR.days))


def _held(finding: Finding, asked: _Asked) -> Gap:
    node, short = finding.node, finding.shortfall
    assert isinstance(node, Holds)
    if short is None or not isinstance(short.amount, tuple):
        return Gap(finding, False, _FAR)
    soon = {str(remark.params["code"]) for remark in finding.remarks if _recent(remark.params["on"], asked.on)}
    reachable = [code in soon or code in asked.obtainable for code in short.amount]
    enough = any(reachable) if node.op == "has_any" else reachable == [True]
    return Gap(finding, enough, Fraction(1, 2))


def _recent(day: Any, on: date) -> bool:
    return isinstance(day, date) and abs(day - on) <= YEAR


def _flag(finding: Finding, _asked: _Asked) -> Gap:
    node = finding.node
    assert isinstance(node, Flag)
    return Gap(finding, MENDABLE.get(node.fact) is node.value, Fraction(1, 2))


_GAPS: Mapping[type[Node], Callable[[Finding, _Asked], Gap]] = {
    Compare: _number,
    Score: _number,
    Age: _age,
    Holds: _held,
    Flag: _flag,
}
