"""A firm takes along what a policy asks for, as it lets it stand, and gets a number by which the outcome comes back."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from huiqi.enterprises.permissions import can_see_profile
from huiqi.filings.models import Handoff
from huiqi.filings.rules import numbers
from huiqi.filings.selectors import Offered, fileable, offered
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.policies.selectors import row_of

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise

TYPED = "typed"
"""The source of what the firm wrote for this application only."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What the firm takes along: names of what it ticked, each with its value as it stands in the form."""

    values: Mapping[str, Any]
    names: Sequence[str]


@transaction.atomic
def hand_off(
    enterprise: Enterprise, code: str, carried: Carried, *, submission: UUID, actor: Actor, at: datetime
) -> Handoff:
    """Keep what is carried, with the source and day of each; the same press twice makes one.

    Raises `PermissionDenied`, `Refused`: `not_fileable`, `nothing_carried`.
    """
    if not can_see_profile(actor, enterprise):
        raise PermissionDenied
    if known := Handoff.objects.filter(submission=submission, enterprise=enterprise).first():
        return known
    version = fileable(code, localdate(at))
    if version is None:
        raise Refused("not_fileable")
    fields = _fields(offered(version, enterprise), carried, at)
    if not fields:
        raise Refused("nothing_carried")
    try:
        with transaction.atomic():
            made = Handoff.objects.create(
                number=_drawn(at),
                enterprise=enterprise,
                version=row_of(version),
                fields=fields,
                submission=submission,
                handed_at=at,
                handed_by=actor.person_ref,
            )
    except IntegrityError:  # the other of two presses was first
        if known := Handoff.objects.filter(submission=submission, enterprise=enterprise).first():
            return known
        raise PermissionDenied from None  # a press of somebody else
    told = {"policy": code, "number": made.number, "fields": [one["name"] for one in fields]}
    told["typed"] = [one["name"] for one in fields if one["source"] == TYPED]
    record("handoff", made.ref, "hand_off", actor=actor, at=at, data=told)
    return made


def _fields(known: Offered, carried: Carried, at: datetime) -> list[dict[str, Any]]:
    """What was ticked and says something, in the order in which it was offered; who the firm is, as registered."""
    values = {**carried.values, **known.fixed()}
    names = [name for name in (*known.own, *known.facts) if name in carried.names]
    return [_field(name, values[name], known, at) for name in names if _says(values.get(name))]


def _says(value: Any) -> bool:
    return value is not None and value != ""


def _field(name: str, value: Any, known: Offered, at: datetime) -> dict[str, Any]:
    if name in known.own:
        return _told(name, value, None, "" if value == known.own[name] else TYPED, at)
    fact = known.facts[name]
    if fact is None or fact.value != value:
        return _told(name, value, None, TYPED, at)
    return {"name": name, **fact.stored()}


def _told(name: str, value: Any, as_of: str | None, source: str, at: datetime) -> dict[str, Any]:
    day = localdate(at).isoformat() if source == TYPED else as_of
    return {"name": name, "value": value, "as_of": day, "source": source}


def _drawn(at: datetime) -> str:
    """A number that nothing bears yet."""
    while True:
        drawn = "".join(secrets.choice(numbers.ALPHABET) for _ in range(numbers.LENGTH))
        number = numbers.written(localdate(at).year, drawn)
        if not Handoff.objects.filter(number=number).exists():
            return number
