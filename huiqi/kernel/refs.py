"""References: UUIDs of version 7, which sort by the moment they were made."""

import os
import time
from uuid import UUID


def uuid7() -> UUID:
    """A new UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance."""
    milliseconds = time.time_ns() // 1_000_000
    chance = int.from_bytes(os.urandom(10), "big")
    value = (
        (milliseconds << 80) | (0x7 << 76) | ((chance >> 68 & 0xFFF) << 64) | (0b10 << 62) | (chance & ((1 << 62) - 1))
    )
    return UUID(int=value)
