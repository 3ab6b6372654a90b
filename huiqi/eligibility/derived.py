"""Derived facts: what follows from other facts, and how a stated value and a computed one are brought together.

A stated value decides; where the parts are known too and disagree by more than rounding, the finding says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Protocol

from huiqi.eligibility.conditions import Node, policies_met
from huiqi.eligibility.findings import Finding, Note, Remark, Ways, missing_in, unique
from huiqi.eligibility.parameters import parameters
from huiqi.eligibility.reading import read_condition
from huiqi.eligibility.statuses import Status
from huiqi.eligibility.vocabulary import Fact, Value, vocabulary
from huiqi.standards import size_classes

ROUNDING = Decimal("0.0005")
"""How far a stated ratio may lie from the computed one unremarked."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one fact: its value, or the values still open, and how to learn it."""

    value: Value | None
    ways: Ways = ()
    possible: frozenset[str] | None = None
    """Of a code that is not settled, the codes still possible."""
    remarks: tuple[Remark, ...] = ()
    behind: tuple[Finding, ...] = ()
    """Of a fact that follows from a condition, what was found about it."""


class Source(Protocol):
    """Where derivations read other facts and conditions."""

    on: date

    def known(self, name: str) -> Known:
        """What is known of a fact."""

    def find(self, node: Node) -> Finding:
        """What is found about a condition."""


def derive(fact: Fact, stated: Value | None, source: Source) -> Known:
    """What is known of a fact, stated and derived together."""
    itself: Ways = ((fact.name,),)
    if fact.derived is None:
        return Known(stated, itself)
    ((how, of),) = fact.derived.items()
    computed = _DERIVATIONS[how](fact, of, source)
    if stated is None:
        return computed if computed.value is not None else _open(computed, itself)
    differs = computed.value is not None and _differ(stated, computed.value)
    remarks = (Remark(Note.DIFFERS, {"computed": computed.value}),) if differs else ()
    return Known(stated, itself, remarks=remarks)


def _open(computed: Known, itself: Ways) -> Known:
    return Known(None, (*computed.ways, *itself), computed.possible, computed.remarks, computed.behind)


def _differ(stated: Value, computed: Value) -> bool:
    if isinstance(stated, Decimal) and isinstance(computed, Decimal):
        return abs(stated - computed) > ROUNDING
    return stated != computed


def _total(_fact: Fact, of: Any, source: Source) -> Known:
    """The sum of some facts, over the sum of others where `over` names any; unknown while one of them is."""
    over = of.get("over", ())
    parts = {name: source.known(name) for name in (*of["sum"], *over)}
    unknown = unique(name for part in parts.values() if part.value is None for way in part.ways for name in way)
    if unknown:
        return Known(None, (unknown,))
    total, base = (sum((_number(parts[name]) for name in names), Decimal(0)) for names in (of["sum"], over))
    if over and not base:
        return Known(None, remarks=(Remark(Note.ZERO_BASE, {"fact": over[0]}),))
    return Known(total / base if over else total)


def _number(known: Known) -> Decimal:
    assert isinstance(known.value, int | Decimal)
    return Decimal(known.value)


def _size_class(_fact: Fact, of: Any, source: Source) -> Known:
    values: list[Any] = [source.known(name).value for name in of]
    industry, employees, revenue, total_assets = values
    judged = size_classes.judge(industry, employees, revenue, total_assets, source.on)
    if judged.size_class is not None:
        return Known(str(judged.size_class.value))
    absent = [name for name, value in zip(of, values, strict=True) if value is None]
    # Without an industry nothing says which indicators count, so one fact alone does not settle it.
    way = tuple(absent) if "industry" in absent else judged.missing
    possible = frozenset(str(size.value) for size in judged.possible)
    remarks = (Remark(Note.NOT_CLASSIFIED),) if not way else ()
    if "industry" in way and "industry" not in absent:
        remarks = (Remark(Note.TOO_COARSE, {"fact": "industry"}),)
    return Known(None, (way,) if way else (), possible or None, remarks)


def _parameter(_fact: Fact, of: Any, source: Source) -> Known:
    parameter = parameters()[of]
    region = source.known("region").value
    if region is None and not parameter.is_national:
        return Known(None, (("region",),))
    found = parameter.find(region if isinstance(region, str) else None, source.on)
    if found is None:
        return Known(None, remarks=(Remark(Note.NO_PARAMETER, {"parameter": of}),))
    return Known(found.value)


def _condition(fact: Fact, _of: Any, source: Source) -> Known:
    finding = source.find(derived_conditions()[fact.name])
    if finding.status is Status.UNKNOWN:
        way = unique(missing_in(finding))
        return Known(None, (way,) if way else (), behind=(finding,), remarks=finding.remarks)
    return Known(finding.status is Status.MET, behind=(finding,))


_DERIVATIONS: Mapping[str, Callable[[Fact, Any, Source], Known]] = {
    "total": _total,
    "size_class": _size_class,
    "parameter": _parameter,
    "condition": _condition,
}


@cache
def derived_conditions() -> Mapping[str, Node]:
    """The conditions that yes/no facts follow from, by fact."""
    return {
        fact.name: read_condition(fact.derived["condition"], "fact", f"$.{fact.name}")
        for fact in vocabulary().values()
        if fact.derived and "condition" in fact.derived
    }


def policies_behind(facts: frozenset[str]) -> frozenset[str]:
    """The policies whose verdict these facts follow from."""
    return frozenset(
        code for name, node in derived_conditions().items() if name in facts for code in policies_met(node)
    )


def parts_of(fact: Fact) -> tuple[str, ...]:
    """The facts a derived fact is computed from directly; nothing for one that is only stated."""
    for how, of in (fact.derived or {}).items():
        if how == "size_class":
            return tuple(of)
        if how == "total":
            return (*of["sum"], *of.get("over", ()))
        if how == "parameter":
            return ("region",)
    return ()
