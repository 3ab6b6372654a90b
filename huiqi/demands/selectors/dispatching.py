"""To whom a demand may be handed, and from which lists its enterprise may be told what is missing."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from huiqi.demands.models import Demand
from huiqi.directory.selectors import Handler, Need, handlers_at, matters_at

if TYPE_CHECKING:
    from huiqi.directory.models import Matter


def candidates(demand: Demand, at: datetime) -> list[Handler]:
    """Everybody its window may hand a demand to, the best first, each with his reasons."""
    need = Need(kind=demand.kind, region=demand.enterprise.region, text=f"{demand.title}\n{demand.text}")
    return handlers_at(demand.window_id, localdate(at), need)


def lists_for(demand: Demand, at: datetime) -> "list[Matter]":
    """The lists its window may tell from: those of the demand's policy first, then of its kind, then all others."""
    found = list(matters_at(demand.window_id, localdate(at)))
    code = demand.policy_code
    return sorted(found, key=lambda one: (not code or one.policy_code != code, one.kind != demand.kind))
