"""A key from being asked for to its end: one asks, a second allows, the office fetches it, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.accounts.selectors import people_by_refs, people_in_roles
from huiqi.journal.services import record
from huiqi.kernel.access import Actor, Role
from huiqi.kernel.refusal import Refused
from huiqi.notices.services import News, tell
from huiqi.programs.flow import KEY
from huiqi.programs.models import AccessKey
from huiqi.programs.permissions import can, can_ask
from huiqi.programs.rules import digest, drawn, ending
from huiqi.programs.selectors import visible_to
from huiqi.programs.words import KeyState, KeyVerb, Scope, Term

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from huiqi.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked for: which program, what for, run by whom, what it may do and for how long."""

    name: str
    purpose: str
    run_by: str
    scopes: Sequence[Scope]
    term: Term


@transaction.atomic
def ask_for_key(asking: Asking, *, submission: UUID, actor: Actor, at: datetime) -> AccessKey:
    """Ask for a key for the actor's own office; the security administrators are told. The same press twice asks once.

    Raises `PermissionDenied`, `Refused`: `no_scope`, `no_administrator` where nobody is there to allow it.
    """
    if not can_ask(actor) or actor.organisation_id is None:
        raise PermissionDenied
    if known := visible_to(actor).filter(submission=submission).first():
        return known
    if not asking.scopes:
        raise Refused("no_scope", "scopes")
    administrators = people_in_roles((Role.SECURITY_ADMINISTRATOR,), localdate(at)).exclude(ref=actor.person_ref)
    if not administrators:
        raise Refused("no_administrator")
    key = AccessKey.objects.create(
        organisation_id=actor.organisation_id,
        name=asking.name,
        purpose=asking.purpose,
        run_by=asking.run_by,
        scopes=[str(scope) for scope in asking.scopes],
        term=asking.term,
        submission=submission,
        asked_at=at,
        asked_by=actor.person_ref,
    )
    data = {"scopes": key.scopes, "term": str(asking.term)}
    texts = {"name": asking.name, "purpose": asking.purpose, "run_by": asking.run_by}
    record("access_key", key.ref, "ask_for_key", actor=actor, at=at, data=data, texts=texts)
    _tell("programs.key_asked", key, administrators, at)
    return key


@transaction.atomic
def allow_key(ref: UUID, *, actor: Actor, at: datetime) -> AccessKey:
    """The second person allows it; the office is told to fetch it.

    Raises `AccessKey.DoesNotExist`, `PermissionDenied`, `NotNow`.
    """
    key = _begun(ref, KeyVerb.ALLOW, actor)
    key.decided_at, key.decided_by = at, actor.person_ref
    _kept(key, KeyVerb.ALLOW, ("decided_at", "decided_by"), actor, at)
    _tell("programs.key_allowed", key, people_by_refs([key.asked_by]), at)
    return key


@transaction.atomic
def decline_key(ref: UUID, reason: str, *, actor: Actor, at: datetime) -> AccessKey:
    """The second person does not allow it, and says why. Raises as `allow_key`."""
    key = _begun(ref, KeyVerb.DECLINE, actor)
    key.decided_at, key.decided_by, key.reason = at, actor.person_ref, reason
    _kept(key, KeyVerb.DECLINE, ("decided_at", "decided_by", "reason"), actor, at)
    _tell("programs.key_declined", key, people_by_refs([key.asked_by]), at)
    return key


@transaction.atomic
def fetch_key(ref: UUID, *, actor: Actor, at: datetime) -> tuple[AccessKey, str]:
    """Make the secret and answer it, this once; from now on it opens what it names. Raises as `allow_key`."""
    key, secret = _begun(ref, KeyVerb.FETCH, actor), drawn()
    key.digest, key.ending, key.fetched_at = digest(secret), ending(secret), at
    key.until = localdate(at) + timedelta(days=int(key.term.value))
    _kept(key, KeyVerb.FETCH, ("digest", "ending", "fetched_at", "until"), actor, at, until=key.until.isoformat())
    return key, secret


@transaction.atomic
def end_key(ref: UUID, reason: str, *, actor: Actor, at: datetime) -> AccessKey:
    """From this moment on the key opens nothing. Raises as `allow_key`."""
    key = _begun(ref, KeyVerb.END, actor)
    key.ended_at, key.ended_by, key.reason = at, actor.person_ref, reason
    _kept(key, KeyVerb.END, ("ended_at", "ended_by", "reason"), actor, at)
    _tell("programs.key_ended", key, people_by_refs({key.asked_by} - {actor.person_ref}), at)
    return key


def _begun(ref: UUID, verb: KeyVerb, actor: Actor) -> AccessKey:
    """The locked key in the state to which the verb leads."""
    key = visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    if not can(actor, verb, key):
        raise PermissionDenied
    key.state = KEY.after(KeyState(key.state), verb)
    return key


def _kept(key: AccessKey, verb: KeyVerb, names: Sequence[str], actor: Actor, at: datetime, **data: Any) -> None:
    key.save(update_fields=["state", *names])
    texts = {"reason": key.reason} if "reason" in names else {}
    record("access_key", key.ref, str(verb), actor=actor, at=at, data=data, texts=texts)


def _tell(kind: str, key: AccessKey, people: QuerySet[Person], at: datetime) -> None:
    told, link = {"name": key.name, "office": key.organisation.name}, f"/programs/{key.ref}/"
    tell([News(kind=kind, key=f"{kind}:{key.ref}", parameters=told, link=link, at=at, people=people)])
