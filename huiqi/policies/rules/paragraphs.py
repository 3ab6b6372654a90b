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


_MARK = re.compile(r"\s*\[([0-9,，、\s]{1,60})\]\s*")
_NAMED = re.compile(rf"第{_NUMBER}条")
HIGHEST = 100_000


def marked(text: str) -> tuple[Part, ...]:
    """The paragraphs of an explanation as it is typed: `[3,5] 文字` is about the third and fifth of the original."""
    return tuple(_marked(part) for part in split(text))


def _marked(part: Part) -> Part:
    found = _MARK.match(part.text)
    rest = part.text[found.end() :] if found else ""
    if found is None or not rest:
        return part
    places = {int(place) for place in re.findall(r"[0-9]+", found[1], re.ASCII) if len(place) < 7}
    return Part(label_of(rest), rest, tuple(sorted(place for place in places if 0 < place < HIGHEST)))


def typed(parts: Iterable[Part]) -> str:
    """The paragraphs as they are typed."""
    return "\n".join(
        f"[{','.join(map(str, part.explains))}] {part.text}" if part.explains else part.text for part in parts
    )


def linked(parts: Sequence[Part], original: Sequence[Part]) -> tuple[Part, ...]:
    """The explanation with links where nobody marked any: a paragraph is about the articles that it names."""
    if any(part.explains for part in parts):
        return tuple(parts)
    places = {part.label: place for place, part in reversed(list(enumerate(original, 1))) if part.label}
    return tuple(Part(part.label, part.text, _named(part.text, places)) for part in parts)


def _named(text: str, places: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted({places[label] for label in _NAMED.findall(text) if label in places}))


_CITED = re.compile(rf"(?P<name>[一-龥]{{0,30}}(?:法|条例|办法|公告|规定|意见|细则)》?)?(?P<article>第{_NUMBER}条)")


def articles_of(told: str, title: str, *, own: bool) -> frozenset[str]:
    """The articles of the text of this title that are cited: 增值税法第二十三条; without a name, where it is `own`."""
    found = ((one["name"] or "", one["article"]) for one in _CITED.finditer(told))
    return frozenset(
        article for name, article in found if (title.endswith(name.rstrip("》").lstrip("《")) if name else own)
    )
