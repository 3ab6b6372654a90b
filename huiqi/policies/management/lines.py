"""Commands that read lines of JSON and write a line for each."""

from abc import abstractmethod
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from huiqi.eligibility.proposals.batches import BadLine, answers


class OfLines(BaseCommand):
    """Reads and writes files only; nothing is stored."""

    help = 'Reads lines of {"id", "text"} and writes a line of proposals for each, in the shape of the labels.'

    @staticmethod
    @abstractmethod
    def propose(text: str) -> dict[str, object]:
        """What is proposed of one text, in the shape of the labels."""

    def add_arguments(self, parser: CommandParser) -> None:
        """The two files."""
        parser.add_argument("source", type=Path, metavar="IN.jsonl")
        parser.add_argument("target", type=Path, metavar="OUT.jsonl")

    def handle(self, *_: object, **options: Any) -> None:
        """Answer every line."""
        try:
            with options["source"].open(encoding="utf-8-sig") as lines:
                told = list(answers(lines, self.propose))
            options["target"].write_text("".join(told), encoding="utf-8")
        except (OSError, UnicodeDecodeError, BadLine) as refused:
            raise CommandError(f"Nothing was written: {refused}") from None
        self.stdout.write(f"texts read: {len(told)}")
