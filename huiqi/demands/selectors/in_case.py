"""What the case of a demand is made of: which rows there are, as its own row and its journal tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huiqi.demands.models import (
    Consultation,
    Demand,
    Ending,
    Extension,
    GreenChannel,
    Rating,
    Rectification,
    Suspension,
)
from huiqi.demands.selectors.rectifying import open_appeals
from huiqi.demands.selectors.secrecy import known_to
from huiqi.demands.words import Verb
from huiqi.papers.selectors import papers_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from django.db.models import QuerySet

VISITED = frozenset({Verb.VISIT, Verb.ATTEMPT_VISIT})
PAUSED = frozenset({Verb.SUSPEND, Verb.ASK_SUSPENSION})


def rows_in(demand: Demand, now: int, done: AbstractSet[str]) -> dict[str, QuerySet[Any, Any]]:
    """The questions for the case of round `now`, each only where there is something; `done` happened to the demand."""
    return _of_demand(demand, now, done) | _of_round(demand, now, done)


def _of_demand(demand: Demand, now: int, done: AbstractSet[str]) -> dict[str, QuerySet[Any, Any]]:
    """What belongs to it in whatever round."""
    endings = Ending.objects.select_related("objection").filter(demand=demand, round=now, undone_at=None)
    asked: dict[str, tuple[object, QuerySet[Any, Any]]] = {
        "handlings": (demand.has_hands, demand.handlings.select_related("organisation", "letter").order_by("id")),
        "promises": (True, demand.promises.select_related("record").order_by("due_at", "id")),
        "attachments": (demand.has_files, demand.attachments.select_related("file").order_by("id")),
        "papers": (demand.has_papers, papers_of(demand.ref)),
        "past": (demand.round > 1, demand.past_rounds.order_by("round")),
        "ending": (demand.is_closed or now != demand.round, endings),
        "archives": (
            demand.is_closed or demand.round > 1,
            demand.archives.select_related("file").order_by("asked_at"),
        ),
        "instructions": (Verb.INSTRUCT in done, demand.instructions.order_by("due_at", "id")),
        "insiders": (demand.is_confidential, known_to(demand)),
        "lost": (Verb.ARBITRATE in done, demand.lost.order_by("id")),
        "appeal": (Verb.APPEAL in done, open_appeals(demand)),
    }
    return {name: rows for name, (there, rows) in asked.items() if there}


def _of_round(demand: Demand, now: int, done: AbstractSet[str]) -> dict[str, QuerySet[Any, Any]]:
    """What belongs to one round."""
    waited_for = demand.asked is not None and demand.asked.supplied_at is None
    pressed = bool(demand.urged) or Verb.ESCALATE in done or waited_for
    this = {"demand": demand, "round": now}
    asked: dict[str, tuple[object, QuerySet[Any, Any]]] = {
        "reminders": (pressed, demand.reminders.filter(round=now).order_by("reminded_at", "id")),
        "green": (demand.is_green, GreenChannel.objects.filter(**this)),
        "rating": (now != demand.round, Rating.objects.filter(**this)),
        "visits": (done & VISITED, demand.visits.filter(round=now).order_by("id")),
        "consultations": (
            Verb.CONSULT in done,
            Consultation.objects.filter(**this).select_related("organisation").order_by("id"),
        ),
        "extension": (Verb.ASK_EXTENSION in done, Extension.objects.filter(**this)),
        "suspensions": (done & PAUSED, Suspension.objects.filter(**this).order_by("id")),
        "rectification": (
            Verb.OPEN_RECTIFICATION in done,
            Rectification.objects.filter(**this).select_related("office"),
        ),
    }
    return {name: rows for name, (there, rows) in asked.items() if there}
