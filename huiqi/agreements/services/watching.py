"""What the clock does: say that a milestone is overdue, ask the firm once more, stop waiting for its word."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.agreements.flow import IN_WORK
from huiqi.agreements.models import Agreement, Milestone
from huiqi.agreements.rules.days import ASK_AGAIN_AFTER
from huiqi.agreements.services.telling import told
from huiqi.agreements.services.turn import Turn
from huiqi.agreements.words import AgreementState, AgreementVerb
from huiqi.journal.services import record
from huiqi.kernel.access import SYSTEM

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE = 200
_WHOLE = ("demand__window", "demand__enterprise", "organisation", "handling")


def _locked(rows: QuerySet[Agreement]) -> list[Agreement]:
    """The next few, each claimed by one worker only."""
    rows = rows.select_related(*_WHOLE).select_for_update(skip_locked=True, of=("self",))
    return list(rows.order_by("id")[:PAGE])


def tell_overdue(*, at: datetime) -> int:
    """Tell handler and window of the milestones whose day is over, each once. Answers of how many agreements."""
    told_of = 0
    while page := _tell_page(at):
        told_of += page
    return told_of


@transaction.atomic
def _tell_page(at: datetime) -> int:
    late = Milestone.objects.filter(
        done_on=None, told_at=None, due_on__lt=localdate(at), agreement__state__in=[str(s.value) for s in IN_WORK]
    )
    page = _locked(Agreement.objects.filter(id__in=late.values("agreement_id")))
    for agreement in page:
        over = list(late.filter(agreement=agreement).order_by("due_on", "id"))
        Milestone.objects.filter(id__in=[one.id for one in over]).update(told_at=at)
        data = {"milestones": [str(one.ref) for one in over]}
        record("agreement", agreement.ref, "overdue", actor=SYSTEM, at=at, data=data)
        told(agreement, "overdue", at=at)
    return len(page)


def ask_again(*, at: datetime) -> int:
    """Ask the firms once more that have not said within ten days whether a service was done. Answers how many."""
    asked = 0
    while page := _ask_page(at):
        asked += page
    return asked


def _reported() -> QuerySet[Agreement]:
    return Agreement.objects.filter(state=AgreementState.REPORTED)


@transaction.atomic
def _ask_page(at: datetime) -> int:
    page = _locked(_reported().filter(asked_again_at=None, reported_at__lte=at - ASK_AGAIN_AFTER))
    for agreement in page:
        agreement.asked_again_at = at
        Turn(agreement, AgreementVerb.ASK_AGAIN, SYSTEM, at, AgreementState.REPORTED).finish()
        told(agreement, "reported", at=at)
    return len(page)


def lapse(*, at: datetime) -> int:
    """Stop waiting ten days after the second time: it stays unconfirmed, and is never counted. Answers how many."""
    lapsed = 0
    while page := _lapse_page(at):
        lapsed += page
    return lapsed


@transaction.atomic
def _lapse_page(at: datetime) -> int:
    page = _locked(_reported().filter(asked_again_at__lte=at - ASK_AGAIN_AFTER))
    for agreement in page:
        agreement.link = None
        Turn(agreement, AgreementVerb.LAPSE, SYSTEM, at, AgreementState.UNCONFIRMED).finish()
        told(agreement, "lapsed", at=at)
    return len(page)
