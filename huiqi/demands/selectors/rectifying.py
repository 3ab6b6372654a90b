"""Rectifications and appeals: which is open, what came before, the ledger."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import QuerySet

from huiqi.demands.models import Demand, RatingAppeal, Rectification
from huiqi.demands.rules.rectifying import UpLevel
from huiqi.demands.selectors.pages import PER_PAGE, Listed, listing
from huiqi.demands.selectors.secrecy import sealed_from
from huiqi.demands.selectors.seeing import Sight, Whose, sight_of
from huiqi.kernel.access import Actor
from huiqi.kernel.prepared import prepared

R = TypeVar("R", Rectification, RatingAppeal)


def open_rectification(demand: Demand) -> Rectification | None:
    """What is being put right now."""
    return Rectification.objects.filter(demand=demand, round=demand.round, ended_at=None).first()


def rectified_in(demand: Demand) -> bool:
    """Whether this round was, or is, put right already."""
    return Rectification.objects.filter(demand=demand, round=demand.round).exists()


def rectification_before(demand: Demand) -> UpLevel | None:
    """At which level the present answer was given, where it came of a rectification."""
    former = Rectification.objects.filter(demand=demand, round=demand.round - 1).exclude(disposal="")
    return former.values_list("level", flat=True).first() if demand.round > 1 else None


def ledger(actor: Actor, tab: str = "open") -> Listed:
    """The rectifications an actor sees: a window those of its demands, the hub all; what is due first, first."""
    return _ledger(*sight_of(actor), tab == "open")


@listing
def _ledger(sight: Sight, whose: Whose, is_open: bool) -> QuerySet[Rectification]:
    rows = Rectification.objects.select_related("demand__window", "demand__enterprise", "rating", "visit", "office")
    rows = _of_staff(rows, sight, whose).filter(ended_at__isnull=is_open)
    return rows.order_by("due_at", "id") if is_open else rows.order_by("-opened_at", "-id")


def _of_staff(rows: QuerySet[R], sight: Sight, whose: Whose) -> QuerySet[R]:
    """Of what hangs on demands: a window that of its demands, the hub all, nobody else anything."""
    if sight not in (Sight.OF_NETWORK, Sight.OF_WINDOW):
        return rows.none()
    rows = rows.exclude(demand__in=sealed_from(whose))
    return rows if sight is Sight.OF_NETWORK else rows.filter(demand__window_id=whose.window)


def open_appeal(demand: Demand) -> RatingAppeal | None:
    """The appeal that waits for its decision."""
    return open_appeals(demand).first()


def open_appeals(demand: Demand) -> QuerySet[RatingAppeal]:
    """The appeals that wait for their decision, the latest first."""
    rows = RatingAppeal.objects.filter(demand=demand, decided_at=None).select_related("rating__request")
    return rows.order_by("-id")


def appeals(actor: Actor, tab: str = "open") -> list[RatingAppeal]:
    """The first page of the appeals an actor sees, of a window those of its demands: those that wait, or were decided
    last. One query."""
    return _appeals(*sight_of(actor), tab == "open")


@prepared
def _appeals(sight: Sight, whose: Whose, is_open: bool) -> QuerySet[RatingAppeal]:
    rows = RatingAppeal.objects.select_related("demand__window", "demand__enterprise", "rating", "organisation")
    rows = _of_staff(rows, sight, whose).filter(decided_at__isnull=is_open)
    return rows.order_by(*("appealed_at", "id") if is_open else ("-decided_at", "-id"))[:PER_PAGE]
