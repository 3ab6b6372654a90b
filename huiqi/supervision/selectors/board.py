"""The supervisor's board: what breaks today and this week, and what climbs, by step and by organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet
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
    """The figures of the board. Two queries over what is open, which is little."""
    rows = _open(actor).select_related(None).order_by()
    pending = Q(objection__isnull=False, objection__decided_at=None)
    told = rows.aggregate(
        **{f"state_{state}": Count("id", filter=Q(state=state)) for state in _OPEN},
        proposed=Count("id", filter=Q(proposed_at__isnull=False)),
        reported=Count("id", filter=Q(reported_at__isnull=False)),
        objected=Count("id", filter=pending),
    )
    by = {f"n_{state}": Count("id", filter=Q(state=state)) for state in _OPEN}
    organisations = rows.values("organisation", "organisation__ref", "organisation__name").annotate(n=Count("id"), **by)
    return Counts(
        {state: told[f"state_{state}"] for state in _OPEN},
        told["proposed"],
        told["reported"],
        told["objected"],
        [dict(one) for one in organisations.order_by("-n", "organisation__name")[:30]],
    )


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
    return rows.filter(narrowed.get(only, Q())).order_by("-opened_at", "-id")


def today_and_week(actor: Actor, at: datetime) -> tuple[list[Promise], int, list[Promise], int]:
    """What falls due today, and in the six days after: the first ten of each, and how many (counted to `CUT`)."""
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    today, week = breaking(actor, at, midnight), breaking(actor, midnight, midnight + timedelta(days=6))
    return list(today[:10]), _up_to(today), list(week[:10]), _up_to(week)


def _up_to(rows: QuerySet[Promise]) -> int:
    return rows.select_related(None).order_by().values("id")[:CUT].count()


def circulars() -> QuerySet[Measure]:
    """The circulars of the network, the latest first; none of what is confidential, which is never circulated."""
    rows = Measure.objects.filter(step=LadderStep.CIRCULAR).order_by("-taken_at", "-id")
    return rows.select_related("case__organisation", "case__demand__window", "case__record__promise")
