"""What to ask next: which single fact, once answered, may settle the most policies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from huiqi.eligibility.conditions import AtLeast, Manual, Meets, Score
from huiqi.eligibility.derived import parts_of
from huiqi.eligibility.examination import Examination
from huiqi.eligibility.findings import Finding, ItemFinding, Ways, missing_in, unique
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


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An open policy: the facts that could settle it, and of those that may alone, whether they surely do."""

    code: str
    missing: tuple[str, ...]
    answers: tuple[tuple[str, bool], ...]


def next_questions(
    examinations: Iterable[Examination], kind: object = None, weights: Mapping[str, int] = MappingProxyType({})
) -> tuple[Question, ...]:
    """The questions of `best_questions` about those of these policies that are open."""
    return best_questions([one for examination in examinations if (one := unsettled(examination))], kind, weights)


def best_questions(
    opened: Sequence[Unsettled], kind: object = None, weights: Mapping[str, int] = MappingProxyType({})
) -> tuple[Question, ...]:
    """The unknown facts that could settle a policy, those that may settle most for the least effort first.

    A policy that some answers leave open counts half, so that one question that may settle five goes before one that
    surely settles a single policy. Where as much is at stake, what any answer settles comes first. A fact that follows
    from others is never asked where these can be: its worth goes to the first of them that is not known. What a
    subject of this `kind` cannot have is not asked. `weights` say by code what a policy weighs; others weigh 1.
    """
    found: dict[str, tuple[list[str], list[str]]] = {fact: ([], []) for one in opened for fact in one.missing}
    for one in opened:
        for fact, surely in one.answers:
            found[fact][not surely].append(one.code)
    helpful = [Question(fact, tuple(sure), tuple(may)) for fact, (sure, may) in found.items() if sure or may]
    questions = _by_parts(helpful, set(found))
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


def unsettled(examination: Examination) -> Unsettled | None:
    """What an open policy says of the facts it wants; nothing where it is settled."""
    if examination.verdict is not Verdict.UNKNOWN:
        return None
    found = _answers(examination.finding)
    answers = ((fact, Status.UNKNOWN not in found[fact]) for fact in examination.missing if fact in found)
    return Unsettled(examination.version.code, examination.missing, tuple(answers))


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


def _answers(finding: Finding) -> dict[str, frozenset[Status]]:
    """Of an open finding, the statuses it may have once a fact alone is answered, members taken to be independent.

    By fact; one that is not named leaves it open.
    """
    node = finding.node
    if isinstance(node, AtLeast):
        return _group_answers(node.count, finding.children)
    if isinstance(node, Score):
        each = ((fact, _score_outcomes(node, finding, fact)) for fact in unique(missing_in(finding)))
        return {fact: outcomes for fact, outcomes in each if outcomes != _OPEN}
    if isinstance(node, Meets):
        found = _answers(finding.children[0]) if finding.children and finding.status is Status.UNKNOWN else {}
        return {fact: frozenset(map(negated, told)) for fact, told in found.items()} if node.negated else found
    if isinstance(node, Manual):
        return {}
    return {way[0]: _EITHER for way in finding.ways if len(set(way)) == 1}


def _outcomes(finding: Finding, fact: str) -> frozenset[Status]:
    """The statuses a finding may have once the fact alone is answered."""
    if finding.status is not Status.UNKNOWN:
        return frozenset({finding.status})
    return _answers(finding).get(fact, _OPEN)


def _told_by(ways: Ways, fact: str) -> bool:
    return any(set(way) <= {fact} for way in ways)


def _group_answers(count: int, members: Iterable[Finding]) -> dict[str, frozenset[Status]]:
    """Each fact beside the members that it answers; those it does not stay as they are."""
    met = unmet = unknown = 0
    told: dict[str, list[frozenset[Status]]] = {}
    for member in members:
        if member.status is Status.UNKNOWN:
            unknown += 1
            for fact, outcomes in _answers(member).items():
                told.setdefault(fact, []).append(outcomes)
        else:
            met += member.status is Status.MET
            unmet += member.status is Status.UNMET
    found = {fact: _group_outcomes(count, met, unmet, unknown - len(own), own) for fact, own in told.items()}
    return {fact: outcomes for fact, outcomes in found.items() if outcomes != _OPEN}


def _group_outcomes(count: int, met: int, unmet: int, unknown: int, told: list[frozenset[Status]]) -> frozenset[Status]:
    """What a group may become of which so many members are settled, others left open, and these `told`."""
    members = met + unmet + unknown + len(told)
    can_be_met = met + sum(Status.MET in member for member in told)
    can_be_unmet = unmet + sum(Status.UNMET in member for member in told)
    surely_met = met + sum(member == {Status.MET} for member in told)
    open_members = unknown + sum(Status.UNKNOWN in member for member in told)
    surely_unmet = unmet + sum(member == {Status.UNMET} for member in told)
    found = set()
    if can_be_met >= count:
        found.add(Status.MET)
    if members - can_be_unmet < count:
        found.add(Status.UNMET)
    if open_members and surely_met < count <= members - surely_unmet:
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
