"""What the desks of the demonstration have at hand: templates of answers and a filter with a name."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop as mark

from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import person_with
from huiqi.demands.selectors import saved_filters, templates_of
from huiqi.demands.services import TemplateEntry, save_filter, write_template
from huiqi.demands.words import Verb
from huiqi.demonstration.rules import mobile
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
