"""`manage.py rebuild_search`: write the search index anew from PostgreSQL."""

from django.core.management.base import BaseCommand

from huiqi.search.services import rebuild


class Command(BaseCommand):
    """One command, no options."""

    help = "Write the search index anew."

    def handle(self, *_: object, **__: object) -> None:
        """Rebuild and say how much there is."""
        self.stdout.write(f"{rebuild()} documents")
