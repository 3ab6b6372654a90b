"""Bulk verbs 批量办理: one batch, one entry for it and one for each demand; each demand is answered for by itself.

A batch is begun whole and done in steps, each a transaction of its own: what a step did is done and said, what it did
not waits to be seen. A line moves with its demand or not at all, so no step can do it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from huiqi.demands.models import Batch, BatchLine, Demand
from huiqi.demands.permissions import can_use_bulk
from huiqi.demands.selectors import visible_to
from huiqi.demands.selectors.bulk import MOST_CHOSEN
from huiqi.demands.services.by_window import register_demand
from huiqi.demands.services.contact import hand_on
from huiqi.demands.services.dispatching import dispatch_demand
from huiqi.demands.services.turn import fits, written
from huiqi.demands.wording import refusal
from huiqi.demands.wording.screen import not_now
from huiqi.demands.words import BatchOutcome, BulkVerb, Verb
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused

AT_A_TIME = 20
"""Lines done in one step: about a second."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done with all of them. `handler` is the ref of an organisation, `colleague` that of a person."""

    verb: BulkVerb
    handler: str = ""
    colleague: str = ""
    note: str = ""

    def parameters(self) -> dict[str, str]:
        """The refs, without what is not said."""
        told = {"handler": self.handler, "colleague": self.colleague}
        return {name: value for name, value in told.items() if value}


@transaction.atomic
def begin_batch(order: Order, refs: Sequence[UUID], *, submission: UUID, actor: Actor, at: datetime) -> Batch:
    """Begin a batch; nothing is done yet. The same `submission` again is the same batch. Six statements.

    Raises `PermissionDenied`, `Refused`: nothing_chosen, too_many_chosen, required, too_long.
    """
    if not can_use_bulk(actor) or actor.organisation_id is None:
        raise PermissionDenied
    if known := Batch.objects.filter(person_ref=actor.person_ref, submission=submission).first():
        return known
    wanted = set(refs)
    if len(wanted) > MOST_CHOSEN:
        raise Refused("too_many_chosen", limit=MOST_CHOSEN)
    found = list(visible_to(actor).filter(ref__in=wanted).order_by("rank", "next_due_at", "id"))
    if not found:
        raise Refused("nothing_chosen")
    batch = Batch.objects.create(
        verb=order.verb,
        person_ref=actor.person_ref,
        organisation_id=actor.organisation_id,
        submission=submission,
        parameters=order.parameters(),
        note=written(order.note, "hand_on_note") if order.verb is BulkVerb.HAND_ON else fits(order.note, "note"),
        unseen=len(wanted) - len(found),
        begun_at=at,
    )
    BatchLine.objects.bulk_create(BatchLine(batch=batch, demand=one) for one in found)
    data = {"verb": str(order.verb), "subjects": [str(one.ref) for one in found], **batch.parameters}
    record("batch", batch.ref, "begin", actor=actor, at=at, data=data, texts={"note": batch.note})
    return batch


@transaction.atomic
def go_on(ref: UUID, *, actor: Actor, at: datetime) -> Batch:
    """Do the next lines of one's own batch, and write down its end when none waits any more.

    Each line as if it stood alone, with today's rights and states. Raises `Batch.DoesNotExist`.
    """
    own = Batch.objects.filter(person_ref=actor.person_ref, organisation_id=actor.organisation_id or 0)
    batch = own.select_for_update().get(ref=ref)
    waiting = batch.lines.filter(outcome=BatchOutcome.WAITING).select_related("demand").order_by("demand_id")
    for line in waiting[:AT_A_TIME]:
        line.said = _refused(batch, line.demand, actor, at)
        line.outcome, line.done_at = BatchOutcome.REFUSED if line.said else BatchOutcome.DONE, at
        line.save(update_fields=["said", "outcome", "done_at"])
    if batch.ended_at is None and not waiting.exists():
        _end(batch, actor, at)
    return batch


def _end(batch: Batch, actor: Actor, at: datetime) -> None:
    done = batch.lines.filter(outcome=BatchOutcome.DONE).count()
    counts = {"done": done, "refused": batch.lines.count() - done}
    batch.ended_at = at
    batch.save(update_fields=["ended_at"])
    record("batch", batch.ref, "end", actor=actor, at=at, data=counts)


def _refused(batch: Batch, demand: Demand, actor: Actor, at: datetime) -> str:
    """Why the verb could not be done with this demand; nothing where it was done."""
    try:
        with transaction.atomic():
            DO[batch.verb](batch, demand.ref, actor=actor, at=at)
    except Refused as refused:
        return refusal(refused)
    except NotNow:
        return not_now(Verb(batch.verb), demand)
    except PermissionDenied:
        return _("这件不归您办这一步，没有改动。")
    except Demand.DoesNotExist:
        return _("这件您已经看不到，没有改动。")
    return ""


def _register(_batch: Batch, ref: UUID, **by: Any) -> Demand:
    return register_demand(ref, **by)


def _dispatch(batch: Batch, ref: UUID, **by: Any) -> Demand:
    return dispatch_demand(ref, UUID(batch.parameters["handler"]), batch.note, **by)


def _hand_on(batch: Batch, ref: UUID, **by: Any) -> Demand:
    return hand_on(ref, batch.parameters["colleague"], batch.note, **by)


DO: dict[BulkVerb, Callable[..., Demand]] = {
    BulkVerb.REGISTER: _register,
    BulkVerb.DISPATCH: _dispatch,
    BulkVerb.HAND_ON: _hand_on,
}
