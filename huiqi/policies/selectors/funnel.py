"""The funnel of a policy: matched, delivered, opened, asked, applied, granted, paid. Every figure opens its rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum

from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import regions_of, windows
from huiqi.policies.models import Milestone, PolicyVersion, Push, PushTally
from huiqi.policies.permissions import can_see_funnel
from huiqi.policies.words import PushReason, PushState, Stage

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise

TOLD = (Stage.MATCHED, Stage.DELIVERED, Stage.OPENED)
_OF_PUSHES: Mapping[Stage, Q] = {
    Stage.MATCHED: Q(),
    Stage.DELIVERED: Q(state=PushState.TOLD),
    Stage.OPENED: Q(opened_at__isnull=False),
}
_MATCHED = (PushReason.GAINED, PushReason.KEPT, PushReason.MAYBE)
"""Whom a policy concerns because he has it or may have it; who loses it is told, and is no match."""

FEW = 5_000
"""Up to so many pushes are counted when somebody asks; of more the worker keeps a tally (`services.counting`)."""

Figures = Mapping[Stage, int]


def area(actor: Actor, on: date) -> Collection[str] | None:
    """The regions whose firms an actor sees: None for all; a window its own; nobody else any."""
    if actor.is_a(Role.HUB_OPERATOR):
        return None
    if not can_see_funnel(actor) or actor.organisation_id is None:
        return ()
    return regions_of(actor.organisation_id, on)


def _within(rows: QuerySet[Any], regions: Collection[str] | None) -> QuerySet[Any]:
    return rows if regions is None else rows.filter(enterprise__region__in=regions)


def _pushes(regions: Collection[str] | None) -> QuerySet[Push]:
    return _within(Push.objects.filter(reason__in=_MATCHED), regions)


def _milestones(regions: Collection[str] | None) -> QuerySet[Milestone]:
    return _within(Milestone.objects.filter(withdrawn_at=None), regions)


def counts_on_the_spot() -> bool:
    """Whether the pushes of this network are few enough. One query that reads so many at most."""
    return Push.objects.order_by()[: FEW + 1].count() <= FEW


def counted_as_of() -> datetime | None:
    """When who was told was counted, at the earliest; None: the figures are of this moment. Two queries."""
    if counts_on_the_spot():
        return None
    found: datetime | None = PushTally.objects.aggregate(Min("counted_at"))["counted_at__min"]
    return found


def told_by_region(policy: int) -> dict[str, dict[str, int]]:
    """How many firms of each region a policy was matched with, delivered to and opened by. One query."""
    rows = _told(_pushes(None).filter(version__policy=policy), "enterprise__region")
    return {region: {str(stage.value): count for stage, count in figures.items()} for region, figures in rows.items()}


def _told(pushes: QuerySet[Push], column: str) -> dict[Any, Counter[Stage]]:
    firms = {str(stage.value): Count("enterprise", distinct=True, filter=test) for stage, test in _OF_PUSHES.items()}
    rows = pushes.order_by().values(column).annotate(**firms)
    return {row[column]: Counter({stage: row[str(stage.value)] for stage in TOLD}) for row in rows}


def _tallied(tallies: QuerySet[PushTally], column: str) -> dict[Any, Counter[Stage]]:
    rows = tallies.order_by().values(column).annotate(**{f"sum_{stage.value}": Sum(str(stage.value)) for stage in TOLD})
    return {row[column]: Counter({stage: row[f"sum_{stage.value}"] for stage in TOLD}) for row in rows}


def _tallies(regions: Collection[str] | None) -> QuerySet[PushTally]:
    return PushTally.objects.all() if regions is None else PushTally.objects.filter(region__in=regions)


def _counted(
    told: Mapping[Any, Counter[Stage]], asked: QuerySet[Milestone], of_asked: str
) -> dict[Any, Counter[Stage]]:
    """With the figures of who was told those of a column of milestones: a firm counts once in each. One query."""
    found: dict[Any, Counter[Stage]] = defaultdict(Counter, told)
    for row in asked.order_by().values(of_asked, "stage").annotate(firms=Count("enterprise", distinct=True)):
        found[row[of_asked]][Stage(row["stage"])] += row["firms"]
    return found


def funnels(regions: Collection[str] | None) -> dict[str, Figures]:
    """The figures of every policy of which anybody was told or tells, by code. Three queries."""
    if counts_on_the_spot():
        told = _told(_pushes(regions), "version__policy__code")
    else:
        told = _tallied(_tallies(regions), "policy__code")
    return dict(_counted(told, _milestones(regions), "policy__code"))


def _by_region(code: str, regions: Collection[str] | None) -> dict[str, Counter[Stage]]:
    """The figures of a policy by the region of the firms: a firm lies in one, so they add up. Three queries."""
    if counts_on_the_spot():
        told = _told(_pushes(regions).filter(version__policy__code=code), "enterprise__region")
    else:
        told = _tallied(_tallies(regions).filter(policy__code=code), "region")
    return _counted(told, _milestones(regions).filter(policy__code=code), "enterprise__region")


def _sum(all_: Iterable[Figures]) -> Figures:
    figures: Counter[Stage] = Counter()
    for each in all_:
        figures.update(each)
    return figures


def funnel_of(code: str, regions: Collection[str] | None) -> Figures:
    """The figures of one policy. Three queries."""
    return _sum(_by_region(code, regions).values())


@dataclass(frozen=True, slots=True)
class OfWindow:
    """The figures of a policy among the firms that one window serves."""

    slug: str
    name: str
    figures: Figures


def by_window(code: str, on: date) -> list[OfWindow]:
    """The figures of a policy by window; those that serve none of them are left out. Four queries, and one each."""
    regions = _by_region(code, None)
    found = []
    for window in windows(on):
        served = regions_of(window.organisation_id, on) & set(regions)
        figures = _sum(regions[region] for region in served)
        if figures:
            found.append(OfWindow(window.slug, window.short_name, figures))
    return found


def money_of(code: str, regions: Collection[str] | None) -> dict[Stage, Decimal]:
    """What was granted and paid of a policy, in yuan. One query."""
    rows = _milestones(regions).filter(policy__code=code, amount__isnull=False).order_by().values("stage")
    return {Stage(row["stage"]): row["sum"] for row in rows.annotate(sum=Sum("amount"))}


def rows_of(code: str, stage: Stage, regions: Collection[str] | None) -> QuerySet[Any]:
    """The firms behind a figure, each once, the latest first. One query for those told, to begin with."""
    if stage in TOLD:
        versions = list(PolicyVersion.objects.filter(policy__code=code).values_list("id", flat=True))
        same = Push.objects.filter(_OF_PUSHES[stage], reason__in=_MATCHED, version__in=versions)
        after = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), id__gt=OuterRef("id"))
        later = same.filter(after, enterprise=OuterRef("enterprise"))
        return _within(same, regions).filter(~Exists(later)).select_related("enterprise").order_by("-at", "-id")
    known = _milestones(regions).filter(policy__code=code, stage=stage)
    last = known.order_by("enterprise_id", "-on").distinct("enterprise_id")
    return Milestone.objects.filter(id__in=last.values("id")).select_related("enterprise").order_by("-on", "-id")


def milestones_by_reference(numbers: Collection[str]) -> QuerySet[Milestone]:
    """What came back by the numbers of hand-offs, the latest first."""
    rows = Milestone.objects.filter(reference__in=numbers, withdrawn_at=None).exclude(reference="")
    return rows.order_by("-on", "-id")


def outcomes_of(enterprise: Enterprise, code: str) -> QuerySet[Milestone]:
    """What is known of a firm and a policy, the latest first."""
    rows = Milestone.objects.filter(enterprise=enterprise, policy__code=code, withdrawn_at=None)
    return rows.select_related("proof").order_by("-on", "-id")
