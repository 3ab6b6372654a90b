"""`manage.py worker`: run what was deferred, and what comes round by the clock, until told to stop."""

import logging
import os
from collections.abc import Callable
from threading import Timer
from typing import cast

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

# Jobs freed by a lock or due for a retry are seen at the next poll.
POLL_SECONDS = 0.5
CONCURRENCY = 4
GRACE_SECONDS = 8


class Ending(logging.Handler):
    """Ends a worker that has lost its database and cannot stop, because a job of it never comes to an end.

    Whoever keeps it running starts another, which finds what this one left. `end` is called so many seconds after
    the worker said that it stops for that reason.
    """

    def __init__(self, after: float, end: Callable[[], object]) -> None:
        super().__init__(logging.ERROR)
        self.after, self.end = after, end

    def emit(self, record: logging.LogRecord) -> None:
        """Set the clock, where this is what the worker says."""
        if getattr(record, "action", "") == "side_task_failed":
            clock = Timer(self.after, self.end)
            clock.daemon = True
            clock.start()


class Command(BaseCommand):
    """One queue, one worker; more of them on any number of machines do no harm."""

    help = "Run deferred and periodic jobs."

    def handle(self, *_: object, **__: object) -> None:
        """Run until SIGINT or SIGTERM; jobs under way may finish within the grace period."""
        logging.getLogger("procrastinate.worker.worker").addHandler(Ending(2 * GRACE_SECONDS, lambda: os._exit(1)))
        connector = cast(DjangoConnector, app.connector)
        with app.replace_connector(connector.get_worker_connector()) as working:
            working.run_worker(
                concurrency=CONCURRENCY,
                fetch_job_polling_interval=POLL_SECONDS,
                shutdown_graceful_timeout=GRACE_SECONDS,
                delete_jobs="successful",
            )
