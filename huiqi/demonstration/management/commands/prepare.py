"""`manage.py prepare`: what a start needs before the first page, in order; quick where there is nothing to do."""

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from huiqi.demonstration.selectors import holds_real_data, is_demonstrated
from huiqi.search.selectors import is_ready


class Command(BaseCommand):
    """Load the policies; make the demonstration where it is wanted and there is none; index what can be searched."""

    help = "Load policies and, in demonstration mode, the demonstration network."

    def handle(self, *_: object, **__: object) -> None:
        """Run the steps."""
        if "load_policies" in get_commands():
            call_command("load_policies", stdout=self.stdout)
        if settings.DEMONSTRATION and not is_demonstrated() and not holds_real_data():
            call_command("demonstrate", stdout=self.stdout)
        if not is_ready():
            call_command("rebuild_search", stdout=self.stdout)
