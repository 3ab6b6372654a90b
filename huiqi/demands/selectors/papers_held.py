"""The papers that a firm handed in with its demands, for the checklists of policies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from huiqi.demands.models import Attachment
from huiqi.demands.words import Purpose
from huiqi.kernel.access import Actor
from huiqi.policies.ports import HeldPaper

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise

MOST = 200
OWN = (Purpose.FILING, Purpose.INFORMATION, Purpose.ADDITION)


def handed_in(enterprise: Enterprise, actor: Actor) -> Iterator[HeldPaper]:
    """What came from the firm itself with demands that are not confidential, the newest first. One query.

    Whose papers for the firm are not checked is given only what he handed in himself.
    """
    own = Attachment.objects.select_related("file").filter(demand__enterprise=enterprise, purpose__in=OWN)
    kept = own.filter(demand__is_confidential=False, replaced_by=None, file__destroyed_at=None)
    if actor.seat is None or not actor.seat.is_verified:
        kept = kept.filter(attached_by=actor.person_ref)
    for one in kept.order_by("-attached_at", "-id")[:MOST]:
        yield HeldPaper(one.file.name, localdate(one.attached_at), one.file)
