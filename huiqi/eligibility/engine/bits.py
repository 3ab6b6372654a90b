"""Columns of bits: 64 rows to a word, the first row in the lowest bit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Truths = NDArray[np.bool_]

WORD = 64
_ONE = np.uint64(1)


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
    """How many bits are set."""
    return int(np.bitwise_count(words).sum(dtype=np.int64))


def rows_in(words: Words, offset: int = 0) -> NDArray[np.int64]:
    """The rows whose bit is set, in order; only words that hold any are looked at. `offset`: the row of the first."""
    full = np.flatnonzero(words)
    if len(full) == 0:
        return full
    bits = np.unpackbits(words[full].view(np.uint8), bitorder="little")
    at = np.flatnonzero(bits)
    found: NDArray[np.int64] = offset + full[at >> 6] * WORD + (at & 63)
    return found


def put(words: Words, row: int, truth: bool) -> None:
    """Set or clear one bit."""
    at, bit = row >> 6, _ONE << np.uint64(row & 63)
    words[at] = words[at] | bit if truth else words[at] & ~bit


def span(words: Words, start: int, stop: int) -> None:
    """Set the bits of the rows from `start` until before `stop`."""
    if stop <= start:
        return
    first, last = start >> 6, (stop - 1) >> 6
    low = np.uint64((0xFFFFFFFFFFFFFFFF << (start & 63)) & 0xFFFFFFFFFFFFFFFF)
    high = np.uint64(0xFFFFFFFFFFFFFFFF >> (63 - ((stop - 1) & 63)))
    if first == last:
        words[first] |= low & high
        return
    words[first] |= low
    words[first + 1 : last] = np.uint64(0xFFFFFFFFFFFFFFFF)
    words[last] |= high
