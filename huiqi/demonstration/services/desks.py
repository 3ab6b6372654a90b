"""What the desks of the demonstration have at hand: templates, a named filter, a joint procedure, who has room."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_noop as mark

from huiqi.accounts.selectors import actor_of, organisation_refs
from huiqi.accounts.services import person_with
from huiqi.demands.selectors import plans, reminders_of, round_of, saved_filters, templates_of
from huiqi.demands.services import (
    Part,
    PlanEntry,
    TemplateEntry,
    remind_of_baskets,
    save_filter,
    take_baskets,
    write_plan,
    write_template,
)
from huiqi.demands.words import HandlerKind, Verb
from huiqi.demonstration.rules import mobile
from huiqi.directory.selectors import load_of
from huiqi.directory.services import state_load
from huiqi.kernel.refusal import Refused
from huiqi.standards.service_kinds import ServiceKind

FILTERS = (
    (11, mark("我手上快到期的"), {"due": "today", "mine": "1"}),
    (12, mark("咨询类待办"), {"kind": "consultation"}),
)
"""Whose, its name, what the address says."""


def write_templates(templates: Iterable[Mapping[str, Any]], *, at: datetime) -> None:
    """Write what each office has not written yet."""
    for told in templates:
        actor, verb = actor_of(person_with(mobile(told["keeper"]), at=at)), Verb(told["verb"])
        own = templates_of(actor).filter(organisation_id=actor.organisation_id or 0, verb=verb, name=told["name"])
        kind = ServiceKind(told["kind"]) if "kind" in told else None
        if not own.exists():
            write_template(TemplateEntry(verb, kind, told["name"], told["text"]), actor=actor, at=at)


def name_filters(*, at: datetime) -> None:
    """Name what somebody has not named yet."""
    for number, name, query in FILTERS:
        actor = actor_of(person_with(mobile(number), at=at))
        if not any(one.name == name for one in saved_filters(actor)):
            save_filter(name, query, actor=actor, at=at)


def fill_baskets(*, at: datetime) -> None:
    """Write down how it stood last night, and let the hub remind one handler who has forgotten something, once."""
    take_baskets(at=at - timedelta(days=1))
    hub_operator = actor_of(person_with(mobile(1), at=at))
    for one in round_of(hub_operator, HandlerKind.OFFICE, at).standings:
        key = one.load.key
        if not one.baskets or reminders_of(HandlerKind.OFFICE, organisation=key):
            continue
        with suppress(Refused):  # nobody is there, or it has been done today
            remind_of_baskets(HandlerKind.OFFICE, organisation_refs([key])[key], actor=hub_operator, at=at)
            break


LOADS = ((61, 6), (62, 2), (63, 10))
"""Whose clerk, and how many demands his institution can carry at a time; the others have not said."""

JOINT = mark("钢结构出口认证并联")
HELPS = mark("请就焊缝检测和材料性能出具检测意见。")


def divide_work(*, at: datetime) -> None:
    """Write the joint procedure and say who has how much room, where that is missing."""
    hub_operator = actor_of(person_with(mobile(1), at=at))
    clerks = {number: actor_of(person_with(mobile(number), at=at)) for number, _carries in LOADS}
    for number, carries in LOADS:
        own = clerks[number].organisation_id
        if own is not None and load_of(own) is None:
            state_load(carries, actor=clerks[number], at=at)
    if plans().filter(name=JOINT).exists():
        return
    refs = organisation_refs([one.organisation_id for one in clerks.values() if one.organisation_id])
    lead, helper = (refs[clerks[number].organisation_id or 0] for number in (62, 63))
    told = PlanEntry(JOINT, ServiceKind.PROFESSIONAL_SERVICE, ("认证", "出口"), lead, [Part(helper, HELPS, "other_1")])
    write_plan(told, actor=hub_operator, at=at)
