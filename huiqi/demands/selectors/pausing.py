"""Questions about clocks that stand."""

from huiqi.demands.models import Demand, Suspension
from huiqi.demands.words import PauseGround


def suspension_of(demand: Demand) -> Suspension | None:
    """By what the demand's clock stands now; no query where it runs."""
    if demand.suspended_until is None:
        return None
    return Suspension.objects.filter(demand=demand, began_at__isnull=False, ended_at=None).first()


def asked_suspension(demand: Demand) -> Suspension | None:
    """What was asked for in this round and is not decided."""
    return Suspension.objects.filter(demand=demand, round=demand.round, began_at=None, declined_at=None).first()


def waits_for_firm(demand: Demand) -> bool:
    """Whether the clock stands until the enterprise brings what it was asked for."""
    standing = suspension_of(demand)
    return standing is not None and standing.ground is PauseGround.AWAITING_FIRM
