"""Bulk verbs 批量办理: what was chosen on the desk, who may be offered for all of it, how far a batch is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_wanted
from huiqi.demands.models import Batch, BatchLine, Demand
from huiqi.demands.permissions import STAFF
from huiqi.demands.selectors.desk import desk
from huiqi.demands.selectors.filters import DeskFilter
from huiqi.demands.selectors.seeing import visible_to
from huiqi.demands.selectors.unheard import rows_for
from huiqi.demands.words import BatchOutcome
from huiqi.directory.selectors import Handler, Need, handlers_at
from huiqi.kernel.access import Actor

MOST_CHOSEN = 200
"""Demands of one batch."""


def refs_on_desk(actor: Actor, wanted: DeskFilter, at: datetime) -> list[UUID]:
    """The first of what a filter of the desk shows, one more than a batch may have. One query."""
    rows: QuerySet[Any] = desk(actor, wanted, at).object_list  # type: ignore[assignment]
    return list(rows.select_related(None).values_list("ref", flat=True)[: MOST_CHOSEN + 1])


def chosen(actor: Actor, refs: Sequence[UUID]) -> list[Demand]:
    """Those of these that the actor sees, as a list shows them. One query."""
    rows = visible_to(actor).filter(ref__in=refs).order_by("rank", "next_due_at", "id")
    return rows_for(actor, rows[:MOST_CHOSEN])


def handlers_for(demands: Sequence[Demand], at: datetime) -> list[Handler]:
    """Who may be handed all of these, the best first by what they have in common. The first one's window hands on."""
    first = demands[0]
    kinds = {one.kind for one in demands}
    need = Need(kind=first.kind, region=first.window.region, text="\n".join(one.title for one in demands))
    found = handlers_at(first.window_id, localdate(at), need if len(kinds) == 1 else Need(region=first.window.region))
    return [one for one in found if one.organisation_id != first.window.organisation_id]


def successors(actor: Actor, at: datetime) -> list[tuple[str, str]]:
    """(ref, name) of everybody at the actor's window who can be first contact. One query."""
    wanted = Wanted(actor.organisation_id or 0, STAFF)
    found = people_wanted([wanted], localdate(at))(wanted)
    return sorted(((str(one.ref), one.name) for one in found), key=lambda one: one[1])


def batch_of(actor: Actor, ref: UUID) -> Batch | None:
    """A batch of the actor's own, on the seat on which he began it."""
    own = Batch.objects.filter(person_ref=actor.person_ref, organisation_id=actor.organisation_id or 0)
    return own.filter(ref=ref).first()


def lines_of(batch: Batch) -> list[BatchLine]:
    """Its lines with their demands: what was refused first, then what waits, then what is done. One query."""
    order = [BatchOutcome.REFUSED, BatchOutcome.WAITING, BatchOutcome.DONE]
    rows = batch.lines.select_related("demand__window", "demand__enterprise").order_by("id")
    return sorted(rows, key=lambda one: order.index(one.outcome))
