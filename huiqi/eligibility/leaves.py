"""Judging one condition on one fact: each kind of leaf with what is required, what is known and what is short."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from huiqi.eligibility.conditions import (
    Age,
    AnyItem,
    Compare,
    DayOperand,
    FactOperand,
    Flag,
    Holds,
    Leaf,
    OneOf,
    Operand,
    ParameterOperand,
    Within,
)
from huiqi.eligibility.derived import Known, Source
from huiqi.eligibility.findings import Expected, Finding, Note, Remark, Shortfall, both
from huiqi.eligibility.parameters import parameters
from huiqi.eligibility.statuses import Status, at_least, decided, negated
from huiqi.eligibility.vocabulary import Award, FactType, Held, vocabulary
from huiqi.standards import industries, regions

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}


def find_leaf(node: Leaf, source: Source) -> Finding:
    """What is found about a condition on one fact."""
    return _JUDGES[type(node)](node, source.known(node.fact), source)


def _compare(node: Compare, known: Known, source: Source) -> Finding:
    operand = _resolve(node.value, source)
    value, bound = known.value, operand.value
    if value is None or bound is None:
        unknown = [part for part in (known, operand) if part.value is None]
        ways = unknown[0].ways if len(unknown) == 1 else both(known.ways, operand.ways)
        remarks = known.remarks + operand.remarks
        return Finding(node, Status.UNKNOWN, bound, value, ways=ways, remarks=remarks)
    met = COMPARISONS[node.op](value, bound)
    shortfall = None if met else _gap(vocabulary()[node.fact].type, value, bound)
    return Finding(node, decided(met), bound, value, shortfall, remarks=known.remarks)


def _resolve(operand: Operand, source: Source) -> Known:
    if isinstance(operand, FactOperand):
        known = source.known(operand.fact)
        if operand.times != 1 and isinstance(known.value, int | Decimal):
            return Known(known.value * operand.times, known.ways, remarks=known.remarks)
        return known
    if isinstance(operand, ParameterOperand):
        return _parameter(operand.parameter, source)
    return Known(source.on if isinstance(operand, DayOperand) else operand)


def _parameter(name: str, source: Source) -> Known:
    parameter = parameters()[name]
    region = source.known("region").value
    if region is None and not parameter.is_national:
        return Known(None, (("region",),))
    found = parameter.find(region if isinstance(region, str) else None, source.on)
    return Known(found.value) if found else Known(None, remarks=(Remark(Note.NO_PARAMETER, {"parameter": name}),))


def _gap(kind: FactType, value: Any, bound: Any) -> Shortfall:
    if kind is FactType.DATE:
        return Shortfall(kind, Decimal(abs((value - bound).days)))
    return Shortfall(kind, Decimal(abs(value - bound)))


def _one_of(node: OneOf, known: Known, _source: Source) -> Finding:
    wanted = node.op == "in"
    if known.value is not None:
        status = decided((known.value in node.codes) is wanted)
        return Finding(node, status, node.codes, known.value, remarks=known.remarks, children=known.behind)
    answers = {(code in node.codes) is wanted for code in known.possible or ()}
    if len(answers) == 1:
        # What is known leaves several codes open, but all of them give the same answer.
        return Finding(node, decided(answers.pop()), node.codes, tuple(sorted(known.possible or ())))
    return Finding(node, Status.UNKNOWN, node.codes, ways=known.ways, remarks=known.remarks)


def _within(node: Within, known: Known, _source: Source) -> Finding:
    if not isinstance(known.value, str):
        return Finding(node, Status.UNKNOWN, node.codes, ways=known.ways)
    table = regions if vocabulary()[node.fact].type is FactType.REGION else industries
    code = table.find(known.value)
    trees = [table.find(wanted) for wanted in node.codes]
    if any(code.is_within(tree) for tree in trees):
        status = Status.MET
    elif any(tree.is_within(code) for tree in trees):
        status = Status.UNKNOWN
    else:
        status = Status.UNMET
    if status is Status.UNKNOWN:
        coarse = Remark(Note.TOO_COARSE, {"fact": node.fact})
        return Finding(node, status, node.codes, known.value, ways=((node.fact,),), remarks=(coarse,))
    return Finding(node, status if node.op == "within" else negated(status), node.codes, known.value)


def _holds(node: Holds, known: Known, source: Source) -> Finding:
    if not isinstance(known.value, frozenset):
        return Finding(node, Status.UNKNOWN, node.codes, ways=known.ways)
    valid = {held.code for held in known.value if held.is_valid(source.on)}
    lacking = tuple(code for code in node.codes if code not in valid)
    any_held, all_held = len(lacking) < len(node.codes), not lacking
    met = {"has_any": any_held, "has_all": all_held, "has_none": not any_held, "lacks_any": not all_held}[node.op]
    actual = tuple(sorted(valid))
    if met or node.op in ("has_none", "lacks_any"):
        return Finding(node, decided(met), node.codes, actual)
    remarks = tuple(_validity(held, source.on) for held in sorted(known.value, key=_by_code) if held.code in lacking)
    return Finding(node, Status.UNMET, node.codes, actual, Shortfall(FactType.SET, lacking), remarks=remarks)


def _by_code(held: Held) -> tuple[str, str]:
    return held.code, str(held.until)


def _validity(held: Held, on: date) -> Remark:
    if held.since is not None and on < held.since:
        return Remark(Note.NOT_YET_VALID, {"code": held.code, "on": held.since})
    return Remark(Note.LAPSED, {"code": held.code, "on": held.until})


def _flag(node: Flag, known: Known, _source: Source) -> Finding:
    if known.value is None:
        return Finding(node, Status.UNKNOWN, node.value, ways=known.ways, remarks=known.remarks, children=known.behind)
    status = decided(known.value is node.value)
    return Finding(node, status, node.value, known.value, remarks=known.remarks, children=known.behind)


def _any_item(node: AnyItem, known: Known, source: Source) -> Finding:
    expected: Expected = node.levels
    if not isinstance(known.value, tuple):
        return Finding(node, Status.UNKNOWN, expected, ways=known.ways)
    status = at_least(1, [_award(node, award, source.on) for award in known.value])
    status = status if node.op == "any_item" else negated(status)
    ways = ((node.fact,),) if status is Status.UNKNOWN else ()
    return Finding(node, status, expected, known.value, ways=ways)


def _award(node: AnyItem, award: Award, on: date) -> Status:
    recent = ranked = Status.MET
    if node.within_years is not None:
        recent = decided(None if award.year is None else on.year - node.within_years <= award.year <= on.year)
    if node.rank_at_most is not None:
        ranked = decided(None if award.rank is None else award.rank <= node.rank_at_most)
    return at_least(3, [decided(award.level in node.levels), recent, ranked])


def _age(node: Age, known: Known, source: Source) -> Finding:
    if not isinstance(known.value, date):
        return Finding(node, Status.UNKNOWN, ways=known.ways)
    reached = years_after(known.value, node.years)
    old_enough = reached <= source.on
    met = old_enough if node.op == "years_at_least" else not old_enough
    shortfall = None if met or old_enough else Shortfall(FactType.DATE, reached)
    return Finding(node, decided(met), reached, known.value, shortfall)


def years_after(day: date, years: int) -> date:
    """The same day `years` later; the last of February where there is no 29th (民法典第二百零二条)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


_JUDGES: Mapping[type[Leaf], Callable[[Any, Known, Source], Finding]] = {
    Compare: _compare,
    OneOf: _one_of,
    Within: _within,
    Holds: _holds,
    Flag: _flag,
    AnyItem: _any_item,
    Age: _age,
}
