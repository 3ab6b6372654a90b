"""Whether two demands are about the same matter, as far as their titles tell."""

import itertools

ALIKE = 0.5
"""From this share of common pairs of characters on, two titles are worth a second look."""


def pairs(title: str) -> frozenset[str]:
    """Every two characters that follow each other, signs and blanks left out."""
    plain = [character for character in title.lower() if character.isalnum()]
    return frozenset(a + b for a, b in itertools.pairwise(plain))


def alike(one: str, other: str) -> bool:
    """Whether the titles share half of what they have together. Titles without a pair are never alike."""
    first, second = pairs(one), pairs(other)
    both = first | second
    return bool(both) and len(first & second) / len(both) >= ALIKE
