"""What a key looks like, what of it is kept, and how often it may be used."""

import hashlib
import secrets
from datetime import datetime

PREFIX = "huiqi_"
"""So that a key that lies where it should not is known for what it is."""
BYTES = 32
MOST_A_MINUTE = 120
"""Calls of one key within a minute of the clock."""


MOST_WRONG = 10
"""Wrong keys from one address within ten minutes, as wrong passwords of one number: a program does not mistype."""
MARKS = (30, 7)
"""Days before its last one at which the office of a key is told."""


def mark_reached(left: int) -> int:
    """The mark at which a key with so many days left stands, the nearest to its end: 30 of 30 to 8, 7 of 7 to 0."""
    return min(mark for mark in MARKS if left <= mark)


def drawn() -> str:
    """A new key: 256 random bits, as text that stands in a header as it is."""
    return PREFIX + secrets.token_urlsafe(BYTES)


def digest(key: str) -> str:
    """What is kept of a key. It is too long to be guessed, so one SHA-256 is enough, and it is found by it."""
    return hashlib.sha256(key.encode()).hexdigest()


def ending(key: str) -> str:
    """The last four characters, by which people tell keys apart."""
    return key[-4:]


def minute(at: datetime) -> datetime:
    """The minute of the clock in which a call counts."""
    return at.replace(second=0, microsecond=0)


def seconds_left(at: datetime) -> int:
    """Until the next minute begins, 1–60."""
    return 60 - at.second
