"""Once a day: who has not answered is reminded, and the hub is told which limits end or have ended."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count, Min, Q
from django.utils.timezone import localdate

from huiqi.benefits.flow import UNPAID
from huiqi.benefits.models import PaymentList, Programme
from huiqi.benefits.services.telling import tell_hub, tell_pages, tell_payers, tell_reviewers
from huiqi.benefits.words import EntryState, ProgrammeState
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
    """The limit runs on while a guide is reviewed: who reviews it is told, too."""
    unpublished = (ProgrammeState.PREPARED, ProgrammeState.REVIEW)
    told = 0
    for one in Programme.objects.filter(state__in=unpublished, guide_due__lte=soon).order_by("id"):
        what, due = "guide_late" if one.guide_due < today else "guide_due", one.guide_due.isoformat()
        told += tell_hub(one, what, f"{what}:{due}", at=at, due=due)
        if one.state is ProgrammeState.REVIEW and one.authority_id:
            told += tell_reviewers(one, f"review_{what}", f"review_{what}:{due}", at=at, due=due)
    return told


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
    return told + _to_pay(soon, at)


def _to_pay(soon: date, at: datetime) -> int:
    """The finance department hears of the lists that wait for it and whose limit ends."""
    late = Q(entries__state=EntryState.LISTED, entries__pay_due__lte=soon)
    rows = PaymentList.objects.exclude(finance=None).annotate(
        late=Count("entries", late), due=Min("entries__pay_due", filter=late)
    )
    return sum(
        tell_payers(one, "list_due", f"list_due:{one.ref}:{one.due}", at=at, due=one.due.isoformat(), late=one.late)
        for one in rows.filter(late__gt=0).select_related("programme", "finance").order_by("id")
    )
