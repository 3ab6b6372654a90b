"""Which policies are worth examining for one enterprise: the clause index finds them, the judge says why.

Everything left out is surely not met and not near: the index is exact, and what it cannot decide is examined anyway.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from threading import Lock

from huiqi.eligibility.engine.index import ClauseIndex
from huiqi.eligibility.facts import Facts
from huiqi.eligibility.ladder import TITLES
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.versions import Subject
from huiqi.policies.selectors.shelf import Shelf, settle

FAR = 60
"""How many of those that are far are examined all the same, to be listed with their reasons."""
KEPT = 4
"""Days for which an index is kept; a supposed day needs one of its own."""
_VALUES = 20_000
"""Values whose rows an index keeps before it is made anew: some two kilobytes each at ten thousand policies."""


@dataclass
class Candidates:
    """The versions in force on a day, and the index over them; made once per process, day and load of the library."""

    versions: tuple[Version, ...]
    index: ClauseIndex
    always: frozenset[int]
    """What is examined for everybody: the ladder, what the index cannot decide, and variants with what they vary, of
    which the nearest is shown.
    """
    _lock: Lock = field(default_factory=Lock)

    def worth_examining(self, facts: Facts) -> tuple[list[Version], int]:
        """By code, what is or may be met or is near, and some that are far; how many more of a firm's own are far."""
        with self._lock:
            found = self.index.match(facts)
        chosen = self.always.union(found.eligible.tolist(), found.unknown.tolist(), found.near.tolist())
        rest = [number for number in range(len(self.versions)) if number not in chosen]
        shown = sorted(chosen.union(rest[:FAR]))
        far = sum(self.versions[number].subject is Subject.ENTERPRISE for number in rest[FAR:])
        return [self.versions[number] for number in shown], far


def candidates(stored: Shelf, on: date) -> Candidates:
    """The index of a day; one that has seen very many values is made anew."""
    found = _candidates(stored, on)
    if found.index.values_seen > _VALUES:
        _candidates.cache_clear()
        found = _candidates(stored, on)
    return found


@lru_cache(maxsize=KEPT)
def _candidates(stored: Shelf, on: date) -> Candidates:
    versions = stored.library.in_force(on)
    index = ClauseIndex([version.condition for version in versions], on, stored.library)
    found = Candidates(versions, index, frozenset((*index.inexact, *_ladder(versions), *_varied(versions))))
    settle(len(versions))
    return found


def _ladder(versions: tuple[Version, ...]) -> Iterator[int]:
    return (number for number, version in enumerate(versions) if version.code in TITLES)


def _varied(versions: tuple[Version, ...]) -> Iterator[int]:
    varied = {version.variant_of for version in versions if version.variant_of}
    return (number for number, version in enumerate(versions) if version.variant_of or version.code in varied)
