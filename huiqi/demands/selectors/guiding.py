"""Where a walk-in is led (H36): which post of this office serves a kind of demand, and who stands there now."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from huiqi.kernel.access import Actor
from huiqi.network.selectors import Guided, guided, standings, window_of
from huiqi.network.words import PostKind, Suits
from huiqi.standards.service_kinds import ServiceKind

if TYPE_CHECKING:
    from huiqi.network.models import Window

MOST_POSTS = 2
"""The most suitable post, and where to go if there is a queue."""


def guides(actor: Actor, kind: ServiceKind, at: datetime) -> tuple[Window | None, list[Guided]]:
    """The actor's window and its posts for a kind: where somebody stands first, of those the most suitable first.

    Four queries. A post for something else is left out.
    """
    window = window_of(actor.organisation_id) if actor.organisation_id else None
    nows = [now for now in standings(window, at) if now.post.kind is not PostKind.RETURN_VISIT] if window else []
    found = [one for one in guided(nows, kind) if Suits.OTHER not in one.reasons]
    return window, sorted(found, key=lambda one: one.now.is_unattended)[:MOST_POSTS]
