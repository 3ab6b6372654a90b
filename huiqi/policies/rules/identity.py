"""When two texts are the same: number, title and issuer, however they were typed; and when they may be."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

_BRACKETS = str.maketrans("[]【】()﹝﹞《》<>", "〔〕〔〕〔〕〔〕〔〕〔〕")


def plain(text: str) -> str:
    """The text without what only typing adds: full-width letters and digits, blanks, the shape of brackets."""
    narrow = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return re.sub(r"\s+", "", narrow).casefold()


def key_of(number: str, title: str, issuer: str) -> str:
    """The SHA-256 by which a text is known: a number names it alone with its issuer's title."""
    said = "\n".join(plain(part) for part in (number, title, issuer))
    return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Known:
    """By what a text is known; `explains`: it is an interpretation, and never the same as what it explains."""

    number: str
    title: str
    issuer: str
    issued_on: date | None = None
    explains: bool = False


_FRAME = re.compile(r"^(?:关于)?(?:修订)?(?:印发|公布|发布|转发|下达)?|(?:的)?(?:通知|公告|函|决定)$")


def bare(title: str, issuer: str) -> str:
    """The title without its issuer and without the frame of a notice: 某局关于印发《某办法》的通知 is 某办法."""
    said, by = plain(title), plain(issuer)
    return re.sub("[〔〕]", "", _FRAME.sub("", said.removeprefix(by))) or said


def alike(one: Known, other: Known) -> bool:
    """Whether a person should look if these are one text: one number, or one title of one issuer.

    Two numbers under one title are two texts (a notice every year), unless they were issued the same day.
    """
    if one.explains != other.explains:
        return False
    if one.number and plain(one.number) == plain(other.number):
        return True
    here, there = plain(one.issuer), plain(other.issuer)
    if here not in there and there not in here:
        return False
    same_day = one.issued_on is not None and one.issued_on == other.issued_on
    return bare(one.title, one.issuer) == bare(other.title, other.issuer) and (
        not one.number or not other.number or same_day
    )


K = TypeVar("K")


def pairs(texts: Mapping[K, Known]) -> list[tuple[K, K]]:
    """Every two texts that may be one, in the order they are kept."""
    rooms: dict[str, list[K]] = {}
    for key, text in texts.items():
        for room in {plain(text.number), bare(text.title, text.issuer)} - {""}:
            rooms.setdefault(room, []).append(key)
    found = ((a, b) for room in rooms.values() for n, a in enumerate(room) for b in room[n + 1 :])
    return list(dict.fromkeys(pair for pair in found if alike(*map(texts.__getitem__, pair))))
