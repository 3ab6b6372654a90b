"""`manage.py worker`: run what was deferred, and what comes round by the clock, until told to stop."""

from typing import cast

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

# Jobs freed by a lock or due for a retry are seen at the next poll.
POLL_SECONDS = 0.5
CONCURRENCY = 4
GRACE_SECONDS = 8


class Command(BaseCommand):
    """One queue, one worker; more of them on any number of machines do no harm."""

    help = "Run deferred and periodic jobs."

    def handle(self, *_: object, **__: object) -> None:
        """Run until SIGINT or SIGTERM; jobs under way may finish within the grace period."""
        connector = cast(DjangoConnector, app.connector)
        with app.replace_connector(connector.get_worker_connector()) as working:
            working.run_worker(
                concurrency=CONCURRENCY,
                fetch_job_polling_interval=POLL_SECONDS,
                shutdown_graceful_timeout=GRACE_SECONDS,
                delete_jobs="successful",
            )
