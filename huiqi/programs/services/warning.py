"""Once a day: an office hears of its keys that run out, early enough to have the next one allowed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from huiqi.accounts.selectors import colleagues
from huiqi.accounts.words import OrganisationKind
from huiqi.notices.services import News, tell
from huiqi.programs.models import AccessKey
from huiqi.programs.permissions import ASK
from huiqi.programs.rules import MARKS, mark_reached
from huiqi.programs.words import KeyState

if TYPE_CHECKING:
    from collections.abc import Iterator


def warn(*, at: datetime) -> int:
    """Tell of every key in use that ends within the next marks, once at each. Answers how many notices that made."""
    return tell(_news(localdate(at), at))


def _news(today: date, at: datetime) -> Iterator[News]:
    soon = today + timedelta(days=MARKS[0])
    rows = AccessKey.objects.filter(state=KeyState.ACTIVE, until__range=(today, soon))
    for key in rows.select_related("organisation").order_by("until", "id"):
        assert key.until is not None
        role = ASK[OrganisationKind(key.organisation.kind)]
        told = {"name": key.name, "until": key.until.isoformat()}
        yield News(
            kind="programs.key_ending",
            key=f"programs.key_ending:{key.ref}:{mark_reached((key.until - today).days)}",
            parameters=told,
            link=f"/programs/{key.ref}/",
            at=at,
            people=colleagues(key.organisation_id, role, today),
        )
