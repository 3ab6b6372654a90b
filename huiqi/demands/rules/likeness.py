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
    return alikeness(one, other) >= ALIKE


def alikeness(one: str, other: str) -> float:
    """The share of pairs that two titles have in common, from 0 to 1; nothing where neither has a pair."""
    first, second = pairs(one), pairs(other)
    both = first | second
    return len(first & second) / len(both) if both else 0.0
