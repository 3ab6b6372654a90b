"""Lists of policies: what a firm did not want one by one; and one of new policies for all who want no profile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.eligibility.versions import Subject
from huiqi.notices.services import News, tell
from huiqi.policies.models import PolicyVersion, Push, PushChoice
from huiqi.policies.selectors import people_acting
from huiqi.policies.words import PushRhythm, PushState

PORTION = 500
"""Firms that are told in one transaction."""

MOST = 20
"""Titles that a list names; the page behind it has them all."""


def send_lists(*, at: datetime) -> int:
    """Tell every firm what waits for its list, where the list is due; answers how many firms."""
    told = 0
    while firms := list(
        _due(at).order_by("enterprise_id").values_list("enterprise_id", flat=True).distinct()[:PORTION]
    ):
        told += _send(firms, at)
    return told


def _due(at: datetime) -> QuerySet[Push]:
    return Push.objects.filter(state=PushState.WAITING, due_at__lte=at)


@transaction.atomic
def _send(firms: list[int], at: datetime) -> int:
    rows = _due(at).filter(enterprise__in=firms).select_for_update(of=("self",)).select_related("version__policy")
    by_firm: dict[int, list[Push]] = defaultdict(list)
    for push in rows.order_by("id"):
        by_firm[push.enterprise_id].append(push)
    people = people_acting(by_firm, localdate(at))
    tell(
        News(
            kind="policies.list",
            key=f"policies.list:{pushes[0].id}",
            parameters={"policies": _named(push.version for push in pushes), "count": len(pushes)},
            link=reverse("policies:news"),
            at=at,
            people=people[firm],
        )
        for firm, pushes in by_firm.items()
        if firm in people
    )
    lost = [push.id for firm, pushes in by_firm.items() if firm not in people for push in pushes]
    ids = [push.id for pushes in by_firm.values() for push in pushes]
    Push.objects.filter(id__in=lost).update(state=PushState.UNREACHED, due_at=None)
    Push.objects.filter(id__in=ids).exclude(id__in=lost).update(state=PushState.TOLD, due_at=None, told_at=at)
    return len(by_firm)


def _named(versions: Iterable[PolicyVersion]) -> list[dict[str, str]]:
    told = {row.policy.code: {"title": row.title, "title_en": row.title_en} for row in versions}
    return list(told.values())[:MOST]


def send_general(*, at: datetime) -> int:
    """On Mondays: what was published in the week before, the same for every firm that wants no list made for it."""
    since = at - timedelta(days=7)
    new = PolicyVersion.objects.filter(loaded_at__gt=since, loaded_at__lte=at, withdrawn_at=None)
    rows = [row for row in new.select_related("policy").order_by("id") if row.policy.subject is Subject.ENTERPRISE]
    if not rows:
        return 0
    told, last, on = 0, 0, localdate(at)
    wanting = PushChoice.objects.filter(profiled=False).exclude(rhythm=PushRhythm.NEVER).order_by("enterprise_id")
    while page := list(wanting.filter(enterprise_id__gt=last).values_list("enterprise_id", flat=True)[:PORTION]):
        last = page[-1]
        told += tell(
            News(
                kind="policies.general",
                key=f"policies.general:{on}:{firm}",
                parameters={"policies": _named(rows), "count": len(rows)},
                link=reverse("policies:list"),
                at=at,
                people=people,
            )
            for firm, people in people_acting(page, on).items()
        )
    return told
