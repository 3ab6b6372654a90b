"""Notice services for one firm that look alike, and tell both windows, both handlers and the hub."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from huiqi.agreements.models import Duplicate
from huiqi.agreements.selectors import close_to
from huiqi.agreements.services.telling import tell_alike
from huiqi.journal.services import record

if TYPE_CHECKING:
    from huiqi.agreements.models import Agreement, Version
    from huiqi.kernel.access import Actor


def notice_alike(agreement: Agreement, version: Version, *, actor: Actor, at: datetime) -> None:
    """Compare what was just signed with what the firm had signed at other windows and institutions in 90 days."""
    for other, common in close_to(agreement, version):
        _pair, new = Duplicate.objects.get_or_create(
            earlier=other, later=agreement, defaults={"alike": list(common), "noticed_at": at}
        )
        if new:
            data = {"other": str(other.ref), "alike": [str(one) for one in common]}
            record("agreement", agreement.ref, "noticed_alike", actor=actor, at=at, data=data)
            tell_alike(other, agreement, at=at)
