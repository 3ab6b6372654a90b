"""The supervisor's board: what breaks today and this week, and what climbs, by step and by organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q, QuerySet, Value
from django.utils.timezone import localtime

from huiqi.demands.selectors import breaking
from huiqi.kernel.access import Actor
from huiqi.supervision.flow import OPEN
from huiqi.supervision.models import Measure, SupervisionCase
from huiqi.supervision.selectors.cases import visible_to
from huiqi.supervision.words import CaseState, LadderStep

if TYPE_CHECKING:
    from huiqi.demands.models import Promise

_OPEN = [str(state) for state in OPEN]
CUT = 1_000
"""Figures beyond are not counted: a board that says “1000+” says enough."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many open cases: by state, proposed, waiting for a decision, objected to; and by organisation."""

    states: dict[str, int]
    proposed: int
    reported: int
    objected: int
    organisations: list[dict[str, Any]]


def _open(actor: Actor) -> QuerySet[SupervisionCase]:
    return visible_to(actor).filter(closed_at=None)


def counts(actor: Actor) -> Counts:
    """The figures of the board. Two queries: all that is open is counted from an index alone, then who has most of it
    is named."""
    rows, zero = _open(actor).order_by(), Value(0)
    told = ("organisation", "state", "n", "proposed", "reported", "objected", "last")
    counted = rows.values("organisation", "state").annotate(
        n=Count("*"), proposed=Count("proposed_at"), reported=Count("reported_at"), objected=zero, last=Max("id")
    )
    pending = rows.filter(objection__isnull=False, objection__decided_at=None).values("organisation", "state")
    objected = pending.annotate(n=zero, proposed=zero, reported=zero, objected=Count("*"), last=Max("id"))
    found = list(counted.values(*told).union(objected.values(*told), all=True))
    states = Counter(dict.fromkeys(_OPEN, 0))
    for row in found:
        states[row["state"]] += row["n"]
    sums = {name: sum(row[name] for row in found) for name in ("proposed", "reported", "objected")}
    return Counts(states, **sums, organisations=_organisations(found))


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
    names = SupervisionCase.objects.filter(id__in=most).values(
        "organisation", "organisation__ref", "organisation__name", "organisation__window__short_name"
    )
    named: list[dict[str, Any]] = [row | by[row["organisation"]] for row in names]
    return sorted(named, key=lambda one: (-one["n"], one["organisation__name"]))[:MOST_NAMED]


def filtered(actor: Actor, state: str, organisation: str, only: str) -> QuerySet[SupervisionCase]:
    """The cases behind a figure, those that wait for a step first; `only`: proposed, reported, objected.

    `state` empty: open ones; `all`: every case.
    """
    rows = visible_to(actor) if state == "all" or (state not in _OPEN and state) else _open(actor)
    rows = rows.filter(state=state) if state in list(CaseState) else rows
    rows = rows.filter(organisation__ref=organisation) if organisation else rows
    narrowed = {
        "proposed": Q(proposed_at__isnull=False),
        "reported": Q(reported_at__isnull=False),
        "objected": Q(objection__isnull=False, objection__decided_at=None),
    }
    rows = rows.filter(narrowed.get(only, Q())).order_by("-opened_at", "-id")
    return (
        rows.select_related(None).select_related("record__promise", "demand", "window", "organisation").only(*_LISTED)
    )


_LISTED = (
    *("ref", "state", "person_ref", "opened_at", "proposed_at", "answer_due_at", "reported_at"),
    *("demand__number", "demand__title", "demand__is_confidential", "record__promise__step"),
    *("organisation__name", "window__organisation", "window__short_name"),
)
"""What a row of the board tells."""
_DUE = (
    *("step", "due_at", "demand__ref", "demand__number", "demand__title", "demand__is_confidential"),
    *("demand__window__short_name", "handling__organisation__name"),
)
"""What is told of a promise that falls due."""


def today_and_week(actor: Actor, at: datetime) -> tuple[list[Promise], int, list[Promise], int]:
    """What falls due today, and in the six days after: the first ten of each, and how many (counted to `CUT`). Two
    queries."""
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    end = midnight + timedelta(days=6)
    first, later = (
        breaking(actor, since, until).values_list("due_at", "id")[:CUT]
        for since, until in ((at, midnight), (midnight, end))
    )
    found = sorted(first.union(later, all=True))
    today, week = [key for due, key in found if due <= midnight], [key for due, key in found if due > midnight]
    rows = breaking(actor, at, end).filter(id__in=today[:SHOWN] + week[:SHOWN])
    rows = rows.select_related(None).select_related("demand__window", "handling__organisation").only(*_DUE)
    shown = {one.id: one for one in rows}
    told = ([shown[key] for key in keys[:SHOWN] if key in shown] for keys in (today, week))
    return next(told), len(today), next(told), len(week)


SHOWN = 10
"""So many of what falls due are named."""


def circulars() -> QuerySet[Measure]:
    """The circulars of the network, the latest first; none of what is confidential, which is never circulated."""
    rows = Measure.objects.filter(step=LadderStep.CIRCULAR).order_by("-taken_at", "-id")
    return rows.select_related("case__organisation", "case__demand__window", "case__record__promise")
