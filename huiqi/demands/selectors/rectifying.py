"""Rectifications and appeals: which is open, what came before, the ledger."""

from __future__ import annotations

from django.db.models import QuerySet

from huiqi.demands.models import Demand, RatingAppeal, Rectification
from huiqi.demands.permissions import STAFF
from huiqi.demands.rules.rectifying import UpLevel
from huiqi.demands.selectors.secrecy import sealed_from
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import key_of


def open_rectification(demand: Demand) -> Rectification | None:
    """What is being put right now."""
    return Rectification.objects.filter(demand=demand, round=demand.round, ended_at=None).first()


def rectification_in(demand: Demand, number: int) -> Rectification | None:
    """What of a round is put right, or was."""
    return Rectification.objects.filter(demand=demand, round=number).select_related("office").first()


def rectified_in(demand: Demand) -> bool:
    """Whether this round was, or is, put right already."""
    return Rectification.objects.filter(demand=demand, round=demand.round).exists()


def rectification_before(demand: Demand) -> UpLevel | None:
    """At which level the present answer was given, where it came of a rectification."""
    former = Rectification.objects.filter(demand=demand, round=demand.round - 1).exclude(disposal="")
    return former.values_list("level", flat=True).first() if demand.round > 1 else None


def ledger(actor: Actor, tab: str = "open") -> QuerySet[Rectification]:
    """The rectifications an actor sees: a window those of its demands, the hub all; what is due first, first."""
    rows = Rectification.objects.select_related("demand__window", "demand__enterprise", "rating", "visit", "office")
    if actor.seat is None or not actor.is_a(*STAFF):
        return rows.none()
    rows = rows.exclude(demand__in=sealed_from(actor))
    if not actor.is_a(Role.HUB_OPERATOR):
        rows = rows.filter(demand__window_id=key_of(actor.seat.organisation_id))
    if tab == "open":
        return rows.filter(ended_at=None).order_by("due_at", "id")
    return rows.filter(ended_at__isnull=False).order_by("-opened_at", "-id")


def open_appeal(demand: Demand) -> RatingAppeal | None:
    """The appeal that waits for its decision."""
    rows = RatingAppeal.objects.filter(demand=demand, decided_at=None).select_related("rating__request")
    return rows.order_by("-id").first()


def appeals(actor: Actor, tab: str = "open") -> QuerySet[RatingAppeal]:
    """The appeals an actor sees, of a window those of its demands: those that wait, or those that were decided last."""
    rows = RatingAppeal.objects.select_related("demand__window", "demand__enterprise", "rating", "organisation")
    if actor.seat is None or not actor.is_a(*STAFF):
        return rows.none()
    rows = rows.exclude(demand__in=sealed_from(actor))
    if not actor.is_a(Role.HUB_OPERATOR):
        rows = rows.filter(demand__window_id=key_of(actor.seat.organisation_id))
    if tab == "open":
        return rows.filter(decided_at=None).order_by("appealed_at", "id")
    return rows.filter(decided_at__isnull=False).order_by("-decided_at", "-id")
