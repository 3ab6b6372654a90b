"""Drafts from their beginning until they are published: every verb begins and finishes through `Turn`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.contradictions import contradictions
from huiqi.eligibility.outline import Line
from huiqi.eligibility.outline import read as read_outline
from huiqi.eligibility.outlining import outlined
from huiqi.eligibility.reading import CODE, read_condition
from huiqi.eligibility.versions import SCHEMA, PublicationStatus
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.policies.flow import DRAFT
from huiqi.policies.models import Draft, Policy, PolicyVersion
from huiqi.policies.permissions import can, can_draft
from huiqi.policies.rules.chain import circle
from huiqi.policies.rules.variants import variant_fault
from huiqi.policies.selectors import content_of, open_draft, read_draft, replacements, variants, visible_to
from huiqi.policies.services.examples import judge_examples
from huiqi.policies.services.telling import told as tell_of
from huiqi.policies.words import DraftState, DraftVerb, Purpose

ENDED = (PublicationStatus.REPEALED, PublicationStatus.SUPERSEDED, PublicationStatus.PARTLY_REPEALED)
"""What can become of a document that is withdrawn."""


TOLD = (DraftVerb.SUBMIT, DraftVerb.RETURN, DraftVerb.APPROVE, DraftVerb.PUBLISH)
"""What somebody else has to hear of."""


@dataclass(slots=True)
class Turn:
    """A locked draft and the state to which the verb will lead."""

    draft: Draft
    verb: DraftVerb
    actor: Actor
    at: datetime
    to: DraftState

    def finish(self, data: Mapping[str, Any] | None = None, texts: Mapping[str, str] | None = None) -> Draft:
        """Move the state and write the journal."""
        draft, came_from = self.draft, self.draft.state
        draft.state, draft.revision, draft.changed_at = self.to, draft.revision + 1, self.at
        draft.save(force_update=True)
        told = {"code": draft.code, "from": str(came_from), "to": str(self.to), "revision": draft.revision}
        told |= data or {}
        record("policy_draft", draft.ref, str(self.verb), actor=self.actor, at=self.at, data=told, texts=texts)
        if self.verb in TOLD:
            tell_of(draft, self.verb, at=self.at)
        return draft


def begin(ref: UUID, verb: DraftVerb, *, actor: Actor, at: datetime, revision: int | None) -> Turn:
    """Lock the draft and check: may he see it, is it a move, is his form fresh, may he do this.

    Raises `Draft.DoesNotExist`, `Refused("stale")`, `Refused("own_eyes")`, `PermissionDenied`, `NotNow`.
    """
    draft = visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    to = DRAFT.after(draft.state, verb)
    if revision is not None and revision != draft.revision:
        raise Refused("stale", revision=draft.revision)
    if verb is DraftVerb.APPROVE and can_draft(actor) and actor.person_ref in draft.authors:
        raise Refused("own_eyes")
    if not can(actor, verb, draft):
        raise PermissionDenied
    return Turn(draft, verb, actor, at, to)


def _make(code: str, purpose: Purpose, content: dict[str, Any], *, actor: Actor, at: datetime, **rest: Any) -> Draft:
    if not can_draft(actor):
        raise PermissionDenied
    if waiting := open_draft(actor, code):
        raise Refused("already_open", "code", code=code, ref=waiting.ref)
    draft = Draft.objects.create(
        code=code,
        purpose=purpose,
        content=content,
        authors=[actor.person_ref],
        created_at=at,
        changed_at=at,
        **rest,
    )
    data = {"code": code, "purpose": str(purpose), "to": str(draft.state)}
    texts = {"reason": draft.reason}
    record("policy_draft", draft.ref, str(DraftVerb.BEGIN), actor=actor, at=at, data=data, texts=texts)
    return draft


@transaction.atomic
def begin_policy(
    code: str, content: Mapping[str, Any], *, reason: str, actor: Actor, at: datetime, outline: Line | None = None
) -> Draft:
    """Begin a policy that the library does not have; what is written of it so far may be incomplete.

    `outline` is the rule as far as it is proposed; where it can be read, it is the draft's condition too.

    Raises `Refused("bad_code")`, `Refused("code_taken")`, `Refused("already_open")`, `PermissionDenied`.
    """
    if not CODE.fullmatch(code):
        raise Refused("bad_code", "code")
    if Policy.objects.filter(code=code).exists():
        raise Refused("code_taken", "code", code=code)
    whole = {"schema": SCHEMA, "subject": "enterprise", "status": "in_force", **content, "code": code}
    raw = read_outline(outline, code).raw if outline else None
    whole |= {"condition": raw} if raw else {}
    return _make(code, Purpose.NEW, whole, actor=actor, at=at, reason=reason, outline=outline)


@transaction.atomic
def begin_amendment(base: PolicyVersion, *, reason: str, actor: Actor, at: datetime) -> Draft:
    """Begin a new version of a published one, as a copy to be changed. Raises as `begin_policy`."""
    content = content_of(base) | {"status": "in_force", "superseded_by": None}
    return _make(base.policy.code, Purpose.AMEND, content, actor=actor, at=at, reason=reason, base=base)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What became of a document: its fate, the last day it applied, the policy in its place."""

    fate: PublicationStatus
    last_day: date | None = None
    replaced_by: str = ""


