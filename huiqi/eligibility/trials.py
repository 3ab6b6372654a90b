"""Trying worked examples on a condition: what the judge of single enterprises finds of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.examples import Example
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.library import Library
from huiqi.eligibility.nearness import is_near
from huiqi.eligibility.statuses import VERDICTS, Standing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found of an example."""

    example: Example
    finding: Finding
    found: Standing

    @property
    def passed(self) -> bool:
        """Who is short of one thing does not meet the conditions either; the other way round it is not said."""
        return self.found is self.example.expected or self._is_out

    @property
    def _is_out(self) -> bool:
        return self.example.expected is Standing.INELIGIBLE and self.found is Standing.NEAR


def tried(example: Example, condition: Node, library: Library) -> Outcome:
    """What the judge of single enterprises finds of it."""
    finding = Examiner(example.facts, example.on, library).find(condition)
    return Outcome(example, finding, standing_of(finding, example.on))


def standing_of(finding: Finding, on: date) -> Standing:
    """How somebody of whom this was found on a day stands."""
    return Standing.NEAR if is_near(finding, on) else Standing(str(VERDICTS[finding.status]))
