"""What would be promised for a demand filed now."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from huiqi.demands.rules.deadlines import Deadline, Unit, due
from huiqi.demands.words import Step
from huiqi.network.selectors import hours_of, promises
from huiqi.reference.selectors import calendar
from huiqi.standards.service_kinds import ServiceKind

if TYPE_CHECKING:
    from huiqi.network.models import Window


@dataclass(frozen=True, slots=True)
class Term:
    """What would be promised for a demand filed at a moment."""

    step: Step
    deadline: Deadline
    source: str


SHOWN_BEFORE = (Step.FIRST_CONTACT, Step.STAGED_REPLY, Step.FINISH)


def terms(window: "Window", at: datetime) -> dict[ServiceKind, list[Term]]:
    """The terms a window would be held to for a demand filed at `at`, per kind. Two queries."""
    days, hours = calendar(), hours_of(window)
    return {
        kind: [
            Term(Step(step), due(at, limit.amount, Unit(limit.unit), days, hours), limit.source)
            for step, limit in limits.items()
            if Step(step) in SHOWN_BEFORE
        ]
        for kind, limits in promises(window.id, localdate(at)).items()
    }
