"""Decisions counted by their ground, and the instructions of leaders."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from huiqi.accounts.selectors import people_named
from huiqi.demands.models import Demand, Ending, Instruction
from huiqi.demands.permissions import STAFF, can_see_endings
from huiqi.demands.selectors.seeing import open_to
from huiqi.demands.words import DemandState, Ground
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import key_of


@dataclass(frozen=True, slots=True)
class EndingCount:
    """How often demands ended so on one ground, how often this was objected to, and how often rightly."""

    state: DemandState
    ground: Ground
    endings: int
    objections: int
    upheld: int


def endings(actor: Actor, state: str = "", ground: str = "") -> QuerySet[Ending]:
    """Every decision that closed a demand of the actor's window (the hub: of all) unanswered, the latest first."""
    rows = Ending.objects.select_related("demand__window", "demand__enterprise", "objection")
    rows = rows.filter(**{name: value for name, value in (("state", state), ("ground", ground)) if value})
    if actor.seat is None or not can_see_endings(actor):
        return rows.none()
    if not actor.is_a(Role.HUB_OPERATOR):
        rows = rows.filter(demand__window_id=key_of(actor.seat.organisation_id))
    return rows.order_by("-decided_at", "-id")


def ending_counts(actor: Actor) -> list[EndingCount]:
    """The same, counted by how and on what ground. One query."""
    counted = (
        endings(actor)
        .order_by()
        .values("state", "ground")
        .annotate(
            endings=Count("id"),
            objections=Count("objection"),
            upheld=Count("objection", filter=Q(objection__upheld=True)),
        )
    )
    return sorted((EndingCount(**row) for row in counted), key=lambda row: list(Ground).index(row.ground))


def instructions(actor: Actor) -> QuerySet[Instruction]:
    """The instructions on demands of the actor's window (the hub: on all): open ones first, the earliest due first.

    On confidential ones only those of which he knows.
    """
    rows = Instruction.objects.select_related("demand__window", "demand__enterprise")
    if actor.seat is None or not actor.is_a(*STAFF):
        return rows.none()
    if not actor.is_a(Role.HUB_OPERATOR):
        rows = rows.filter(demand__window_id=key_of(actor.seat.organisation_id))
    rows = rows.filter(open_to(actor, "demand__"))
    return rows.order_by(F("reported_at").desc(nulls_first=True), "due_at", "id")


def open_instructions(demand: Demand) -> QuerySet[Instruction]:
    """The instructions on a demand that wait for a report, the earliest due first."""
    return Instruction.objects.filter(demand=demand, reported_at=None).order_by("due_at", "id")


def deciders(rows: list[Ending]) -> dict[str, str]:
    """The names of those who decided, by ref. One query."""
    return people_named({one.decided_by for one in rows})


def is_late(instruction: Instruction, at: datetime) -> bool:
    """Whether an instruction was, or is, not reported back in time."""
    return (instruction.reported_at or at) > instruction.due_at
