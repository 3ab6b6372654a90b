"""The number of a hand-off: short enough to be typed into a foreign form, without letters that are taken for digits."""

import re

from huiqi.standards.full_width import narrow

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
SAMPLE = "HQ26-0000-0000"
"""The number in the line that shows how a list is filled in: none that is drawn, since it has noughts."""
_SHAPE = re.compile(rf"HQ([0-9]{{2}})([{ALPHABET}]{{{LENGTH}}})", re.ASCII)


def written(year: int, drawn: str) -> str:
    """`HQ26-7K3M-9QX2` of 2026 and eight letters of `ALPHABET`."""
    return f"HQ{year % 100:02}-{drawn[:4]}-{drawn[4:]}"


def read(text: str) -> str:
    """A number however it was typed, as `written` has it; an empty text where it is none."""
    found = _SHAPE.fullmatch(re.sub(r"[\s\-‐-―_.]", "", narrow(text)).upper())
    return f"HQ{found[1]}-{found[2][:4]}-{found[2][4:]}" if found else ""
