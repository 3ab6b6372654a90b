"""A text by its paragraphs: where each begins, and which is which after a change."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_NUMBER = "[零〇一二三四五六七八九十百]+"
_LABEL = re.compile(
    rf"\s*(第{_NUMBER}[章节条款]|第[0-9]+条|附件\s*[0-9]*|{_NUMBER}(?=、)|[（(]{_NUMBER}[）)]|[0-9]+(?=[.．、])|[问答](?=[:：]))"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph: its number as printed, its words whole, the places it explains in another text."""

    label: str
    text: str
    explains: tuple[int, ...] = ()


def split(text: str) -> tuple[Part, ...]:
    """The paragraphs of a text, one a line; empty lines only part them."""
    lines = (line.strip() for line in text.replace("\r\n", "\n").split("\n"))
    return tuple(Part(label_of(line), line) for line in lines if line)


def label_of(line: str) -> str:
    """The number with which a line begins: 第三条, 一, （二）; empty where it has none."""
    found = _LABEL.match(line)
    return "".join(found[1].split()) if found else ""


def moved(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Where each paragraph that stayed the same stands now; places from 1. What changed or went is left out."""
    found: dict[int, int] = {}
    for i, j, length in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        found |= {i + step + 1: j + step + 1 for step in range(length)}
    return found


def follow(explains: Iterable[int], places: Mapping[int, int]) -> list[int]:
    """The places explained, after the text they stand in changed."""
    return sorted({places[place] for place in explains if place in places})
