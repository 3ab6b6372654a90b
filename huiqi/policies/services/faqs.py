"""Questions with their answers, for everybody: one writes, a second publishes, a next version replaces, all is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.events import publish
from huiqi.kernel.refusal import Refused
from huiqi.policies.events import FaqPublished
from huiqi.policies.flow import FAQ, FAQ_OPEN
from huiqi.policies.models import MOST_ANSWER, MOST_QUESTION, Faq
from huiqi.policies.permissions import can_do_with_faq, can_draft
from huiqi.policies.ports import names_of_askers
from huiqi.policies.rules.personal import personal_in
from huiqi.policies.selectors.faqs import condition_at, faqs_visible_to, version_since
from huiqi.policies.selectors.shelf import row_of
from huiqi.policies.services.telling import told_of_faq
from huiqi.policies.words import FaqState, FaqVerb
from huiqi.search.services import content_changed

MOST = {"question": MOST_QUESTION, "answer": MOST_ANSWER}


@dataclass(frozen=True, slots=True)
class Place:
    """Which condition of which version is asked about; an empty `place` is the policy as a whole."""

    code: str
    since: date
    place: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and its answer as everybody will read them."""

    question: str
    answer: str


@transaction.atomic
def begin_faq(
    at_place: Place, said: Answered, *, thread: UUID, actor: Actor, at: datetime, names: Iterable[str] = ()
) -> Faq:
    """Write a question and its answer and put it before a second person. The same `thread` twice is one.

    `names` are those of who asked. Raises `PermissionDenied`; `Refused`: `no_condition`, `required`, `too_long`,
    `personal` where it says who somebody is.
    """
    if not can_draft(actor):
        raise PermissionDenied
    if again := Faq.objects.filter(thread=thread, number=1).first():
        return again
    version = version_since(at_place.code, at_place.since)
    known = version and (
        not at_place.place or condition_at(at_place.code, at_place.since, at_place.place, localdate(at))
    )
    if version is None or not known:
        raise Refused("no_condition", "place")
    where = {"policy": row_of(version).policy, "place": at_place.place, "asked_of": at_place.since}
    return _made(thread, 1, where, _judged(said, names), actor, at)


def _made(thread: UUID, number: int, where: Mapping[str, Any], said: Answered, actor: Actor, at: datetime) -> Faq:
    faq = Faq.objects.create(
        thread=thread,
        number=number,
        question=said.question,
        answer=said.answer,
        state=FaqState.WAITING,
        authors=[actor.person_ref],
        created_at=at,
        changed_at=at,
        **where,
    )
    data = {"code": faq.policy.code, "place": faq.place, "of": faq.asked_of.isoformat()}
    _note(faq, FaqVerb.BEGIN, actor, at, data)
    return faq


def _judged(said: Answered, names: Iterable[str]) -> Answered:
    """The words as they are kept. Raises `Refused`: `required`, `too_long`, `personal`."""
    kept, names = Answered(said.question.strip(), said.answer.strip()), tuple(names)
    for field, most in MOST.items():
        text = getattr(kept, field)
        if not text:
            raise Refused("required", field)
        if len(text) > most:
            raise Refused("too_long", field, limit=most, length=len(text))
        if found := personal_in(text, names):
            raise Refused("personal", field, found=found)
    return kept


def _begun(ref: UUID, verb: FaqVerb, actor: Actor, revision: int | None) -> tuple[Faq, FaqState]:
    """The locked row and the state to which the verb will lead.

    Raises `Faq.DoesNotExist`, `Refused("stale")`, `NotNow`, `Refused("own_eyes")`, `PermissionDenied`.
    """
    faq = faqs_visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    if not can_draft(actor):
        raise PermissionDenied
    to = FAQ.after(faq.state, verb)
    if revision is not None and revision != faq.revision:
        raise Refused("stale", revision=faq.revision)
    if not can_do_with_faq(actor, verb, faq):
        raise Refused("own_eyes")
    return faq, to


def _finish(
    faq: Faq,
    verb: FaqVerb,
    to: FaqState,
    actor: Actor,
    at: datetime,
    told: Mapping[str, Any] | None = None,
    note: str = "",
) -> Faq:
    came_from, faq.state = faq.state, to
    faq.revision, faq.changed_at = faq.revision + 1, at
    faq.save(force_update=True)
    _note(faq, verb, actor, at, {"from": str(came_from), **(told or {})}, note)
    return faq


def _note(faq: Faq, verb: FaqVerb, actor: Actor, at: datetime, told: Mapping[str, Any], note: str = "") -> None:
    """The entry in the chain of the thread, and whoever has to hear of it."""
    data = {"number": faq.number, "to": str(faq.state), "revision": faq.revision, **told}
    record("policy_faq", faq.thread, str(verb), actor=actor, at=at, data=data, texts={"note": note})
    told_of_faq(faq, verb, at=at)


