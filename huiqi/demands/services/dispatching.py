"""Handing a demand on: to an institution, an expert, a department, another window or the hub."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.accounts.words import OrganisationKind
from huiqi.demands.models import Demand, Handling, Letter
from huiqi.demands.selectors import is_kept_from
from huiqi.demands.services.promises import promise
from huiqi.demands.services.turn import begin, fits
from huiqi.demands.words import HandlingState, Step, Verb
from huiqi.directory.selectors import Handler, institutions_at
from huiqi.directory.services import require_handler
from huiqi.directory.words import Works
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused


@transaction.atomic
def dispatch_demand(
    ref: UUID, handler: UUID, note: str = "", *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """Hand the demand to whoever is to work on it; `handler` is the ref of an organisation.

    A new custody begins with a clock of its own; the enterprise's clock runs on. Whoever works outside the system has
    it by a transfer letter (`services.letters`) and owes the answer, not a signature. Raises `Refused`: own_window,
    complained_of, not_settled, and what `directory.services.require_handler` refuses.
    """
    turn = begin(ref, Verb.DISPATCH, actor=actor, at=at, revision=revision)
    demand = turn.demand
    chosen = _chosen(demand, handler, at)
    handling = Handling.objects.create(
        demand=demand,
        organisation_id=chosen.organisation_id,
        state=HandlingState.SENT,
        by_letter=chosen.works is Works.OUTSIDE,
        note=fits(note, "note"),
        sent_at=at,
        sent_by=actor.person_ref,
    )
    demand.handlers = sorted({*demand.handlers, chosen.organisation_id})
    if handling.by_letter:
        Letter.objects.create(handling=handling)
    step = Step.OUTSIDE_ANSWER if handling.by_letter else Step.HANDLER_TAKE
    promise(demand, step, start=at, handling=handling)
    return turn.finish({"organisation": chosen.organisation_id}, {"note": handling.note})


def _chosen(demand: Demand, handler: UUID, at: datetime) -> Handler:
    """Somebody else, who is there now, can take it here, and if an institution is settled at the window or the hub."""
    chosen = require_handler(handler, localdate(at), "handler")
    if chosen.organisation_id == demand.window.organisation_id:
        raise Refused("own_window", "handler")
    if is_kept_from(demand, chosen.name):
        raise Refused("complained_of", "handler", name=chosen.name)
    if chosen.kind == OrganisationKind.INSTITUTION:
        settled = institutions_at(demand.window_id, localdate(at))
        if not settled.filter(organisation_id=chosen.organisation_id).exists():
            raise Refused("not_settled", "handler")
    return chosen
