"""What falls due next: what a board says may break today, and this week."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from huiqi.demands.models import Promise
from huiqi.demands.selectors.secrecy import sealed_from
from huiqi.demands.selectors.seeing import Sight, Whose, seen, sight_of
from huiqi.kernel.access import Actor
from huiqi.kernel.prepared import prepared

MOST_DUE = 1_000
"""What falls due beyond is not counted: a board that says “1000+” says enough."""
SHOWN = 10
"""So many of what falls due are named."""
_DUE = (
    *("step", "due_at", "demand__ref", "demand__number", "demand__title", "demand__is_confidential"),
    *("demand__window__short_name", "handling__organisation__name", "consultation__organisation__name"),
)
"""What is told of a promise that falls due."""


def today_and_week(actor: Actor, at: datetime) -> tuple[list[Promise], int, list[Promise], int]:
    """What falls due today, and in the six days after: the first ten of each, and how many (counted to `MOST_DUE`). Two
    queries."""
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    end = midnight + timedelta(days=6)
    sight, whose = sight_of(actor)
    found = sorted(_due(sight, whose, at, midnight, end))
    today, week = [key for due, key in found if due <= midnight], [key for due, key in found if due > midnight]
    named = tuple(today[:SHOWN] + week[:SHOWN])
    shown = {one.id: one for one in (_told(named) if named else ())}
    told = ([shown[key] for key in keys[:SHOWN]] for keys in (today, week))
    return next(told), len(today), next(told), len(week)


@prepared
def _due(sight: Sight, whose: Whose, at: datetime, midnight: datetime, end: datetime) -> QuerySet[Any, Any]:
    first, later = (
        falling_due(sight, whose, since, until).values_list("due_at", "id")[:MOST_DUE]
        for since, until in ((at, midnight), (midnight, end))
    )
    return first.union(later, all=True)


@prepared
def _told(keys: tuple[int, ...]) -> QuerySet[Promise]:
    rows = Promise.objects.filter(id__in=keys)
    return rows.select_related("demand__window", "handling__organisation", "consultation__organisation").only(*_DUE)


def falling_due(sight: Sight, whose: Whose, since: datetime, until: datetime) -> QuerySet[Promise]:
    """What is promised and falls due after `since` and not after `until`, of the demands that somebody's window owns,
    or that his organisation holds (the hub: all), the first due first.

    Reads the index of what is watched, and of what has ended nothing is. The open demands of a window are asked of one
    index, what it was handed of another.
    """
    rows = Promise.objects.filter(kept_at=None, missed_at=None, released_at=None, held_at=None)
    rows = rows.filter(due_at__gt=since, due_at__lte=until).order_by("due_at", "id")
    if sight is Sight.OF_NETWORK:
        return rows.exclude(demand__in=sealed_from(whose))
    sights = (Sight.OF_OWN_WINDOW, Sight.IN_HAND) if sight is Sight.OF_WINDOW else (sight,)
    own = Q()
    for one in sights:
        own |= Q(demand__in=seen(one, whose).filter(closed_at=None).order_by().values("id"))
    return rows.filter(own)
