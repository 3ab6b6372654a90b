"""Text as people see it."""

import unicodedata

JOINERS = {"\u200c", "\u200d"}


def visible(text: str) -> str:
    """The text without characters that are not seen or turn others round (Unicode Cf), joiners aside, and trimmed."""
    return "".join(c for c in text if c in JOINERS or unicodedata.category(c) != "Cf").strip()
