"""A rule and where firms are shown it: how every enterprise stands to both together, by columns and by the judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.engine.population import Population
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.perimeters import Placed, is_shown, kin_of
from huiqi.eligibility.statuses import Status
from huiqi.eligibility.versions import PolicyVersion

NO, MAYBE, YES = 0, 1, 2
"""How an enterprise stands to an aim: not addressed or surely not met, not known, surely met."""
Truths = NDArray[np.uint8]
_STATUS = {Status.UNMET: NO, Status.UNKNOWN: MAYBE, Status.MET: YES}


@dataclass(frozen=True, slots=True)
class Aim:
    """A rule, and the perimeter that decides with its kin who is shown it; without a perimeter everybody is."""

    condition: Node
    place: Placed | None = None
    kin: tuple[Placed, ...] = ()

    def covers(self, region: str) -> bool:
        """Whether a firm of this region (empty: not known) is shown it."""
        return self.place is None or is_shown(self.place, self.kin, region)


def aimed(version: PolicyVersion, versions: Iterable[PolicyVersion]) -> Aim:
    """What a version asks of firms among those in force with it."""
    return Aim(version.condition, version, kin_of(version, versions))


def covered(aim: Aim, population: Population) -> NDArray[np.bool_]:
    """The rows whose firms are shown it."""
    region = population.keyed("region")
    shown = np.array([aim.covers(str(value or "")) for value, _possible in region.keys], dtype=np.bool_)
    found: NDArray[np.bool_] = shown[region.ids]
    return found


def truths(aim: Aim | None, population: Population) -> Truths:
    """How each row stands; to nothing nobody does."""
    found = np.zeros(population.size, dtype=np.uint8)
    if aim is None:
        return found
    sure, possible = population.truths(aim.condition)
    found[possible], found[sure] = MAYBE, YES
    found[~covered(aim, population)] = NO
    return found


def truth(aim: Aim | None, examiner: Examiner) -> int:
    """The same of one enterprise, by the judge."""
    if aim is None or not aim.covers(str(examiner.known("region").value or "")):
        return NO
    return _STATUS[examiner.status_of(aim.condition)]
