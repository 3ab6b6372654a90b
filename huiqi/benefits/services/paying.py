"""The firm says yes with its account; what was paid, came back or was taken back is written down."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from huiqi.benefits.flow import PAYABLE, UNPAID
from huiqi.benefits.models import Entry, PaymentList, Programme
from huiqi.benefits.permissions import pays
from huiqi.benefits.rules.clocks import pay_due
from huiqi.benefits.selectors import is_answer_over, lists_visible_to
from huiqi.benefits.services.feeding import note_granted, note_paid, unnote
from huiqi.benefits.services.listing import refuse_own
from huiqi.benefits.services.telling import tell_firm
from huiqi.benefits.services.turn import begin, begin_step, required
from huiqi.benefits.words import EntryState, EntryVerb, ProgrammeVerb
from huiqi.journal.services import Line, record, record_each
from huiqi.kernel.access import Actor
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.reference.selectors import calendar

_D, _E = EntryVerb, EntryState
ACCOUNT = re.compile(r"[0-9]{8,30}")
"""Digits of a settlement account of a firm; banks of the mainland give 9 to 25, some 30."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where a firm's money goes: whose account it is, at which bank, its number."""

    name: str
    bank: str
    number: str


@transaction.atomic
def confirm(ref: UUID, account: Account, *, actor: Actor, at: datetime, revision: int | None = None) -> Entry:
    """The firm wants what it is owed; or names another account after its payment came back.

    Raises as `turn.begin_step`; `Refused` beside the field of the account; `Refused("answer_over")` after the last day.
    """
    step = begin_step(ref, _D.CONFIRM, actor=actor, at=at, revision=revision)
    entry = step.entry
    again = entry.state is _E.BOUNCED
    _in_time(entry, _D.CONFIRM, at)
    entry.account_name, entry.bank, entry.account = _read(account, entry)
    entry.agreed_at, entry.agreed_by = at, actor.person_ref
    if entry.pay_due is None:
        entry.pay_due = pay_due(localdate(at), calendar()).due
    if not again:
        note_granted(entry, actor=actor, at=at)
    texts = {"account": f"{entry.account_name} {entry.bank} {entry.account}"}
    return step.finish({"due": entry.pay_due.isoformat()}, texts=texts)


def _read(account: Account, entry: Entry) -> tuple[str, str, str]:
    number = re.sub(r"[\s-]", "", account.number)
    if not ACCOUNT.fullmatch(number):
        raise Refused("no_account", "account")
    if account.name.strip() != entry.enterprise.name:
        raise Refused("not_own_account", "account_name", name=entry.enterprise.name)
    return account.name.strip(), required("bank", account.bank), number


def _in_time(entry: Entry, verb: EntryVerb, at: datetime) -> None:
    if is_answer_over(entry, verb, localdate(at)):
        raise Refused("answer_over", until=entry.programme.answer_until)


@transaction.atomic
def decline(ref: UUID, *, reason: str = "", actor: Actor, at: datetime, revision: int | None = None) -> Entry:
    """The firm does not want it; it may change its mind until the last day. Raises as `confirm`."""
    step = begin_step(ref, _D.DECLINE, actor=actor, at=at, revision=revision)
    _in_time(step.entry, _D.DECLINE, at)
    unnote(step.entry, at=at)
    return step.finish(texts={"reason": reason})


@transaction.atomic
def record_paid(ref: UUID, *, paid_on: date, but: Collection[UUID] = (), actor: Actor, at: datetime) -> int:
    """Write down that a payment list was paid on a day, all of it `but` some firms, which go on waiting; how many.

    Raises `PaymentList.DoesNotExist`, `PermissionDenied`, `NotNow` before the list is confirmed,
    `Refused("in_future")`, `Refused("before_list")`, `Refused("own_firm")` where the actor has a seat in a firm on it.
    """
    Programme.objects.select_for_update(of=("self",)).filter(payment_lists__ref=ref).first()
    made = lists_visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    if not pays(actor, made):
        raise PermissionDenied
    if made.state not in PAYABLE:
        raise NotNow(made.state, _D.PAY)
    refuse_own(actor, made)
    _paid_day(made, paid_on, at)
    rows = list(
        made.entries.select_for_update(of=("self",)).filter(state=_E.LISTED).exclude(ref__in=but).order_by("id")
    )
    same = Entry.objects.filter(id__in=[one.id for one in rows])
    same.update(state=_E.PAID, paid_on=paid_on, revision=F("revision") + 1)
    day = paid_on.isoformat()
    lines = [
        Line(
            one.ref,
            {"from": "listed", "to": "paid", "on": day, "amount": str(one.amount), "revision": one.revision + 1},
        )
        for one in rows
    ]
    if lines:
        record_each("benefit_entry", str(_D.PAY), lines, actor=actor, at=at)
        told = {"list": str(made.ref), "number": made.number, "on": day, "count": len(rows)}
        record("programme", made.programme.ref, "record_paid", actor=actor, at=at, data=told)
        note_paid(made.programme, rows, paid_on, actor=actor, at=at)
        tell_firm("paid", [one.id for one in rows], at=at)
    return len(rows)


def _paid_day(made: PaymentList, paid_on: date, at: datetime) -> None:
    if paid_on > localdate(at):
        raise Refused("in_future", "paid_on")
    since = localdate(made.settled_at or made.made_at)
    if paid_on < since:
        raise Refused("before_list", "paid_on", since=since)


@transaction.atomic
def bounce(ref: UUID, *, reason: str, actor: Actor, at: datetime, revision: int | None = None) -> Entry:
    """A payment came back: the firm is asked for another account.

    Raises as `turn.begin_step`, and `Refused("required")`.
    """
    step = begin_step(ref, _D.BOUNCE, actor=actor, at=at, revision=revision)
    step.entry.payment_list = None
    entry = step.finish(texts={"reason": required("reason", reason)})
    tell_firm("bounced", [entry.id], at=at)
    return entry


@transaction.atomic
def unlist(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Entry:
    """Take a firm out of its payment list, to wait for the next. Raises as `turn.begin_step`."""
    step = begin_step(ref, _D.UNLIST, actor=actor, at=at, revision=revision)
    step.entry.payment_list = None
    return step.finish()


@transaction.atomic
def recover(ref: UUID, *, reason: str, on: date, actor: Actor, at: datetime, revision: int | None = None) -> Entry:
    """What was paid wrongly was taken back on a day. Raises as `turn.begin_step`, `Refused` beside its field."""
    step = begin_step(ref, _D.RECOVER, actor=actor, at=at, revision=revision)
    entry = step.entry
    if on > localdate(at):
        raise Refused("in_future", "on")
    if entry.paid_on and on < entry.paid_on:
        raise Refused("before_paid", "on", since=entry.paid_on)
    entry.recovered_on = on
    unnote(entry, at=at)
    return step.finish({"on": on.isoformat()}, texts={"reason": required("reason", reason)})


@transaction.atomic
def finish(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Programme:
    """Everybody who said yes is paid: the programme is done.

    Raises as `turn.begin`; `Refused("unpaid")` with how many, `Refused("answers_run")` before the last day for them.
    """
    turn = begin(ref, ProgrammeVerb.FINISH, actor=actor, at=at, revision=revision)
    programme = turn.programme
    if unpaid := programme.entries.filter(state__in=UNPAID).count():
        raise Refused("unpaid", count=unpaid)
    silent = programme.entries.filter(state=_E.OFFERED).exists()
    if silent and programme.answer_until and localdate(at) <= programme.answer_until:
        raise Refused("answers_run", until=programme.answer_until)
    programme.ended_at = at
    return turn.finish()
