"""Whom a version concerns, a stretch of the register at a time: who gains it, keeps it, loses it, may have it.

Asked of PostgreSQL by the conditions themselves, as `audiences` asks, of so few firms that no question takes long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from huiqi.eligibility.engine.sql import Witness
from huiqi.enterprises.words import NOBODY_KIND
from huiqi.policies.models import Campaign
from huiqi.policies.selectors.audiences import KNOWN
from huiqi.policies.selectors.drafts import version_of
from huiqi.policies.selectors.shelf import library
from huiqi.policies.words import Cause, PushReason

STRETCH = 2_000
"""Firms examined at a time."""

_REASONS: Mapping[tuple[bool | None, bool], PushReason] = {
    (True, False): PushReason.GAINED,
    (True, True): PushReason.KEPT,
    (False, True): PushReason.LOST,
    (None, True): PushReason.MAYBE,
    (None, False): PushReason.MAYBE,
}
"""By whether the version holds of a firm, and whether its base certainly did."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The conditions of after and before as they are asked of PostgreSQL; of nothing nobody can have anything."""

    after: str
    before: str


def asked_of(campaign: Campaign, on: date) -> Asked:
    """The conditions of a campaign, judged on one day: what changed is the rule, not the day."""
    version = version_of(campaign.version)
    day = max(on, version.effective_from)
    witness = Witness(day, library())
    now = witness.write(version.condition)
    if campaign.cause is Cause.ENDED:
        return Asked("false", now)
    base = version_of(campaign.base) if campaign.base else None
    return Asked(now, witness.write(base.condition) if base else "false")


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


def concerned(asked: Asked, after: int, through: int) -> Iterator[tuple[int, PushReason]]:
    """The firms of a stretch that a campaign concerns, each with the reason. One query."""
    after_, before = asked.after.replace("%", "%%"), asked.before.replace("%", "%%")
    question = (
        f"WITH known AS ({KNOWN} AND e.id > %s AND e.id <= %s),"
        f" told AS (SELECT id, ({after_})::boolean AS now, coalesce(({before})::boolean, false) AS before FROM known)"
        " SELECT id, now, before FROM told WHERE now IS NOT FALSE OR before ORDER BY id"
    )
    with connection.cursor() as cursor:
        cursor.execute(question, [NOBODY_KIND, after, through])
        for firm, now, before_ in cursor.fetchall():
            yield int(firm), _REASONS[now, before_]
