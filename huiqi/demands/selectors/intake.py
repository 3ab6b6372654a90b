"""What stands beside the form while staff take a demand in, and what they took in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from huiqi.demands.models import Demand, Intake, Promise
from huiqi.demands.selectors.seeing import open_to, visible_to
from huiqi.demands.selectors.unheard import told_states
from huiqi.demands.words import Anonymity, Step
from huiqi.directory.selectors import items_for, matter_by_code, matters_at
from huiqi.enterprises.permissions import serves
from huiqi.kernel.access import Actor
from huiqi.network.selectors import key_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from huiqi.directory.models import Matter, MatterItem
    from huiqi.enterprises.models import Enterprise

MOST_HISTORY = 30
"""Rows of a firm's history beside the form; the rest is at the desk."""


def history_of(actor: Actor, firm: Enterprise) -> list[Demand]:
    """What this firm asked before, as far as the actor may see it: what is open first, then the latest first.

    Nothing confidential, and nothing of which it is not said whose it is: the screen is turned to whoever stands there.
    """
    rows = visible_to(actor).filter(enterprise=firm, is_confidential=False, anonymity=Anonymity.NAMED)
    latest = told_states(actor, list(rows.order_by("-filed_at", "-id")[:MOST_HISTORY]))
    return sorted(latest, key=lambda one: one.is_closed)


def knows_firm(actor: Actor, firm: Enterprise, history: Sequence[Demand], on: date) -> bool:
    """Whether the actor's office serves the firm's region, or has a demand of it: then he may know how to reach it and
    what it may have. Whoever walks in from elsewhere is taken in all the same (PIPL article 6: no more than is needed).
    """
    return bool(history) or serves(actor, firm, on)


def matters_here(actor: Actor, on: date) -> list[Matter]:
    """The matters for which the actor's window has a list, by name. One query."""
    assert actor.organisation_id is not None  # staff sit somewhere
    return sorted(matters_at(key_of(actor.organisation_id), on), key=lambda one: one.name)


def matter_of(intake: Intake | None) -> str:
    """The name of the matter that was chosen; one query, none where no matter was chosen."""
    matter = matter_by_code(intake.matter) if intake and intake.matter else None
    return matter.name if matter else ""


def to_bring(intake: Intake | None, on: date) -> list[MatterItem]:
    """What the list of the chosen matter says must be brought; two queries, none where no matter was chosen."""
    matter = matter_by_code(intake.matter) if intake and intake.matter else None
    return list(items_for(matter, on)) if matter else []


def on_screen(key: str, at: datetime) -> Intake | None:
    """What the page of this key shows, until it runs out."""
    rows = Intake.objects.select_related("demand__window", "demand__enterprise", "organisation")
    return rows.filter(screen_key=key, screen_until__gt=at).first()


def finish_owed(demand: Demand) -> Promise | None:
    """Until when the enterprise is to be answered, while it is not."""
    owed = demand.promises.filter(round=demand.round, kept_at=None, released_at=None)
    return owed.filter(step=Step.FINISH).first()


def taken_in_by(actor: Actor, ref: UUID) -> Demand | None:
    """A demand that this person took in for others at this office, whichever window it went to.

    Of a confidential one he knows as long as he is an insider.
    """
    if actor.organisation_id is None:
        return None
    mine = Demand.objects.filter(intake__taken_by=actor.person_ref, intake__organisation_id=actor.organisation_id)
    mine = mine.filter(open_to(actor))
    return mine.select_related("window", "enterprise").whole().filter(ref=ref).first()
