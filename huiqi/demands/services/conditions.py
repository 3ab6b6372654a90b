"""The condition that a demand asks about is written down with it, as it read on that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from huiqi.demands.models import AskedCondition, Demand
from huiqi.kernel.refusal import Refused
from huiqi.kernel.rows import insert
from huiqi.policies.selectors import condition_at, row_of


@dataclass(frozen=True, slots=True)
class About:
    """Which condition of which version of its policy a demand asks about, and which fact is not known, if one is."""

    since: date
    place: str
    fact: str = ""


def attach_condition(demand: Demand, about: About, at: datetime) -> dict[str, Any]:
    """Write it down; answers what the journal keeps of it. Raises `Refused("no_condition")`: there is none there."""
    found = condition_at(demand.policy_code, about.since, about.place, localdate(at))
    if found is None:
        raise Refused("no_condition", "place")
    insert(
        AskedCondition(
            demand=demand,
            policy=row_of(found.version).policy,
            since=about.since,
            place=about.place,
            words=found.words,
            required=found.required,
            clause=found.clause,
            fact=about.fact or found.fact,
        )
    )
    return {"place": about.place, "since": about.since.isoformat()}
