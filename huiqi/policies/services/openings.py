"""Openings: announce when an item is open in a year, correct it, take it back."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.policies.models import Document, Opening, Policy
from huiqi.policies.permissions import can_announce
from huiqi.policies.selectors.openings import openings
from huiqi.standards import regions
from huiqi.standards.trees import UnknownCode


@dataclass(frozen=True, slots=True)
class Announced:
    """What the notice says; both days are included, `closes_on` may be unsaid. `document`: the notice as it is kept."""

    opens_on: date
    closes_on: date | None
    notice_title: str
    notice_number: str = ""
    notice_url: str = ""
    region: str = regions.NATION
    place: str = ""
    contact: str = ""
    note: str = ""
    document: Document | None = None


@transaction.atomic
def announce_opening(code: str, said: Announced, *, actor: Actor, at: datetime) -> Opening:
    """Say when an item is open.

    Raises `PermissionDenied`; `Refused` with `no_policy`, `ends_before_it_begins`, `required`, `no_region`, or
    `already_announced` where another opening of the item begins there on the same day.
    """
    if not can_announce(actor):
        raise PermissionDenied
    policy = Policy.objects.select_for_update().filter(code=code).first()
    if policy is None:
        raise Refused("no_policy", "policy", codes=(code,))
    _judge(said, code, None)
    opening = Opening.objects.create(policy=policy, announced_at=at, **_columns(said, actor))
    record("policy_opening", opening.ref, "announce", actor=actor, at=at, data=_told(opening))
    return opening


@transaction.atomic
def correct_opening(ref: UUID, said: Announced, *, actor: Actor, at: datetime, revision: int | None = None) -> Opening:
    """Write an opening anew, as after a notice of extension. Raises as `announce_opening`, `Refused("stale")`."""
    opening = _locked(ref, actor, revision)
    _judge(said, opening.policy.code, opening.id)
    for name, value in _columns(said, actor).items():
        setattr(opening, name, value)
    opening.revision += 1
    opening.save(force_update=True)
    record("policy_opening", opening.ref, "correct", actor=actor, at=at, data=_told(opening))
    return opening


@transaction.atomic
def withdraw_opening(ref: UUID, *, reason: str, actor: Actor, at: datetime, revision: int | None = None) -> Opening:
    """Take an opening back that was announced by mistake or called off. Raises as `correct_opening`."""
    if not reason.strip():
        raise Refused("required", "reason")
    opening = _locked(ref, actor, revision)
    opening.withdrawn_at, opening.revision = at, opening.revision + 1
    opening.save(force_update=True)
    texts = {"reason": reason}
    record("policy_opening", opening.ref, "withdraw", actor=actor, at=at, data=_told(opening), texts=texts)
    return opening


def _locked(ref: UUID, actor: Actor, revision: int | None) -> Opening:
    if not can_announce(actor):
        raise PermissionDenied
    opening = openings().select_for_update(of=("self",)).get(ref=ref)
    if revision is not None and revision != opening.revision:
        raise Refused("stale", revision=opening.revision)
    return opening


def _judge(said: Announced, code: str, itself: int | None) -> None:
    if said.closes_on and said.closes_on < said.opens_on:
        raise Refused("ends_before_it_begins", "closes_on")
    if not said.notice_title.strip():
        raise Refused("required", "notice_title")
    try:
        regions.find(said.region)
    except UnknownCode:
        raise Refused("no_region", "region") from None
    same = openings().filter(policy__code=code, region=said.region, opens_on=said.opens_on).exclude(id=itself or 0)
    if same.exists():
        raise Refused("already_announced", "opens_on")


def _columns(said: Announced, actor: Actor) -> dict[str, object]:
    values = {part.name: getattr(said, part.name) for part in fields(said)}
    return {**values, "year": said.opens_on.year, "edited_by": actor.person_ref}


def _told(opening: Opening) -> dict[str, object]:
    return {
        "code": opening.policy.code,
        "region": opening.region,
        "opens_on": opening.opens_on.isoformat(),
        "closes_on": opening.closes_on.isoformat() if opening.closes_on else None,
    }
