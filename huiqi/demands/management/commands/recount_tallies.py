"""`manage.py recount_tallies`: count anew what PostgreSQL keeps the count of, and say how much of it was wrong."""

from django.core.management.base import BaseCommand

from huiqi.demands.services import recount_tallies


class Command(BaseCommand):
    """One command, no options."""

    help = "Count the figures of what is open and of ratings anew; verbs wait meanwhile."

    def handle(self, *_: object, **__: object) -> None:
        """Count and say how many figures had been wrong: none, if nobody wrote past the triggers."""
        for table, wrong in recount_tallies().items():
            self.stdout.write(f"{table}: {wrong} wrong")
