"""Ratings, return visits and rectifications of the demonstration, each by whoever does it."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from uuid import UUID

from huiqi.accounts.selectors import actor_of, colleagues, person_by_ref
from huiqi.demands.selectors import visible_to, visitors_for
from huiqi.demands.services import Said, Visit, appeal_rating, archive_demand, rate_demand, rectify, visit_enterprise
from huiqi.demands.words import Disposal, RatingLevel, VisitOutcome
from huiqi.files.services import store_file
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import hub


def rate(ref: UUID, level: str, comment: str, parts: Mapping[str, str], *, actor: Actor, at: datetime) -> None:
    """The firm rates."""
    rate_demand(ref, Said(RatingLevel(level), comment, dict(parts)), actor=actor, at=at)


def archive(ref: UUID, *, actor: Actor, at: datetime) -> None:
    """The window closes the file."""
    archive_demand(ref, actor=actor, at=at)


def call_in_vain(ref: UUID, *, actor: Actor, at: datetime) -> None:
    """Whoever is to visit calls, and nobody answers."""
    demand = visible_to(actor).get(ref=ref)
    _office, who = next(iter(visitors_for(list(demand.rating_requests.select_related("demand__window")), at).values()))
    visitor = person_by_ref(who)
    assert visitor is not None
    told = Visit(reached=False, outcome=VisitOutcome.NO_ANSWER)
    visit_enterprise(ref, told, actor=actor_of(visitor), at=at)


def put_right(ref: UUID, disposal: str, answer: str, *, actor: Actor, at: datetime) -> None:  # noqa: ARG001 — as all moves
    """The hub puts right what the window answered."""
    operator = colleagues(hub().organisation_id, Role.HUB_OPERATOR, at.date()).first()
    assert operator is not None
    rectify(ref, Disposal(disposal), answer, actor=actor_of(operator), at=at)


def appeal(ref: UUID, reason: str, *, actor: Actor, at: datetime) -> None:
    """The window appeals against a rating, with a record of its work."""
    content = "办理记录（演示）".encode()
    file = store_file("办理记录.txt", BytesIO(content), len(content), actor=actor, at=at)
    appeal_rating(ref, reason, actor=actor, at=at, files=[file])
