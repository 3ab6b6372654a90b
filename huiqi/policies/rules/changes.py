"""What changed between two texts, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from huiqi.kernel.words import Word


class Change(Word):
    """What became of a line."""

    SAME = "same", "未变"
    GONE = "gone", "删去"
    NEW = "new", "新增"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of either text."""

    change: Change
    text: str


def compare(before: Sequence[str], after: Sequence[str]) -> tuple[Line, ...]:
    """The lines of both, in order: what went, before what came in its place; what stayed, once."""
    lines: list[Line] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [Line(Change.SAME, text) for text in before[i:j]]
            continue
        lines += [Line(Change.GONE, text) for text in before[i:j]] + [Line(Change.NEW, text) for text in after[k:m]]
    return tuple(lines)


def differs(lines: Sequence[Line]) -> bool:
    """Whether anything changed."""
    return any(line.change is not Change.SAME for line in lines)
