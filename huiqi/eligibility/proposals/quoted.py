"""What a model proposes, taken at its word only: each proposal must quote the text, and its number must stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from huiqi.eligibility.proposals import quantities, texts
from huiqi.eligibility.proposals.proposal import Certainty, Proposal, Stated
from huiqi.eligibility.proposals.texts import Text
from huiqi.eligibility.vocabulary import Fact, FactType, vocabulary

ORIGIN = "model"
MOST = 100
_NEAR = 1e-9
_BOUNDS = frozenset(("<=", "<", ">=", ">", "=="))
_OPS = _BOUNDS | {"is_true", "is_false", "in", "not_in", "has"}
_SHORTEST, _LONGEST = 2, 200


def taken(original: str, told: object, known: Sequence[tuple[int, int, str, Any]]) -> list[Proposal]:
    """The proposals of `told` (`{"conditions": [{"fact", "op", "value", "words"}]}`) that can be held to the text.

    `known` are start, end, operator and value of what is proposed already; what says the same there is left out.
    """
    text = texts.read(original)
    kept: list[Proposal] = []
    for one in _listed(told):
        found = _held(text, one)
        if found is not None and not any(_is_same(found, *other) for other in [*known, *map(_place, kept)]):
            kept.append(found)
    return sorted(kept, key=lambda one: (one.start, one.end))


def _listed(told: object) -> Iterator[Mapping[str, Any]]:
    listed = told.get("conditions") if isinstance(told, Mapping) else told
    yield from (one for one in (listed if isinstance(listed, list) else [])[:MOST] if isinstance(one, Mapping))


def _place(one: Proposal) -> tuple[int, int, str, Any]:
    return one.start, one.end, one.op, one.value


def _held(text: Text, one: Mapping[str, Any]) -> Proposal | None:
    """One proposal with its place; None where its words are not in the text, or its value not in its words."""
    op, words, value = one.get("op"), one.get("words"), one.get("value")
    if op not in _OPS or not isinstance(words, str) or not _SHORTEST <= len(words) <= _LONGEST:
        return None
    even = texts.read(words).even.strip()
    at = text.even.find(even) if even else -1
    stated = _stated(str(op), value, even)
    if at < 0 or stated is None:
        return None
    start, end = text.span(at, at + len(even))
    shown, unit = stated
    return Proposal(_fact(one, even), str(op), shown, text.words(at, at + len(even)), start, end, unit, origin=ORIGIN,
                    certainty=Certainty.DOUBTFUL)  # fmt: skip


def _fact(one: Mapping[str, Any], even: str) -> str:
    fact = one.get("fact")
    return fact if isinstance(fact, str) and fact in vocabulary() else "other:" + even[:40]


def _stated(op: str, value: object, even: str) -> tuple[Stated, str | None] | None:
    """The value as the vocabulary counts it, with its unit. A number counts only where the quoted words state it."""
    if op in ("is_true", "is_false"):
        return op == "is_true", None
    if op in ("in", "not_in"):
        codes = value if isinstance(value, list) else [value]
        return ([str(code) for code in codes], None) if codes and all(isinstance(c, str) for c in codes) else None
    if op == "has":
        return (value, None) if isinstance(value, str) else None
    return _number(value, even)


def _number(value: object, even: str) -> tuple[Stated, str | None] | None:
    for quantity in quantities.find(even):
        stated = quantity.stated()
        if isinstance(quantity.number, date):
            if stated == value:
                return stated, None
        elif _is_number(value) and abs(float(quantity.number) - float(str(value))) <= _NEAR * max(
            1.0, abs(float(stated))
        ):
            return stated, quantity.unit
    return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_same(one: Proposal, start: int, end: int, op: str, value: Any) -> bool:
    """The same comparison in words that overlap; of two without a number, any two that overlap."""
    if not (one.start < end and start < one.end):
        return False
    return (one.op, re.sub(r"\.0$", "", str(one.value))) == (op, re.sub(r"\.0$", "", str(value))) or (
        isinstance(one.value, bool) and isinstance(value, bool)
    )


@cache
def instruction() -> str:
    """What a model is told: the shape of its answer, and the facts with their codes."""
    told = Path(__file__).with_name("instruction.txt").read_text("utf-8")
    facts = (
        f"{fact.name} {fact.label}{_choices(fact)}" for fact in vocabulary().values() if fact.type is not FactType.TEXT
    )
    return told + "\n".join(facts)


def _choices(fact: Fact) -> str:
    codes = " ".join(f"{code}={names[0]}" for code, names in fact.choices.items())
    return f"（{codes}）" if codes else ""
