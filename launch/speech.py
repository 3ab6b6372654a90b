"""What the launcher says: Chinese, with English beneath unless the locale is a Chinese one."""

import os
import sys
from dataclasses import dataclass
from typing import TextIO

CHINESE_ONLY = next(
    (value for value in (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")) if value), ""
).startswith("zh")


def say(chinese: str, english: str, *, to: TextIO | None = None) -> None:
    """Print one sentence, at once."""
    stream = to or sys.stdout
    print(chinese if CHINESE_ONLY else f"{chinese}\n  {english}", file=stream, flush=True)


@dataclass
class Refusal(Exception):
    """Huiqi cannot start or go on; the sentence says why and what to do. `code` is the launcher's exit code."""

    chinese: str
    english: str
    code: int = 1

    def say(self) -> None:
        """Print the sentence where errors belong."""
        say(self.chinese, self.english, to=sys.stderr)
