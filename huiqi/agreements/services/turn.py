"""One verb on one agreement: begin locks and checks, finish writes. Every verb goes through here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from huiqi.agreements.flow import AGREEMENT
from huiqi.agreements.models import Agreement
from huiqi.agreements.permissions import can
from huiqi.agreements.selectors import visible_to
from huiqi.agreements.words import AgreementState, AgreementVerb, Hand
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused

MOST_TEXT = 5_000
"""Characters of any free text."""


@dataclass(slots=True)
class Turn:
    """A locked agreement and the state to which the verb will lead."""

    agreement: Agreement
    verb: AgreementVerb
    actor: Actor
    at: datetime
    to: AgreementState

    def finish(self, data: Mapping[str, Any] | None = None, texts: Mapping[str, str] | None = None) -> Agreement:
        """Move the state and write the journal."""
        agreement, came_from = self.agreement, self.agreement.state
        agreement.state, agreement.revision = self.to, agreement.revision + 1
        agreement.save(force_update=True)
        states = {"from": str(came_from), "to": str(self.to), "revision": agreement.revision}
        how = {"by": "code"} if self.actor.only else {}
        told = {**states, **how, **(data or {})}
        record("agreement", agreement.ref, str(self.verb), actor=self.actor, at=self.at, data=told, texts=texts)
        return agreement


def begin(ref: UUID, verb: AgreementVerb, *, actor: Actor, at: datetime, revision: int | None) -> Turn:
    """Lock the agreement and check: may he see it, is his form fresh, may he do this, is it a move.

    Raises `Agreement.DoesNotExist`, `Refused("stale")`, `PermissionDenied`, `NotNow`.
    """
    agreement = visible_to(actor).select_for_update(of=("self",)).get(ref=ref)
    if revision is not None and revision != agreement.revision:
        raise Refused("stale")
    if not can(actor, verb, agreement):
        raise PermissionDenied
    return Turn(agreement, verb, actor, at, AGREEMENT.after(agreement.state, verb))


def firms_own(turn: Turn) -> Hand:
    """By which hand the firm speaks. Raises `Refused("own_hand")` where he sits at the other side, too.

    Whoever works for the handler or the window speaks for no firm, so that a service is not confirmed by who did it.
    """
    agreement, actor = turn.agreement, turn.actor
    others = {agreement.organisation_id, agreement.demand.window.organisation_id}
    if others & {seat.organisation_id for seat in actor.seats}:
        raise Refused("own_hand")
    return Hand.CODE if actor.only else Hand.ACCOUNT


def written(text: str, field: str) -> str:
    """A text without the blanks around it; raises `Refused` where nothing or too much is left."""
    kept = fits(text, field)
    if not kept:
        raise Refused("required", field)
    return kept


def fits(text: str, field: str) -> str:
    """A text that may be empty; raises `Refused` where it is too long."""
    if len(text) > MOST_TEXT:
        raise Refused("too_long", field, limit=MOST_TEXT, length=len(text))
    return text.strip()
