"""What is asked about which condition of a policy, and what came of the answers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from huiqi.demands.models import AskedCondition, Demand, DemandQuerySet, GeneralAnswer
from huiqi.demands.selectors.seeing import NOTHING, visible_to
from huiqi.demands.selectors.similar import Similar, own_seen, told_similar
from huiqi.demands.words import Anonymity
from huiqi.kernel.access import Actor
from huiqi.policies.selectors import faqs_at, published_faqs

MOST_BEFORE = 5
"""Earlier answers on the same condition that are offered."""

MOST_OTHERS = 20
"""Demands on the same condition whose firms can be told with one answer."""


def condition_of(demand: Demand) -> AskedCondition | None:
    """The condition that a demand asks about. No query where the demand came whole, or is about no policy."""
    return getattr(demand, "condition", None) if demand.policy_code else None


def general_of(demand: Demand) -> list[GeneralAnswer]:
    """What came of the demand for everybody. One query; none where there is nothing."""
    if not (demand.policy_code and demand.has_general):
        return []
    return list(
        GeneralAnswer.objects.filter(demand=demand).select_related("draft__published").order_by("made_at", "id")
    )


def _on(condition: AskedCondition) -> QuerySet[AskedCondition]:
    """Every demand about the same condition, in whichever version."""
    return AskedCondition.objects.filter(policy=condition.policy_id, place=condition.place)


def asked_before(actor: Actor, demand: Demand) -> list[Similar]:
    """Answers that were given on the same condition, the newest first.

    Nothing confidential, and nothing whose name is withheld; outside of what the actor sees, names and how to reach
    somebody are masked. One query.
    """
    condition = condition_of(demand)
    if condition is None:
        return []
    rows = Demand.objects.filter(id__in=_on(condition).values("demand")).exclude(id=demand.id).exclude(answer="")
    rows = rows.filter(is_confidential=False, anonymity=Anonymity.NAMED, answered_at__isnull=False)
    rows = rows.annotate(seen=Exists(own_seen(actor))).select_related("enterprise", "window")
    return [told_similar(one) for one in rows.order_by("-answered_at", "-id")[:MOST_BEFORE]]


def answered_already(demand: Demand) -> list[Any]:
    """What everybody can read on the condition that the demand asks about. One query at most."""
    condition = condition_of(demand)
    return faqs_at([(demand.policy_code, condition.place)]) if condition else []


def asking_the_same(actor: Actor, demand: Demand, *, without: Collection[int] = ()) -> DemandQuerySet:
    """The other demands on the same condition that the actor sees, the newest first."""
    condition = condition_of(demand)
    if condition is None:
        return Demand.objects.none()
    rows = visible_to(actor).filter(id__in=_on(condition).values("demand"))
    return rows.exclude(id__in=[demand.id, *without]).order_by("-filed_at", "-id")


def asked_conditions(actor: Actor, code: str = "", place: str = "") -> QuerySet[Any, dict[str, Any]]:
    """The conditions asked about in what the actor sees, most asked first: how often, when last, its words.

    `answered`: whether everybody can read an answer; `unmade`: of how many demands nothing for everybody came.
    """
    seen = visible_to(actor).order_by().select_related(None)
    rows = AskedCondition.objects.filter(demand__in=seen.values("id"), taken_from=None)
    rows = rows.filter(policy__code=code) if code else rows
    rows = rows.filter(place=place) if place else rows
    made = GeneralAnswer.objects.filter(demand=OuterRef("demand"))
    there = published_faqs().order_by().select_related(None).filter(policy=OuterRef("policy"), place=OuterRef("place"))
    grouped: QuerySet[Any, Any] = rows.annotate(answered=Exists(there)).values("policy__code", "place", "answered")
    grouped = grouped.annotate(
        asked=Count("id"),
        unmade=Count("id", filter=~Exists(made)),
        last=Max("demand__filed_at"),
        since=Max("since"),
        said=Max("words"),
    )
    return grouped.order_by("-asked", "-last", "policy__code", "place")


def demands_on(actor: Actor, code: str, place: str) -> DemandQuerySet:
    """The demands that one row counts, the newest first."""
    asked = AskedCondition.objects.filter(policy__code=code, place=place, taken_from=None)
    return visible_to(actor).filter(id__in=asked.values("demand")).order_by("-filed_at", "-id")


def origins_of(*, faq: UUID | None = None, draft: UUID | None = None) -> QuerySet[GeneralAnswer]:
    """Of which demands a question with its answer (a thread), or a draft, came."""
    rows = GeneralAnswer.objects.filter(faq=faq) if faq else GeneralAnswer.objects.filter(draft__ref=draft or NOTHING)
    return rows.select_related("demand").order_by("made_at", "id")


def asker_names(faq: UUID) -> list[str]:
    """How those are called who asked what an answer for everybody came of: it must not be said there."""
    firms = [row.demand.enterprise for row in origins_of(faq=faq).select_related("demand__enterprise")]
    return [name for firm in firms for name in (firm.name, firm.contact_name) if name]
