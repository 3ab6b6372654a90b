"""Whom a version concerns, a stretch of the register at a time: who gains it, keeps it, loses it, may have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from huiqi.eligibility.engine.aims import MAYBE, NO, YES, Aim
from huiqi.enterprises.selectors import ids_after
from huiqi.policies.models import Campaign
from huiqi.policies.selectors.aiming import Columns, Stands, aim_of, columns_of, counted, judged, stands_of
from huiqi.policies.selectors.drafts import version_of
from huiqi.policies.words import Cause, PushReason

STRETCH = 2_000
"""Firms examined at a time."""

_REASONS: Mapping[tuple[int, bool], PushReason] = {
    (YES, False): PushReason.GAINED,
    (YES, True): PushReason.KEPT,
    (NO, True): PushReason.LOST,
    (MAYBE, True): PushReason.MAYBE,
    (MAYBE, False): PushReason.MAYBE,
}
"""By how a firm stands to the version, and whether its base certainly held."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every firm: the aims of after and before, on which day, and the columns that answer."""

    aims: tuple[Aim | None, Aim | None]
    on: date
    columns: Columns | None


def asked_of(campaign: Campaign, on: date) -> Asked:
    """The aims of a campaign, judged on one day: what changed is the rule, not the day."""
    version = version_of(campaign.version)
    day = max(on, version.effective_from)
    now = aim_of(version, day)
    base = version_of(campaign.base) if campaign.base else None
    aims = (None, now) if campaign.cause is Cause.ENDED else (now, aim_of(base, day) if base else None)
    return Asked(aims, day, columns_of(aims, day))


def stretch_end(after: int) -> tuple[int, int]:
    """The key that ends the next stretch behind a key, and how many firms it holds; (`after`, 0) behind the last."""
    question = (
        "SELECT coalesce(max(id), %s), count(*) FROM (SELECT id FROM enterprises_enterprise"
        f" WHERE id > %s ORDER BY id LIMIT {STRETCH}) AS stretch"
    )
    with connection.cursor() as cursor:
        cursor.execute(question, [after, after])
        end, count = cursor.fetchone()
    return int(end), int(count)


def concerned(asked: Asked, after: int, through: int) -> dict[int, PushReason]:
    """The firms of a stretch that a campaign concerns, each with the reason, in the order of their keys."""
    ids = [one for one in ids_after(after, STRETCH) if one <= through]
    found = stands_of(ids, asked.aims, asked.on, asked.columns)
    return {one: reason for one in ids if one in found and (reason := _reason(found[one]))}


def confirmed(asked: Asked, firms: Iterable[int]) -> dict[int, PushReason]:
    """What the judge says of those that are to be told: his word is the last."""
    found = judged(sorted(firms), asked.aims, asked.on)
    return {one: reason for one, told in found.items() if (reason := _reason(told))}


def all_concerned(asked: Asked) -> Counter[PushReason]:
    """How many firms of the whole register a campaign concerns, by reason."""
    found: Counter[PushReason] = Counter()
    for stands, count in counted(asked.aims, asked.on, asked.columns).items():
        if reason := _reason(stands):
            found[reason] += count
    return found


def _reason(stands: Stands) -> PushReason | None:
    now, before = stands
    return _REASONS.get((now, before == YES))