@transaction.atomic
def begin_withdrawal(base: PolicyVersion, said: Withdrawal, *, reason: str, actor: Actor, at: datetime) -> Draft:
    """Propose to end a published version.

    Raises `Refused("ends_before_it_begins")`, `Refused("circle")`, `Refused("no_policy")` beside what was said, and as
    `begin_policy`.
    """
    judge_withdrawal(base, said)
    rest = {"fate": str(said.fate), "last_day": said.last_day, "replaced_by": said.replaced_by}
    content = content_of(base)
    return _make(base.policy.code, Purpose.WITHDRAW, content, actor=actor, at=at, reason=reason, base=base, **rest)


def judge_withdrawal(base: PolicyVersion, said: Withdrawal) -> None:
    """Refuse what cannot be: an end before the beginning, a policy replaced by nothing or in the end by itself."""
    if said.fate not in ENDED:
        raise Refused("no_fate", "fate")
    if said.fate is not PublicationStatus.PARTLY_REPEALED and said.last_day is None:
        raise Refused("required", "last_day")
    if said.last_day and said.last_day < base.effective_from:
        raise Refused("ends_before_it_begins", "last_day", since=base.effective_from)
    if said.fate is PublicationStatus.SUPERSEDED and not said.replaced_by:
        raise Refused("required", "replaced_by")
    if said.replaced_by and not Policy.objects.filter(code=said.replaced_by).exists():
        raise Refused("no_policy", "replaced_by", code=said.replaced_by)
    if said.replaced_by and (way := circle(replacements(), base.policy.code, said.replaced_by)):
        raise Refused("circle", "replaced_by", way=way)


@transaction.atomic
def edit(
    ref: UUID,
    said: Mapping[str, Any],
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    outline: Any = None,
) -> Draft:
    """Write parts of a draft anew; parts that are not named stay. Who writes becomes one of its authors.

    Raises as `begin`, and `Refused("ends_before_it_begins")`.
    """
    turn = begin(ref, DraftVerb.EDIT, actor=actor, at=at, revision=revision)
    draft = turn.draft
    content = draft.content | said
    since, through = content.get("effective_from"), content.get("effective_through")
    if since and through and str(through) < str(since):
        raise Refused("ends_before_it_begins", "effective_through", since=date.fromisoformat(str(since)))
    changed = sorted(name for name in said if said[name] != draft.content.get(name))
    draft.content = content
    if outline is not None:
        draft.outline = outline
    if actor.person_ref not in draft.authors:
        draft.authors = [*draft.authors, actor.person_ref]
    return turn.finish({"changed": changed})


@transaction.atomic
def submit(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Draft:
    """Send a draft to a second person. Raises as `begin` and as `whole`."""
    turn = begin(ref, DraftVerb.SUBMIT, actor=actor, at=at, revision=revision)
    whole(turn.draft)
    turn.draft.sent = turn.draft.content
    return turn.finish()


def whole(draft: Draft) -> None:
    """Refuse a draft that cannot be read, contradicts itself or its examples, and an amendment that changes nothing.

    Raises `Refused` with `unreadable`, `never_met`, `nothing_changed`, `no_examples` or `examples_fail`, and
    as `judge_variant`.
    """
    faults = read_draft(draft.content).faults
    if faults:
        raise Refused("unreadable", faults=tuple(dict.fromkeys(fault.path for fault in faults)))
    judge_variant(draft.code, draft.content.get("variant_of"))
    if contradictions(*ruled(draft)):
        raise Refused("never_met")
    if draft.purpose is Purpose.AMEND and draft.base and draft.content == _copied(draft.base):
        raise Refused("nothing_changed")
    judge_examples(draft)


def judge_variant(code: str, of: str | None) -> None:
    """Refuse a variant of itself, of no policy, of a variant, and one that has variants. Raises `Refused`."""
    if of and (fault := variant_fault(code, of, variants())):
        raise Refused(fault, "variant_of", code=of)


def ruled(draft: Draft) -> tuple[Node, Line]:
    """The rule of a readable draft, with the outline whose lines it follows."""
    outline = outlined(draft.content["condition"])
    raw = read_outline(outline, draft.code).raw
    return read_condition(raw or draft.content["condition"], draft.code), outline


def _copied(base: PolicyVersion) -> dict[str, Any]:
    return content_of(base) | {"status": "in_force", "superseded_by": None}


@transaction.atomic
def approve(ref: UUID, *, actor: Actor, at: datetime, note: str = "", revision: int | None = None) -> Draft:
    """A second person finds it right. Raises as `begin`; `Refused("own_eyes")` to whoever wrote in it."""
    turn = begin(ref, DraftVerb.APPROVE, actor=actor, at=at, revision=revision)
    turn.draft.reviewer = actor.person_ref
    return turn.finish(texts={"note": note})


@transaction.atomic
def send_back(ref: UUID, *, actor: Actor, at: datetime, note: str = "", revision: int | None = None) -> Draft:
    """A second person finds something to change, and says what. Raises as `begin`, and `Refused("required")`."""
    turn = begin(ref, DraftVerb.RETURN, actor=actor, at=at, revision=revision)
    if not note.strip():
        raise Refused("required", "note")
    turn.draft.reviewer = ""
    return turn.finish(texts={"note": note})


@transaction.atomic
def drop(ref: UUID, *, actor: Actor, at: datetime, note: str = "", revision: int | None = None) -> Draft:
    """Give a draft up; it stays to be read. Raises as `begin`."""
    return begin(ref, DraftVerb.DROP, actor=actor, at=at, revision=revision).finish(texts={"note": note})
