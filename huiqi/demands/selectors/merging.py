"""Questions about demands that are one matter, and about those that were taken out of another."""

from __future__ import annotations

from collections.abc import Callable, Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from huiqi.demands.flow import AT_WINDOW, DECIDED, WITH_INSTITUTION
from huiqi.demands.models import Demand, DemandQuerySet, Merger, Split
from huiqi.demands.rules.likeness import alikeness
from huiqi.demands.rules.merging import undo_until
from huiqi.demands.selectors.seeing import visible_to
from huiqi.demands.wording.told import ABSORBED, MERGED, UNMERGED
from huiqi.demands.words import Anonymity, DemandState, Verb
from huiqi.network.selectors import hours_of
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from datetime import datetime

    from huiqi.demands.selectors.case import Case
    from huiqi.journal.selectors import Happening
    from huiqi.kernel.access import Actor

MOST_SIBLINGS = 20
"""Other open demands of an enterprise that are offered, the likest first."""

MOST_LINKS = 50
"""How far a chain of merged demands is followed."""

SORTED = AT_WINDOW | WITH_INSTITUTION
"""Registered and not answered: what may be merged and split."""

UNANSWERED = SORTED | set(DECIDED)
"""Where the one that stays can be while a merge is undone: not answered, nor withdrawn, which undoes it by itself."""


@dataclass(frozen=True, slots=True)
class Links:
    """What belongs to a demand besides: what went on in it, in what it went on, what was taken out of what."""

    absorbed: tuple[Merger, ...] = ()
    into: Merger | None = None
    pieces: tuple[Split, ...] = ()
    origin: Split | None = None

    def __bool__(self) -> bool:
        return bool(self.absorbed or self.into or self.pieces or self.origin)


NO_LINKS = Links()


def links_of(demand: Demand, happenings: list[Happening]) -> Links:
    """The links of a demand; each kind is asked for only where the journal says that there is one."""
    done: AbstractSet[str] = {one.verb for one in happenings}
    split = any("split_from" in one.data for one in happenings[:1])
    pieces = demand.split_off.select_related("demand").order_by("id")
    return Links(
        tuple(absorbed_by(demand)) if Verb.ABSORB in done else (),
        merger_of(demand) if demand.state is DemandState.MERGED else None,
        tuple(pieces) if Verb.SPLIT in done else (),
        Split.objects.select_related("original").filter(demand=demand).first() if split else None,
    )


def links_seen(links: Links, actor: Actor) -> Links:
    """The links, but for those to what is confidential and not the actor's to know. One query where there is such."""
    into, origin = links.into and links.into.into, links.origin and links.origin.original
    linked = [*(one.demand for one in links.absorbed), *(one.demand for one in links.pieces)]
    linked += [one for one in (into, origin) if one]
    sealed = {one.id for one in linked if one.is_confidential}
    if not sealed:
        return links
    hidden = sealed - set(visible_to(actor).filter(id__in=sealed).values_list("id", flat=True))
    if links.absorbed and links.absorbed[0].into.is_confidential:  # who knows of it knows of all that went into it
        hidden -= {one.demand_id for one in links.absorbed}
    return Links(
        tuple(one for one in links.absorbed if one.demand_id not in hidden),
        None if into and into.id in hidden else links.into,
        tuple(one for one in links.pieces if one.demand_id not in hidden),
        None if origin and origin.id in hidden else links.origin,
    )


def merger_of(demand: Demand) -> Merger | None:
    """How a demand went on in another, if it did and nobody undid it."""
    return (
        Merger.objects.select_related("into__window", "into__enterprise").filter(demand=demand, undone_at=None).first()
    )


def survivor_of(demand: Demand) -> Demand:
    """In which demand this one goes on at last: merged into one that was merged, and so on; itself where it was not."""
    for _link in range(MOST_LINKS):
        found = merger_of(demand) if demand.state is DemandState.MERGED else None
        if found is None:
            break
        demand = found.into
    return demand


def siblings(demand: Demand) -> list[Demand]:
    """Other open demands of the same enterprise at the same window, those that sound most like it first.

    None of what is confidential or whose name is withheld: to list them would say whose they are. None that the
    enterprise itself has said to be another matter: they are not merged again.
    """
    if demand.is_confidential or demand.anonymity is not Anonymity.NAMED:
        return []
    undone = Merger.objects.filter(Q(demand=demand) | Q(into=demand), by_firm=True).values_list("demand_id", "into_id")
    apart = {key for both in undone for key in both}
    rows = of_firm(demand).filter(closed_at=None, answered_at=None).exclude(id__in=apart)
    rows = rows.order_by("-filed_at", "-id")[:MOST_SIBLINGS]
    return sorted(rows, key=lambda one: alikeness(demand.title, one.title), reverse=True)


