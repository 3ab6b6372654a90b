"""To whom a demand may be handed."""

from datetime import datetime

from django.utils.timezone import localdate

from huiqi.demands.models import Demand
from huiqi.directory.rules import Handler, Need
from huiqi.directory.selectors import handlers_at


def candidates(demand: Demand, at: datetime) -> list[Handler]:
    """Everybody its window may hand a demand to, the best first, each with his reasons."""
    need = Need(kind=demand.kind, region=demand.enterprise.region, text=f"{demand.title}\n{demand.text}")
    return handlers_at(demand.window_id, localdate(at), need)
