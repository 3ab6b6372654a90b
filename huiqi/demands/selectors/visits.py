"""Return visits as work: who may visit, whose task is next, what is to be visited. Never one's own work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import localdate

from huiqi.accounts.selectors import people_of
from huiqi.demands.models import RatingRequest, VisitDraw, VisitShare, VisitTask
from huiqi.demands.rules.sampling import PERCENT, choose_visitor, drawn_again
from huiqi.demands.selectors.seeing import Sight, Whose, known, sight_of
from huiqi.demands.words import Lot
from huiqi.kernel.access import Actor
from huiqi.network.selectors import hub, standings
from huiqi.network.words import PostKind
from huiqi.standards.service_kinds import ServiceKind

if TYPE_CHECKING:
    from huiqi.network.models import Window


DONE_DAYS = 30
"""How long a visit that was made stays on the list; the case keeps it."""


def task_of(asked: RatingRequest) -> VisitTask | None:
    """The visit that is to be made of a round."""
    return VisitTask.objects.filter(request=asked, done_at=None).first()


def percent_on(day: date) -> int:
    """The share of the network on a day."""
    found = VisitShare.objects.filter(since__lte=day).order_by("-since").values_list("percent", flat=True).first()
    return found or PERCENT


def share_to_come(day: date) -> VisitShare | None:
    """The share that is set for a later day."""
    return VisitShare.objects.filter(since__gt=day).order_by("since").first()


def visitors_for(asked: Sequence[RatingRequest], at: datetime) -> dict[int, tuple[int, str]]:
    """The office and the person that visit, by key of the request: those of the window's posts of return visits, else
    anybody of the window, else the hub's; always who has least to do, and never who had to do with the work. Where the
    name of the enterprise is kept, nobody by name: whoever may know it.
    """
    hub_window, crews = hub(), dict[int, list[str]]()
    load = _load()
    found = {}
    for one in asked:
        offices = [one.demand.window, *([hub_window] if one.demand.window_id != hub_window.id else [])]
        found[one.id] = (offices[-1].organisation_id, "")
        for office in offices:
            crew = crews.setdefault(office.id, _crew(office, at))
            who = choose_visitor({person: load[person] for person in crew}, one.concerned)
            if who:
                load[who] += 1
                found[one.id] = (office.organisation_id, "" if one.demand.keeps_name else who)
                break
    return found


def _load() -> Counter[str]:
    rows = VisitTask.objects.filter(done_at=None).exclude(visitor="").values("visitor").annotate(rows=Count("id"))
    return Counter({row["visitor"]: row["rows"] for row in rows})


def _crew(window: Window, at: datetime) -> list[str]:
    """Who visits for a window: who stands at its posts of return visits, else all of its people."""
    posts = [now.person for now in standings(window, at) if now.post.kind is PostKind.RETURN_VISIT and now.person]
    people = posts or list(people_of(window.organisation_id, localdate(at)))
    return sorted({str(person.ref) for person in people})


def visits_of(actor: Actor) -> QuerySet[VisitTask]:
    """The visits an actor may make: of his office, the hub all, and none of what he had to do with himself."""
    return _visits(*sight_of(actor))


def _visits(sight: Sight, whose: Whose) -> QuerySet[VisitTask]:
    rows = VisitTask.objects.select_related("request", "demand__window", "demand__enterprise")
    if sight not in (Sight.OF_WINDOW, Sight.OF_NETWORK):
        return rows.none()
    rows = rows.filter(known(whose, "demand__"))
    rows = rows.exclude(request__concerned__contains=[whose.person_ref])
    rows = rows.exclude(demand__first_contact=whose.person_ref).exclude(demand__handed_on_by=whose.person_ref)
    return rows if sight is Sight.OF_NETWORK else rows.filter(office_id=whose.organisation)


def waiting_visits(actor: Actor, tab: str, at: datetime) -> QuerySet[VisitTask]:
    """A tab of the list: one's own that can be made now, those to be called later, all of the office, those made in
    `DONE_DAYS`.
    """
    return waiting_for(*sight_of(actor), tab, at)


def waiting_for(sight: Sight, whose: Whose, tab: str, at: datetime) -> QuerySet[VisitTask]:
    """The same, of whose sight it is."""
    rows = _visits(sight, whose)
    if tab == "done":
        return rows.filter(done_at__gte=at - timedelta(days=DONE_DAYS)).order_by("-done_at", "-id")
    rows = rows.filter(done_at=None)
    if tab == "later":
        return rows.filter(call_after__gt=at).order_by("call_after", "id")
    rows = rows.filter(Q(call_after=None) | Q(call_after__lte=at))
    if tab == "mine":
        rows = rows.filter(Q(visitor=whose.person_ref) | Q(visitor="", office_id=whose.organisation))
    return rows.order_by(F("due_at").asc(nulls_last=True), "id")


def desk_tab(actor: Actor) -> str:
    """Which tab the desk counts: all of a window; of the hub, which sees every window's, what it is to make itself."""
    return tab_of(sight_of(actor)[0])


def tab_of(sight: Sight) -> str:
    """The same, by how far somebody sees."""
    return "mine" if sight is Sight.OF_NETWORK else "all"


def visit_by_ref(actor: Actor, ref: UUID) -> VisitTask | None:
    """One visit, if the actor may make it."""
    return visits_of(actor).filter(ref=ref).first()


def draws() -> QuerySet[VisitDraw]:
    """Every week's draw, the latest first."""
    return VisitDraw.objects.order_by("-week")


def strata_of(drawing: VisitDraw) -> list[dict[str, object]]:
    """The strata of a draw: window, kind, how many, how many drawn, and whether drawing again finds the same.

    One query, of all that came into a week's draw: a page shows one week.
    """
    lots = RatingRequest.objects.filter(draw=drawing).order_by("window_id", "kind", "drawn_at")
    strata: dict[tuple[str, ServiceKind], list[_Night]] = {}
    for window, kind, at, ref, lot in lots.values_list("window__short_name", "kind", "drawn_at", "ref", "lot"):
        strata.setdefault((window, ServiceKind(kind)), []).append((at, str(ref), lot == Lot.DRAWN))
    return [_stratum(drawing, *named, nights) for named, nights in strata.items()]


_Night = tuple[datetime | None, str, bool]
"""When something was drawn, which, and whether it was."""


def _stratum(drawing: VisitDraw, window: str, kind: ServiceKind, nights: Sequence[_Night]) -> dict[str, object]:
    return {
        "window": window,
        "kind": kind,
        "among": len(nights),
        "drawn": sum(picked for *_rest, picked in nights),
        "same": drawn_again(drawing.seed, nights, drawing.percent),
    }
