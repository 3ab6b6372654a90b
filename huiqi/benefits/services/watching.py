"""Once a day: who has not answered is reminded, and the hub is told which limits end or have ended."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localdate

from huiqi.benefits.flow import UNPAID
from huiqi.benefits.models import Programme
from huiqi.benefits.services.telling import tell_hub, tell_pages
from huiqi.benefits.words import ProgrammeState
from huiqi.reference.selectors import calendar
from huiqi.standards.working_days import add_working_days

AHEAD = 3
"""Working days before a limit ends."""


def watch(*, at: datetime) -> int:
    """Remind and warn; under the same key nobody is told twice. Answers how many notices that made."""
    today = localdate(at)
    soon = add_working_days(today, AHEAD, calendar()).due
    return _guides(today, soon, at) + _silent(today, soon, at) + _unpaid(soon, at)


def _guides(today: date, soon: date, at: datetime) -> int:
    rows = Programme.objects.filter(state=ProgrammeState.PREPARED, guide_due__lte=soon).order_by("id")
    return sum(
        tell_hub(one, what, f"{what}:{one.guide_due}", at=at, due=one.guide_due.isoformat())
        for one in rows
        for what in (["guide_late"] if one.guide_due < today else ["guide_due"])
    )


def _silent(today: date, soon: date, at: datetime) -> int:
    rows = Programme.objects.filter(state=ProgrammeState.PAYING, answer_until__range=(today, soon)).order_by("id")
    return sum(tell_pages(one.id, "reminded", at=at) for one in rows)


def _unpaid(soon: date, at: datetime) -> int:
    told = 0
    for programme in Programme.objects.filter(state=ProgrammeState.PAYING).order_by("id"):
        late = programme.entries.filter(state__in=UNPAID, pay_due__lte=soon)
        if first := late.order_by("pay_due").first():
            due = first.pay_due.isoformat() if first.pay_due else ""
            told += tell_hub(programme, "pay_due", f"pay_due:{due}", at=at, due=due, count=late.count())
    return told
