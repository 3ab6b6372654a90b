"""The field's names for facts of the vocabulary, kept as data in lexicon.json: name, unit, words, words that forbid."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Named:
    """A fact by its names. `units` are those it may be counted in; `never` are words that make it another fact."""

    fact: str
    units: frozenset[str]
    words: re.Pattern[str]
    never: re.Pattern[str] | None

    def is_of(self, subject: str, unit: str) -> bool:
        """Whether the words name this fact, counted in `unit`."""
        if unit not in self.units or not self.words.search(subject):
            return False
        return self.never is None or not self.never.search(subject)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that settles a fact by itself: `fact`, how it is compared, and with what."""

    fact: str
    op: str
    value: str | bool
    words: re.Pattern[str]


def amount(subject: str, unit: str | None) -> str | None:
    """The fact of the vocabulary an amount in `unit` is of, by the words before it; None where it is another."""
    for named in _amounts():
        if named.is_of(subject, unit or ""):
            return named.fact
    return None


@cache
def _raw() -> dict[str, list[list[str]]]:
    raw: dict[str, list[list[str]]] = json.loads(Path(__file__).with_name("lexicon.json").read_text("utf-8"))
    return raw


@cache
def _amounts() -> tuple[Named, ...]:
    return tuple(
        Named(fact, frozenset(units.split()), re.compile(words), re.compile(never) if never else None)
        for fact, units, words, never in _raw()["amounts"]
    )


@cache
def phrases() -> tuple[Phrase, ...]:
    """Facts that a phrase settles: 未被列入经营异常名录, 查账征收."""
    found = []
    for fact, op, words in _raw()["yes_no"]:
        name, _, value = fact.partition("=")
        found.append(Phrase(name, op, value or op == "is_true", re.compile(words)))
    return tuple(found)


@cache
def shut() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Facts by the words for being so, where the text says that whoever is so may not have it."""
    return tuple((fact, re.compile(words)) for fact, words in _raw()["shut"])


@cache
def coded(group: str) -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Codes and their names, of `qualifications`, `sizes` or `kinds`, the longer names first."""
    return tuple((tuple(codes.split()), re.compile(words)) for codes, words in _raw()[group])
