"""The list is verified firm by firm, published, objected to; only then the firms are asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from huiqi.benefits.flow import LAID_OPEN
from huiqi.benefits.models import Entry, Objection, Programme
from huiqi.benefits.permissions import can_check, can_object, can_run, drew_it
from huiqi.benefits.rules.clocks import notice_until
from huiqi.benefits.selectors import entries_visible_to, is_put_up, published_entries, visible_to
from huiqi.benefits.services.feeding import unnote
from huiqi.benefits.services.telling import tell_answer, tell_objection, tell_offers
from huiqi.benefits.services.turn import begin, begin_step, required
from huiqi.benefits.words import EntryState, EntryVerb, ObjectionState, ProgrammeState, ProgrammeVerb
from huiqi.journal.services import Line, record, record_each
from huiqi.kernel.access import Actor
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.reference.selectors import calendar
from huiqi.standards.working_days import add_working_days

_D, _E = EntryVerb, EntryState
PAGE = 2_000
"""Firms verified by one press."""


@transaction.atomic
def verify_all(ref: UUID, refs: Sequence[UUID] | None = None, *, actor: Actor, at: datetime) -> int:
    """Find right the firms named, or every firm that waits for this actor, at most `PAGE`; answers how many it were.

    What somebody else verified or removed meanwhile is passed over, and firms of his own.

    Raises `Programme.DoesNotExist`, `PermissionDenied`, `Refused("own_eyes")`, `NotNow`.
    """
    programme = visible_to(actor).select_for_update(of=("self",), no_key=True).get(ref=ref)
    if not can_check(actor):
        raise PermissionDenied
    if drew_it(actor, programme):
        raise Refused("own_eyes")
    if programme.state is not ProgrammeState.CHECKING:
        raise NotNow(programme.state, _D.VERIFY)
    mine = [seat.organisation_id for seat in actor.seats]
    found = entries_visible_to(actor).filter(programme=programme, state=_E.FOUND)
    waiting = found.exclude(enterprise__organisation_id__in=mine)
    chosen = waiting if refs is None else waiting.filter(ref__in=refs)
    rows = list(chosen.select_for_update(of=("self",)).order_by("id")[:PAGE])
    same = Entry.objects.filter(id__in=[one.id for one in rows])
    same.update(state=_E.VERIFIED, verified_by=actor.person_ref, revision=F("revision") + 1)
    lines = [Line(one.ref, {"from": "found", "to": "verified", "revision": one.revision + 1}) for one in rows]
    if lines:
        record_each("benefit_entry", str(_D.VERIFY), lines, actor=actor, at=at)
    return len(rows)


@transaction.atomic
def verify(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Entry:
    """Find one firm right. Raises as `turn.begin_step`."""
    step = begin_step(ref, _D.VERIFY, actor=actor, at=at, revision=revision)
    step.entry.verified_by = actor.person_ref
    return step.finish()


@transaction.atomic
def remove(ref: UUID, *, reason: str, actor: Actor, at: datetime, revision: int | None = None) -> Entry:
    """Take a firm off the list, saying why. Raises as `turn.begin_step`, and `Refused("required")`."""
    step = begin_step(ref, _D.REMOVE, actor=actor, at=at, revision=revision)
    unnote(step.entry, at=at)
    return step.finish(texts={"reason": required("reason", reason)})


@transaction.atomic
def restore(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Entry:
    """Put a firm back that was taken off; it is verified anew. Raises as `turn.begin_step`."""
    step = begin_step(ref, _D.RESTORE, actor=actor, at=at, revision=revision)
    step.entry.verified_by = ""
    return step.finish()


@transaction.atomic
def publish_list(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Programme:
    """Put the list up for everybody to read, for the working days that the programme gives.

    Raises as `turn.begin`; `Refused("not_all_verified")` with how many wait, `Refused("nobody")` where none is right.
    """
    turn = begin(ref, ProgrammeVerb.PUBLISH, actor=actor, at=at, revision=revision)
    programme = turn.programme
    if waiting := programme.entries.filter(state=_E.FOUND).count():
        raise Refused("not_all_verified", count=waiting)
    if not programme.entries.filter(state=_E.VERIFIED).exists():
        raise Refused("nobody")
    programme.published_at = at
    programme.notice_until = notice_until(localdate(at), programme.notice_days, calendar()).due
    return turn.finish({"until": programme.notice_until.isoformat()})


@transaction.atomic
def object_to(ref: UUID, *, words: str, actor: Actor, at: datetime) -> Objection:
    """Somebody who is signed in objects to a firm on a published list, as long as it is put up.

    Raises `Entry.DoesNotExist`, `PermissionDenied`, `Refused("required")`, `Refused("notice_over")`,
    `Refused("objected_already")`.
    """
    programme = Programme.objects.select_for_update(of=("self",), no_key=True).get(entries__ref=ref)
    entry = published_entries(programme).get(ref=ref)
    if not can_object(actor):
        raise PermissionDenied
    if not is_put_up(programme, localdate(at)):
        raise Refused("notice_over", "words", until=programme.notice_until)
    if entry.objections.filter(raised_by=actor.person_ref, state=ObjectionState.OPEN).exists():
        raise Refused("objected_already", "words")
    said = required("words", words)
    made = Objection.objects.create(entry=entry, words=said, raised_at=at, raised_by=actor.person_ref)
    told = {"objection": str(made.ref)}
    record("benefit_entry", entry.ref, "object", actor=actor, at=at, data=told, texts={"words": said})
    tell_objection(made, programme, at=at)
    return made


@transaction.atomic
def answer_objection(ref: UUID, *, upheld: bool, answer: str, actor: Actor, at: datetime) -> Objection:
    """Decide an objection with its reasons; one that is upheld takes the firm off the list.

    Raises `Objection.DoesNotExist`, `PermissionDenied`, `Refused("required")`, `Refused("answered_already")`.
    """
    if not can_run(actor):
        raise PermissionDenied
    programme = Programme.objects.select_for_update(of=("self",), no_key=True).get(entries__objections__ref=ref)
    made = Objection.objects.select_for_update(of=("self",)).select_related("entry").get(ref=ref)
    if programme.state not in LAID_OPEN or made.state is not ObjectionState.OPEN:
        raise Refused("answered_already")
    made.state = ObjectionState.UPHELD if upheld else ObjectionState.REJECTED
    made.answer, made.answered_at, made.answered_by = required("answer", answer), at, actor.person_ref
    made.save(force_update=True)
    if upheld:
        remove(made.entry.ref, reason=made.answer, actor=actor, at=at)
    told = {"objection": str(made.ref), "upheld": upheld}
    record(
        "benefit_entry",
        made.entry.ref,
        "answer_objection",
        actor=actor,
        at=at,
        data=told,
        texts={"answer": made.answer},
    )
    tell_answer(made, programme, at=at)
    return made


@transaction.atomic
def ask(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Programme:
    """Ask every firm of the list whether it wants what it is owed.

    Raises as `turn.begin`; `Refused("still_put_up")` before the notice has ended, `Refused("objections_open")`.
    """
    turn = begin(ref, ProgrammeVerb.ASK, actor=actor, at=at, revision=revision)
    programme = turn.programme
    if is_put_up(programme, localdate(at)):
        raise Refused("still_put_up", until=programme.notice_until)
    if open_ := Objection.objects.filter(entry__programme=programme, state=ObjectionState.OPEN).count():
        raise Refused("objections_open", count=open_)
    programme.asked_at = at
    programme.answer_until = add_working_days(localdate(at), programme.answer_days, calendar()).due
    rows = list(programme.entries.select_for_update(of=("self",)).filter(state=_E.VERIFIED).order_by("id"))
    Entry.objects.filter(id__in=[one.id for one in rows]).update(state=_E.OFFERED, revision=F("revision") + 1)
    lines = [Line(one.ref, {"from": "verified", "to": "offered", "revision": one.revision + 1}) for one in rows]
    record_each("benefit_entry", str(_D.OFFER), lines, actor=actor, at=at)
    tell_offers(programme, at=at)
    return turn.finish({"until": programme.answer_until.isoformat(), "asked": len(rows)})
