"""What if: every policy before and after some facts read otherwise."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from huiqi.eligibility.estimates import Reckoning, reckon
from huiqi.eligibility.facts import Facts
from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.supposing import Shift, shift, suppose
from huiqi.policies.selectors.cases import Case, examined, of_firms, readable, standings_of
from huiqi.policies.selectors.shelf import Shelf, shelf


@dataclass(frozen=True, slots=True)
class Shifted:
    """A policy to which the supposition does something; None: no version in force on that day."""

    shift: Shift
    before: Case | None
    after: Case | None

    @property
    def shown(self) -> Case:
        """The case that names the policy."""
        case = self.after or self.before
        assert case is not None
        return case

    @property
    def yuan(self) -> Decimal:
        """What is won or lost, to sort by."""
        case = self.before if self.shift is Shift.CLOSES else self.after
        return (case.estimate.most if case and case.estimate else None) or Decimal(0)


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is opened and closed, and the yuan of what is had before and after."""

    shifted: list[Shifted]
    before: Reckoning
    after: Reckoning
    names: Mapping[str, Case]


def supposed(known: Mapping[str, Any], changes: Mapping[str, Any], today: date, on: date) -> Supposition:
    """The firm's policies as things are today, beside how they would be. One query."""
    stored = shelf()
    facts, otherwise = readable(known, today), readable(suppose(known, changes), on)
    before = _by_code(standings_of(facts, today, stored)[0])
    after = _by_code(standings_of(otherwise, on, stored)[0])
    before |= _others(after.keys() - before.keys(), facts, today, stored)
    after |= _others(before.keys() - after.keys(), otherwise, on, stored)
    found = []
    for code in sorted(before.keys() | after.keys()):
        was, will = before.get(code), after.get(code)
        if moved := shift(was.standing if was else None, will.standing if will else None):
            found.append(Shifted(moved, was, will))
    found.sort(key=lambda one: (tuple(Shift).index(one.shift), -one.yuan, one.shown.version.code))
    return Supposition(found, _had(before), _had(after), before | after)


def _others(codes: Set[str], facts: Facts, on: date, stored: Shelf) -> dict[str, Case]:
    """What was too far to be examined on one side and is not on the other."""
    versions = [version for code in sorted(codes) if (version := stored.library.version_on(code, on))]
    return _by_code(list(examined(versions, facts, on, stored)))


def _by_code(cases: list[Case]) -> dict[str, Case]:
    """The firm's own policies; of one that is there and comes anew, today's version."""
    found: dict[str, Case] = {}
    for case in of_firms(cases):
        found.setdefault(case.version.code, case)
    return found


def _had(cases: Mapping[str, Case]) -> Reckoning:
    return reckon(case.estimate for case in cases.values() if case.estimate and case.standing is Standing.ELIGIBLE)
