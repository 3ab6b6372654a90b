"""Whether somebody is the party that a complaint is about, as far as the names tell."""

import unicodedata

DEMONSTRATED = "(演示)"
"""What the names of the demonstration end with."""


def plain(name: str) -> str:
    """A name to compare: half width, small letters, no blanks, without what marks the demonstration."""
    text = "".join(unicodedata.normalize("NFKC", name).split()).casefold()
    return text.replace(DEMONSTRATED, "")


def names(against: str, name: str) -> bool:
    """Whether what was written as the party complained of is this name, or says it: 某局许可科 says 某局."""
    wanted = plain(name)
    return bool(wanted) and wanted in plain(against)
