"""The figures above a desk: how many there are of what."""

from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, ExpressionWrapper, F, Q, QuerySet, Value
from django.utils.timezone import localdate

from huiqi.demands.permissions import can_name_unseen
from huiqi.demands.selectors.desk import INSTITUTION_TABS, WORK, end_of_day, in_hand, marked
from huiqi.demands.selectors.secrecy import unknown_to
from huiqi.demands.selectors.seeing import Sight, Whose, own_sight_of, seen, sight_of
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
    rows = _counted((own, sight, unseen), whose, at, end_of_day(at), localdate(at), since)
    told = {row["name"]: row for row in rows}
    counts = {name: told[name]["rows"] if name in told else 0 for name in (*MARKS, *BESIDE)}
    counts |= {f"state_{state}": told[state]["rows"] if state in told else 0 for state in WORK}
    counts |= {name: sum(row[name] for row in rows) for name in SUMS}
    counts["arrived"] = sum(row["rows"] for row in rows if row["name"] in ARRIVED)
    return counts


@prepared
def _counted(
    sights: tuple[Sight, Sight, Sight], whose: Whose, at: datetime, until: datetime, on: date, since: datetime | None
) -> QuerySet[Any, Any]:
    """One query: what is open is read once and from an index alone, each mark from the few rows that bear it.

    `sights`: of his own desk, of what he is to visit, of what is confidential and known to nobody.
    """
    (own, sight, unseen), here = sights, Q()
    rows = seen(own, whose).filter(closed_at=None).order_by()
    if own is Sight.IN_HAND:
        rows = rows.filter(state__in=(*INSTITUTION_TABS[0].states, *INSTITUTION_TABS[3].states))
        here = Q(state__in=INSTITUTION_TABS[0].states)
    per_state: QuerySet[Any, Any] = rows.values(name=ExpressionWrapper(F("state"), CharField())).annotate(
        rows=Count("*"),
        overdue=Count("id", filter=here & Q(next_due_at__lte=at)),
        today=Count("id", filter=here & Q(next_due_at__gt=at, next_due_at__lte=until)),
    )
    few: dict[str, QuerySet[Any]] = {name: rows.filter(here, marked(name, at)) for name in MARKS}
    few["sent_here"] = in_hand(whose)
    few["unattended"] = unknown_to(unseen, whose, on).order_by()
    few["to_visit"] = waiting_for(sight, whose, tab_of(sight), at).order_by()
    few |= _arrived(own, whose, since) if since else {}
    return per_state.union(*(_how_many(name, rows) for name, rows in few.items()), all=True)


ARRIVED = ("filed_since", "sent_since")


def _arrived(own: Sight, whose: Whose, since: datetime) -> dict[str, QuerySet[Any]]:
    """What came after a moment: filed at one's own window, or handed here."""
    sent = {"sent_since": in_hand(whose).filter(sent_at__gt=since)}
    filed = {} if own is Sight.IN_HAND else {"filed_since": seen(own, whose).filter(filed_at__gt=since).order_by()}
    return sent | filed


def _how_many(name: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """How many rows there are, as a row of the figures of a desk."""
    nothing = {one: Value(0) for one in SUMS}
    counted: QuerySet[Any] = rows.values(name=Value(name, CharField())).annotate(rows=Count("*"), **nothing)
    return counted