@transaction.atomic
def renew_faq(ref: UUID, said: Answered, *, actor: Actor, at: datetime, since: date | None = None) -> Faq:
    """Propose the next version of what is published; until a second person publishes it, what is there stays.

    `since`: the first day of the policy's version that it is now written for; none: as before. Raises as `begin_faq`,
    `NotNow`; `Refused("already_open")` where a next version waits, `nothing_changed`.
    """
    base = faqs_visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    if not can_draft(actor):
        raise PermissionDenied
    FAQ.after(base.state, FaqVerb.REPLACE)
    if waiting := Faq.objects.filter(thread=base.thread, state__in=FAQ_OPEN).first():
        raise Refused("already_open", "", ref=waiting.ref)
    kept, asked_of = _judged(said, names_of_askers(base.thread)), since or base.asked_of
    if (kept, asked_of) == (Answered(base.question, base.answer), base.asked_of):
        raise Refused("nothing_changed")
    number = Faq.objects.filter(thread=base.thread).count() + 1
    where = {"policy": base.policy, "place": base.place, "asked_of": asked_of}
    return _made(base.thread, number, where, kept, actor, at)


@transaction.atomic
def edit_faq(ref: UUID, said: Answered, *, actor: Actor, at: datetime, revision: int | None = None) -> Faq:
    """Write it anew while it is not published; who writes becomes one of its authors. Raises as `begin_faq`."""
    faq, to = _begun(ref, FaqVerb.EDIT, actor, revision)
    kept = _judged(said, names_of_askers(faq.thread))
    changed = [name for name in MOST if getattr(faq, name) != getattr(kept, name)]
    faq.question, faq.answer = kept.question, kept.answer
    if changed and actor.person_ref not in faq.authors:
        faq.authors = [*faq.authors, actor.person_ref]
    return _finish(faq, FaqVerb.EDIT, to, actor, at, {"changed": changed})


@transaction.atomic
def submit_faq(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None, note: str = "") -> Faq:
    """Put what was given back before a second person again. Raises as `edit_faq`."""
    faq, to = _begun(ref, FaqVerb.SUBMIT, actor, revision)
    return _finish(faq, FaqVerb.SUBMIT, to, actor, at, note=note)


@transaction.atomic
def return_faq(ref: UUID, *, actor: Actor, at: datetime, note: str, revision: int | None = None) -> Faq:
    """A second person finds something to change, and says what. Raises as `edit_faq`, `Refused("required")`."""
    faq, to = _begun(ref, FaqVerb.RETURN, actor, revision)
    return _finish(faq, FaqVerb.RETURN, to, actor, at, note=_said(note))


@transaction.atomic
def publish_faq(ref: UUID, *, actor: Actor, at: datetime, note: str = "", revision: int | None = None) -> Faq:
    """A second person finds it right: everybody reads it, and the version before it no more.

    Raises as `edit_faq`; `Refused("own_eyes")` to an author; `personal` where who asked became known meanwhile.
    """
    faq, to = _begun(ref, FaqVerb.PUBLISH, actor, revision)
    _judged(Answered(faq.question, faq.answer), names_of_askers(faq.thread))
    _replace(faq, actor, at)
    faq.reviewer, faq.published_at = actor.person_ref, at
    _finish(faq, FaqVerb.PUBLISH, to, actor, at, note=note)
    content_changed()
    publish(FaqPublished(faq.thread, faq.number, at))
    return faq


def _replace(faq: Faq, actor: Actor, at: datetime) -> None:
    """Take the former version from everybody's eyes; its words stay."""
    published = Faq.objects.select_related("policy").select_for_update(of=("self",))
    former = published.filter(thread=faq.thread, state=FaqState.PUBLISHED).first()
    if former:
        _finish(former, FaqVerb.REPLACE, FAQ.after(former.state, FaqVerb.REPLACE), actor, at, {"by": faq.number})


@transaction.atomic
def drop_faq(ref: UUID, *, actor: Actor, at: datetime, note: str = "", revision: int | None = None) -> Faq:
    """Give up what was not published; it stays to be read. Raises as `edit_faq`."""
    faq, to = _begun(ref, FaqVerb.DROP, actor, revision)
    return _finish(faq, FaqVerb.DROP, to, actor, at, note=note)


@transaction.atomic
def withdraw_faq(ref: UUID, *, actor: Actor, at: datetime, note: str, revision: int | None = None) -> Faq:
    """Take from everybody's eyes what does not hold any more, and say why. Raises as `return_faq`."""
    faq, to = _begun(ref, FaqVerb.WITHDRAW, actor, revision)
    _finish(faq, FaqVerb.WITHDRAW, to, actor, at, note=_said(note))
    content_changed()
    return faq


def _said(note: str) -> str:
    if not note.strip():
        raise Refused("required", "note")
    return note.strip()
