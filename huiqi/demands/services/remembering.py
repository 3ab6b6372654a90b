"""What an entry of the journal keeps of how a demand stands after it, so that any moment can be rebuilt."""

from collections.abc import Collection, Iterable
from typing import Any

from huiqi.demands.models import Demand, Promise
from huiqi.demands.rules.moment import Owed, standing
from huiqi.demands.words import Mode, Urgency


def remember(demand: Demand, owed: Iterable[Promise], missed: Collection[int] = ()) -> None:
    """Keep for the entry that is about to be written what is owed; `missed`: what fell due with this very verb."""
    demand.owing = tuple(
        Owed(one.step, one.due_at, _whose(one), one.missed_at is not None or one.id in missed, one.held_at is not None)
        for one in owed
    )


def _whose(promise: Promise) -> int | None:
    """Of which organisation alone it is owed."""
    of = promise.handling or promise.consultation
    return of.organisation_id if of else None


def as_it_stands(demand: Demand) -> dict[str, Any]:
    """The demand after a verb. No query."""
    return {
        "now": standing(
            demand.owing,
            round=demand.round,
            contact=demand.first_contact,
            urgency=str(demand.urgency) if demand.urgency is not Urgency.NORMAL else "",
            green=demand.is_green,
            sealed=demand.is_confidential,
            mode=str(demand.mode) if demand.mode is not Mode.SOLE else "",
        )
    }
