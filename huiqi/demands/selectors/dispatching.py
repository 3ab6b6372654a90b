"""To whom a demand may be handed, and from which lists its enterprise may be told what is missing."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from huiqi.demands.models import Demand
from huiqi.demands.selectors.seeing import intake_of
from huiqi.directory.selectors import Handler, Need, handlers_at, matters_at

if TYPE_CHECKING:
    from huiqi.directory.models import Matter


def candidates(demand: Demand, at: datetime) -> list[Handler]:
    """Everybody its window may hand a demand to, the best first, each with his reasons."""
    need = Need(
        kind=demand.kind, region=demand.enterprise.region or demand.window.region, text=f"{demand.title}\n{demand.text}"
    )
    return handlers_at(demand.window_id, localdate(at), need)


def lists_for(demand: Demand, at: datetime) -> "list[Matter]":
    """The lists its window may tell from: the one it was taken in with first, then those of its policy, of its kind."""
    found = list(matters_at(demand.window_id, localdate(at)))
    code, intake = demand.policy_code, intake_of(demand)
    chosen = intake.matter if intake else ""

    def place(one: "Matter") -> tuple[bool, bool, bool]:
        return one.code != chosen, not code or one.policy_code != code, one.kind != demand.kind

    return sorted(found, key=place)
