"""What would be promised for a demand filed now."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from huiqi.demands.rules.deadlines import Deadline, Unit, due
from huiqi.network.selectors import promises
from huiqi.network.words import LimitStep
from huiqi.reference.selectors import calendar
from huiqi.standards.service_kinds import ServiceKind


@dataclass(frozen=True, slots=True)
class Term:
    """What would be promised for a demand filed at a moment."""

    step: LimitStep
    deadline: Deadline
    source: str


SHOWN_BEFORE = (LimitStep.FIRST_CONTACT, LimitStep.STAGED_REPLY, LimitStep.FINISH)


def terms(window_id: int, at: datetime) -> dict[ServiceKind, list[Term]]:
    """The terms a window would be held to for a demand filed at `at`, per kind. Two queries."""
    days = calendar()
    return {
        kind: [
            Term(step, due(at, limit.amount, Unit(limit.unit), days), limit.source)
            for step, limit in limits.items()
            if step in SHOWN_BEFORE
        ]
        for kind, limits in promises(window_id, localdate(at)).items()
    }
