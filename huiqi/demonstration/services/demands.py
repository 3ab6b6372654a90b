"""Demands of the demonstration, led through their lives by the verbs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.timezone import localdate, localtime

from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import person_with
from huiqi.demands.selectors import candidates, visible_to
from huiqi.demands.services import (
    Filing,
    Sending,
    answer_demand,
    ask_information,
    dispatch_demand,
    file_demand,
    register_demand,
    reply_to_demand,
    send_letter,
    supply_information,
)
from huiqi.demands.words import Delivery, DemandState
from huiqi.demonstration.rules import mobile
from huiqi.directory.words import Works
from huiqi.kernel.access import Actor
from huiqi.standards.service_kinds import ServiceKind

if TYPE_CHECKING:
    pass


def _by_letter(ref: UUID, note: str, *, actor: Actor, at: datetime) -> None:
    """Dispatch to the most suitable handler outside the system; the letter goes the same day."""
    found = candidates(visible_to(actor).get(ref=ref), at)
    handler = next(one for one in found if one.works is Works.OUTSIDE)
    dispatch_demand(ref, handler.organisation_ref, note, actor=actor, at=at)
    send_letter(ref, Sending(Delivery.EXCHANGE, localdate(at)), actor=actor, at=at)


MOVES: Mapping[str, Callable[..., object]] = {
    "register": register_demand,
    "ask_information": ask_information,
    "supply_information": supply_information,
    "reply": reply_to_demand,
    "answer": answer_demand,
    "send_by_letter": _by_letter,
}

OWNERS = {"supply_information"}
"""How demands of the demonstration are moved on, and which moves are the firm's own."""


def file_demands(demands: Iterable[Mapping[str, Any]], *, at: datetime) -> None:
    """File what the owners' firms ask for and lead each on by its window; every move tells the owner what it does."""
    for number, told in enumerate(demands):
        owner, receptionist = (actor_of(person_with(mobile(told[who]), at=at)) for who in ("owner", "receptionist"))
        moment = at - timedelta(days=told["days_ago"])
        moment = localtime(moment).replace(hour=9, minute=12) if told["days_ago"] >= 1 else moment
        filing = Filing(ServiceKind(told["kind"]), told["title"], told["text"], told.get("policy", ""))
        submission = uuid5(NAMESPACE_URL, f"huiqi:demonstration:demand:{number}")
        demand = file_demand(filing, submission=submission, actor=owner, at=moment)
        if demand.state != DemandState.FILED:
            continue
        for verb, words in told["moves"].items():
            moment += timedelta(hours=1)
            actor = owner if verb in OWNERS else receptionist
            MOVES[verb](demand.ref, *words, actor=actor, at=moment)
