"""`manage.py demonstrate [--enterprises N]`: the demonstration network, or what of it is missing."""

from argparse import ArgumentParser
from time import perf_counter

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from huiqi.demonstration.selectors import holds_real_data
from huiqi.demonstration.services import demonstrate


class Command(BaseCommand):
    """Makes nothing where real data exist."""

    help = "Make the demonstration network; nothing where real data exist."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many invented enterprises there shall be."""
        parser.add_argument("--enterprises", type=int, default=40)

    def handle(self, *_: object, **options: object) -> None:
        """Make it and say how long it took."""
        if holds_real_data():
            self.stdout.write("这个数据库里有真实数据，没有写入演示数据。")
            return
        began = perf_counter()
        demonstrate(enterprises=int(str(options["enterprises"])), at=now())
        self.stdout.write(f"演示数据已就绪（{perf_counter() - began:.1f} 秒）。")
