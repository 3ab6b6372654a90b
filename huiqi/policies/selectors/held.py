"""What the register of enterprises holds of a firm's papers: its business licence, once it was checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from huiqi.enterprises.selectors import licences
from huiqi.kernel.access import Actor
from huiqi.policies.ports import HeldPaper

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise

LICENCE = "营业执照"


def checked_licence(enterprise: Enterprise, actor: Actor) -> Iterator[HeldPaper]:
    """The newest licence that somebody checked; his own, for whoever is not verified there. One query."""
    found = licences(enterprise)
    verified = actor.seat is not None and actor.seat.is_verified
    claim = (found if verified else found.filter(person__ref=actor.person_ref)).first()
    if claim and claim.licence:
        yield HeldPaper(LICENCE, localdate(claim.decided_at or claim.asked_at), claim.licence)
