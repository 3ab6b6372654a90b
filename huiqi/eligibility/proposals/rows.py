"""Proposals as lines of a rule: what a person accepts, changes or rejects, and the outline of what was accepted.

What the vocabulary has no fact for becomes a condition that a person confirms, in the words of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huiqi.eligibility.outline import DEEPEST, Line, number_typed
from huiqi.eligibility.parameters import parameters
from huiqi.eligibility.proposals.proposal import Certainty, Proposal, Proposals
from huiqi.eligibility.typed import SMALL, TREES, tree_typed
from huiqi.eligibility.vocabulary import Fact, FactType, vocabulary
from huiqi.standards.trees import UnknownCode

MOST = 120
"""Rows of one text: more is no policy, and no person would look at them."""
LONGEST = 400
Logic = int | tuple[str, tuple["Logic", ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line with the proposals it says, by their numbers; text[start:end] are the words it rests on."""

    line: Line
    numbers: tuple[int, ...]
    start: int
    end: int
    certainty: Certainty
    origin: str = "grammar"


def rows(found: Proposals, first: int = 1) -> list[Row]:
    """The rows of a text in its order, numbered from `first`; two bounds in words that no fact decides are one row."""
    told: list[Row] = []
    for number, one in enumerate(found.conditions, start=first):
        line = line_of(one)
        same = next((at for at, row in enumerate(told) if line is None and _is_same(row, one)), None)
        if same is not None:
            row = told[same]
            told[same] = Row(row.line, (*row.numbers, number), row.start, row.end, row.certainty, row.origin)
        else:
            told.append(
                Row(
                    line or (shut_out(one, number) if _is_shut(one) else confirmed(one.words, number)),
                    (number,),
                    one.start,
                    one.end,
                    one.certainty,
                    one.origin,
                )
            )
    return told[:MOST]


def _is_same(row: Row, one: Proposal) -> bool:
    return row.line["kind"] == "manual" and (row.start, row.end) == (one.start, one.end)


def confirmed(words: str, number: int) -> Line:
    """A condition to be confirmed by a person, in the words of the text."""
    return {"kind": "manual", "text": re.sub(r"\s+", "", words)[:LONGEST], "code": f"asked_{number}"}


def _is_shut(one: Proposal) -> bool:
    """不符合产业政策 under 不得申报: its words say who may not have it; 未列入… says already what must be."""
    return one.op == "is_false" and one.fact == "other:" + re.sub(r"\s+", "", one.words)


def shut_out(one: Proposal, number: int) -> Line:
    """What must not be the case, in the words of the text."""
    return {"kind": "group", "word": "none", "of": [confirmed(one.words, number)]}


def line_of(one: Proposal) -> Line | None:
    """The line that says it; None where no fact of the vocabulary can decide it."""
    fact = vocabulary().get(one.fact)
    if fact is None:
        return None
    line = _READERS[fact.type](fact, one) if fact.type in _READERS else _amount(fact, one)
    return None if line is None else {"kind": "fact", "fact": fact.name} | line if "kind" not in line else line


def _amount(fact: Fact, one: Proposal) -> Line | None:
    op = "=" if one.op == "==" else one.op
    if op not in ("<=", "<", ">=", ">", "="):
        return None
    if isinstance(one.value, str):
        named = next((name for name, held in parameters().items() if held.label in one.value), None)
        return {"op": op, "against": f"parameter:{named}"} if named else None
    number = _in_unit(fact, one)
    if number is None or not _is_possible(fact, number):
        return None
    sure = {"sure": True} if fact.type is FactType.MONEY and number < SMALL else {}
    return {"op": op, "value": number_typed(fact, number)} | sure


_UNITS = {
    FactType.MONEY: {"yuan": Decimal(1)},
    FactType.RATIO: {"ratio": Decimal(1)},
    FactType.MONTHS: {"months": Decimal(1), "years": Decimal(12)},
    FactType.YEARS: {"years": Decimal(1), "months": Decimal(1) / 12},
    FactType.COUNT: {"count": Decimal(1), "persons": Decimal(1), "times": Decimal(1)},
    FactType.POINTS: {"points": Decimal(1)},
}


def _in_unit(fact: Fact, one: Proposal) -> Decimal | None:
    times = _UNITS.get(fact.type, {}).get(one.unit or "")
    if times is None or isinstance(one.value, bool | list):
        return None
    return Decimal(str(one.value)) * times


def _is_possible(fact: Fact, number: Decimal) -> bool:
    return (fact.minimum is None or number >= fact.minimum) and (fact.maximum is None or number <= fact.maximum)


def _day(_fact: Fact, one: Proposal) -> Line | None:
    if isinstance(one.value, str):
        try:
            return {"op": "=" if one.op == "==" else one.op, "value": date.fromisoformat(one.value).isoformat()}
        except ValueError:
            return None
    years = _years(one)
    if years is None:
        return None
    aged: Line = {"op": "years_at_least", "value": str(years)}
    if one.op in (">=", ">", "=="):
        return aged
    return {"kind": "group", "word": "none", "of": [{"kind": "fact", "fact": one.fact} | aged]}


