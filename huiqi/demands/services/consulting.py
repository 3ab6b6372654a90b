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
from huiqi.demands.selectors import demands_consulted_on, is_kept_from, open_parts
from huiqi.demands.services.promises import promise_opinion
from huiqi.demands.services.turn import Turn, attach, begin, written
from huiqi.demands.wording.told import CALLED_OFF, CONSULTED
from huiqi.demands.words import Purpose, Verb
from huiqi.directory.selectors import Handler
from huiqi.directory.services import require_handler
from huiqi.directory.words import Works
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hours_of
from huiqi.notices.services import News, tell
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile

MOST_DAYS = 15
"""Working days that may be given for a part: no more than the whole has."""


@transaction.atomic
def consult(
    ref: UUID,
    handler: UUID,
    question: str,
    amount: int,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    field: str = "handler",
) -> Demand:
    """Ask another handler for its part, within `amount` working days of its own. `field`: beside what is said why not.

    Raises `Refused`: consult_confidential, own_window, complained_of, consult_holder, consult_outside,
    consulted_already, consult_limit, and what `directory.services.require_handler` refuses.
    """
    turn = begin(ref, Verb.CONSULT, actor=actor, at=at, revision=revision)
    if turn.demand.is_confidential:
        raise Refused("consult_confidential")
    chosen = _chosen(turn, handler, field)
    if not 1 <= amount <= MOST_DAYS:
        raise Refused("consult_limit", field.replace("other", "days").replace("handler", "amount"), most=MOST_DAYS)
    made = Consultation.objects.create(
        demand=turn.demand,
        round=turn.demand.round,
        organisation_id=chosen.organisation_id,
        question=written(question, field.replace("other", "task").replace("handler", "question")),
        asked_at=at,
        asked_by=actor.person_ref,
    )
    counted = due(at, amount, Unit.WORKING_DAY, calendar(), hours_of(turn.demand.window))
    promise_opinion(made, counted, f"会办单，{turn.demand.window.short_name}约定")
    demand = turn.finish({"organisation": chosen.organisation_id}, {"question": made.question})
    _tell(made)
    return demand


def _chosen(turn: Turn, handler: UUID, field: str) -> Handler:
    """Somebody else than the window and the holder, who works in the system and is not asked already."""
    demand, chosen = turn.demand, require_handler(handler, localdate(turn.at), field)
    if chosen.organisation_id == demand.window.organisation_id:
        raise Refused("own_window", field)
    if is_kept_from(demand, chosen.name):
        raise Refused("complained_of", field, name=chosen.name)
    if turn.handling is not None and chosen.organisation_id == turn.handling.organisation_id:
        raise Refused("consult_holder", field, name=chosen.name)
    if chosen.works is Works.OUTSIDE:
        raise Refused("consult_outside", field, name=chosen.name)
    if open_parts(demand).filter(organisation_id=chosen.organisation_id).exists():
        raise Refused("consulted_already", field, name=chosen.name)
    return chosen


def _tell(asked: Consultation) -> None:
    """Those who are to give it, or need it no more, are sent to their own page: they do not see the case."""
    demand, at = asked.demand, asked.called_off_at or asked.asked_at
    wanted = Wanted(asked.organisation_id, HANDLERS, only=asked.taken_by)
    own = reverse("demands:consultation", args=[asked.ref])
    news = News(
        kind=CALLED_OFF if asked.called_off_at else CONSULTED,
        key=f"consultation:{asked.id}{':off' if asked.called_off_at else ''}",
        parameters={"number": demand.number, "window": demand.window.short_name},
        link=reverse("demands:consultations") if demand.is_confidential else own,
        people=people_wanted([wanted], localdate(at))(wanted),
        at=at,
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
    turn, asked = _asked(ref, Verb.GIVE_OPINION, actor, at, revision)
    asked.opinion, asked.given_at, asked.given_by = written(opinion, "opinion"), at, actor.person_ref
    asked.save(force_update=True)
    kept = attach(turn.demand, files, Purpose.OPINION, actor=actor, at=at)
    promised = asked.promises.values_list("id", flat=True)
    return turn.finish(
        {"organisation": asked.organisation_id, **kept}, {"opinion": asked.opinion}, keep=tuple(promised)
    )


def _asked(ref: UUID, verb: Verb, actor: Actor, at: datetime, revision: int | None) -> tuple[Turn, Consultation]:
    """The turn of who was asked, and what he was asked; of what is given, declined or called off there is none."""
    turn = begin(ref, verb, actor=actor, at=at, revision=revision, among=demands_consulted_on(actor))
    demand = turn.demand
    assert actor.organisation_id is not None
    return turn, open_parts(demand).get(organisation_id=actor.organisation_id)


@transaction.atomic
def take_opinion(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Take up what one's organisation was asked: who does so works on it. Raises `Refused("taken_up_already")`."""
    turn, asked = _asked(ref, Verb.TAKE_OPINION, actor, at, revision)
    if asked.taken_at:
        raise Refused("taken_up_already")
    asked.taken_at, asked.taken_by = at, actor.person_ref
    asked.save(update_fields=["taken_at", "taken_by"])
    return turn.finish({"organisation": asked.organisation_id})


@transaction.atomic
def decline_opinion(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Say why one's organisation takes no part; who asked may ask somebody else."""
    turn, asked = _asked(ref, Verb.DECLINE_OPINION, actor, at, revision)
    asked.declined, asked.declined_at = written(reason, "decline_reason"), at
    asked.save(update_fields=["declined", "declined_at"])
    asked.promises.filter(kept_at=None, released_at=None).update(released_at=at)
    return turn.finish({"organisation": asked.organisation_id}, {"reason": asked.declined})


@transaction.atomic
def call_off(
    ref: UUID, asked: UUID | None, reason: str, *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """Take back what another handler was asked for, with the reason: it owes nothing more, and is told why.

    `asked` is the ref of what was asked; None: the only thing still waited for. Raises `Refused("nothing_asked_of")`
    where it was given, declined or called off meanwhile.
    """
    turn = begin(ref, Verb.CALL_OFF, actor=actor, at=at, revision=revision)
    waiting = [one for one in open_parts(turn.demand) if asked in (None, one.ref)]
    if len(waiting) != 1:
        raise Refused("nothing_asked_of", "asked")
    row = waiting[0]
    row.called_off, row.called_off_at = written(reason, "call_off_reason"), at
    row.save(update_fields=["called_off", "called_off_at"])
    row.promises.filter(kept_at=None, released_at=None).update(released_at=at)
    demand = turn.finish({"organisation": row.organisation_id}, {"reason": row.called_off})
    row.demand = demand
    _tell(row)
    return demand
