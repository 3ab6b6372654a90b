"""What looking at an enterprise behind a figure leaves behind."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.policies.models import Draft

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise

SEEN = "see_firm"


def note_sight(draft: Draft, firm: Enterprise, *, actor: Actor, at: datetime) -> None:
    """Write down who looked why an enterprise stands as it does to a draft: it shows what the enterprise stated."""
    data = {"firm": str(firm.organisation.ref), "revision": draft.revision}
    record("policy_draft", draft.ref, SEEN, actor=actor, at=at, data=data)
