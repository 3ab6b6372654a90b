"""Seal: once a day, the heads of all chains that moved."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils.timezone import localdate

from huiqi.journal.models import Entry, Seal
from huiqi.journal.rules.sealing import leaf, root, seal, shortened
from huiqi.journal.selectors import heads_between

PAGE = 50_000
"""Entries that one seal covers at most."""

LOCK = 0x4A5EA1
"""Of the database, so that of several workers one seals."""


def seal_journal(*, at: datetime) -> int:
    """Seal everything written until now, page after page to the end; at least one seal a day. Answers how many."""
    written, made = _written(), 0
    while _seal_page(written, at):
        made += 1
    return made


@transaction.atomic
def _written() -> int:
    """The key of the last entry of which no smaller one can still come: writers are waited for, and wait a moment."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")
        cursor.execute(f"LOCK TABLE {Entry._meta.db_table} IN SHARE MODE")
    return Entry.objects.aggregate(last=Max("id"))["last"] or 0


@transaction.atomic
def _seal_page(written: int, at: datetime) -> bool:
    """One seal; no where all is sealed and today has one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = Seal.objects.order_by("-number").first()
    after, today = last.through if last else 0, localdate(at)
    if after >= written and last is not None and last.day >= today:
        return False
    ids = Entry.objects.filter(id__gt=after, id__lte=written).order_by("id").values_list("id", flat=True)
    through = max([*ids[PAGE - 1 : PAGE]] or [max(written, after)])
    leaves = [leaf(head) for head in heads_between(after, through)]
    number, previous, top = (last.number + 1 if last else 1), (last.hash if last else ""), root(leaves)
    Seal.objects.create(
        number=number,
        day=today,
        sealed_at=at,
        after=after,
        through=through,
        heads=len(leaves),
        leaves=shortened(leaves),
        root=top,
        previous=previous,
        hash=seal(previous, number, today.isoformat(), len(leaves), top),
    )
    return True
