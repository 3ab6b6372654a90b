"""Columns of bits: 64 rows to a word, the first row in the lowest bit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Truths = NDArray[np.bool_]

WORD = 64
FULL = ~np.uint64(0)
"""A word all of whose bits are set."""


def words_for(rows: int) -> int:
    """How many words hold so many rows."""
    return -(-rows // WORD)


def packed(truths: Truths) -> Words:
    """One bit per row; the bits after the last row are 0."""
    found = np.zeros(words_for(len(truths)) * 8, dtype=np.uint8)
    some = np.packbits(truths, bitorder="little")
    found[: len(some)] = some
    return found.view("<u8").astype(np.uint64, copy=False)


def unpacked(words: Words, rows: int) -> Truths:
    """The rows as truths."""
    return np.unpackbits(words.view(np.uint8), count=rows, bitorder="little").view(np.bool_)


def count(words: Words) -> int:
    """How many bits are set, of less than 2³²."""
    return int(np.add.reduce(np.bitwise_count(words), dtype=np.uint32))


def set_in(words: Words) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Which words hold anything, and where in these, one after another, a bit is set.

    NumPy finds what is not 0 several times as fast among truths as among numbers.
    """
    full = np.flatnonzero(words != 0)
    return full, np.flatnonzero(np.unpackbits(words[full].view(np.uint8), bitorder="little").view(np.bool_))


def rows_in(words: Words, offset: int = 0) -> NDArray[np.int64]:
    """The rows whose bit is set, in order; only words that hold any are looked at. `offset`: the row of the first."""
    full, at = set_in(words)
    found: NDArray[np.int64] = offset + full[at >> 6] * WORD + (at & 63)
    return found


def put(column: memoryview, row: int, truth: bool) -> None:
    """Set or clear one bit of a column seen as bytes."""
    at, bit = row >> 3, 1 << (row & 7)
    byte = column[at]
    column[at] = byte | bit if truth else byte & ~bit
