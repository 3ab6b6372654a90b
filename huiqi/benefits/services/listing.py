"""Payment lists: made by the hub, confirmed or given back by the finance department, or taken back by the hub."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from huiqi.benefits.flow import PAYMENT
from huiqi.benefits.models import Entry, PaymentList, Programme
from huiqi.benefits.permissions import can_run, had_a_hand, may_settle
from huiqi.benefits.selectors import finance_departments, has_own_firm, lists_visible_to, second_people, visible_to
from huiqi.benefits.services.telling import tell_hub, tell_payers
from huiqi.benefits.services.turn import chosen, required
from huiqi.benefits.words import EntryState, EntryVerb, ListState, ListVerb, ProgrammeState
from huiqi.journal.services import Line, record, record_each
from huiqi.kernel.access import Actor
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused

_D, _E = EntryVerb, EntryState


@transaction.atomic
def make_payment_list(ref: UUID, finance: UUID | None = None, *, actor: Actor, at: datetime) -> PaymentList:
    """Put every firm that said yes and is on no list onto the next payment list, and send it to who confirms it.

    Where no finance department is seated, that is a second person at the hub. Raises `Programme.DoesNotExist`,
    `PermissionDenied`, `NotNow`, `Refused("nobody_waits")`; `Refused` beside the field: office_unnamed,
    office_unseated; `Refused("no_second")`.
    """
    programme = visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    if not can_run(actor):
        raise PermissionDenied
    if programme.state is not ProgrammeState.PAYING:
        raise NotNow(programme.state, _D.LIST)
    rows = list(programme.entries.select_for_update(of=("self",)).filter(state=_E.WILLING).order_by("id"))
    if not rows:
        raise Refused("nobody_waits")
    department = chosen("finance", finance_departments(localdate(at)), finance)
    if department is None and not second_people({actor.person_ref, programme.drawn_by}, localdate(at)):
        raise Refused("no_second")
    made = PaymentList.objects.create(
        programme=programme,
        number=programme.payment_lists.count() + 1,
        count=len(rows),
        total=sum((one.amount for one in rows), Decimal()),
        made_at=at,
        made_by=actor.person_ref,
        finance=department,
    )
    _move(rows, _D.LIST, made, to=_E.LISTED, actor=actor, at=at)
    told = {"number": made.number, "count": made.count, "total": str(made.total)}
    told |= {"to_office": str(department.ref) if department else ""}
    record("programme", programme.ref, "make_payment_list", actor=actor, at=at, data={"list": str(made.ref), **told})
    tell_payers(made, "to_confirm", f"confirm:{made.ref}", at=at)
    return made


def _move(rows: list[Entry], verb: EntryVerb, made: PaymentList, *, to: EntryState, actor: Actor, at: datetime) -> None:
    """Put firms on a list, or take them off it."""
    listed = made if to is _E.LISTED else None
    same = Entry.objects.filter(id__in=[one.id for one in rows])
    same.update(state=to, payment_list=listed, revision=F("revision") + 1)
    told = {"to": str(to), "list": str(made.ref)}
    lines = [Line(one.ref, {"from": str(one.state), **told, "revision": one.revision + 1}) for one in rows]
    record_each("benefit_entry", str(verb), lines, actor=actor, at=at)


@dataclass(slots=True)
class _Settling:
    """A locked payment list and the state to which the verb will lead."""

    made: PaymentList
    verb: ListVerb
    actor: Actor
    at: datetime
    to: ListState

    def finish(self, reason: str = "") -> PaymentList:
        """Move the state and write the journal of the programme; a list that is not confirmed frees its firms."""
        made, actor, at = self.made, self.actor, self.at
        came_from, made.state, made.revision = made.state, self.to, made.revision + 1
        made.settled_at, made.settled_by = at, actor.person_ref
        made.save(force_update=True)
        if self.to is not ListState.CONFIRMED:
            rows = list(made.entries.select_for_update(of=("self",)).filter(state=_E.LISTED).order_by("id"))
            _move(rows, _D.UNLIST, made, to=_E.WILLING, actor=actor, at=at)
        told: dict[str, Any] = {"from": str(came_from), "to": str(self.to), "revision": made.revision}
        told |= {"list": str(made.ref), "number": made.number, "count": made.count, "total": str(made.total)}
        texts = {"reason": reason} if reason else None
        record("programme", made.programme.ref, str(self.verb), actor=actor, at=at, data=told, texts=texts)
        return made


def _begin(ref: UUID, verb: ListVerb, *, actor: Actor, at: datetime, revision: int | None) -> _Settling:
    """Lock the programme, then the list, and check.

    Raises `PaymentList.DoesNotExist`, `PermissionDenied`, `NotNow`, `Refused("stale")`.
    """
    Programme.objects.select_for_update(of=("self",)).filter(payment_lists__ref=ref).first()
    made = lists_visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    if not may_settle(actor, verb, made):
        raise PermissionDenied
    to = PAYMENT.after(made.state, verb)
    if revision is not None and revision != made.revision:
        raise Refused("stale", revision=made.revision)
    return _Settling(made, verb, actor, at, to)


def refuse_own(actor: Actor, made: PaymentList) -> None:
    """Whoever has a seat in a firm on the list has no part in paying it, whichever seat he sits on now."""
    if has_own_firm(actor, made):
        raise Refused("own_firm")


@transaction.atomic
def confirm_list(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> PaymentList:
    """Confirm who is paid what: from now on the list may be paid.

    Raises as `_begin`; `Refused("own_list")` where the actor made the list, drew its data or approved its guide;
    `Refused("own_firm")` where he has a seat in a firm on it.
    """
    settling = _begin(ref, ListVerb.CONFIRM, actor=actor, at=at, revision=revision)
    if had_a_hand(actor, settling.made):
        raise Refused("own_list")
    refuse_own(actor, settling.made)
    made = settling.finish()
    tell_hub(made.programme, "list_confirmed", f"confirmed:{made.ref}", at=at, number=made.number)
    return made


@transaction.atomic
def return_list(ref: UUID, *, reason: str, actor: Actor, at: datetime, revision: int | None = None) -> PaymentList:
    """Give a list back to the hub, saying what is wrong; its firms wait for the next. Raises as `confirm_list`."""
    settling = _begin(ref, ListVerb.RETURN, actor=actor, at=at, revision=revision)
    if had_a_hand(actor, settling.made):
        raise Refused("own_list")
    refuse_own(actor, settling.made)
    made = settling.finish(required("reason", reason))
    tell_hub(made.programme, "list_returned", f"returned:{made.ref}", at=at, number=made.number)
    return made


@transaction.atomic
def withdraw_list(ref: UUID, *, reason: str, actor: Actor, at: datetime, revision: int | None = None) -> PaymentList:
    """The hub takes a list back before it is confirmed, saying why; its firms wait for the next. Raises as `_begin`."""
    settling = _begin(ref, ListVerb.WITHDRAW, actor=actor, at=at, revision=revision)
    return settling.finish(required("reason", reason))
