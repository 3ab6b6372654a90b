"""`manage.py rebuild_firms`: write the columns by which policies are counted anew, from PostgreSQL."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from huiqi.policies.services.columns import rebuild_columns


class Command(BaseCommand):
    """They are derived: nothing is lost with them, and this makes them again."""

    help = "Write this machine's columns of what is known of every enterprise anew."

    def handle(self, *_: object, **_options: Any) -> None:
        """Write and count."""
        done = rebuild_columns(at=timezone.now())
        if done is None:
            raise CommandError("Somebody else is writing them. Wait until that is done.")
        self.stdout.write(f"{done.enterprises} enterprises")
