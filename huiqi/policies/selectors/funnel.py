"""The funnel of a policy: matched, delivered, opened, asked, applied, granted, paid. Every figure opens its rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet, Sum

from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import regions_of, windows
from huiqi.policies.models import Milestone, Push
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


def _counted(
    pushes: QuerySet[Push], asked: QuerySet[Milestone], of_push: str, of_asked: str
) -> dict[Any, Counter[Stage]]:
    """The figures by a column of pushes and the same of milestones: a firm counts once in each. Two queries."""
    found: dict[Any, Counter[Stage]] = defaultdict(Counter)
    firms = {str(stage.value): Count("enterprise", distinct=True, filter=test) for stage, test in _OF_PUSHES.items()}
    for row in pushes.order_by().values(of_push).annotate(**firms):
        found[row[of_push]].update({stage: row[str(stage.value)] for stage in TOLD})
    for row in asked.order_by().values(of_asked, "stage").annotate(firms=Count("enterprise", distinct=True)):
        found[row[of_asked]][Stage(row["stage"])] += row["firms"]
    return found


def funnels(regions: Collection[str] | None) -> dict[str, Figures]:
    """The figures of every policy of which anybody was told or tells, by code. Two queries."""
    return dict(_counted(_pushes(regions), _milestones(regions), "version__policy__code", "policy__code"))


def _by_region(code: str, regions: Collection[str] | None) -> dict[str, Counter[Stage]]:
    """The figures of a policy by the region of the firms: a firm lies in one, so they add up. Two queries."""
    pushes = _pushes(regions).filter(version__policy__code=code)
    asked = _milestones(regions).filter(policy__code=code)
    return _counted(pushes, asked, "enterprise__region", "enterprise__region")


def _sum(all_: Iterable[Figures]) -> Figures:
    figures: Counter[Stage] = Counter()
    for each in all_:
        figures.update(each)
    return figures


def funnel_of(code: str, regions: Collection[str] | None) -> Figures:
    """The figures of one policy. Two queries."""
    return _sum(_by_region(code, regions).values())


@dataclass(frozen=True, slots=True)
class OfWindow:
    """The figures of a policy among the firms that one window serves."""

    slug: str
    name: str
    figures: Figures


def by_window(code: str, on: date) -> list[OfWindow]:
    """The figures of a policy by window; those that serve none of them are left out. Three queries, and one each."""
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
    """The firms behind a figure, each once, the latest first."""
    if stage in TOLD:
        rows = _pushes(regions).filter(_OF_PUSHES[stage], version__policy__code=code)
        latest = rows.order_by("enterprise_id", "-at").distinct("enterprise_id")
        return Push.objects.filter(id__in=latest.values("id")).select_related("enterprise").order_by("-at", "-id")
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
