"""Who is visited: all of the dissatisfied at once, and of the rest what the night's draw of the week finds."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.timezone import localdate

from huiqi.demands.models import Demand, Promise, RatingRequest, VisitDraw, VisitShare, VisitTask, of_answer
from huiqi.demands.rules.closing import rating_over_since
from huiqi.demands.rules.sampling import Drawn, Stratum, draw, week_of
from huiqi.demands.selectors import end_of, percent_on, visitors_for
from huiqi.demands.services.promises import promise_sample
from huiqi.demands.words import Anonymity, DemandState, Lot, Step
from huiqi.journal.services import Line, record, record_each
from huiqi.kernel.access import SYSTEM, Actor
from huiqi.kernel.refusal import Refused
from huiqi.reference.selectors import calendar

PAGE = 500
SHARE = uuid5(NAMESPACE_URL, "visit-share")
"""What the journal calls the share of the network."""


def visit_the_dissatisfied(asked: RatingRequest, at: datetime) -> None:
    """Whoever is dissatisfied is visited, by somebody who had nothing to do with the work."""
    owed = Promise.objects.filter(demand=asked.demand_id, round=asked.round, step=Step.RETURN_VISIT)
    due_at = owed.values_list("due_at", flat=True).first()
    _give_out([asked], Lot.DISSATISFIED, {asked.id: due_at}, at)


def draw_visits(*, at: datetime) -> int:
    """Draw from what came to rest since the last draw, a few hundred at a time; answers how many are to be visited."""
    found = 0
    while (picked := _draw_page(at)) is not None:
        found += picked
    return found


@transaction.atomic
def _draw_page(at: datetime) -> int | None:
    """One page of the draw; nothing where none is left. Two workers never draw the same."""
    waiting = _at_rest(at)
    if not waiting:
        return None
    drawing = _draw_of_week(at)
    before = _drawn_before(drawing)
    strata: dict[Stratum, list[RatingRequest]] = defaultdict(list)
    for one in waiting:
        if one.demand.anonymity is not Anonymity.ANONYMOUS and one.demand.state is not DemandState.VISITED:
            strata[one.window_id, str(one.kind)].append(one)
    picked: set[str] = set()
    for stratum, lots in strata.items():
        refs = [str(one.ref) for one in lots]
        picked |= set(draw(drawing.seed, refs, before.get(stratum, Drawn()), drawing.percent))
    drawn = [one for one in waiting if str(one.ref) in picked]
    lots_of_all = [one for lots in strata.values() for one in lots]
    spared = [one for one in lots_of_all if str(one.ref) not in picked]
    nobody = [one for one in waiting if one not in lots_of_all]
    _visit(drawn, drawing, at)
    _spare(spared, drawing, strata, at)
    _mark(nobody, Lot.NOBODY, None, at)
    return len(drawn)


def _at_rest(at: datetime) -> list[RatingRequest]:
    """Rounds that wait for the draw and will not be rated any more, or were rated well; with their demands, locked."""
    over = end_of(rating_over_since(at, calendar()))
    rows = RatingRequest.objects.select_for_update(skip_locked=True, of=("self", "demand"))
    rows = rows.filter(lot=Lot.WAITING).filter(Q(rated_at__lte=at) | Q(asked_at__lt=over))
    return list(rows.select_related("demand__window").order_by("asked_at", "id")[:PAGE])


def _draw_of_week(at: datetime) -> VisitDraw:
    """The week's draw; its seed is made with the first one of the week, by nobody."""
    told = {"seed": secrets.token_hex(32), "percent": percent_on(localdate(at)), "made_at": at}
    return VisitDraw.objects.get_or_create(week=week_of(localdate(at)), defaults=told)[0]


def _drawn_before(drawing: VisitDraw) -> dict[Stratum, Drawn]:
    """What of each stratum this week's draw has seen already."""
    rows = RatingRequest.objects.filter(draw=drawing).values("window", "kind")
    counted = rows.annotate(among=Count("id"), picked=Count("id", filter=Q(lot=Lot.DRAWN)))
    return {(row["window"], str(row["kind"])): Drawn(row["among"], row["picked"]) for row in counted}


