"""Whether a ruling is a precedent for another demand, as far as its words tell."""

from collections.abc import Sequence

from huiqi.demands.rules.likeness import pairs

ENOUGH = 0.34
"""From this share of the matter's pairs of characters on, another title is about the same."""


def fits(matter: str, keywords: Sequence[str], title: str, text: str) -> float:
    """How well it fits: 0 not at all; a keyword that the demand says counts most."""
    said = f"{title}\n{text}".lower()
    named = sum(1 for word in keywords if word and word.lower() in said)
    own, other = pairs(matter), pairs(title)
    shared = len(own & other) / len(own) if own else 0.0
    return named + (shared if shared >= ENOUGH else 0.0)
