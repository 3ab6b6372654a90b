"""The condition that a demand asks about is written down with it, as it read on that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from huiqi.demands.models import AskedCondition, Demand, GeneralAnswer
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


def inherit_condition(demand: Demand, asker: Demand) -> dict[str, Any]:
    """Let a demand have the question of the one that asked first; answers what the journal keeps of it.

    Nothing where it asks about a condition of its own, or about another policy. The caller stores the demand.
    """
    asked = AskedCondition.objects.filter(demand=asker).first()
    if asked is None or demand.policy_code not in ("", asker.policy_code):
        return {}
    if AskedCondition.objects.filter(demand_id=demand.pk).exists():
        return {}
    brings, demand.policy_code = not demand.policy_code, asker.policy_code
    first = asked.taken_from or asker
    asked.pk, asked.demand, asked.taken_from, asked.brings_policy = None, demand, first, brings
    asked._state.adding = True
    asked.save(force_insert=True)
    return {"condition_of": first.number}


def give_back_condition(demand: Demand, asker: Demand) -> None:
    """What a demand had of one that is a matter of its own again is its no more, unless something came of it."""
    asked = AskedCondition.objects.filter(demand=demand, taken_from=asker).first()
    if asked is None or GeneralAnswer.objects.filter(demand=demand).exists():
        return
    if asked.brings_policy:
        demand.policy_code = ""
    asked.delete()
