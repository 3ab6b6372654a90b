"""The policy library as a value: every version of every policy, read and checked once, chosen by the day."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from huiqi.eligibility.conditions import facts_used, policies_met
from huiqi.eligibility.derived import policies_behind
from huiqi.eligibility.shapes import BadCondition, Fault
from huiqi.eligibility.versions import Benefit, PolicyVersion, read_version

__all__ = ["BadLibrary", "Benefit", "Library", "PolicyVersion"]


DAYS = 8
"""Of how many days it is kept what is in force."""


class BadLibrary(ValueError):
    """Versions that break the contract; `faults` names each by its file or place, and says where in it."""

    def __init__(self, faults: Mapping[str, list[Fault]]) -> None:
        """Remember every fault, by source."""
        lines = [f"{source} {fault.path}: {fault.message}" for source, found in faults.items() for fault in found]
        super().__init__("\n".join(lines))
        self.faults = faults


@dataclass(frozen=True)
class Library:
    """All versions. Of one code at most one is in force on any day; no policy refers to itself, directly or not."""

    versions: tuple[PolicyVersion, ...]
    _by_code: Mapping[str, tuple[PolicyVersion, ...]] = field(repr=False)
    """The versions of each code, oldest first."""
    _days: dict[date, tuple[PolicyVersion, ...]] = field(default_factory=dict, repr=False, compare=False)
    """What is in force, of the days asked about last: ten thousand periods are compared once."""

    @cached_property
    def stamp(self) -> str:
        """What tells it from a library of other conditions: facts derived by one do not hold by the other."""
        told = "".join(f"{version.code}{version.effective_from}{version.condition!r}" for version in self.versions)
        return sha256(told.encode()).hexdigest()[:16]

    @classmethod
    def load(cls, sources: Iterable[Path | Mapping[str, object]]) -> Library:
        """Read files or objects of docs/reference/conditions.md; raises `BadLibrary` naming every fault."""
        versions: list[PolicyVersion] = []
        faults: dict[str, list[Fault]] = {}
        for place, source in enumerate(sources):
            try:
                versions.append(read_version(_read(source)))
            except BadCondition as bad:
                faults[source.name if isinstance(source, Path) else f"[{place}]"] = bad.faults
        versions.sort(key=lambda version: (version.code, version.effective_from))
        for code, found in _faults_between(versions).items():
            faults.setdefault(code, []).extend(found)
        if faults:
            raise BadLibrary(faults)
        return cls(tuple(versions), _grouped(versions))

    def in_force(self, on: date) -> tuple[PolicyVersion, ...]:
        """The one version of each code in force on the day, in the order of codes; codes without one are left out."""
        found = self._days.get(on)
        if found is None:
            found = tuple(version for version in self.versions if version.is_in_force(on))
            while len(self._days) >= DAYS:
                self._days.pop(next(iter(self._days), on), None)
            self._days[on] = found
        return found

    def version_on(self, code: str, on: date) -> PolicyVersion | None:
        """The version of the code in force on the day, if any."""
        return next((version for version in self._by_code.get(code, ()) if version.is_in_force(on)), None)

    def unresolved(self) -> frozenset[str]:
        """Codes that conditions refer to and the library does not have; such a condition stays unknown."""
        return frozenset().union(*_references(self.versions).values()) - self._by_code.keys()

    def versions_of(self, code: str) -> tuple[PolicyVersion, ...]:
        """Every version of the code, oldest first."""
        return self._by_code.get(code, ())


def _read(source: Path | Mapping[str, object]) -> object:
    if not isinstance(source, Path):
        return source
    try:
        return json.loads(source.read_text(encoding="utf-8"), parse_float=Decimal)
    except ValueError as error:
        raise BadCondition([Fault("$", f"is no JSON: {error}")]) from None


def _grouped(versions: Iterable[PolicyVersion]) -> Mapping[str, tuple[PolicyVersion, ...]]:
    grouped: dict[str, list[PolicyVersion]] = defaultdict(list)
    for version in versions:
        grouped[version.code].append(version)
    return {code: tuple(found) for code, found in grouped.items()}


def _faults_between(versions: list[PolicyVersion]) -> Mapping[str, list[Fault]]:
    faults: dict[str, list[Fault]] = defaultdict(list)
    for code, found in _grouped(versions).items():
        for earlier, later in pairwise(found):
            if earlier.effective_through is None or later.effective_from <= earlier.effective_through:
                faults[code].append(Fault("$.effective_from", f"overlaps the version of {earlier.effective_from}"))
    referred = _references(versions)
    for code in referred:
        if code in _reached(code, referred):
            faults[code].append(Fault("$.condition", "refers to itself through meets"))
    return faults


def _references(versions: Iterable[PolicyVersion]) -> dict[str, set[str]]:
    """For each code the codes its conditions ask for, by `meets` or by a fact derived from a policy that is there."""
    codes = {version.code for version in versions}
    referred: dict[str, set[str]] = {code: set() for code in sorted(codes)}
    for version in versions:
        for condition in version.conditions:
            referred[version.code] |= policies_met(condition) | (policies_behind(facts_used(condition)) & codes)
    return referred


def _reached(start: str, referred: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = set(referred[start])
    while waiting:
        code = waiting.pop()
        if code not in reached:
            reached.add(code)
            waiting |= referred.get(code, set())
    return reached
