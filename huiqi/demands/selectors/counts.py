"""The figures above a desk: how many there are of what."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Case, CharField, Count, ExpressionWrapper, F, Q, QuerySet, Sum, Value, When
from django.utils.timezone import localdate, make_aware

from huiqi.demands.models import NETWORK, DemandQuerySet, OpenTally
from huiqi.demands.permissions import can_name_unseen
from huiqi.demands.selectors.desk import INSTITUTION_TABS, WORK, end_of_day, in_hand, marked
from huiqi.demands.selectors.secrecy import unknown_to
from huiqi.demands.selectors.seeing import Sight, Whose, knows, own_sight_of, seen, sight_of
from huiqi.demands.selectors.visits import tab_of, waiting_for
from huiqi.kernel.access import Actor
from huiqi.kernel.prepared import prepared

SUMS = ("overdue", "today")
MARKS = ("green", "urgent", "urged", "unanswered", "escalated", "asked_again")
BESIDE = ("sent_here", "unattended", "to_visit")


def desk_counts(actor: Actor, at: datetime, *, since: datetime | None = None) -> dict[str, int]:
    """How many: per state, overdue, due today, and per mark; how many visits the actor's list holds; how many demands
    were sent here, and of how many confidential ones nobody knows, where that is the actor's business.

    `arrived`: how many came to this desk after `since`.
    """
    (sight, whose), own = sight_of(actor), own_sight_of(actor)[0]
    unseen = sight if can_name_unseen(actor) else Sight.NOTHING
    on = localdate(at)
    rows = _counted((own, sight, unseen), whose, (_midnight(on), at, end_of_day(at)), on, since)
    told: dict[str, int] = {}
    for row in rows:
        told[row["name"]] = told.get(row["name"], 0) + row["rows"]
    counts = {name: told.get(name, 0) + sum(row[name] for row in rows) for name in (*SUMS, *MARKS)}
    counts |= {name: told.get(name, 0) for name in BESIDE}
    counts |= {f"state_{state}": told.get(state, 0) for state in WORK}
    return counts | {"arrived": sum(told.get(name, 0) for name in ARRIVED)}


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))


Moments = tuple[datetime, datetime, datetime]
"""The first moment of the day, now, and the last one of the day."""


@prepared
def _counted(
    sights: tuple[Sight, Sight, Sight], whose: Whose, moments: Moments, on: date, since: datetime | None
) -> QuerySet[Any, Any]:
    """One query of several short ones: rows of names with how many, and beside a state how many of it with each mark.

    `sights`: of his own desk, of what he is to visit, of what is confidential and known to nobody.
    """
    (own, sight, unseen), (_first, at, _last) = sights, moments
    first, *parts = _of_office(own, whose, moments, on) if own in OFFICES else _in_hand(own, whose, moments)
    few: dict[str, QuerySet[Any]] = {
        "sent_here": in_hand(whose),
        "unattended": unknown_to(unseen, whose, on).order_by(),
    }
    few["to_visit"] = waiting_for(sight, whose, tab_of(sight), at).order_by()
    few |= _arrived(own, whose, since) if since else {}
    return first.union(*parts, *(_how_many(name, rows) for name, rows in few.items()), all=True)


OFFICES = (Sight.OF_OWN_WINDOW, Sight.OF_NETWORK)


def _in_hand(own: Sight, whose: Whose, moments: Moments) -> list[QuerySet[Any, Any]]:
    """What a handler has, read row by row: it is little. What he answered is neither overdue nor marked any more."""
    states = (*INSTITUTION_TABS[0].states, *INSTITUTION_TABS[3].states)
    rows = seen(own, whose).filter(closed_at=None, state__in=states).order_by()
    return [_per_state(rows, moments, Q(state__in=INSTITUTION_TABS[0].states))]


def _of_office(own: Sight, whose: Whose, moments: Moments, on: date) -> list[QuerySet[Any, Any]]:
    """What is open at a window, or in the network: out of the tally, but for what depends on the moment and for what is
    confidential, of which each knows other ones.
    """
    (first, at, last), rows = moments, seen(own, whose).filter(closed_at=None).order_by()
    plain, hidden = rows.filter(is_confidential=False), rows.filter(is_confidential=True, id__in=knows(whose))
    today = plain.filter(rank__in=(0, 1, 2), next_due_at__gte=first, next_due_at__lte=last)
    return [
        _tallied(whose.window if own is Sight.OF_OWN_WINDOW else NETWORK, on),
        _how_many("overdue", today.filter(next_due_at__lte=at)),
        _how_many("today", today.filter(next_due_at__gt=at)),
        *(_how_many(mark, plain.filter(marked(mark, at))) for mark in ("unanswered", "asked_again")),
        _per_state(hidden, moments),
    ]


def _tallied(scope: int, on: date) -> QuerySet[Any, Any]:
    """What is counted of a window or of the network; what was due on an earlier day is overdue."""
    kept = OpenTally.objects.filter(scope=scope).filter(Q(day=None) | Q(day__lt=on))
    named = kept.values(name=Case(When(day=None, then=F("figure")), default=Value("overdue"), output_field=CharField()))
    return _with_zeros(named, rows=Sum("n"))


def _per_state(rows: DemandQuerySet, moments: Moments, here: Q | None = None) -> QuerySet[Any, Any]:
    """How many of each state, and how many of these are due and marked, as far as they are `here`."""
    (_first, at, last), of = moments, here or Q()
    sums = {"overdue": Q(next_due_at__lte=at), "today": Q(next_due_at__gt=at, next_due_at__lte=last)}
    sums |= {name: marked(name, at) for name in MARKS}
    per_state = rows.values(name=ExpressionWrapper(F("state"), CharField()))
    counts = {name: Count("id", filter=of & told) for name, told in sums.items()}
    counted: QuerySet[Any, Any] = per_state.annotate(rows=Count("*"), **counts)
    return counted


ARRIVED = ("filed_since", "sent_since")


def _arrived(own: Sight, whose: Whose, since: datetime) -> dict[str, QuerySet[Any]]:
    """What came after a moment: filed at one's own window, or handed here."""
    sent = {"sent_since": in_hand(whose).filter(sent_at__gt=since)}
    filed = {} if own is Sight.IN_HAND else {"filed_since": seen(own, whose).filter(filed_at__gt=since).order_by()}
    return sent | filed


def _how_many(name: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """How many rows there are, as a row of the figures of a desk."""
    return _with_zeros(rows.values(name=Value(name, CharField())), rows=Count("*"))


def _with_zeros(named: QuerySet[Any, Any], **counts: Any) -> QuerySet[Any, Any]:
    """As `_per_state` counts, without what it counts beside."""
    told: QuerySet[Any, Any] = named.annotate(**counts, **{name: Value(0) for name in (*SUMS, *MARKS)})
    return told
