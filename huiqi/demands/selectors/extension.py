"""More time: what may be asked for a demand, and what was."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from huiqi.demands.models import Demand, Extension, Promise
from huiqi.demands.words import Step
from huiqi.network.selectors import time_limits
from huiqi.network.words import LimitStep

if TYPE_CHECKING:
    from huiqi.network.models import TimeLimit


def extension_of(demand: Demand) -> Extension | None:
    """The extension asked in this round."""
    return Extension.objects.filter(demand=demand, round=demand.round).first()


def finish_to_extend(demand: Demand, at: datetime) -> Promise | None:
    """The completion of this round that is owed and not yet due: only that can be extended."""
    owed = Promise.objects.filter(demand=demand, round=demand.round, step=Step.FINISH, handling=None)
    return owed.filter(kept_at=None, released_at=None, missed_at=None, due_at__gt=at).first()


def longest(demand: Demand) -> "TimeLimit | None":
    """How long the scheme in force when the round began lets a completion be extended; none: not at all."""
    limits = time_limits(demand.window_id, demand.kind, localdate(demand.began_at), demand.urgency)
    return limits.get(LimitStep.EXTENDED_FINISH)
