"""Work for a later moment: deferred by name, inside the transaction that decided it.

A job commits or vanishes with that transaction (procrastinate keeps its queue in the same database). Services
name the job; the app's `tasks` registers the body. `tests/test_architecture.py` proves that every name is registered.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

F = TypeVar("F", bound=Callable[..., Any])

RETRIES = RetryStrategy(max_attempts=6, exponential_wait=3)

USUAL, PATIENT = 0, -1
"""In which order jobs are taken up that wait at the same time; those of one rank in the order of their coming."""


def enqueue(name: str, *, once: str | None = None, **parameters: Any) -> None:
    """Defer the job `name` with JSON `parameters`.

    `once` names a slot in which at most one such job may wait; a second call is then no call. Who waits is asked first:
    PostgreSQL writes an insert that it refuses to its log, with the whole statement.
    """
    from django.db import transaction
    from procrastinate.contrib.django.models import ProcrastinateJob

    waiting = app.configure_task(name, queueing_lock=once)
    if once is None:
        waiting.defer(**parameters)
        return
    if ProcrastinateJob.objects.filter(queueing_lock=once, status="todo").exists():
        return
    with suppress(AlreadyEnqueued), transaction.atomic():
        waiting.defer(**parameters)


def job(name: str, *, rank: int = USUAL) -> Callable[[F], F]:
    """Register the decorated function as the body of the job `name`; it is retried, so it must be idempotent.

    What takes long and nobody waits for is `PATIENT`: a hundred of it hold up no notice and no time limit.
    """

    def register(body: F) -> F:
        app.task(name=name, retry=RETRIES, priority=rank)(body)
        return body

    return register


def every(cron: str, name: str, *, rank: int = USUAL) -> Callable[[F], F]:
    """Register a periodic job: `cron` has five fields, or six with the seconds last. The body takes no argument."""

    def register(body: F) -> F:
        def run(timestamp: int) -> None:  # noqa: ARG001 — procrastinate hands the tick to every periodic task
            body()

        app.periodic(cron=cron)(app.task(name=name, queueing_lock=name, priority=rank)(run))
        return body

    return register
