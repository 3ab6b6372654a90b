"""How the conditions of a text combine, read from its sentences: `1 and (2 or 3)`.

Conditions of one sentence hold together; thresholds of the same fact in one sentence are tiers, so alternatives; 或
between two makes them alternatives, but between two that must not be neither may be; sentences that each give something
are ways of their own; the lines of a numbered list hold together, unless its heading says 之一.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from huiqi.eligibility.proposals.contexts import sentence_end, sentence_start

_SHUTS = ("is_false", "not_in")
_GIVES = re.compile(r"的，.{0,40}(?:给予|奖励|补助|补贴|资助|按|享受|返还)|给予.{0,20}(?:奖励|补助|补贴|资助)")
_OR = re.compile(r"(?:^|，|、|）|；)?(?:或者?)")


@dataclass(frozen=True, slots=True)
class Placed:
    """A condition by its number, what it is of, how it bounds, and where it stands in the even text."""

    number: int
    fact: str
    op: str
    start: int
    end: int


def combine(even: str, placed: Sequence[Placed]) -> str:
    """The expression over the numbers; empty where there are none."""
    sentences: dict[int, list[Placed]] = {}
    for one in placed:
        sentences.setdefault(sentence_start(even, one.start), []).append(one)
    told: list[tuple[int | None, str]] = []
    for start, held in sentences.items():
        text = even[start : sentence_end(even, held[-1].end)]
        shuts = all(one.op in _SHUTS for one in held)
        choice = None if shuts else _choice(even, held[0].start)
        told.append((_GIFTS if choice is None and _GIVES.search(text) else choice, _sentence(even, held)))
    return _bare(_joined(_grouped(told), " and "))


_GIFTS = -1
"""Sentences that each give something are ways of their own, wherever they stand."""


def _grouped(told: list[tuple[int | None, str]]) -> list[str]:
    """What holds together, with the alternatives of one list, or of the gifts, as one."""
    groups: dict[object, list[str]] = {}
    for at, (choice, expression) in enumerate(told):
        groups.setdefault(("alone", at) if choice is None else choice, []).append(expression)
    gifts = groups.pop(_GIFTS, [])
    return [*(_joined(one, " or ") for one in groups.values()), *([_joined(gifts, " or ")] if gifts else [])]


_ITEM = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}(?:[.、）．](?!\d)|）)|[①-⑳])"
)
_LIST = re.compile(r"之一(?:的)?[^。；：\n]{0,24}：|(?:其中|任[一意])(?:一项|之一)[^。；：\n]{0,10}：")
_LINES = 20


def _choice(even: str, place: int) -> int | None:
    """Where the heading ends that makes the lines of a list alternatives: 符合以下条件之一：; None without one."""
    line = even.rfind("\n", 0, place) + 1
    within = [found.end() for found in _LIST.finditer(even, line, place) if "。" not in even[found.end() : place]]
    if within:
        return within[-1]
    for _ in range(_LINES):
        if not line or not _ITEM.match(even, line):
            return None
        above = even.rfind("\n", 0, line - 1) + 1
        found = _LIST.search(even, above, line)
        if found and not even[found.end() : line].strip():
            return found.end()
        line = above
    return None


def _sentence(even: str, told: list[Placed]) -> str:
    """Tiers of one fact are alternatives, each with what bounds it from the other side."""
    groups: list[list[list[Placed]]] = []
    for one in told:
        tier = next(
            (group for group in groups if group[-1][-1].fact == one.fact and one.op not in ("is_true", "is_false")),
            None,
        )
        if tier is None:
            if groups and _is_or(even, groups[-1][-1][-1], one):
                groups[-1].append([one])
            else:
                groups.append([[one]])
        elif one.op[0] != tier[-1][-1].op[0] and one.start <= tier[-1][-1].end + 3:
            tier[-1].append(one)
        else:
            tier.append([one])
    return _joined(
        [_joined([_joined([str(p.number) for p in step], " and ") for step in group], " or ") for group in groups],
        " and ",
    )


def _is_or(even: str, before: Placed, after: Placed) -> bool:
    if before.op in _SHUTS and after.op in _SHUTS:
        return False
    return after.start - before.end <= 4 and bool(_OR.match(even[before.end : after.start + 1]))


def _joined(parts: list[str], word: str) -> str:
    distinct = list(dict.fromkeys(parts))
    return distinct[0] if len(distinct) == 1 else "(" + word.join(distinct) + ")" if distinct else ""


def _bare(expression: str) -> str:
    """Without the outermost brackets, where they hold the whole."""
    if not expression.startswith("("):
        return expression
    depth = 0
    for at, sign in enumerate(expression):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth == 0:
            return expression[1:-1] if at == len(expression) - 1 else expression
    return expression
