"""What is remembered of policies that were open for the same facts, so that not all are judged for a page.

How one stands with a policy follows from the facts it rests on (`facts_behind`) and the day, and from nothing else.
Who says little leaves most policies open, for the same reasons as everybody who said as little of what they rest on:
that they are open, how many conditions are, what they may bring and which facts they want is remembered by these
facts. Whatever is met, near or far is judged every time, and whatever is shown, in full.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from huiqi.eligibility.engine.atoms import fact_itself, facts_behind
from huiqi.eligibility.estimates import Estimate
from huiqi.eligibility.facts import Facts
from huiqi.eligibility.questions import Unsettled
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.policies.selectors.shelf import Shelf

MOST = 40_000
"""Of a day: some tens of megabytes. One more, and what is remembered is forgotten."""
DAYS = 2

Said = tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of an open policy."""

    open_conditions: int
    estimate: Estimate | None
    unsettled: Unsettled


@dataclass
class Remembrance:
    """Of one library on one day, by the code of a policy and what was said of the facts that it rests on."""

    stored: Shelf
    kept: dict[tuple[str, Said], Known] = field(default_factory=dict)
    rests_on: dict[str, frozenset[str]] = field(default_factory=dict)

    def look(self, version: Version, facts: Facts) -> "Look":
        """What is remembered of a policy for these facts. What a person confirmed or denied is never remembered."""
        if facts.confirmed or facts.denied:
            return Look(version)
        behind = self.rests_on.get(version.code)
        if behind is None:
            behind = self.rests_on[version.code] = _rests_on(version, self.stored)
        values: Mapping[str, object] = facts.values
        key = version.code, tuple([(name, value) for name, value in values.items() if name in behind])
        return Look(version, self.kept.get(key), self, key)


@dataclass(slots=True)
class Look:
    """A policy, and what is remembered of it for the facts at hand, if anything is."""

    version: Version
    known: Known | None = None
    _into: Remembrance | None = None
    _key: tuple[str, Said] = ("", ())

    def remember(self, known: Known) -> None:
        """Keep what was found, for whoever says the same."""
        if self._into:
            if len(self._into.kept) >= MOST:
                self._into.kept.clear()
            self._into.kept[self._key] = known


@lru_cache(maxsize=DAYS)
def remembrance(stored: Shelf, on: date) -> Remembrance:  # noqa: ARG001  # the day is what it is kept by
    """What is remembered of a library on a day."""
    return Remembrance(stored)


def _rests_on(version: Version, stored: Shelf) -> frozenset[str]:
    """Every fact whose change may change how one stands with a policy, or what it brings."""
    worths = [tier.worth for tier in version.benefits if tier.worth]
    conditions = [version.condition, *(tier.condition for tier in version.benefits if tier.condition)]
    conditions += [rate.condition for worth in worths for rate in worth.rates if rate.condition]
    conditions += [fact_itself(name) for worth in worths for name in worth.facts]
    return frozenset[str]().union(*(facts_behind(condition, stored.library) for condition in conditions))