def of_firm(demand: Demand) -> DemandQuerySet:
    """The other demands of the same enterprise at the same window of which nothing is kept from anybody there."""
    rows = Demand.objects.select_related("window", "enterprise").exclude(id=demand.id)
    rows = rows.filter(enterprise_id=demand.enterprise_id, window_id=demand.window_id)
    return rows.filter(is_confidential=False, anonymity=Anonymity.NAMED)


def seen_in_survivor(actor: Actor, ref: UUID) -> Demand | None:
    """A demand that was merged into one that the actor sees: then he may read what was said in it.

    What is confidential only through one that is confidential itself: who knows of that knows of all that went into it.
    """
    rows = Demand.objects.select_related("window", "enterprise").whole()
    found = rows.filter(ref=ref, state=DemandState.MERGED).first()
    into = survivor_of(found) if found else None
    if found is None or into is None or (found.is_confidential and not into.is_confidential):
        return None
    return found if visible_to(actor).filter(ref=into.ref).exists() else None


def went_into(demand: Demand) -> list[Demand]:
    """Every demand that went on in this one, and in those."""
    found, into = list[Demand](), [demand]
    while into:
        mergers = Merger.objects.filter(into__in=into, undone_at=None).select_related("demand").order_by("id")
        into = [one.demand for one in mergers]
        found += into
    return found


def numbers_into(actor: Actor, demands: Collection[Demand]) -> dict[int, str]:
    """In which demand each of these went on, by their keys, as far as the actor sees it. No query where none did."""
    merged = [one.id for one in demands if one.state is DemandState.MERGED]
    if not merged:
        return {}
    rows = Merger.objects.filter(demand__in=merged, undone_at=None, into__in=visible_to(actor))
    return dict(rows.values_list("demand_id", "into__number"))


def numbers_beside(demand: Demand, kind: str) -> str:
    """The numbers of the other demands that a notice of this kind is about."""
    if kind in (MERGED, UNMERGED):
        last = Merger.objects.select_related("into").filter(demand=demand).order_by("-id").first()
        return last.into.number if last else ""
    linked = Split.objects.filter(original=demand) if kind != ABSORBED else demand.absorbed.filter(undone_at=None)
    return _("、").join(linked.order_by("id").values_list("demand__number", flat=True))


def undoing_until(merger: Merger, demand: Demand) -> datetime:
    """Until when this merge can be undone, counted anew from an end without an answer of the one that stays, however
    many merges lead to it."""
    into = survivor_of(merger.into)
    since = into.closed_at if into.state in DECIDED and into.closed_at else merger.merged_at
    return undo_until(since, calendar(), hours_of(demand.window))


def cannot_undo(case: Case, at: datetime) -> bool:
    """Whether the merge of this demand stands: too long ago, or what it went on in is answered."""
    into = case.links.into
    if into is None or at > undoing_until(into, case.demand):
        return True
    return survivor_of(case.demand).state not in UNANSWERED


def absorbed_by(demand: Demand) -> list[Merger]:
    """What was merged into this demand."""
    return list(demand.absorbed.filter(undone_at=None).select_related("demand").order_by("id"))


def undoable(demand: Demand, at: datetime) -> list[Merger]:
    """What of it may still be let go."""
    return [one for one in absorbed_by(demand) if at <= undoing_until(one, demand)]


def nothing_to_let_go(case: Case, _actor: Actor, at: datetime) -> bool:
    """Whether nothing that was merged into this demand may be let go any more."""
    return all(at > undoing_until(one, case.demand) for one in case.links.absorbed)


def not_to_merge(case: Case, _actor: Actor, _at: datetime) -> bool:
    """Whether a demand is none that is merged: confidential, its name withheld, or its clock stands."""
    demand = case.demand
    return demand.is_confidential or demand.anonymity is not Anonymity.NAMED or demand.suspended_until is not None


def not_to_split(case: Case, _actor: Actor, _at: datetime) -> bool:
    """Whether a demand is none that is split: confidential, or its clock stands."""
    return case.demand.is_confidential or case.demand.suspended_until is not None


NO_MERGING: dict[Verb, Callable[[Case, Actor, datetime], bool]] = {
    Verb.MERGE: not_to_merge,
    Verb.ABSORB: not_to_merge,
    Verb.UNMERGE: lambda case, _actor, at: cannot_undo(case, at),
    Verb.LET_GO: nothing_to_let_go,
    Verb.SPLIT: not_to_split,
}
"""What of these the case forbids; the services refuse the same."""
