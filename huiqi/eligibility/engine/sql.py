"""The third witness: a condition as a three-valued expression of PostgreSQL over the facts of one enterprise as JSON.

NULL is unknown; AND, OR and NOT follow Kleene in SQL by themselves. It is slow and independent: nothing here is
shared with the bit columns, and only the words of a condition with the judge of single enterprises.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from huiqi.eligibility.conditions import (
    Age,
    AnyItem,
    AtLeast,
    Compare,
    DayOperand,
    FactOperand,
    Flag,
    Holds,
    Manual,
    Meets,
    Node,
    OneOf,
    Operand,
    ParameterOperand,
    Score,
    Within,
)
from huiqi.eligibility.derived import derived_conditions
from huiqi.eligibility.library import Library
from huiqi.eligibility.parameters import parameters
from huiqi.eligibility.vocabulary import FactType, vocabulary
from huiqi.standards import industries, regions


@dataclass
class Witness:
    """Writes conditions for one day. `facts` names a jsonb: what is stated; marks are its `confirmed` and `denied`.

    Everything is written out as literals: it takes no parameters.
    """

    on: date
    library: Library
    facts: str = "f"
    _writers: Mapping[type[Node], Callable[[Any], str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Each kind of node with what writes it."""
        self._writers = {
            AtLeast: self._group,
            Compare: self._compare,
            OneOf: self._one_of,
            Within: self._within,
            Holds: self._holds,
            Flag: self._flag,
            AnyItem: self._any_item,
            Age: self._age,
            Manual: self._manual,
            Meets: self._meets,
            Score: self._score,
        }

    def write(self, node: Node) -> str:
        """The expression: true, false or NULL. Every value in it is a quoted literal of a checked condition."""
        return self._writers[type(node)](node)

    # Groups

    def _group(self, node: AtLeast) -> str:
        parts = [self.write(child) for child in node.of]
        if node.count in (1, len(parts)):
            return "(" + (" AND " if node.count == len(parts) else " OR ").join(parts) + ")"
        rows = ", ".join(f"({part})" for part in parts)
        return (
            f"(SELECT CASE WHEN count(*) FILTER (WHERE s) >= {node.count} THEN true"
            f" WHEN count(*) FILTER (WHERE s IS NOT FALSE) < {node.count} THEN false END FROM (VALUES {rows}) AS o(s))"
        )

    def _meets(self, node: Meets) -> str:
        version = self.library.version_on(node.policy, self.on)
        inner = "NULL::boolean" if version is None else self.write(version.condition)
        return f"(NOT {inner})" if node.negated else inner

    def _manual(self, node: Manual) -> str:
        key = text(json.dumps([node.key]))
        found = (
            f"(CASE WHEN {self.facts}->'confirmed' @> {key}::jsonb THEN true"
            f" WHEN {self.facts}->'denied' @> {key}::jsonb THEN false END)"
        )
        return f"(NOT {found})" if node.negated else found

    # Facts

    def _stated(self, name: str) -> str:
        return f"({self.facts}->>{text(name)})"

    def _value(self, name: str) -> str:
        """A fact as number, day or text; what follows from others where it is not stated."""
        fact = vocabulary()[name]
        if fact.type is FactType.DATE:
            stated = f"{self._stated(name)}::date"
            return f"(CASE WHEN {stated} <= {day(self.on)} THEN {stated} END)" if fact.past else stated
        if not fact.is_number:
            return self._stated(name)
        stated = f"{self._stated(name)}::numeric"
        for how, of in (fact.derived or {}).items():
            computed = self._parameter(of) if how == "parameter" else self._total(of)
            return f"coalesce({stated}, {computed})"
        return stated

    def _total(self, of: Mapping[str, Any]) -> str:
        above = " + ".join(self._value(name) for name in of["sum"])
        if "over" not in of:
            return f"({above})"
        below = " + ".join(self._value(name) for name in of["over"])
        # As a Decimal of 28 digits: many places first, then rounded by the place of the first digit.
        share = f"(({above})::numeric(200, 80) / nullif({below}, 0))"
        places = "27 - floor(log(greatest(abs(q), 1e-60)))::int"
        return f"(SELECT CASE WHEN q = 0 THEN 0 ELSE round(q, {places}) END FROM (SELECT {share} AS q) AS s)"

    def _parameter(self, name: str) -> str:
        """The number of the most specific region that has one this year."""
        cases, otherwise = [], "NULL"
        parameter = parameters()[name]
        for code in sorted({value.region for value in parameter.values}, key=_depth, reverse=True):
            found = parameter.find(code, self.on)
            if found is None or found.region != code:
                continue
            if code == regions.NATION:
                known = "" if parameter.is_national else f"WHEN {self._stated('region')} IS NULL THEN NULL "
                otherwise = f"{found.value}"
                cases.append(known)
            else:
                cases.append(f"WHEN {self._stated('region')} = ANY({_inside('region', [code])}) THEN {found.value}")
        whens = " ".join(case for case in cases if case)
        return f"(CASE {whens} ELSE {otherwise} END)" if whens else f"({otherwise}::numeric)"

    # Leaves

    def _compare(self, node: Compare) -> str:
        op = "<>" if node.op == "!=" else node.op
        return f"({self._value(node.fact)} {op} {self._operand(node.value)})"

    def _operand(self, operand: Operand) -> str:
        if isinstance(operand, FactOperand):
            value = self._value(operand.fact)
            return value if operand.times == 1 else f"({value} * {number(operand.times)})"
        if isinstance(operand, ParameterOperand):
            return self._parameter(operand.parameter)
        if isinstance(operand, DayOperand):
            return day(self.on)
        return day(operand) if isinstance(operand, date) else number(operand)

    def _one_of(self, node: OneOf) -> str:
        wanted = f"{self._stated(node.fact)} = ANY({texts(node.codes)})"
        fact = vocabulary()[node.fact]
        if fact.derived and "size_class" in fact.derived:
            from huiqi.eligibility.engine.sizes import derived_in

            parts = [self._value(name) for name in fact.derived["size_class"]]
            open_ = derived_in(parts, texts(node.codes), self.on)
            wanted = f"(CASE WHEN {self._stated(node.fact)} IS NOT NULL THEN {wanted} ELSE {open_} END)"
        return f"({wanted})" if node.op == "in" else f"(NOT {wanted})"

    def _within(self, node: Within) -> str:
        stated, table = self._stated(node.fact), vocabulary()[node.fact].type.value
        found = (
            f"(CASE WHEN {stated} = ANY({_inside(table, node.codes)}) THEN true"
            f" WHEN {stated} IS NULL OR {stated} = ANY({_above(table, node.codes)}) THEN NULL ELSE false END)"
        )
        return found if node.op == "within" else f"(NOT {found})"

    def _holds(self, node: Holds) -> str:
        today = day(self.on)
        held = (
            "(SELECT CASE jsonb_typeof(h) WHEN 'string' THEN h#>>'{}' ELSE h->>'code' END AS code,"
            " (h->>'from')::date AS since, (h->>'until')::date AS until"
            f" FROM jsonb_array_elements({self.facts}->{text(node.fact)}) AS e(h))"
        )
        valid = f"coalesce(since <= {today}, true) AND coalesce({today} <= until, true)"
        have = f"(SELECT count(DISTINCT code) FROM {held} AS x WHERE {valid} AND code = ANY({texts(node.codes)}))"
        wanted = len(set(node.codes))
        answer = {
            "has_any": f"{have} > 0",
            "has_none": f"{have} = 0",
            "has_all": f"{have} = {wanted}",
            "lacks_any": f"{have} < {wanted}",
        }[node.op]
        return f"(CASE WHEN {self.facts} ? {text(node.fact)} THEN {answer} END)"

    def _flag(self, node: Flag) -> str:
        stated = f"{self._stated(node.fact)}::boolean"
        if node.fact in derived_conditions():
            stated = f"coalesce({stated}, {self.write(derived_conditions()[node.fact])})"
        return f"({stated} = {str(node.value).lower()})"

    def _any_item(self, node: AnyItem) -> str:
        checks = [f"(a->>'level') = ANY({texts(node.levels)})"]
        if node.within_years is not None:
            year = self.on.year
            checks.append(f"(a->>'year')::int BETWEEN {year - node.within_years} AND {year}")
        if node.rank_at_most is not None:
            checks.append(f"(a->>'rank')::int <= {node.rank_at_most}")
        awards = f"jsonb_array_elements({self.facts}->{text(node.fact)}) AS e(a)"
        one = f"(SELECT CASE WHEN bool_or(s) THEN true WHEN count(*) FILTER (WHERE s IS NULL) > 0 THEN NULL ELSE false END FROM (SELECT {' AND '.join(checks)} AS s FROM {awards}) AS x)"  # noqa: E501
        found = f"(CASE WHEN {self.facts} ? {text(node.fact)} THEN {one} END)"
        return found if node.op == "any_item" else f"(NOT {found})"

    def _age(self, node: Age) -> str:
        reached = f"(({self._value(node.fact)} + interval '{node.years} years')::date <= {day(self.on)})"
        return reached if node.op == "years_at_least" else f"(NOT {reached})"

    def _score(self, node: Score) -> str:
        from huiqi.eligibility.engine.sql_scores import interval

        low, high = interval(node.items, self)
        ends = f"(SELECT {low} {node.op} {number(node.bound)}, {high} {node.op} {number(node.bound)})"
        return f"(SELECT CASE WHEN a = b THEN a END FROM {ends} AS x(a, b))"

    def value_of(self, fact: str) -> str:
        """A number, for score tables."""
        return self._value(fact)


def _depth(code: str) -> int:
    return regions.find(code).interval[0]


def _inside(table: str, codes: Iterable[str]) -> str:
    tree = regions if table == "region" else industries
    return texts(sorted({node.code for code in codes for node in tree.find(code).descendants}))


def _above(table: str, codes: Iterable[str]) -> str:
    tree = regions if table == "region" else industries
    found = set()
    for code in codes:
        node = tree.find(code)
        while node.parent is not None:
            node = node.parent
            found.add(node.code)
    return texts(sorted(found))


def text(value: str) -> str:
    """A literal of text."""
    return "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """A literal of an array of codes, which hold neither quotes nor commas."""
    return text("{" + ",".join(values) + "}") + "::text[]"


def day(value: date) -> str:
    """A literal of a day."""
    return f"'{value.isoformat()}'::date"


def number(value: Decimal) -> str:
    """A literal of a number."""
    return f"({value:f})"
