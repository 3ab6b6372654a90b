"""Text as people see it."""

import unicodedata

JOINERS = {"\u200c", "\u200d"}


def visible(text: str) -> str:
    """A line without characters that are not seen or turn others round (Unicode Cf), joiners aside, and trimmed.

    Control characters (Cc, among them the NUL that PostgreSQL refuses) become blanks.
    """
    kept = (c for c in text if c in JOINERS or unicodedata.category(c) != "Cf")
    return "".join(" " if unicodedata.category(c) == "Cc" else c for c in kept).strip()
