"""What a notice about a clock names beside the demand: the ground, the day. Codes and moments; texts stay there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from huiqi.demands.models import Extension, Promise, Suspension
from huiqi.demands.words import Step

if TYPE_CHECKING:
    from huiqi.demands.models import Demand

FINISHES = (Step.FINISH, Step.EXTENDED_FINISH)


def _suspended(demand: Demand, at: datetime) -> dict[str, object]:
    began = Suspension.objects.filter(demand=demand, began_at__lte=at).order_by("-began_at", "-id").first()
    return {"ground": str(began.ground), "until": began.until.isoformat()} if began else {}


def _extended(demand: Demand, at: datetime) -> dict[str, object]:
    made = Extension.objects.filter(demand=demand, granted=True, decided_at__lte=at).order_by("-decided_at").first()
    return {"until": made.due_at.isoformat()} if made and made.due_at else {}


def _resumed(demand: Demand, _at: datetime) -> dict[str, object]:
    owed = Promise.objects.filter(demand=demand, step__in=FINISHES, kept_at=None, released_at=None, held_at=None)
    due = owed.order_by("due_at").values_list("due_at", flat=True).first()
    return {"until": due.isoformat()} if due else {}


_MORE: Mapping[str, Callable[[Demand, datetime], dict[str, object]]] = {
    "demands.suspended": _suspended,
    "demands.extended": _extended,
    "demands.resumed": _resumed,
}


def more(kind: str, demand: Demand, at: datetime) -> dict[str, object]:
    """What this kind of notice names beside the demand. One query for those about clocks, none for others."""
    return _MORE[kind](demand, at) if kind in _MORE else {}
