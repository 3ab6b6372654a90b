"""What the funnel of the policy hears of a programme: whom it was granted, who was paid, and what did not last.

A firm that says yes has what it is owed granted to it; nobody applies for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import localdate

from huiqi.benefits.models import Entry, Programme
from huiqi.kernel.access import Actor
from huiqi.policies.services import note_milestones, unnote_milestone
from huiqi.policies.words import Stage, Teller


def note_granted(entry: Entry, *, actor: Actor, at: datetime) -> None:
    """The firm wants it."""
    code, firms = entry.programme.version.policy.code, {entry.enterprise_id: entry.amount}
    note_milestones(firms, code, Stage.GRANTED, on=localdate(at), told_by=Teller.BENEFIT, actor=actor, at=at)


def note_paid(programme: Programme, entries: Iterable[Entry], on: date, *, actor: Actor, at: datetime) -> None:
    """Firms of a programme were paid on a day."""
    code, firms = programme.version.policy.code, {one.enterprise_id: one.amount for one in entries}
    note_milestones(firms, code, Stage.PAID, on=on, told_by=Teller.BENEFIT, actor=actor, at=at)


def unnote(entry: Entry, *, at: datetime) -> None:
    """The firm does not want it after all, was taken off the list, or gave back what was paid to it."""
    code = entry.programme.version.policy.code
    known = ((Stage.GRANTED, entry.agreed_at and localdate(entry.agreed_at)), (Stage.PAID, entry.paid_on))
    for stage, day in known:
        if day:
            unnote_milestone(entry.enterprise_id, code, stage, told_by=Teller.BENEFIT, year=day.year, at=at)
