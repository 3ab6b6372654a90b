"""What somebody types who has a demand's number before him: mostly its tail alone."""

import re

SERIAL = 6
"""Digits of the serial at the end of a number."""

FEW = 3
"""So many digits are a serial without its zeros; more are the end of one, or a word."""

WHOLE = re.compile(r"[0-9A-Z]{6}-[0-9]{4}-[0-9]{6}")

_TYPED = re.compile(r"(?:([0-9]{4})-)?([0-9]{1,6})")


def typed(words: str) -> tuple[str, list[str]]:
    """(year or nothing, the serials that are meant): 9 → 000009; 0009 → 000009, 010009 and so on to 990009; 2026-9 →
    that of the year. No serial where the words are no tail of a number.
    """
    found = _TYPED.fullmatch(words)
    if found is None:
        return "", []
    year, digits = found.groups(default="")
    missing = SERIAL - len(digits)
    if year or len(digits) <= FEW or not missing:
        return year, [digits.zfill(SERIAL)]
    return "", [f"{head:0{missing}d}{digits}" for head in range(10**missing)]


def is_whole(words: str) -> bool:
    """Whether the words are a number from its first letter to its last."""
    return WHOLE.fullmatch(words.upper()) is not None


def only_a_number(words: str) -> bool:
    """Whether the words can be nothing but the tail of a number: with a year, or too short for a word."""
    year, serials = typed(words)
    return bool(year) or (bool(serials) and len(words) <= FEW)
