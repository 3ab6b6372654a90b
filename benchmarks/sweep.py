"""The time-limit sweep: every due promise is claimed exactly once, by three workers at the same time."""

import multiprocessing
import time
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection

from benchmarks.figures import Figure, at_most
from benchmarks.players import sweep
from benchmarks.product import Product
from huiqi.demands.models import AccountabilityRecord, Promise

DUE, GOAL_SECONDS, WORKERS = 10_000, 10.0, 3


def measure(product: Product, size: str) -> list[Figure]:
    """Sweep as of the moment at which 10,000 promises will be due (or all there are); afterwards undo it."""
    owed = Promise.objects.filter(kept_at=None, missed_at=None, released_at=None, held_at=None)
    watched = owed.order_by("due_at")
    moments = list(watched.values_list("due_at", flat=True)[:DUE])
    at = moments[-1] + timedelta(microseconds=1)
    due = watched.filter(due_at__lte=at).count()
    before = AccountabilityRecord.objects.count()
    claimed, seconds = _sweep(product, at)
    records = AccountabilityRecord.objects.count() - before
    exactly = sum(claimed) == records == due and not watched.filter(due_at__lte=at).exists()
    _undo(at)
    told = f"{due:,} due of {watched.count():,} watched promises; {size}"
    print(f"  sweep: {claimed} claimed of {due} in {seconds:.2f} s", flush=True)
    made = at_most("time-limit sweep, three workers", told, round(seconds, 2), "s", GOAL_SECONDS, claimed=claimed)
    return [Figure(**{**made.__dict__, "answers_equal": exactly, "met": bool(made.met) and exactly and due >= DUE})]


def _sweep(product: Product, at: datetime) -> tuple[Sequence[int], float]:
    context = multiprocessing.get_context("spawn")
    told, ready = context.Queue(), context.Barrier(WORKERS + 1)
    sweepers = [
        context.Process(target=sweep, args=(product.url, str(product.settings.home), at, told, ready))
        for _ in range(WORKERS)
    ]
    for sweeper in sweepers:
        sweeper.start()
    ready.wait(120)
    began = time.perf_counter()
    claimed = [int(told.get(timeout=600)) for _ in sweepers]
    seconds = time.perf_counter() - began
    for sweeper in sweepers:
        sweeper.join(10)
    return claimed, seconds


def _undo(at: datetime) -> None:
    """Take the sweep back, so that the next run finds the same network. The journal's guard is lifted for it."""
    noticed = "FROM demands_accountabilityrecord WHERE noticed_at = %(at)s"
    statements = (
        f"DELETE FROM supervision_explanation WHERE promise_id IN (SELECT promise_id {noticed})",
        f"DELETE FROM supervision_supervisioncase WHERE record_id IN (SELECT id {noticed})",
        "DELETE FROM demands_accountabilityrecord WHERE noticed_at = %(at)s",
        "UPDATE demands_promise SET missed_at = NULL WHERE missed_at = %(at)s",
        "ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_append_only",
        "DELETE FROM journal_entry WHERE verb = 'promise_missed' AND at = %(at)s",
        "ALTER TABLE journal_entry ENABLE TRIGGER journal_entry_append_only",
    )
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, {"at": at})
