"""The seal of a day: a Merkle tree over the heads of all chains that moved since the last one.

With the root alone it is seen that a chain was changed afterwards, even where all of its hashes were made anew; with
the kept beginnings of the leaves it is seen which; with a path it is proved of one chain without showing any other.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

KEPT = 8
"""Bytes of each leaf that a seal keeps, to name the chain that was changed."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain: whose, the how manieth, its hash."""

    subject_ref: UUID
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a leaf to the root: the neighbour, and whether it stands left."""

    hash: str
    is_left: bool


def leaf(head: Head) -> str:
    """What a head contributes."""
    return _sha(f"leaf:{head.subject_ref}:{head.number}:{head.hash}")


def root(leaves: Sequence[str]) -> str:
    """The root over the leaves, in their order; nothing over nothing. One that is alone in its row moves up."""
    row = list(leaves)
    while len(row) > 1:
        row = _above(row)
    return row[0] if row else ""


def path(leaves: Sequence[str], place: int) -> list[Step]:
    """The way from the leaf at `place` to the root."""
    row, found = list(leaves), []
    while len(row) > 1:
        beside = place ^ 1
        if beside < len(row):
            found.append(Step(row[beside], beside < place))
        row, place = _above(row), place // 2
    return found


def seal(previous: str, number: int, day: str, heads: int, top: str) -> str:
    """The hash of a seal, which holds that of the one before."""
    return _sha(f"seal:{previous}:{number}:{day}:{heads}:{top}")


def shortened(leaves: Sequence[str]) -> bytes:
    """What a seal keeps of its leaves."""
    return b"".join(bytes.fromhex(one)[:KEPT] for one in leaves)


def differing(kept: bytes, leaves: Sequence[str]) -> list[int]:
    """The places at which these leaves are not those that were kept; all, where their number differs."""
    now = shortened(leaves)
    if len(now) != len(kept):
        return list(range(len(leaves)))
    return [at for at in range(len(leaves)) if now[at * KEPT : (at + 1) * KEPT] != kept[at * KEPT : (at + 1) * KEPT]]


def _above(row: list[str]) -> list[str]:
    pairs = [_sha(f"node:{row[at]}:{row[at + 1]}") for at in range(0, len(row) - 1, 2)]
    return pairs + row[len(row) - len(row) % 2 :]


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
