"""The loop of the demonstration: questions on conditions, an answer that became everybody's, the asker who was told."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.timezone import localdate, localtime

from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import person_with
from huiqi.demands.services import (
    About,
    Filing,
    answer_demand,
    answer_everybody,
    file_demand,
    register_demand,
    tell_askers,
)
from huiqi.demands.words import DemandState
from huiqi.demonstration.rules import mobile
from huiqi.kernel.access import Actor
from huiqi.policies.selectors import condition_at, version_shown
from huiqi.policies.services import Answered, publish_faq
from huiqi.standards.service_kinds import ServiceKind

HOUR = timedelta(hours=1)
HUB = 1


def _by(number: int, at: datetime) -> Actor:
    return actor_of(person_with(mobile(number), at=at))


def ask_about_conditions(questions: list[Mapping[str, Any]], *, at: datetime) -> None:
    """Owners ask about conditions; what was answered for all is published by a second person. What is there stays."""
    for number, told in enumerate(questions):
        moment = localtime(at - timedelta(days=told["days_ago"])).replace(hour=9, minute=40)
        version = version_shown(told["policy"], localdate(at))
        if version is None or not condition_at(version.code, version.effective_from, told["place"], localdate(at)):
            continue
        about = About(version.effective_from, told["place"], told["fact"])
        filing = Filing(ServiceKind.CONSULTATION, told["title"], told["text"], version.code, about=about)
        submission = uuid5(NAMESPACE_URL, f"huiqi:demonstration:condition:{number}")
        demand = file_demand(filing, submission=submission, actor=_by(told["owner"], at), at=moment)
        if demand.state == DemandState.FILED and told.get("answer"):
            _answer(demand.ref, told, moment)


def _answer(ref: UUID, told: Mapping[str, Any], at: datetime) -> None:
    """The window answers; where it holds for all, its manager writes that down and the hub publishes it."""
    receptionist, manager = _by(told["receptionist"], at), _by(told["receptionist"] + 1, at)
    register_demand(ref, actor=receptionist, at=at + HOUR)
    answer_demand(ref, told["answer"], actor=receptionist, at=at + 2 * HOUR)
    if "everybody" not in told:
        return
    thread = uuid5(NAMESPACE_URL, f"huiqi:demonstration:faq:{ref}")
    faq = answer_everybody(ref, Answered(*told["everybody"]), thread=thread, actor=manager, at=at + 4 * HOUR)
    publish_faq(faq.ref, actor=_by(HUB, at), at=at + 6 * HOUR, note="对照过文件第八条。")
    tell_askers(faq=faq.thread, at=at + 6 * HOUR)
