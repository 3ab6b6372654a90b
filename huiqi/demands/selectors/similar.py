"""Similar past demands and the answer that worked: of the newest archived ones, those whose title is most like it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from huiqi.demands.models import Demand, DemandQuerySet, Rating
from huiqi.demands.rules.likeness import alikeness
from huiqi.demands.selectors.seeing import visible_to
from huiqi.demands.selectors.veil import without
from huiqi.demands.words import Anonymity, DemandState, RatingLevel
from huiqi.kernel.access import Actor

NEWEST = 1_000
"""Archived demands that are compared, of the same window and of all: as many as a page has time for."""

LIKE_ENOUGH = 0.25
"""From this share of common pairs of characters on, a past answer is worth a look."""

NEAR = 30
"""Those with most in common, of which the ones that were liked are offered."""

MOST = 3
"""Past answers that are offered."""

GOOD = (RatingLevel.VERY_SATISFIED, RatingLevel.SATISFIED)


@dataclass(frozen=True, slots=True)
class Similar:
    """A past demand and its answer. `ref` leads to it, for who may see it; to others it bears no name."""

    ref: UUID | None
    key: UUID
    title: str
    answer: str
    window: str
    closed_at: Any


def similar(actor: Actor, demand: Demand) -> list[Similar]:
    """What was answered to similar demands and liked: the same window's first, then others'.

    Nothing confidential, and nothing whose name is withheld. Outside of what the actor sees the name of the enterprise
    and how to reach it are masked. Two queries, whatever is stored: the titles of the newest are compared.
    """
    title = demand.title.lower()
    if len(title) < 2:
        return []
    titles = _newest(demand).order_by("-closed_at", "-id").values_list("id", "title", "window_id")
    scored = [(window == demand.window_id, alikeness(title, said), key) for key, said, window in titles]
    near = [one for one in scored if one[1] >= LIKE_ENOUGH]
    like = [key for *_order, key in sorted(near, key=lambda one: one[:2], reverse=True)[:NEAR]]
    liked = Rating.objects.filter(demand=OuterRef("id"), round=OuterRef("round"), level__in=GOOD)
    rows = Demand.objects.filter(Exists(liked)).annotate(seen=Exists(own_seen(actor)))
    found = rows.select_related("enterprise", "window").in_bulk(like) if like else {}
    return [told_similar(found[key]) for key in like if key in found][:MOST]


def own_seen(actor: Actor) -> DemandQuerySet:
    """Whether the actor sees it."""
    return visible_to(actor).order_by().select_related(None).filter(id=OuterRef("id"))


def _newest(demand: Demand) -> DemandQuerySet:
    """The newest archived ones of the window and of all, as far as they are of the same kind."""
    closed = Demand.objects.filter(closed_at__isnull=False).order_by("-closed_at", "-id").values("id")
    newest = closed.filter(window_id=demand.window_id)[:NEWEST].union(closed[:NEWEST])
    rows = Demand.objects.filter(id__in=newest, state=DemandState.ARCHIVED, kind=demand.kind)
    rows = rows.filter(is_confidential=False, anonymity=Anonymity.NAMED)
    return rows.exclude(answer="").exclude(id=demand.id)


def told_similar(demand: Any) -> Similar:
    """A demand with its answer, as somebody reads it who may not see it (`seen` says whether he may)."""
    firm = demand.enterprise
    told = [] if demand.seen else [firm.name, firm.contact_name, firm.contact_mobile, firm.uscc or ""]
    hidden = tuple(sorted((one for one in told if len(one) > 1), key=len, reverse=True))
    return Similar(
        demand.ref if demand.seen else None,
        demand.ref,
        without(demand.title, hidden),
        without(demand.answer, hidden),
        demand.window.short_name,
        demand.closed_at or demand.answered_at,
    )
