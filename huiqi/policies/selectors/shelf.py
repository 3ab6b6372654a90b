"""Every stored version, read once per process: which holds on a day, what it rests on."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max
from django.urls import reverse

from huiqi.eligibility.conditions import facts_used
from huiqi.eligibility.derived import parts_of
from huiqi.eligibility.library import Library
from huiqi.eligibility.reading import CODE
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.kernel.requests import forget, once_a_request
from huiqi.policies import wording
from huiqi.policies.models import PolicyVersion
from huiqi.policies.words import State

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, eq=False)
class Shelf:
    """Every stored version, read once per process and load: the engine's library, the rows, what each is found by."""

    library: Library
    rows: Mapping[tuple[str, date], PolicyVersion]
    texts: Mapping[tuple[str, date], str]

    @cached_property
    def successors(self) -> Mapping[str, str]:
        """Which policy took the place of which, by code."""
        pairs = ((v.code, CODE.match(v.superseded_by or "")) for v in self.library.versions)
        return {code: by[0] for code, by in pairs if by and by[0] != code}


def shelf() -> Shelf:
    """The stored versions. One query a request, which asks only whether anything changed."""
    return _shelf(_stamp())


@once_a_request
def _stamp() -> tuple[object, ...]:
    """What changes with every version that is added, ended or corrected; read from an index alone."""
    found = PolicyVersion.objects.aggregate(
        count=Count("id"),
        last=Max("id"),
        loaded=Max("loaded_at"),
        gone=Count("withdrawn_at"),
        fates=Max("fate_number"),
    )
    return tuple(found.values())


def shelf_changed() -> None:
    """A version was written: what this request reads from now on has it."""
    forget(_stamp)


@lru_cache(maxsize=2)
def _shelf(_stamp: tuple[object, ...]) -> Shelf:
    kept = PolicyVersion.objects.select_related("policy").filter(withdrawn_at=None)
    rows = {(row.policy.code, row.effective_from): row for row in kept}
    read = Library.load([content_of(row) for row in rows.values()])
    found = Shelf(read, rows, {key_of(version): wording.searched(version).lower() for version in read.versions})
    settle(len(rows))
    return found


MANY = 1_000
"""Policies from which the collector of garbage would look through them for tenths of a second."""


def settle(policies: int) -> None:
    """What was read of many policies stays for as long as the process: the collector need not look through it again."""
    if policies >= MANY:
        gc.collect()
        gc.freeze()


def content_of(row: PolicyVersion) -> dict[str, Any]:
    """What a version says, with what became of it since it was published."""
    before = row.effective_before
    return {
        **row.content,
        "effective_through": (before - timedelta(days=1)).isoformat() if before else None,
        "status": str(row.status),
        "superseded_by": row.superseded_by or None,
    }


def key_of(version: Version) -> tuple[str, date]:
    return version.code, version.effective_from


def library() -> Library:
    """The engine's library of every stored version; it chooses by the day itself."""
    return shelf().library


def row_of(version: Version) -> PolicyVersion:
    """The stored row of a version."""
    return shelf().rows[key_of(version)]


def policy_in_force(code: str, on: date) -> PolicyVersion | None:
    """The stored version of a policy in force on a day."""
    stored = shelf()
    version = stored.library.version_on(code, on)
    return stored.rows[key_of(version)] if version else None


def version_shown(code: str, on: date) -> Version | None:
    """The version in force on a day; else the last one before it, else the first one to come. None: no such policy."""
    versions = library().versions_of(code)
    begun = [version for version in versions if version.effective_from <= on]
    return begun[-1] if begun else next(iter(versions), None)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A policy as other subjects speak of it; `ended_on` is its last day where that is past."""

    code: str
    title: str
    url: str
    ended_on: date | None


def mentioned(code: str, on: date) -> Mentioned | None:
    """The policy of this code on a day; nothing where there is no such policy."""
    version = version_shown(code, on)
    if version is None:
        return None
    through = version.effective_through
    ended = through if through and through < on else None
    return Mentioned(code, wording.title(version), reverse("policies:page", args=[code]), ended)


def contents_of(*versions: Version) -> list[dict[str, Any]]:
    """The versions as they were written down. One query."""
    stored = shelf()
    return [content_of(stored.rows[key_of(version)]) for version in versions]


def state_on(version: Version, on: date) -> State:
    """Whether a version is in force on a day, not yet, or no longer."""
    if version.is_in_force(on):
        return State.CURRENT
    return State.UPCOMING if version.effective_from > on else State.ENDED


def facts_asked(on: date) -> tuple[str, ...]:
    """The facts that policies in force on a day rest on, those they are derived from included, in the order asked."""
    return _asked(shelf(), on)


@lru_cache(maxsize=4)
def _asked(stored: Shelf, on: date) -> tuple[str, ...]:
    return with_parts(name for version in stored.library.in_force(on) for name in _used(version))


def asked_by(version: Version) -> tuple[str, ...]:
    """The facts one policy rests on, in the order asked; what follows from others by these."""
    names = with_parts(_used(version))
    return tuple(name for name in names if not parts_of(vocabulary()[name]))


def _used(version: Version) -> Iterator[str]:
    for condition in version.conditions:
        yield from facts_used(condition)
    for benefit in version.benefits:
        yield from benefit.worth.facts if benefit.worth else ()


def with_parts(names: Iterable[str]) -> tuple[str, ...]:
    """These facts and those they follow from, in the order asked."""
    used = set(names)
    waiting = list(used)
    while waiting:
        parts = set(parts_of(vocabulary()[waiting.pop()])) - used
        used |= parts
        waiting.extend(parts)
    return tuple(name for name in vocabulary() if name in used)
