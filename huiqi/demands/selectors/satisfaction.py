"""Satisfaction counted: per window and per person, and the rows behind every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import make_aware

from huiqi.demands.models import Rating, RatingRequest
from huiqi.demands.permissions import can_see_satisfaction
from huiqi.demands.rules.satisfaction import AT_ONCE, GOOD, Tally
from huiqi.demands.selectors.seeing import open_to
from huiqi.demands.words import RatingLevel, VisitOutcome
from huiqi.kernel.access import Actor, Role

COUNTED = (
    *("asked", "rated", "excluded", "visits", "reached", "unreachable", "refused", "waiting"),
    *("by_phone", "by_phone_good", "appeals", "upheld", "hasty"),
)

Key = tuple[int, str]
"""A window or a handler, and a person there; none: empty."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from which answers are counted, both included."""

    since: date
    until: date

    @property
    def before(self) -> Period:
        """As many days just before."""
        length = self.until - self.since + timedelta(days=1)
        return Period(self.since - length, self.since - timedelta(days=1))

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Its first moment, and the first one after it."""
        return _start(self.since), _start(self.until + timedelta(days=1))


def _start(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))


_REACHED = Q(visit_task__outcome=VisitOutcome.REACHED)
_DONE = Q(visit_task__done_at__isnull=False)
_BAD = [str(level) for level in RatingLevel if level not in GOOD]

FIGURES: dict[str, Q] = {
    "asked": Q(),
    "rated": Q(rating__isnull=False),
    "excluded": Q(rating__is_excluded=True),
    **{str(level): Q(rating__level=str(level), rating__is_excluded=False) for level in RatingLevel},
    "bad": Q(rating__level__in=_BAD, rating__is_excluded=False),
    "visits": Q(visit_task__isnull=False),
    "reached": _DONE & _REACHED,
    "refused": _DONE & Q(visit_task__outcome=VisitOutcome.REFUSED),
    "unreachable": _DONE & ~Q(visit_task__outcome__in=[str(VisitOutcome.REACHED), str(VisitOutcome.REFUSED)]),
    "waiting": Q(visit_task__isnull=False, visit_task__done_at=None),
    "by_phone": ~Q(visit_task__level="") & Q(visit_task__isnull=False),
    "by_phone_good": Q(visit_task__level__in=[str(level) for level in GOOD]),
    "appeals": Q(rating__appeal__isnull=False),
    "upheld": Q(rating__appeal__upheld=True),
    "hasty": Q(rating__rated_at__lte=F("asked_at") + AT_ONCE),
}
"""What each figure counts: the same condition opens its rows."""

GROUPS: dict[str, tuple[str, ...]] = {
    "window": ("window",),
    "handler": ("organisation",),
    "person": ("organisation", "person"),
}


def asked_in(actor: Actor, period: Period) -> QuerySet[RatingRequest]:
    """The answers of a period whose ratings an actor may count: a window's manager its own, the hub all."""
    first, after = period.moments
    rows = RatingRequest.objects.filter(asked_at__gte=first, asked_at__lt=after)
    if actor.seat is None or not can_see_satisfaction(actor):
        return rows.none()
    return rows if actor.is_a(Role.HUB_OPERATOR) else rows.filter(window__organisation_id=actor.seat.organisation_id)


def tallies(actor: Actor, period: Period, by: str, *, whole: bool = True) -> dict[Key, Tally]:
    """The figures of a period, by window, handler or person. Two queries, however many there are; one, and the levels
    of ratings alone, where not the `whole` is asked for.
    """
    columns = GROUPS[by]
    rows = asked_in(actor, period).values(*columns)
    asked = FIGURES if whole else {str(level): FIGURES[str(level)] for level in RatingLevel}
    counted = rows.annotate(**{f"n_{name}": Count("id", filter=where) for name, where in asked.items()})
    devices = _devices(actor, period, columns) if whole else {}
    return {_key(row, columns): _tally(row, devices.get(_key(row, columns), 0)) for row in counted}


def _key(row: Mapping[str, Any], columns: tuple[str, ...]) -> Key:
    return row[columns[0]], row.get("person", "") if len(columns) > 1 else ""


def _devices(actor: Actor, period: Period, columns: tuple[str, ...]) -> dict[Key, int]:
    """The most ratings of one device, by the same groups."""
    rated = Rating.objects.filter(request__in=asked_in(actor, period)).exclude(source="")
    names = [f"request__{name}" for name in columns]
    rows = rated.values(*names, "source").annotate(times=Count("id")).filter(times__gt=1)
    most: dict[Key, int] = {}
    for row in rows:
        key = (row[names[0]], row[names[1]] if len(names) > 1 else "")
        most[key] = max(most.get(key, 0), row["times"])
    return most


def _tally(row: Mapping[str, Any], same_device: int) -> Tally:
    levels = {level: row[f"n_{level}"] for level in RatingLevel}
    return Tally(levels=levels, same_device=same_device, **{name: row.get(f"n_{name}", 0) for name in COUNTED})


def rows_of(actor: Actor, period: Period, by: str, key: Key, figure: str) -> tuple[QuerySet[RatingRequest], int]:
    """The rows that a figure counts, as far as the actor may see their demands, the latest answer first; and of how
    many more nothing is shown, for they are confidential.
    """
    columns = GROUPS[by]
    chosen = {columns[0]: key[0]} | ({"person": key[1]} if len(columns) > 1 else {})
    counted = asked_in(actor, period).filter(FIGURES[figure], **chosen)
    rows = counted.filter(open_to(actor, "demand__"))
    rows = rows.select_related("demand__window", "demand__enterprise", "organisation", "rating__appeal", "visit_task")
    return rows.order_by("-asked_at", "-id"), counted.exclude(open_to(actor, "demand__")).count()
