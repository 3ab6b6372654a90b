"""Questions about campaigns, and about what a firm was told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Count, QuerySet

from huiqi.kernel.access import Actor
from huiqi.policies.models import Campaign, PolicyVersion, Push, PushChoice
from huiqi.policies.permissions import can_see_pushes
from huiqi.policies.words import CampaignState, PushReason, PushState

if TYPE_CHECKING:
    from datetime import datetime

    from huiqi.enterprises.models import Enterprise

PARTS = (
    "title",
    "condition",
    "benefits",
    "materials",
    "opens",
    "closes",
    "region",
    "effective_from",
    "effective_through",
    "how_to_apply",
    "apply_at",
    "contact",
)
"""The parts of a version of which a firm is told that they changed."""


def campaigns(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns that an actor sees, the latest first."""
    rows = Campaign.objects.select_related("version__policy", "base__policy").order_by("-id")
    return rows if can_see_pushes(actor) else rows.none()


def campaign_of(actor: Actor, code: str) -> Campaign | None:
    """The latest campaign of a policy that was not cancelled, for who sees it. One query."""
    rows = campaigns(actor).filter(version__policy__code=code).exclude(state=CampaignState.CANCELLED)
    return rows.first()


def changed_parts(version: PolicyVersion, base: PolicyVersion) -> list[str]:
    """The parts in which a version says something else than its base."""
    return [name for name in PARTS if version.content.get(name) != base.content.get(name)]


def register_size() -> tuple[int, int]:
    """The greatest key of the register of enterprises, and how many there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0), count(*) FROM enterprises_enterprise")
        last, count = cursor.fetchone()
    return int(last), int(count)


def told_of(campaign: Campaign) -> Mapping[tuple[PushReason, PushState], int]:
    """What became of the firms of a campaign so far: how many by reason and state. One query."""
    rows = Push.objects.filter(campaign=campaign).order_by().values_list("reason", "state").annotate(Count("id"))
    return Counter({(PushReason(reason), PushState(state)): count for reason, state, count in rows})


def pushes_of(enterprise: Enterprise) -> QuerySet[Push]:
    """What a firm was told or will be told with its next list, the latest first."""
    rows = Push.objects.filter(enterprise=enterprise, state__in=(PushState.TOLD, PushState.WAITING))
    return rows.select_related("version__policy").order_by("-at", "-id")


def choice_of(enterprise: Enterprise, at: datetime) -> PushChoice:
    """How a firm wants to be told; what holds for those who chose nothing is in no table."""
    found = PushChoice.objects.filter(enterprise=enterprise).first()
    return found or PushChoice(enterprise=enterprise, changed_at=at)


def is_pushed(version: PolicyVersion) -> bool:
    """Whether firms are or were told of a version."""
    return Campaign.objects.filter(version=version).exclude(state="cancelled").exists()
