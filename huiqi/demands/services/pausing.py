"""Let the enterprise's clock stand, and run again: what of its promises is held, and promised anew.

What is owed to the enterprise and not yet due is held while the clock stands, so that nothing is missed meanwhile; the
clocks of offices, that of each custody first, run on. When it runs again each is released, and promised anew with what
stood still added. A promise that was missed before is and stays missed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from huiqi.demands.models import Demand, Promise, Suspension
from huiqi.demands.rules.deadlines import Unit
from huiqi.demands.rules.pausing import STANDING, Pause, due_after, read, told
from huiqi.demands.rules.warning import warn_at
from huiqi.demands.selectors.pausing import suspension_of
from huiqi.network.selectors import hours_of
from huiqi.reference.selectors import calendar


def hold(demand: Demand, at: datetime) -> int:
    """Hold what is owed to the enterprise in this round and not yet due; answers how many. Demand locked."""
    owed = Promise.objects.filter(demand=demand, round=demand.round, step__in=STANDING, kept_at=None, released_at=None)
    return owed.filter(missed_at=None, due_at__gt=at).update(held_at=at)


def lift(demand: Demand, at: datetime, by: str) -> dict[str, Any]:
    """Let the clock run again from `at`, or from when it was to run again by itself, whichever is earlier.

    Answers what the journal keeps. Demand locked, and saved by the caller.
    """
    standing = suspension_of(demand)
    assert standing is not None
    assert standing.began_at is not None
    ended = max(min(at, standing.until), standing.began_at)
    standing.ended_at, standing.ended_by = ended, by
    standing.save(update_fields=["ended_at", "ended_by"])
    pause = Pause(standing.began_at, ended, standing.ground)
    held = Promise.objects.filter(demand=demand, held_at__isnull=False, kept_at=None, released_at=None)
    anew = [_anew(one, demand, pause) for one in held]
    held.update(released_at=at)
    Promise.objects.bulk_create(anew)
    demand.suspended_until = None
    return {"stood_from": pause.began.isoformat(), "stood_until": ended.isoformat(), "paused": str(pause.ground)}


def _anew(one: Promise, demand: Demand, pause: Pause) -> Promise:
    """The promise that takes the place of a held one: as long as that was, and never due before it."""
    said, days, hours = one.explanation, calendar(), hours_of(demand.window)
    unit, pauses = Unit(said["unit"]), [*read(said), pause]
    counted = due_after(one.started_at, said["amount"], unit, days, hours, pauses)
    counted = replace(counted, due_at=max(counted.due_at, one.due_at))
    stood = [told(each, unit, days, hours) for each in pauses]
    return Promise(
        demand=demand,
        round=one.round,
        step=one.step,
        times=one.times + 1,
        started_at=one.started_at,
        due_at=counted.due_at,
        warn_at=warn_at(replace(counted, start=pause.ended), hours),
        explanation={**said, **counted.explanation(said["source"]), "pauses": stood},
    )


def begin_pause(suspension: Suspension, demand: Demand, at: datetime, by: str) -> None:
    """The clock stands from now on."""
    suspension.began_at, suspension.decided_by = at, by
    demand.suspended_until = suspension.until
