"""From a policy's text to the conditions it seems to state."""

import re
from bisect import bisect_right
from dataclasses import replace

from huiqi.eligibility.proposals import bounds, clauses, places, qualities, quantities, texts
from huiqi.eligibility.proposals.bounds import Bound
from huiqi.eligibility.proposals.contexts import Context, context, is_lost
from huiqi.eligibility.proposals.logic import Placed, combine
from huiqi.eligibility.proposals.proposal import Certainty, Proposal, Proposals, Quality
from huiqi.eligibility.proposals.subjects import Subject, subject
from huiqi.eligibility.proposals.texts import Text


def propose(original: str, here: str | None = None) -> Proposals:
    """All conditions of a text with how they combine; an empty tuple where it states none.

    `here` is the region that 本省, 我市 mean where the text names no place of its own.
    """
    text = texts.read(original)
    parts = list(clauses.clauses(text.even))
    numeric = _numeric(text, [(one.start, one.end) for one in parts if one.is_shut])
    taken = [(text.locate(one.start), text.locate(one.end)) for one in numeric]
    told = [_quality(text, one) for one in qualities.find(text.even, parts, places.own(text.even) or here, taken)]
    found = _once(sorted([*numeric, *told], key=lambda one: (one.start, one.end)))
    placed = [
        Placed(at, one.fact, one.op, text.locate(one.start), text.locate(one.end))
        for at, one in enumerate(found, start=1)
    ]
    return Proposals(tuple(found), combine(text.even, placed))


def _numeric(text: Text, shut: list[tuple[int, int]]) -> list[Proposal]:
    found: list[Proposal] = []
    floor, earlier = 0, ""
    told: Subject | None = None
    all_bounds = bounds.find(text.even, quantities.find(text.even))
    for at, bound in enumerate(all_bounds):
        same = at > 0 and all_bounds[at - 1].start == bound.start
        if told and same and all_bounds[at - 1].quantity.unit == bound.quantity.unit:
            told = replace(told, end=max(told.end, bound.end))
        else:
            told = subject(text.even, bound, 0 if same else floor, earlier)
        heir = None if told.is_named or not found else _inherited(text.even, found, all_bounds[at - 1], bound, told)
        if heir:
            told = replace(told, fact=heir, name=heir, is_named=True)
        if not same:
            floor = told.end
        if len(told.name) >= 8 and ("占" in told.name or "比例" in told.name):
            earlier = text.even[max(0, told.start - 30) : bound.start]
        elif told.name:
            earlier = earlier if told.name in ("比例", "占比") else told.name
        if context(text.even, bound) is Context.CONDITION:
            found.extend(_told(text, bound, told, found, is_shut=_is_within(bound, shut)))
    return found


_FOR_SOME = re.compile(r"（(?:其中)?[^（）]{0,24}$")
_WHOM = re.compile(r"[^的，]{0,8}?(?:企业|单位|机构|行业|业|类)?(?:的)?(?:应|须)?")


def _inherited(even: str, found: list[Proposal], before: Bound, bound: Bound, told: Subject) -> str | None:
    """The fact of an earlier bound that this one goes on with; None where it is of its own.

    In brackets, the same bound for some: 达到10%（超过100人的企业达到5%）.
    """
    if _goes_on(even, before, bound) or _is_next_tier(even, before, bound, told):
        return found[-1].fact
    if _WHOM.fullmatch(told.name) and _FOR_SOME.search(even, max(0, bound.start - 26), bound.start):
        return next((one.fact for one in reversed(found[-3:]) if one.unit == bound.quantity.unit), None)
    return None


def _goes_on(even: str, before: Bound, bound: Bound) -> bool:
    """≥1年且≤5年: the second bound of the same subject."""
    between = even[before.end : bound.start]
    return before.quantity.unit == bound.quantity.unit and between in (
        "且",
        "并",
        "、",
        "，",
        "但",
        "，且",
        "，但",
        "且应",
    )


def _is_within(bound: Bound, spans: list[tuple[int, int]]) -> bool:
    """Whether it stands in one of the spans, which are in order."""
    at = bisect_right(spans, (bound.start, len(spans) and spans[-1][1]))
    return at > 0 and spans[at - 1][0] <= bound.start and bound.quantity.end <= spans[at - 1][1]


def _is_next_tier(even: str, before: Bound, bound: Bound, told: Subject) -> bool:
    """5亿元以下的，…；5-10亿元的，…: a tier without a name is of what the tier before it is of."""
    if told.name.strip("对") or before.quantity.unit != bound.quantity.unit or bound.start - before.end > _TIERS:
        return False
    return "。" not in even[before.end : bound.start]


_TIERS = 60


def _told(text: Text, bound: Bound, told: Subject, earlier: list[Proposal], *, is_shut: bool) -> list[Proposal]:
    """One bound as a proposal; what only says again, from the other side, what was said before is left out.

    `is_shut`: it stands among what shuts out, so its opposite is asked.
    """
    if not (is_shut or is_lost(text.even, bound)):
        return [_proposal(text, bound, told)]
    turned = _proposal(text, replace(bound, op=_INVERSE.get(bound.op, bound.op), is_certain=False), told)
    said = any((one.op, one.value, one.unit) == (turned.op, turned.value, turned.unit) for one in earlier)
    return [] if said else [turned]


def _once(found: list[Proposal]) -> list[Proposal]:
    """A condition told twice in the same words is proposed once."""
    seen: dict[tuple[object, ...], Proposal] = {}
    for one in found:
        words = re.sub(r"\s", "", one.words)
        seen.setdefault((one.fact, one.op, str(one.value), words), one)
    return list(seen.values())


_INVERSE = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}


def _proposal(text: Text, bound: Bound, told: Subject) -> Proposal:
    start, end = text.span(told.start, told.end)
    quantity = bound.quantity
    unit = f"{quantity.unit}/{quantity.per}" if quantity.per else quantity.unit
    if "亩均" in told.name and quantity.unit == "yuan":
        unit = "yuan/mu"
    grade = Certainty.SURE if told.is_named and bound.is_certain else Certainty.LIKELY
    grade = grade if bound.is_certain else Certainty.DOUBTFUL
    return Proposal(
        told.fact, bound.op, quantity.stated(), text.words(told.start, told.end), start, end, unit=unit, certainty=grade
    )


def _quality(text: Text, one: Quality) -> Proposal:
    start, end = text.span(one.start, one.end)
    unit = "yuan" if one.value == 0 and one.value is not False else None
    words = text.words(one.start, one.end)
    return Proposal(one.fact, one.op, one.value, words, start, end, unit=unit, certainty=one.certainty)
