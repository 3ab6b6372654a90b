"""`manage.py load_policies`: bring the stored policies into step with the library's files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from huiqi.eligibility.library import BadLibrary
from huiqi.kernel.access import SYSTEM
from huiqi.policies.services import SHIPPED, load_library, load_openings, load_texts, recheck_examples


class Command(BaseCommand):
    """Safe to repeat; refuses the whole load with file and place of every fault."""

    help = "Load the policy library: new versions are added, changed files replace what no person has edited."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--folder` loads another library than the shipped one."""
        parser.add_argument("--folder", type=Path, default=SHIPPED)

    def handle(self, *_: object, **options: Any) -> None:
        """Load and count."""
        try:
            at = timezone.now()
            done = [load_library(options["folder"], actor=SYSTEM, at=at)]
            if options["folder"] == SHIPPED:
                done += [load_texts(actor=SYSTEM, at=at), load_openings(actor=SYSTEM, at=at)]
        except BadLibrary as refused:
            raise CommandError(f"The policy library was not loaded.\n{refused}") from None
        recheck_examples(actor=SYSTEM, at=timezone.now())
        for what, loaded in zip(("policies", "texts", "openings"), done, strict=False):
            counts = {name: len(keys) for name, keys in vars(loaded).items()}
            self.stdout.write(f"{what}: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
