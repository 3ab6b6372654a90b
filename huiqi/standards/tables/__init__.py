"""The packaged tables: JSON files with their year, source and licence (see README.md)."""

import json
from importlib.resources import files
from typing import Any


def read(name: str) -> dict[str, Any]:
    """The table `name` as parsed JSON; callers keep what they build from it, not this."""
    table: dict[str, Any] = json.loads((files(__package__) / f"{name}.json").read_text(encoding="utf-8"))
    return table
