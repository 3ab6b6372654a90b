"""A proposed condition: what it says, the words it rests on, and how sure the grammar is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How sure a proposal is: for the order in which a person looks, never for publishing by itself."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


Stated = bool | int | float | str | list[str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One condition. `fact` is a name of the vocabulary or `other:` and the words the text has for it.

    Money in yuan, shares as ratios; `start` and `end` are half-open positions in the text as it was given.
    """

    fact: str
    op: str
    value: Stated
    words: str
    start: int
    end: int
    unit: str | None = None
    certainty: Certainty = Certainty.LIKELY
    origin: str = "grammar"
    """Who proposes it: the grammar, or a model."""

    def label(self) -> dict[str, object]:
        """In the shape of the labels: no grade, no positions; `unit` only where there is one."""
        shown: dict[str, object] = {"fact": self.fact, "op": self.op, "value": self.value, "words": self.words}
        if self.unit is not None:
            shown["unit"] = self.unit
        return shown


@dataclass(frozen=True, slots=True)
class Quality:
    """even[start:end] says that `fact` compares by `op` with `value`."""

    fact: str
    op: str
    value: Stated
    start: int
    end: int
    certainty: Certainty = Certainty.LIKELY
    is_exception: bool = False


@dataclass(frozen=True, slots=True)
class Proposals:
    """All conditions of a text, in its order, and how they combine: `1 and (2 or 3)`, counted from 1."""

    conditions: tuple[Proposal, ...]
    logic: str
