"""Examining a policy version against facts as of a day: three-valued, every condition with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from huiqi.eligibility.conditions import AtLeast, Leaf, Manual, Meets, Node, Score
from huiqi.eligibility.derived import Known, derive
from huiqi.eligibility.facts import Facts
from huiqi.eligibility.findings import (
    Finding,
    Note,
    PolicyReference,
    Remark,
    leaves,
    missing_in,
    to_confirm_in,
    unique,
)
from huiqi.eligibility.leaves import find_leaf
from huiqi.eligibility.library import Benefit, Library, PolicyVersion
from huiqi.eligibility.scores import find_score
from huiqi.eligibility.statuses import VERDICTS, Status, Verdict, at_least, negated
from huiqi.eligibility.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Examination:
    """What a policy version says of the facts on the day."""

    version: PolicyVersion
    on: date
    verdict: Verdict
    finding: Finding
    """The tree, as the condition is written."""
    findings: tuple[Finding, ...]
    """Every single condition, in the order of the regulation."""
    missing: tuple[str, ...]
    """Of an unknown verdict, the facts that could settle it; empty once it is settled."""
    to_confirm: tuple[str, ...]
    """Of an unknown verdict, the keys of the conditions a person must confirm."""


def examine(version: PolicyVersion, facts: Facts, on: date, library: Library) -> Examination:
    """Examine one policy version."""
    return Examiner(facts, on, library).examine(version)


def examine_all(facts: Facts, on: date, library: Library) -> tuple[Examination, ...]:
    """Examine exactly the policies that have a version in force on the day, in the order of their codes."""
    examiner = Examiner(facts, on, library)
    return tuple(examiner.examine(version) for version in library.in_force(on))


def benefits_for(
    version: PolicyVersion, facts: Facts, on: date, library: Library
) -> tuple[tuple[Benefit, Status], ...]:
    """Each tier of the benefit with whether its own condition is met; tiers never change the verdict."""
    examiner = Examiner(facts, on, library)
    return tuple((benefit, examiner.status_of(benefit.condition)) for benefit in version.benefits)


class Examiner:
    """One enterprise on one day: what is derived or referred to is worked out once and shared by all policies."""

    def __init__(self, facts: Facts, on: date, library: Library) -> None:
        """Examine `facts` as of `on`, with policies that refer to others taken from `library`."""
        self.facts = facts
        self.on = on
        self.library = library
        self._known: dict[str, Known] = {}
        self._verdicts: dict[str, Finding] = {}

    def examine(self, version: PolicyVersion) -> Examination:
        """Examine one policy version."""
        finding = self.find(version.condition)
        return Examination(
            version,
            self.on,
            VERDICTS[finding.status],
            finding,
            tuple(leaves(finding)),
            unique(missing_in(finding)),
            unique(to_confirm_in(finding)),
        )

    def status_of(self, condition: Node | None) -> Status:
        """The status of a condition that may be absent."""
        return Status.MET if condition is None else self.find(condition).status

    def known(self, name: str) -> Known:
        """What is known of a fact, stated or derived."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = derive(vocabulary()[name], self.facts.get(name), self)
        return found

    def find(self, node: Node) -> Finding:
        """What is found about one node."""
        if isinstance(node, Leaf):
            return find_leaf(node, self)
        if isinstance(node, AtLeast):
            return self._find_group(node)
        if isinstance(node, Score):
            return find_score(node, self)
        if isinstance(node, Meets):
            return self._find_meets(node)
        assert isinstance(node, Manual)
        return self._find_manual(node)

    def _find_group(self, node: AtLeast) -> Finding:
        children = tuple([self.find(child) for child in node.of])
        return Finding(node, at_least(node.count, [child.status for child in children]), children=children)

    def _find_manual(self, node: Manual) -> Finding:
        if node.key in self.facts.confirmed:
            status, remarks = Status.MET, (Remark(Note.CONFIRMED),)
        elif node.key in self.facts.denied:
            status, remarks = Status.UNMET, (Remark(Note.DENIED),)
        else:
            return Finding(node, Status.UNKNOWN)
        return Finding(node, negated(status) if node.negated else status, remarks=remarks)

    def _find_meets(self, node: Meets) -> Finding:
        version = self.library.version_on(node.policy, self.on)
        if version is None:
            return Finding(node, Status.UNKNOWN, remarks=(Remark(Note.NO_VERSION, {"policy": node.policy}),))
        found = self._verdicts.get(version.code)
        if found is None:
            found = self._verdicts[version.code] = self.find(version.condition)
        reference = PolicyReference(version.code, version.title, version.title_en)
        status = negated(found.status) if node.negated else found.status
        return Finding(node, status, expected=reference, children=(found,))
