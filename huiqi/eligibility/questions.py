"""What to ask next: which single fact, once answered, may settle the most policies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from huiqi.eligibility.conditions import AtLeast, Manual, Meets, Score
from huiqi.eligibility.derived import parts_of
from huiqi.eligibility.examination import Examination
from huiqi.eligibility.findings import Finding, ItemFinding, Ways, unique
from huiqi.eligibility.leaves import COMPARISONS
from huiqi.eligibility.statuses import Status, Verdict, negated
from huiqi.eligibility.vocabulary import FactType, groups, vocabulary

_OPEN = frozenset({Status.UNKNOWN})
_EITHER = frozenset({Status.MET, Status.UNMET})


@dataclass(frozen=True, slots=True)
class Question:
    """A fact worth asking, with the policies it helps."""

    fact: str
    settles: tuple[str, ...]
    """Codes of the policies that any answer settles."""
    may_settle: tuple[str, ...]
    """Codes of the policies that some answers settle and others leave open."""

    @property
    def helps(self) -> frozenset[str]:
        """Codes of all of them."""
        return frozenset((*self.settles, *self.may_settle))


STAKES = ((Decimal(1_000), 1), (Decimal(10_000), 2), (Decimal(100_000), 3), (Decimal(1_000_000), 4))
"""What a policy weighs that brings less than so many yuan; from the last bound on, one more."""
UNTOLD = 2
"""What a policy weighs whose yuan cannot be told yet for want of a base."""


def weight(most: Decimal | None) -> int:
    """What a policy weighs that brings up to so many yuan: ten times the yuan are worth one policy more."""
    if most is None:
        return UNTOLD
    return next((weighs for bound, weighs in STAKES if most < bound), len(STAKES) + 1)


def next_questions(
    examinations: Iterable[Examination], kind: object = None, weights: Mapping[str, int] = MappingProxyType({})
) -> tuple[Question, ...]:
    """The unknown facts that could settle a policy, those that may settle most for the least effort first.

    A policy that some answers leave open counts half, so that one question that may settle five goes before one that
    surely settles a single policy. Where as much is at stake, what any answer settles comes first. A fact that follows
    from others is never asked where these can be: its worth goes to the first of them that is not known. What a
    subject of this `kind` cannot have is not asked. `weights` say by code what a policy weighs; others weigh 1.
    """
    unsettled = [examination for examination in examinations if examination.verdict is Verdict.UNKNOWN]
    facts = unique(name for examination in unsettled for name in examination.missing)
    found = [_question(fact, unsettled) for fact in facts]
    questions = _by_parts([question for question in found if question.settles or question.may_settle], set(facts))
    unfit = {group.code for group in groups() if kind in group.not_for}
    return tuple(
        sorted((q for q in questions if vocabulary()[q.fact].group not in unfit), key=lambda q: _rank(q, weights))
    )


def _by_parts(questions: list[Question], missing: set[str]) -> list[Question]:
    """The questions with each derived fact put as the first missing part of it; what a part may settle adds up."""
    worth: dict[str, tuple[list[str], list[str]]] = {}
    for question in questions:
        asked = _part(question.fact, missing)
        sure, may = worth.setdefault(asked, ([], []))
        if asked == question.fact:
            sure.extend(question.settles)
            may.extend(question.may_settle)
        else:
            may.extend((*question.settles, *question.may_settle))
    return [
        Question(fact, unique(sure), tuple(code for code in unique(may) if code not in sure))
        for fact, (sure, may) in worth.items()
    ]


def _part(name: str, missing: set[str]) -> str:
    """What to ask in place of a derived fact; the fact itself where it is only stated, or no part of it is missing."""
    parts = [part for part in parts_of(vocabulary()[name]) if part in missing]
    return _part(parts[0], missing) if parts else name


def askable(missing: Iterable[str]) -> tuple[str, ...]:
    """The missing facts to ask a person: a derived fact is left out where what it follows from is asked as well."""
    names = unique(missing)
    stated = {name for name in names if vocabulary()[name].derived is None}
    return tuple(name for name in names if name in stated or not _follows(name, stated))


def _follows(name: str, stated: set[str]) -> bool:
    derived = vocabulary()[name].derived or {}
    return bool(stated) if "condition" in derived else not stated.isdisjoint(parts_of(vocabulary()[name]))


def _question(fact: str, unsettled: Iterable[Examination]) -> Question:
    settles, may = [], []
    for examination in unsettled:
        if fact not in examination.missing:
            continue
        outcomes = _outcomes(examination.finding, fact)
        if Status.UNKNOWN not in outcomes:
            settles.append(examination.version.code)
        elif outcomes != _OPEN:
            may.append(examination.version.code)
    return Question(fact, tuple(settles), tuple(may))


EFFORT = {
    **dict.fromkeys((FactType.YES_NO, FactType.CODE, FactType.REGION, FactType.DATE, FactType.COUNT), Fraction(1)),
    **dict.fromkeys((FactType.SET, FactType.LIST, FactType.POINTS), Fraction(2)),
}
"""What an answer costs: a choice or a number one knows is one; what must be counted in the books is more."""
LOOKED_UP = Fraction(3, 2)


def _rank(question: Question, weights: Mapping[str, int]) -> tuple[Fraction, int, bool, int]:
    fact = vocabulary()[question.fact]
    sure, may = (sum(weights.get(code, 1) for code in codes) for codes in (question.settles, question.may_settle))
    return -Fraction(2 * sure + may) / EFFORT.get(fact.type, LOOKED_UP), -sure, fact.derived is not None, fact.order


def _outcomes(finding: Finding, fact: str) -> frozenset[Status]:
    """The statuses a finding may have once the fact alone is answered, members taken to be independent."""
    if finding.status is not Status.UNKNOWN:
        return frozenset({finding.status})
    node = finding.node
    if isinstance(node, AtLeast):
        return _group_outcomes(node.count, [_outcomes(child, fact) for child in finding.children])
    if isinstance(node, Score):
        return _score_outcomes(node, finding, fact)
    if isinstance(node, Meets):
        found = _outcomes(finding.children[0], fact) if finding.children else _OPEN
        return frozenset(negated(status) for status in found) if node.negated else found
    return _EITHER if not isinstance(node, Manual) and _told_by(finding.ways, fact) else _OPEN


def _told_by(ways: Ways, fact: str) -> bool:
    return any(set(way) <= {fact} for way in ways)


def _group_outcomes(count: int, members: list[frozenset[Status]]) -> frozenset[Status]:
    can_be_met = sum(Status.MET in member for member in members)
    can_be_unmet = sum(Status.UNMET in member for member in members)
    surely_met = sum(member == {Status.MET} for member in members)
    open_members = sum(Status.UNKNOWN in member for member in members)
    not_surely_unmet = sum(member != {Status.UNMET} for member in members)
    found = set()
    if can_be_met >= count:
        found.add(Status.MET)
    if len(members) - can_be_unmet < count:
        found.add(Status.UNMET)
    if open_members and surely_met < count <= not_surely_unmet:
        found.add(Status.UNKNOWN)
    return frozenset(found)


def _score_outcomes(node: Score, finding: Finding, fact: str) -> frozenset[Status]:
    """The ends the sum may have: items the fact tells may come out anywhere, the others stay intervals."""
    told = [item for item in finding.items if _item_told_by(item, fact)]
    rest = [item for item in finding.items if not _item_told_by(item, fact)]
    least_rest, most_rest = sum(item.least for item in rest), sum(item.most for item in rest)
    low, high = sum(item.least for item in told), sum(item.most for item in told)
    compare = COMPARISONS[node.op]
    found = set()
    for known in (low, high):
        ends = {compare(known + least_rest, node.bound), compare(known + most_rest, node.bound)}
        found.add(Status.UNKNOWN if len(ends) == 2 else Status.MET if ends == {True} else Status.UNMET)
    if least_rest != most_rest:
        found.add(Status.UNKNOWN)
    return frozenset(found)


def _item_told_by(item: ItemFinding, fact: str) -> bool:
    """Whether answering the fact settles the item's points."""
    if item.is_known:
        return True
    conditions = (Status.UNKNOWN not in _outcomes(condition, fact) for condition in item.conditions)
    parts = (_item_told_by(part, fact) for part in item.parts)
    return all(conditions) and all(parts) and (not item.ways or _told_by(item.ways, fact))
