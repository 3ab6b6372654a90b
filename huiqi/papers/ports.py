"""What upper apps tell of their papers: the kinds, who may read one, how an organisation prints by default."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from huiqi.kernel.access import Actor
from huiqi.papers.rules import Content, Malformed, Section, Style, Table, as_number_word
from huiqi.papers.words import Block

__all__ = [
    "Block",
    "Content",
    "Malformed",
    "PaperKind",
    "Reader",
    "Section",
    "Style",
    "Table",
    "default_style",
    "kind_of",
    "kinds",
    "register_default_style",
    "register_kind",
]


class Reader(Protocol):
    """Whether an actor may read the papers of a subject; asked of the app that registered the kind."""

    def __call__(self, actor: Actor, subject_type: str, subject_ref: UUID, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper.

    `label` is what people call it, `title` what is printed over it, `word` ends its number word (转 in 郑企服转).
    `copies` 一式几份. `compact` sets the text in 小四, for sheets to fill in or to hang up. `logged`: whoever reads
    it leaves a trace. `template` draws what stands below the letterhead.
    """

    code: str
    label: str
    title: str
    word: str
    blocks: frozenset[Block]
    reader: Reader
    copies: int = 1
    compact: bool = False
    logged: bool = False
    template: str = "papers/blocks.html"

    def check(self, content: Content) -> None:
        """Raises `Malformed` where it says what the kind does not print, or lacks an addressee or body it must have."""
        told = content.blocks()
        extra, missing = told - self.blocks, (self.blocks & {Block.ADDRESSEE, Block.BODY}) - told
        if extra or missing:
            raise Malformed(f"{self.code}: not printed {sorted(extra)}, missing {sorted(missing)}")


_kinds: dict[str, PaperKind] = {}
_styles: list[Callable[[int], Style | None]] = []


def register_kind(kind: PaperKind) -> None:
    """Let papers of this kind be issued. Code and number word are its own: raises `ValueError` where one is taken."""
    others = [known for known in _kinds.values() if known.code != kind.code]
    if any(known.word == kind.word for known in others):
        raise ValueError(f"the number word {kind.word} is taken")
    if _kinds.setdefault(kind.code, kind) != kind:
        raise ValueError(f"the code {kind.code} is taken")


def kind_of(code: str) -> PaperKind:
    """The kind with this code; raises `KeyError`."""
    return _kinds[code]


def kinds() -> list[PaperKind]:
    """Every kind, in the order of registration."""
    return list(_kinds.values())


def register_default_style(style: Callable[[int], Style | None]) -> None:
    """Say how organisations print where the hub has set nothing; `style` takes an organisation's key. One query."""
    if style not in _styles:
        _styles.append(style)


def default_style(organisation_id: int, name: str) -> Style:
    """What upper apps say of this organisation; its name where they say nothing."""
    told: Iterable[Style | None] = (style(organisation_id) for style in _styles)
    found = next((style for style in told if style), Style())
    return found.over(Style(mark=name, word=as_number_word(name), red=True))
