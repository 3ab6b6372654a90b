"""What a paper says, how it is numbered (GB/T 9704-2012 7.2.5) and hashed."""

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Self

from huiqi.papers.words import Block

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 O 1 I L, which are misread. Twelve of these 31 signs are 59 bits of chance."""

CODE_LENGTH = 12

WORD = re.compile(r"[㐀-鿿A-Za-z0-9（）]{1,24}")
"""A number word: what stands before 〔year〕."""


class Malformed(ValueError):
    """A content that its kind does not print, or that lacks what its kind must say."""


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs under a heading, which may be empty."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A list of items: a heading, the columns' names, and a row of texts for each item."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """All that is particular to one paper, as it read on the day it was issued.

    `mark` stands at its head (保密件). `fields` are titled values (what: text), `signature` and `receipt` the names of
    blanks to be filled in by hand.
    """

    addressee: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    items: Table | None = None
    signature: tuple[str, ...] = ()
    receipt: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    mark: str = ""

    def as_json(self) -> dict[str, Any]:
        """The content as it is stored and hashed."""
        told: dict[str, Any] = json.loads(json.dumps(asdict(self), ensure_ascii=False))
        return told

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """The content that was stored."""
        items = told["items"]
        return cls(
            addressee=told["addressee"],
            fields=tuple((name, text) for name, text in told["fields"]),
            sections=tuple(Section(each["title"], tuple(each["paragraphs"])) for each in told["sections"]),
            items=Table(items["title"], tuple(items["columns"]), tuple(map(tuple, items["rows"]))) if items else None,
            signature=tuple(told["signature"]),
            receipt=tuple(told["receipt"]),
            copied_to=tuple(told["copied_to"]),
            mark=told.get("mark", ""),
        )

    def erased(self, mark: str, names: Collection[str] = ()) -> Self:
        """Without what a rule takes away: the texts of the fields of these names, or else all it says; `mark` stays."""
        if names:
            return replace(self, fields=tuple((name, mark if name in names else text) for name, text in self.fields))
        return type(self)(sections=(Section("", (mark,)),), mark=self.mark)

    def blocks(self) -> set[Block]:
        """The blocks that have something to print."""
        told: dict[Block, object] = {
            Block.ADDRESSEE: self.addressee,
            Block.FIELDS: self.fields,
            Block.BODY: self.sections,
            Block.ITEMS: self.items,
            Block.SIGNATURE: self.signature,
            Block.RECEIPT: self.receipt,
        }
        return {block for block, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Style:
    """How an organisation prints: its mark 发文机关标志 (a line each), number word, contact line, footer; red or black.

    An empty text or None says nothing of its own: the next style decides.
    """

    mark: str = ""
    word: str = ""
    contact: str = ""
    footer: str = ""
    red: bool | None = None

    def over(self, other: "Style") -> "Style":
        """This style, and what it leaves open from the other."""
        return Style(
            self.mark or other.mark,
            self.word or other.word,
            self.contact or other.contact,
            self.footer or other.footer,
            other.red if self.red is None else self.red,
        )


@dataclass(frozen=True, slots=True)
class Face:
    """All that a printed paper says, the code to verify aside. Its digest is the paper's."""

    kind: str
    title: str
    number: str
    organisation: str
    issued_on: date
    copies: int
    style: Mapping[str, Any]
    content: Mapping[str, Any] = field(default_factory=dict)

    def digest(self) -> str:
        """SHA-256 (64 hexadecimal digits) of the canonical JSON: keys sorted, no blanks, UTF-8."""
        told = asdict(self) | {"issued_on": self.issued_on.isoformat()}
        text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def number(word: str, year: int, serial: int) -> str:
    """7.2.5: word, year in full within hexagonal brackets, serial without leading zeros: 郑企服转〔2026〕12号."""
    return f"{word}〔{year}〕{serial}号"


def number_words(wanted: str) -> Iterator[str]:
    """The wanted word, then 2 to 99 appended, for organisations whose words happen to be the same."""
    yield wanted
    yield from (f"{wanted}{n}" for n in range(2, 100))


def is_number_word(text: str) -> bool:
    """Chinese characters, letters and digits, at most 24: nothing that could be read as the year."""
    return WORD.fullmatch(text) is not None


def as_number_word(name: str) -> str:
    """What of a name can stand in a number: 24 signs at most, leaving room for the kind's own word."""
    return "".join(WORD.findall(name))[:20]


def plain_number(text: str) -> str:
    """A number as somebody typed it: no blanks, and the brackets of the keyboard as those of the paper."""
    return re.sub(r"[\[［【\(（〔](\d{4})[\]］】\)）〕]", r"〔\1〕", "".join(text.split()))


def plain_code(text: str) -> str:
    """A code as somebody typed it: capitals without blanks and hyphens."""
    return "".join(text.split()).replace("-", "").upper()


def spoken_code(code: str) -> str:
    """A code in groups of four: ABCD-EFGH-JKMN."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
