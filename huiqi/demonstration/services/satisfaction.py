"""Ratings, return visits and rectifications of the demonstration, each by whoever does it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

from django.utils.timezone import localdate, localtime

from huiqi.accounts.selectors import actor_of, colleagues, person_by_ref
from huiqi.demands.selectors import retention_rules, visible_to, visitors_for, visits_of
from huiqi.demands.services import (
    Said,
    Visit,
    appeal_rating,
    archive_demand,
    change_rule,
    decline_appeal,
    plan_rectification,
    rate_demand,
    rectify,
    uphold_appeal,
    visit_enterprise,
)
from huiqi.demands.words import Disposal, Lot, RatingLevel, VisitOutcome
from huiqi.files.services import store_file
from huiqi.journal.selectors import verifications
from huiqi.journal.services import seal_journal, verify_journal
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


def hub_operator(at: datetime) -> Actor:
    """Who decides at the hub."""
    operator = colleagues(hub().organisation_id, Role.HUB_OPERATOR, at.date()).first()
    assert operator is not None
    return actor_of(operator)


def never_reached(ref: UUID, *, actor: Actor, at: datetime) -> None:
    """Whoever is to visit calls on three halves of days, and nobody answers."""
    next_day = localtime(at).replace(hour=9, minute=40) + timedelta(days=1)
    for moment in (at, next_day, next_day + timedelta(hours=6)):
        call_in_vain(ref, actor=actor, at=moment)


def plan_right(ref: UUID, plan: str, days: int, *, actor: Actor, at: datetime) -> None:  # noqa: ARG001 — as all moves
    """The hub says why it takes time, and until when."""
    plan_rectification(ref, plan, localdate(at) + timedelta(days=days), actor=hub_operator(at), at=at)


def put_right(ref: UUID, disposal: str, answer: str, *, actor: Actor, at: datetime) -> None:  # noqa: ARG001 — as all moves
    """The hub puts right what the window answered."""
    rectify(ref, Disposal(disposal), answer, actor=hub_operator(at), at=at)


def uphold(ref: UUID, decision: str, *, actor: Actor, at: datetime) -> None:  # noqa: ARG001 — as all moves
    """The hub finds that the rating was mistaken."""
    uphold_appeal(ref, decision, actor=hub_operator(at), at=at)


def decline(ref: UUID, decision: str, *, actor: Actor, at: datetime) -> None:  # noqa: ARG001 — as all moves
    """The hub finds that the rating stands."""
    decline_appeal(ref, decision, actor=hub_operator(at), at=at)


def visit_one(*, at: datetime) -> None:
    """One of those drawn is visited and is content; the others wait. Once."""
    rows = visits_of(hub_operator(at)).filter(why=Lot.DRAWN)
    task = rows.filter(done_at=None).order_by("id").first()
    visitor = person_by_ref(task.visitor) if task else None
    if task is None or visitor is None or rows.exclude(done_at=None).exists():
        return
    said = Visit(True, True, False, "答复的电话打得通，说得也清楚。", level=RatingLevel.SATISFIED)
    visit_enterprise(task.demand.ref, said, actor=actor_of(visitor), at=at)


def keep_books(*, at: datetime) -> None:
    """One rule of how long something is kept is followed; the day is sealed and verified."""
    operator, rule = hub_operator(at), retention_rules().first()
    if rule is not None and not rule.is_on and rule.revision == 1:
        change_rule(rule.ref, rule.years, is_on=True, revision=rule.revision, actor=operator, at=at)
    if not verifications().exists():
        seal_journal(at=at)
        verify_journal(at=at, whole=True)


def appeal(ref: UUID, reason: str, *, actor: Actor, at: datetime) -> None:
    """The window appeals against a rating, with a record of its work."""
    content = "办理记录（演示）".encode()
    file = store_file("办理记录.txt", BytesIO(content), len(content), actor=actor, at=at)
    appeal_rating(ref, reason, actor=actor, at=at, files=[file])
