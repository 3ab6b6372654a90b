"""The supervisor's board: what breaks today and this week, and what climbs, by step and by organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Value

from huiqi.demands.selectors import Listed, Sight, listing
from huiqi.kernel.access import Actor
from huiqi.kernel.prepared import prepared
from huiqi.supervision.flow import OPEN
from huiqi.supervision.models import Measure, SupervisionCase
from huiqi.supervision.selectors.cases import narrowed, sight_in
from huiqi.supervision.words import CaseState, LadderStep

if TYPE_CHECKING:
    from huiqi.demands.selectors.seeing import Whose

_OPEN = [str(state) for state in OPEN]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many open cases: by state, proposed, waiting for a decision, objected to; and by organisation."""

    states: dict[str, int]
    proposed: int
    reported: int
    objected: int
    organisations: list[dict[str, Any]]


def counts(actor: Actor) -> Counts:
    """The figures of the board. Two queries: all that is open is counted from an index alone, then who has most of it
    is named."""
    found = _counted(*sight_in(actor))
    states = Counter(dict.fromkeys(_OPEN, 0))
    for row in found:
        states[row["state"]] += row["n"]
    sums = {name: sum(row[name] for row in found) for name in ("proposed", "reported", "objected")}
    return Counts(states, **sums, organisations=_organisations(found))


@prepared
def _counted(sight: Sight, whose: Whose, leads: bool) -> QuerySet[Any, Any]:
    rows, zero = narrowed(SupervisionCase.objects.filter(closed_at=None), sight, whose, leads), Value(0)
    told = ("organisation", "state", "n", "proposed", "reported", "objected", "last")
    counted = rows.values("organisation", "state").annotate(
        n=Count("*"), proposed=Count("proposed_at"), reported=Count("reported_at"), objected=zero, last=Max("id")
    )
    pending = rows.filter(objection__isnull=False, objection__decided_at=None).values("organisation", "state")
    objected = pending.annotate(n=zero, proposed=zero, reported=zero, objected=Count("*"), last=Max("id"))
    both: QuerySet[Any, Any] = counted.values(*told).union(objected.values(*told), all=True)
    return both


MOST_NAMED = 30
"""So many organisations are named on the board: those with most open cases."""


def _organisations(found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Who has most open cases, by state; the platforms are called for short. One query."""
    by: dict[int, dict[str, Any]] = {}
    for row in found:
        one = by.setdefault(row["organisation"], {"n": 0, "last": row["last"], **{f"n_{state}": 0 for state in _OPEN}})
        one["n"] += row["n"]
        one[f"n_{row['state']}"] += row["n"]
    least = sorted((one["n"] for one in by.values()), reverse=True)[:MOST_NAMED][-1:]
    most = [one["last"] for one in by.values() if [one["n"]] >= least]
    named: list[dict[str, Any]] = [row | by[row["organisation"]] for row in (_named(tuple(most)) if most else ())]
    return sorted(named, key=lambda one: (-one["n"], one["organisation__name"]))[:MOST_NAMED]


@prepared
def _named(cases: tuple[int, ...]) -> QuerySet[Any, Any]:
    rows = SupervisionCase.objects.filter(id__in=cases)
    return rows.values("organisation", "organisation__ref", "organisation__name", "organisation__window__short_name")


class Waiting(Enum):
    """For what cases are narrowed to wait."""

    PROPOSED = "proposed"
    REPORTED = "reported"
    OBJECTED = "objected"


_WAITS = {
    Waiting.PROPOSED: Q(proposed_at__isnull=False),
    Waiting.REPORTED: Q(reported_at__isnull=False),
    Waiting.OBJECTED: Q(objection__isnull=False, objection__decided_at=None),
}


def filtered(actor: Actor, state: str, organisation: UUID | None, only: str) -> Listed:
    """The cases behind a figure, those that wait for a step first; `only`: proposed, reported, objected.

    `state` empty: open ones; `all`: every case.
    """
    wanted = next((one for one in CaseState if one == state), None)
    waits = next((one for one in Waiting if one.value == only), None)
    return _filtered(*sight_in(actor), not state or state in _OPEN, wanted, organisation, waits)


@listing
def _filtered(
    sight: Sight,
    whose: Whose,
    leads: bool,
    is_open: bool,
    state: CaseState | None,
    organisation: UUID | None,
    waits: Waiting | None,
) -> QuerySet[SupervisionCase]:
    rows = narrowed(SupervisionCase.objects.all(), sight, whose, leads)
    rows = rows.filter(closed_at=None) if is_open else rows
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(organisation__ref=organisation) if organisation else rows
    rows = rows.filter(_WAITS[waits]) if waits else rows
    rows = rows.order_by("-opened_at", "-id").only(*_LISTED)
    return rows.select_related("record__promise", "demand", "window", "organisation")


_LISTED = (
    *("ref", "state", "person_ref", "opened_at", "proposed_at", "answer_due_at", "reported_at"),
    *("demand__number", "demand__title", "demand__is_confidential", "record__promise__step"),
    *("organisation__name", "window__organisation", "window__short_name"),
)
"""What a row of the board tells."""


def circulars() -> QuerySet[Measure]:
    """The circulars of the network, the latest first; none of what is confidential, which is never circulated."""
    rows = Measure.objects.filter(step=LadderStep.CIRCULAR).order_by("-taken_at", "-id")
    return rows.select_related("case__organisation", "case__demand__window", "case__record__promise")
