"""Co-handling 会办: the window asks others for their part; whoever has the demand keeps it, and answers it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_wanted
from huiqi.demands.models import Consultation, Demand
from huiqi.demands.permissions import HANDLERS
from huiqi.demands.rules.deadlines import Unit, due
from huiqi.demands.selectors import demands_consulted_on, is_kept_from
from huiqi.demands.services.promises import promise_opinion
from huiqi.demands.services.turn import Turn, attach, begin, written
from huiqi.demands.wording.told import CONSULTED
from huiqi.demands.words import Purpose, Verb
from huiqi.directory.selectors import Handler
from huiqi.directory.services import require_handler
from huiqi.directory.words import Works
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.notices.services import News, tell
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile

MOST_DAYS = 15
"""Working days that may be given for a part: no more than the whole has."""


@transaction.atomic
def consult(
    ref: UUID, handler: UUID, question: str, amount: int, *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """Ask another handler for its part, within `amount` working days of its own.

    Raises `Refused`: consult_confidential, own_window, complained_of, consult_holder, consult_outside,
    consulted_already, consult_limit, and what `directory.services.require_handler` refuses.
    """
    turn = begin(ref, Verb.CONSULT, actor=actor, at=at, revision=revision)
    if turn.demand.is_confidential:
        raise Refused("consult_confidential")
    chosen = _chosen(turn, handler)
    if not 1 <= amount <= MOST_DAYS:
        raise Refused("consult_limit", "amount", most=MOST_DAYS)
    made = Consultation.objects.create(
        demand=turn.demand,
        round=turn.demand.round,
        organisation_id=chosen.organisation_id,
        question=written(question, "question"),
        asked_at=at,
        asked_by=actor.person_ref,
    )
    counted = due(at, amount, Unit.WORKING_DAY, calendar())
    promise_opinion(made, counted, f"会办单，{turn.demand.window.short_name}约定")
    demand = turn.finish({"organisation": chosen.organisation_id}, {"question": made.question})
    _tell(made)
    return demand


def _chosen(turn: Turn, handler: UUID) -> Handler:
    """Somebody else than the window and the holder, who works in the system and is not asked already."""
    demand, chosen = turn.demand, require_handler(handler, localdate(turn.at), "handler")
    if chosen.organisation_id == demand.window.organisation_id:
        raise Refused("own_window", "handler")
    if is_kept_from(demand, chosen.name):
        raise Refused("complained_of", "handler", name=chosen.name)
    if turn.handling is not None and chosen.organisation_id == turn.handling.organisation_id:
        raise Refused("consult_holder", "handler", name=chosen.name)
    if chosen.works is Works.OUTSIDE:
        raise Refused("consult_outside", "handler", name=chosen.name)
    asked = Consultation.objects.filter(demand=demand, round=demand.round, given_at=None)
    if asked.filter(organisation_id=chosen.organisation_id).exists():
        raise Refused("consulted_already", "handler", name=chosen.name)
    return chosen


def _tell(asked: Consultation) -> None:
    """Those who are to give it are sent to their own page: they do not see the case."""
    demand, wanted = asked.demand, Wanted(asked.organisation_id, HANDLERS)
    news = News(
        kind=CONSULTED,
        key=f"consultation:{asked.id}",
        parameters={"number": demand.number, "window": demand.window.short_name},
        link=reverse("demands:consultation", args=[asked.ref]),
        people=people_wanted([wanted], localdate(asked.asked_at))(wanted),
        at=asked.asked_at,
    )
    tell([news])


@transaction.atomic
def give_opinion(
    ref: UUID,
    opinion: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> Demand:
    """Give the part that one's organisation was asked for on this demand; it goes to whoever has the demand.

    `ref` is the demand's. Raises `Demand.DoesNotExist` to whoever was not asked, or gave it already.
    """
    turn = begin(ref, Verb.GIVE_OPINION, actor=actor, at=at, revision=revision, among=demands_consulted_on(actor))
    demand = turn.demand
    assert actor.organisation_id is not None
    mine = Consultation.objects.filter(demand=demand, round=demand.round, organisation_id=actor.organisation_id)
    asked = mine.get(given_at=None)
    asked.opinion, asked.given_at, asked.given_by = written(opinion, "opinion"), at, actor.person_ref
    asked.save(force_update=True)
    kept = attach(demand, files, Purpose.OPINION, actor=actor, at=at)
    promised = asked.promises.values_list("id", flat=True)
    return turn.finish(
        {"organisation": asked.organisation_id, **kept}, {"opinion": asked.opinion}, keep=tuple(promised)
    )
