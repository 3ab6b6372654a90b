"""Following an item; saying from when a certificate is; the secret link to a firm's calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.enterprises.permissions import can_see_profile
from huiqi.enterprises.selectors import known_facts
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.policies.models import CalendarFeed, Follow, Policy

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise


def _its_people(actor: Actor, enterprise: Enterprise) -> None:
    if not can_see_profile(actor, enterprise):
        raise PermissionDenied


@transaction.atomic
def follow(enterprise: Enterprise, code: str, *, actor: Actor, at: datetime) -> Follow:
    """Follow an item for a firm; what it follows already stays as it is.

    Raises `Policy.DoesNotExist`, `PermissionDenied`.
    """
    _its_people(actor, enterprise)
    policy = Policy.objects.select_for_update().get(code=code)
    made, new = Follow.objects.get_or_create(
        enterprise=enterprise,
        policy=policy,
        ended_at=None,
        defaults={"followed_at": at, "followed_by": actor.person_ref},
    )
    if new:
        record("policy_follow", made.ref, "follow", actor=actor, at=at, data={"policy": code, "firm": enterprise.id})
    return made


@transaction.atomic
def unfollow(enterprise: Enterprise, code: str, *, actor: Actor, at: datetime) -> bool:
    """Follow it no longer; no where it was not followed. Raises `PermissionDenied`."""
    _its_people(actor, enterprise)
    found = Follow.objects.select_for_update().filter(enterprise=enterprise, policy__code=code, ended_at=None).first()
    if found is None:
        return False
    found.ended_at, found.ended_by = at, actor.person_ref
    found.save(update_fields=["ended_at", "ended_by"])
    record("policy_follow", found.ref, "unfollow", actor=actor, at=at, data={"policy": code})
    return True


@transaction.atomic
def date_certificates(enterprise: Enterprise, since: Mapping[str, date], *, actor: Actor, at: datetime) -> list[str]:
    """Say from which day qualifications are that the firm states; what it does not state stays out.

    Answers the facts that changed. Raises `PermissionDenied`, as `record_facts`.
    """
    _its_people(actor, enterprise)
    stated = known_facts(enterprise).get("qualifications") or []
    dated = [_dated(one, since) for one in stated]
    on = localdate(at)
    return record_facts(enterprise, {"qualifications": dated}, as_of=on, source=FactSource.STATED, actor=actor, at=at)


def _dated(stated: object, since: Mapping[str, date]) -> object:
    kept = dict(stated) if isinstance(stated, Mapping) else {"code": stated, "from": None, "until": None}
    if kept["code"] not in since:
        return stated
    return kept | {"from": since[str(kept["code"])].isoformat()}


@transaction.atomic
def open_feed(enterprise: Enterprise, *, actor: Actor, at: datetime) -> CalendarFeed:
    """A new secret link for the actor; his former one opens nothing any more. Raises `PermissionDenied`."""
    _its_people(actor, enterprise)
    assert actor.person_id is not None, "whoever acts for a firm is somebody"
    revoke_feed(enterprise, actor=actor, at=at)
    made = CalendarFeed.objects.create(enterprise=enterprise, person_id=actor.person_id, made_at=at)
    record("calendar_feed", made.ref, "open_feed", actor=actor, at=at)
    return made


@transaction.atomic
def revoke_feed(enterprise: Enterprise, *, actor: Actor, at: datetime) -> bool:
    """Close the actor's link for good; no where there is none."""
    mine = CalendarFeed.objects.select_for_update().filter(enterprise=enterprise, person__ref=actor.person_ref)
    found = mine.filter(revoked_at=None).first()
    if found is None:
        return False
    found.revoked_at = at
    found.save(update_fields=["revoked_at"])
    record("calendar_feed", found.ref, "revoke_feed", actor=actor, at=at)
    return True
