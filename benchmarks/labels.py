"""How proposals are compared with labels: counts of hits, of what was proposed in excess and of what was missed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

Label = dict[str, Any]
NEAR = 1e-9
KINDS: dict[str, Callable[[Label], bool]] = {
    "numeric": lambda one: isinstance(one["value"], int | float) and not isinstance(one["value"], bool),
    "yes or no": lambda one: isinstance(one["value"], bool),
    "codes, days, words": lambda one: isinstance(one["value"], str | list),
}


@dataclass
class Score:
    """Counts and what follows from them."""

    hits: int = 0
    excess: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.hits + other.hits, self.excess + other.excess, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Of what was proposed, the share that is right."""
        return self.hits / max(1, self.hits + self.excess)

    @property
    def recall(self) -> float:
        """Of what is stated, the share that was proposed."""
        return self.hits / max(1, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.hits / max(1, 2 * self.hits + self.excess + self.missed)


def compare(labels: Sequence[Label], proposed: Sequence[Label], *, with_fact: bool) -> Score:
    """Each label takes at most one proposal of the same operator and value whose words agree.

    `with_fact`: where the label names a fact of the vocabulary, that fact too.
    """
    left = list(proposed)
    hits = 0
    for label in labels:
        match = next((one for one in left if _is_same(label, one, with_fact=with_fact)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return Score(hits, len(left), len(labels) - hits)


def _is_same(label: Label, one: Label, *, with_fact: bool) -> bool:
    if with_fact and not label["fact"].startswith("other:") and label["fact"] != one["fact"]:
        return False
    return (
        label["op"] == one["op"] and _equal(label["value"], one["value"]) and words_agree(label["words"], one["words"])
    )


def _equal(one: object, other: object) -> bool:
    if isinstance(one, bool) or isinstance(other, bool) or not isinstance(one, int | float):
        return one is other or (one == other and type(one) is type(other))
    return isinstance(other, int | float) and abs(one - other) <= NEAR * max(1.0, abs(one))


def words_agree(one: str, other: str) -> bool:
    """Blanks aside, one holds the other, or they share a run of at least half the shorter."""
    one, other = bare(one), bare(other)
    if one in other or other in one:
        return True
    run = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return run.size * 2 >= min(len(one), len(other))


def bare(words: str) -> str:
    """Without blanks."""
    return re.sub(r"\s", "", words)
