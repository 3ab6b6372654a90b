"""A text made even for reading, and the way back to the words as they were printed.

Scans and web pages break words with blanks, wrap lines in mid-sentence, mix full-width and half-width characters.
Rules read `Text.even`; people are shown `Text.words(start, end)`, the original characters.
"""

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

# Each maps one character to one character, so that positions stay true.
_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)}
SAME: dict[int, int | str] = {
    **_WIDE,
    **dict(zip(map(ord, "([;:,?!"), "（［；：，？！", strict=True)),
    **dict(zip(map(ord, ")]"), "）］", strict=True)),
    **dict(zip(map(ord, "（［；：，？！）］"), "（［；：，？！）］", strict=True)),
    **dict(zip(map(ord, "〔〕【】﹝﹞"), "［］［］［］", strict=True)),
    **dict(zip(map(ord, "—－–―─～~〜∼"), "---------", strict=True)),
    **dict(zip(map(ord, "＞＜≧≦⩾⩽"), "><≥≤≥≤", strict=True)),
    **dict(zip(map(ord, "﹪％"), "%%", strict=True)),
    **dict(zip(map(ord, "⁄∕╱"), "///", strict=True)),
    **dict(zip(map(ord, "\r\u2028\u2029\x0b\x0c|｜"), "\n\n\n\n\n\t\t", strict=True)),
}
_DROPPED = re.compile(r"[ \u00a0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff\x00-\x08\x0e-\x1f\x7f]+")
_NOT_LATIN = re.compile(r"[A-Za-z0-9]")
_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_ITEM = re.compile(
    r"(?:第[零一二三四五六七八九十百\d]{1,5}[条章节款]|[一二三四五六七八九十]{1,3}[、.，]"
    r"|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}(?:[.、）．](?!\d)|）)|[①-⑳●■◆▲•·]|附件?|申报|联系)"
)
_STOPS = "。；：！？"
_WRAPPED = 18


@dataclass(frozen=True, slots=True)
class Text:
    """`even` is what the rules read; `places[i]` is where its i-th character stands in `original`."""

    original: str
    even: str
    places: "array[int]"

    def words(self, start: int, end: int) -> str:
        """The printed words of even[start:end], blanks and all."""
        return self.original[self.places[start] : self.places[end - 1] + 1] if end > start else ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where even[start:end] stands in the original: half-open, in characters."""
        return (self.places[start], self.places[end - 1] + 1) if end > start else (0, 0)

    def locate(self, position: int) -> int:
        """Where the original's position lies in the even text."""
        return bisect_left(self.places, position)


class _Line:
    """Characters kept so far, each with its place."""

    def __init__(self, original: str) -> None:
        self.shown = original.translate(SAME)
        self.kept: list[str] = []
        self.places = array("I")

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        ends = [found.start() for found in re.finditer("\n", self.shown)] + [len(self.shown)]
        starts = [0, *(end + 1 for end in ends[:-1])]
        return list(zip(starts, ends, strict=True))

    def keep(self, start: int, end: int) -> None:
        self.kept.append(self.shown[start:end])
        self.places.extend(range(start, end))


def read(original: str) -> Text:
    """Make a text even: one width, no blanks inside words, wrapped lines joined."""
    line = _Line(original)
    before = ""
    for start, end in line.lines:
        body = _DROPPED.sub("", line.shown[start:end]).strip()
        if before and not _continues(before, body):
            line.keep(start - 1, start)
        _keep_words(line, start, end)
        before = body or ("" if not before else "。")
    return _thousands(original, "".join(line.kept), line.places)


def _continues(before: str, body: str) -> bool:
    """Whether a line is the rest of the sentence before it, wrapped by a scan or a page."""
    return (
        len(before) >= _WRAPPED
        and bool(body)
        and before[-1] not in _STOPS
        and not _ITEM.match(body)
        and len(before) < 120
        and ("，" in before or "、" in before or before[-1] in "的和与及或、，在对为")
    )


def _keep_words(line: _Line, start: int, end: int) -> None:
    at = start
    for gap in _DROPPED.finditer(line.shown, start, end):
        line.keep(at, gap.start())
        around = line.shown[max(start, gap.start() - 2) : gap.start()], line.shown[gap.end() : min(end, gap.end() + 2)]
        if _NOT_LATIN.match(around[0][-1:]) and _NOT_LATIN.match(around[1][:1]) and not _are_torn(*around):
            line.kept.append(" ")
            line.places.append(gap.start())
        at = gap.end()
    line.keep(at, end)


def _are_torn(before: str, after: str) -> bool:
    """3 0 0: single digits torn apart are one number; 2018 2019 are two."""
    left, right = before[-1], after[0]
    alone = not before[:-1].isalnum() and not after[1:].isdigit()
    return left.isdigit() and right.isdigit() and alone


def _thousands(original: str, even: str, places: "array[int]") -> Text:
    """5，000 is a number: the comma inside it goes."""
    commas = [found.start() for found in _THOUSANDS.finditer(even)]
    if not commas:
        return Text(original, even, places)
    kept, kept_places, at = [], array("I"), 0
    for comma in commas:
        kept.append(even[at:comma])
        kept_places.extend(places[at:comma])
        at = comma + 1
    kept.append(even[at:])
    kept_places.extend(places[at:])
    return Text(original, "".join(kept), kept_places)
