"""Satisfaction counted: per window and per person, and the rows behind every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import chain
from typing import Any, TypeVar

from django.db.models import Count, F, Model, Q, QuerySet, Sum
from django.utils.timezone import make_aware

from huiqi.demands.models import ANSWER_FIGURES, AnswerTally, Rating, RatingRequest, VisitTask
from huiqi.demands.permissions import can_see_satisfaction
from huiqi.demands.rules.satisfaction import AT_ONCE, GOOD, Tally
from huiqi.demands.selectors.seeing import open_to
from huiqi.demands.words import RatingLevel, VisitOutcome
from huiqi.kernel.access import Actor, Role
from huiqi.kernel.prepared import Prepared, prepared
from huiqi.network.selectors import key_of

COUNTED = (
    *("asked", "rated", "excluded", "visits", "reached", "unreachable", "refused", "waiting"),
    *("by_phone", "by_phone_good", "appeals", "upheld", "hasty"),
)

M = TypeVar("M", bound=Model)

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


_BAD = [str(level) for level in RatingLevel if level not in GOOD]
_SAID = [str(VisitOutcome.REACHED), str(VisitOutcome.REFUSED)]


def _of_ratings(at: str = "") -> dict[str, Q]:
    """What each figure of ratings counts; `at` leads to the rating."""
    valid = Q(**{f"{at}is_excluded": False})
    return {
        "rated": Q(**{f"{at}asked_at__isnull": False}),
        "excluded": Q(**{f"{at}is_excluded": True}),
        **{str(level): valid & Q(**{f"{at}level": str(level)}) for level in RatingLevel},
        "bad": valid & Q(**{f"{at}level__in": _BAD}),
        "appeals": Q(**{f"{at}appeal__isnull": False}),
        "upheld": Q(**{f"{at}appeal__upheld": True}),
        "hasty": Q(**{f"{at}rated_at__lte": F("asked_at") + AT_ONCE}),
    }


def _of_visits(at: str = "") -> dict[str, Q]:
    """What each figure of visits counts; `at` leads to the visit."""
    done, there = Q(**{f"{at}done_at__isnull": False}), Q(**{f"{at}asked_at__isnull": False})
    return {
        "visits": there,
        "reached": done & Q(**{f"{at}outcome": str(VisitOutcome.REACHED)}),
        "refused": done & Q(**{f"{at}outcome": str(VisitOutcome.REFUSED)}),
        "unreachable": done & ~Q(**{f"{at}outcome__in": _SAID}),
        "waiting": there & Q(**{f"{at}done_at": None}),
        "by_phone": there & ~Q(**{f"{at}level": ""}),
        "by_phone_good": Q(**{f"{at}level__in": [str(level) for level in GOOD]}),
    }


FIGURES: dict[str, Q] = {"asked": Q(), **_of_ratings("rating__"), **_of_visits("visit_task__")}
"""What each figure counts, of the requests: the same condition opens its rows."""

_PARTS: dict[str, tuple[type[Model], dict[str, Q]]] = {
    "requests": (RatingRequest, {"asked": Q()}),
    "visits": (VisitTask, _of_visits()),
}
"""Of what the figures are counted that are not of ratings; each has its own index."""

GROUPS: dict[str, tuple[str, ...]] = {
    "window": ("window",),
    "handler": ("organisation",),
    "person": ("organisation", "person"),
}


def _whose(actor: Actor) -> int | None:
    """Whose answers an actor counts who may: those of his window, by its key; the hub all, which is none."""
    return None if actor.is_a(Role.HUB_OPERATOR) else key_of(actor.organisation_id or 0)


def _asked(rows: QuerySet[M], window: int | None, first: datetime, after: datetime) -> QuerySet[M]:
    """What was asked about in a period, of one window or of all."""
    rows = rows.filter(asked_at__gte=first, asked_at__lt=after)
    return rows.filter(window=window) if window else rows


def tallies(actor: Actor, period: Period, by: str, *, whole: bool = True) -> dict[Key, Tally]:
    """The figures of a period, by window, handler or person. Where not the `whole` is asked for, what several ratings
    of one device say is left out. Two queries; five where one window's handlers or people are counted.
    """
    if not can_see_satisfaction(actor):
        return {}
    window = _whose(actor)
    if window and by != "window":
        return counted(window, period, by, whole=whole)
    rows = {_key(row, KEPT_BY[by]): row for row in _kept(by, whole)(window, period.since, period.until)}
    devices = _devices(by, (window, *period.moments)) if whole else {}
    told = {key: _tally(row, devices.get(key, 0)) for key, row in rows.items()}
    return {key: tally for key, tally in told.items() if tally != NOTHING}


KEPT_BY = {"window": ("key",), "handler": ("key",), "person": ("key", "person")}
"""What the tally that PostgreSQL keeps is grouped by."""

RATED = ("rated", "excluded", *map(str, RatingLevel))
"""The figures of the period before that are compared."""

NOTHING = Tally(levels=dict.fromkeys(RatingLevel, 0))


@cache
def _kept(by: str, whole: bool) -> Prepared[[int | None, date, date], dict[str, Any]]:
    """The question what the tally says, by groups; where not the `whole` is asked for, of what was rated alone."""
    sums = {f"n_{name}": Sum(name) for name in (ANSWER_FIGURES if whole else RATED)}
    kept = AnswerTally.objects.filter(by="window" if by == "window" else "person")

    def build(window: int | None, since: date, until: date) -> QuerySet[Any, Any]:
        rows = kept.filter(day__gte=since, day__lte=until)
        summed: QuerySet[Any, Any] = (rows.filter(key=window) if window else rows).values(*KEPT_BY[by]).annotate(**sums)
        return summed

    return prepared(build)


def counted(window: int | None, period: Period, by: str, *, whole: bool = True) -> dict[Key, Tally]:
    """The same of one window or all, counted row by row: how the tally is checked, and one window's own people counted.
    Five queries, however many there are; one, and the levels of ratings alone, where not the `whole` is asked for.
    """
    told = (window, *period.moments)
    figures = _levels(by, told)
    if not whole:
        return {key: _tally(row, 0) for key, row in figures.items()}
    rest = (_appealed(by), *(_counting(by, part) for part in _PARTS))
    for row in chain.from_iterable(ask(*told) for ask in rest):
        figures.setdefault(_key(row, GROUPS[by]), {}).update(row)
    devices = _devices(by, told)
    return {key: _tally(row, devices.get(key, 0)) for key, row in figures.items()}


def _levels(by: str, told: tuple[int | None, datetime, datetime]) -> dict[Key, dict[str, int]]:
    """How many ratings there are of each level, those that do not count, and those given at once."""
    figures: dict[Key, dict[str, int]] = {}
    for row in _rated(by)(*told):
        of = figures.setdefault(_key(row, GROUPS[by]), {})
        what = "excluded" if row["is_excluded"] else row["level"]
        for name, times in (("rated", row["times"]), (what, row["times"]), ("hasty", row["n_hasty"])):
            of[f"n_{name}"] = of.get(f"n_{name}", 0) + times
    return figures


@cache
def _rated(by: str) -> Prepared[[int | None, datetime, datetime], dict[str, Any]]:
    """The question how many ratings there are, by groups and level: a column of the groups costs less than a count of
    every level, and there are tens of thousands in a month.
    """
    counts = {"times": Count("asked_at"), "n_hasty": Count("asked_at", filter=_of_ratings()["hasty"])}
    groups = (*GROUPS[by], "level", "is_excluded")
    return prepared(lambda *told: _asked(Rating.objects.all(), *told).values(*groups).annotate(**counts))


@cache
def _appealed(by: str) -> Prepared[[int | None, datetime, datetime], dict[str, Any]]:
    """The question how many ratings were appealed against, by groups: few, and found from the appeals."""
    told_of = _of_ratings()
    counts = {f"n_{name}": Count("asked_at", filter=told_of[name]) for name in ("appeals", "upheld")}
    appealed = Rating.objects.filter(told_of["appeals"])
    return prepared(lambda *told: _asked(appealed, *told).values(*GROUPS[by]).annotate(**counts))


@cache
def _counting(by: str, part: str) -> Prepared[[int | None, datetime, datetime], dict[str, Any]]:
    """The question how many there are of a part, by groups."""
    model, figures = _PARTS[part]
    counts = {f"n_{name}": Count("asked_at", filter=told) for name, told in figures.items()}
    return prepared(lambda *told: _asked(model._default_manager.all(), *told).values(*GROUPS[by]).annotate(**counts))


def _key(row: Mapping[str, Any], columns: tuple[str, ...]) -> Key:
    return row[columns[0]], row.get("person", "") if len(columns) > 1 else ""


def _devices(by: str, told: tuple[int | None, datetime, datetime]) -> dict[Key, int]:
    """The most ratings of one device, by the same groups."""
    most: dict[Key, int] = {}
    for row in _of_one_device(by)(*told):
        key = _key(row, GROUPS[by])
        most[key] = max(most.get(key, 0), row["times"])
    return most


@cache
def _of_one_device(by: str) -> Prepared[[int | None, datetime, datetime], dict[str, Any]]:
    """The question which devices rated several times, by groups."""

    def build(*told: Any) -> QuerySet[Any, Any]:
        rows = _asked(Rating.objects.exclude(source=""), *told).values(*GROUPS[by], "source")
        several: QuerySet[Any, Any] = rows.annotate(times=Count("asked_at")).filter(times__gt=1)
        return several

    return prepared(build)


def _tally(row: Mapping[str, Any], same_device: int) -> Tally:
    levels = {level: row.get(f"n_{level}", 0) for level in RatingLevel}
    return Tally(levels=levels, same_device=same_device, **{name: row.get(f"n_{name}", 0) for name in COUNTED})


def rows_of(actor: Actor, period: Period, by: str, key: Key, figure: str) -> tuple[QuerySet[RatingRequest], int]:
    """The rows that a figure counts, as far as the actor may see their demands, the latest answer first; and of how
    many more nothing is shown, for they are confidential.
    """
    columns = GROUPS[by]
    chosen = {columns[0]: key[0]} | ({"person": key[1]} if len(columns) > 1 else {})
    everything = RatingRequest.objects.all() if can_see_satisfaction(actor) else RatingRequest.objects.none()
    counted = _asked(everything, _whose(actor), *period.moments).filter(FIGURES[figure], **chosen)
    rows = counted.filter(open_to(actor, "demand__"))
    rows = rows.select_related("demand__window", "demand__enterprise", "organisation", "rating__appeal", "visit_task")
    return rows.order_by("-asked_at", "-id"), counted.exclude(open_to(actor, "demand__")).count()