def _years(one: Proposal) -> int | None:
    """Whole years of a duration; None where it has none."""
    if isinstance(one.value, bool | list | str) or one.unit not in ("years", "months"):
        return None
    years = Decimal(str(one.value)) / (1 if one.unit == "years" else 12)
    return int(years) if years == years.to_integral_value() and 0 < years < 1_000 else None


def _codes(one: Proposal) -> list[str]:
    return [one.value] if isinstance(one.value, str) else list(one.value) if isinstance(one.value, list) else []


def _chosen(fact: Fact, one: Proposal) -> Line | None:
    op = {"==": "in", "in": "in", "not_in": "not_in", "has": "has_any", "lacks": "has_none"}.get(one.op)
    codes = _codes(one)
    if op is None or not codes or not all(code in fact.choices for code in codes):
        return None
    return {"op": op, "value": codes}


def _tree(fact: Fact, one: Proposal) -> Line | None:
    op = {"==": "within", "in": "within", "not_in": "not_within"}.get(one.op)
    try:
        typed = tree_typed(fact, _codes(one))
    except UnknownCode:
        return None
    return {"op": op, "value": typed} if op and typed else None


def _flag(_fact: Fact, one: Proposal) -> Line | None:
    answer = {"is_true": "yes", "is_false": "no"}.get(one.op)
    return {"op": "is", "value": answer} if answer else None


_READERS: Mapping[FactType, Callable[[Fact, Proposal], Line | None]] = {
    FactType.DATE: _day,
    FactType.CODE: _chosen,
    FactType.SET: _chosen,
    **dict.fromkeys(TREES, _tree),
    FactType.YES_NO: _flag,
    FactType.LIST: lambda _fact, _one: None,
    FactType.TEXT: lambda _fact, _one: None,
}

_TOKEN = re.compile(r"\d{1,4}|and|or|[()]")


def joined(logic: str, accepted: Mapping[int, Line]) -> Line:
    """The outline of the accepted lines, by their numbers, as `logic` combines them; what it leaves out holds too."""
    tree = _parsed(logic)
    root = _grown(tree, accepted) if tree is not None else None
    if root is None:
        return {"kind": "group", "word": "all", "of": _distinct(accepted.values())}
    named = _numbers(tree)
    rest = _distinct(line for number, line in accepted.items() if number not in named)
    if rest or root["kind"] != "group" or root["word"] == "none":
        inner = root["of"] if root.get("word") == "all" else [root]
        return {"kind": "group", "word": "all", "of": _distinct([*inner, *rest])}
    return root


def _grown(tree: Logic, accepted: Mapping[int, Line]) -> Line | None:
    if isinstance(tree, int):
        return accepted.get(tree)
    word, parts = tree
    joint = "any" if word == "or" else "all"
    grown = [line for part in parts if (line := _grown(part, accepted)) is not None]
    of = _distinct(inner for line in grown for inner in (line["of"] if line.get("word") == joint else [line]))
    if len(of) <= 1:
        return of[0] if of else None
    return {"kind": "group", "word": joint, "of": of}


def _distinct(lines: Iterable[Line]) -> list[Line]:
    seen: dict[int, Line] = {}
    for line in lines:
        seen.setdefault(id(line), line)
    return list(seen.values())


def _numbers(tree: Logic | None) -> set[int]:
    if tree is None or isinstance(tree, int):
        return set() if tree is None else {tree}
    return {number for part in tree[1] for number in _numbers(part)}


def _parsed(logic: str) -> Logic | None:
    """`1 and (2 or 3)` as a tree; None where it is none or deeper than a rule may be."""
    tokens = _TOKEN.findall(logic)
    if not tokens or "".join(tokens) != re.sub(r"\s", "", logic) or _depth(tokens) > DEEPEST - 3:
        return None
    try:
        tree, at = _expression(tokens, 0)
    except (IndexError, ValueError):
        return None
    return tree if at == len(tokens) else None


def _depth(tokens: list[str]) -> int:
    deepest = depth = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token, 0)
        deepest = max(deepest, depth)
    return deepest


def _expression(tokens: list[str], at: int) -> tuple[Logic, int]:
    """`and` binds closer than `or`, as everywhere."""
    ways, at = _series(tokens, at, "or", lambda here: _series_of_terms(tokens, here))
    return (ways[0] if len(ways) == 1 else ("or", tuple(ways))), at


def _series_of_terms(tokens: list[str], at: int) -> tuple[Logic, int]:
    terms, at = _series(tokens, at, "and", lambda here: _term(tokens, here))
    return (terms[0] if len(terms) == 1 else ("and", tuple(terms))), at


def _series(tokens: list[str], at: int, word: str, read: Callable[[int], tuple[Logic, int]]) -> tuple[list[Logic], int]:
    one, at = read(at)
    found = [one]
    while at < len(tokens) and tokens[at] == word:
        one, at = read(at + 1)
        found.append(one)
    return found, at


def _term(tokens: list[str], at: int) -> tuple[Logic, int]:
    if tokens[at] == "(":
        inner, at = _expression(tokens, at + 1)
        if tokens[at] != ")":
            raise ValueError(tokens[at])
        return inner, at + 1
    return int(tokens[at]), at + 1