def _visit(drawn: Sequence[RatingRequest], drawing: VisitDraw, at: datetime) -> None:
    """Those drawn are promised a visit: the one that is owed still, or where a good rating released it, another."""
    owed = Promise.objects.filter(demand__in=[one.demand_id for one in drawn], step=Step.RETURN_VISIT)
    standing = dict(owed.filter(kept_at=None, released_at=None).values_list("demand_id", "due_at"))
    due = {one.id: standing.get(one.demand_id) or promise_sample(one.demand, at) for one in drawn}
    _give_out(drawn, Lot.DRAWN, due, at, drawing)
    _next_due([one.demand_id for one in drawn])
    lines = [Line(one.demand.ref, {"draw": str(drawing.ref), "percent": drawing.percent}) for one in drawn]
    record_each("demand", "draw_visit", lines, actor=SYSTEM, at=at)


def _spare(
    spared: Sequence[RatingRequest],
    drawing: VisitDraw,
    strata: Mapping[Stratum, Sequence[RatingRequest]],
    at: datetime,
) -> None:
    """Those not drawn are released, and the reason is written down: of how many, which share."""
    _mark(spared, Lot.SPARED, drawing, at)
    keys = [one.demand_id for one in spared]
    owed = Promise.objects.filter(demand__in=keys, step=Step.RETURN_VISIT, kept_at=None, released_at=None)
    owed.update(released_at=at)
    _next_due(keys)
    sizes = {stratum: len(lots) for stratum, lots in strata.items()}
    told = {"draw": str(drawing.ref), "percent": drawing.percent}
    lines = [Line(one.demand.ref, told | {"among": sizes[one.window_id, str(one.kind)]}) for one in spared]
    record_each("demand", "spare_visit", lines, actor=SYSTEM, at=at)


def _next_due(keys: Sequence[int]) -> None:
    """What is owed first of these demands now, in one statement; locked rows."""
    owed = Promise.objects.filter(demand=OuterRef("id"), kept_at=None, released_at=None).order_by("due_at")
    Demand.objects.filter(id__in=keys).update(next_due_at=Subquery(owed.values("due_at")[:1]))


def _mark(lots: Iterable[RatingRequest], lot: Lot, drawing: VisitDraw | None, at: datetime) -> None:
    RatingRequest.objects.filter(id__in=[one.id for one in lots]).update(lot=lot, draw=drawing, drawn_at=at)


def _give_out(
    asked: Sequence[RatingRequest],
    why: Lot,
    due: Mapping[int, datetime | None],
    at: datetime,
    drawing: VisitDraw | None = None,
) -> None:
    """Make the tasks, each for somebody who had nothing to do with the work."""
    _mark(asked, why, drawing, at)
    visitors = visitors_for(asked, at)
    VisitTask.objects.bulk_create(
        VisitTask(
            request=one,
            demand_id=one.demand_id,
            why=why,
            office_id=visitors[one.id][0],
            visitor=visitors[one.id][1],
            made_at=at,
            due_at=due[one.id],
            **of_answer(one),
        )
        for one in asked
    )


@transaction.atomic
def set_share(percent: int, *, actor: Actor, at: datetime) -> VisitShare:
    """Set how many of a hundred are drawn, from next week on: a week that has begun keeps its share.

    Raises `Refused("share_range")`.
    """
    if not 1 <= percent <= 100:
        raise Refused("share_range", "percent")
    since = week_of(localdate(at))
    if VisitDraw.objects.filter(week=since).exists():
        since += timedelta(days=7)
    told = {"percent": percent, "set_at": at, "set_by": actor.person_ref}
    made, _new = VisitShare.objects.update_or_create(since=since, defaults=told)
    data = {"percent": percent, "since": since.isoformat()}
    record("visit_share", SHARE, "set_share", actor=actor, at=at, data=data)
    return made
