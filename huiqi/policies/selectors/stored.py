"""The columns this machine keeps of what is known of every enterprise: which there are, and how far they lag behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.engine.atoms import facts_behind
from huiqi.eligibility.engine.stored import Head, Opened, opened
from huiqi.eligibility.library import Library
from huiqi.policies.models import FirmChange

SHOWN = frozenset({"region", "industry", "size_class"})
"""By these figures are told."""


def store_root() -> Path:
    """Where generations lie, each a folder named by its number."""
    return Path(settings.DERIVED_ROOT) / "firms"


def newest() -> Path | None:
    """The newest generation of this machine, if it has one."""
    root = store_root()
    numbers = [int(one.name) for one in root.iterdir() if one.name.isdigit()] if root.is_dir() else []
    return root / str(max(numbers)) if numbers else None


def horizon() -> int:
    """The lowest number of a transaction that may still be open: whatever is lower is settled and can be seen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        (found,) = cursor.fetchone()
    return int(found)


@dataclass(frozen=True, slots=True)
class Lag:
    """How old a count is: as of when, and how many enterprises have changed since."""

    as_of: datetime
    changed: int


def lag_of(head: Head) -> Lag:
    """How far a generation lies behind. One query."""
    assert head.as_of is not None, "a generation is closed before it is shown"
    since = FirmChange.objects.filter(transaction__gte=head.followed, at__gt=head.as_of)
    return Lag(head.as_of, since.values("enterprise_id").distinct().count())


def changed_since(head: Head) -> frozenset[int]:
    """The enterprises of which something else may be known than the columns say. One query."""
    rows = FirmChange.objects.filter(transaction__gte=head.followed)
    return frozenset(rows.order_by().values_list("enterprise_id", flat=True).distinct())


def open_store(conditions: Iterable[Node], library: Library) -> Opened | None:
    """The columns these conditions rest on; nothing where this machine has no generation (yet)."""
    folder = newest()
    if folder is None:
        return None
    facts = SHOWN.union(*(facts_behind(condition, library) for condition in conditions))
    try:
        return opened(folder, facts, library)
    except OSError:
        return None
