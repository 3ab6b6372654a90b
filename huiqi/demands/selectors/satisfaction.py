"""Satisfaction counted: per window and per person, and the rows behind every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import make_aware

from huiqi.demands.models import Rating, RatingRequest
from huiqi.demands.permissions import can_see_satisfaction
from huiqi.demands.rules.satisfaction import AT_ONCE, GOOD, Tally
from huiqi.demands.selectors.seeing import open_to
from huiqi.demands.words import RatingLevel, VisitOutcome
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import key_of

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

_OF_RATINGS = ("rated", "excluded", *map(str, RatingLevel), "bad", "appeals", "upheld", "hasty")
_OF_VISITS = ("visits", "reached", "refused", "unreachable", "waiting", "by_phone", "by_phone_good")

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
    return rows if actor.is_a(Role.HUB_OPERATOR) else rows.filter(window=key_of(actor.seat.organisation_id))


def tallies(actor: Actor, period: Period, by: str, *, whole: bool = True) -> dict[Key, Tally]:
    """The figures of a period, by window, handler or person. Four queries, however many there are; one, and what is of
    ratings alone, where not the `whole` is asked for.

    Requests, ratings and visits are counted apart, each from few columns that an index has: of most requests comes no
    rating, of fewer a visit. Nothing is rated before it is asked for.
    """
    columns, asked = GROUPS[by], asked_in(actor, period)
    rated = asked.filter(rating__rated_at__gte=period.moments[0])
    parts = [_counted(rated, columns, _OF_RATINGS)]
    if whole:
        parts += [_counted(asked, columns, ("asked",))]
        parts += [_counted(asked.filter(visit_task__isnull=False), columns, _OF_VISITS)]
    figures: dict[Key, dict[str, int]] = {}
    for row in chain.from_iterable(parts):
        figures.setdefault(_key(row, columns), {}).update(row)
    devices = _devices(actor, period, columns) if whole else {}
    return {key: _tally(row, devices.get(key, 0)) for key, row in figures.items()}


def _counted(rows: QuerySet[RatingRequest], columns: Sequence[str], names: Sequence[str]) -> QuerySet[Any, Any]:
    counts = {f"n_{name}": Count("id", filter=FIGURES[name]) for name in names}
    counted: QuerySet[Any, Any] = rows.values(*columns).annotate(**counts)
    return counted


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
    levels = {level: row.get(f"n_{level}", 0) for level in RatingLevel}
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
