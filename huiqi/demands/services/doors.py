"""The doors that a code opens without an account, and how guessing at them is slowed down.

Each door counts for itself. Behind one address stands a whole office, so many tries are allowed from there, and beyond
them a right code opens still: what keeps a code from being guessed is its length, and at a demand the limit at its
number.
"""

from datetime import datetime, timedelta

from huiqi.demands.models import WrongTry
from huiqi.demands.words import Door
from huiqi.kernel.access import note

WRONG_TRIES = 60
"""From one address, at one door."""

WRONG_TRIES_AT_ONE = 10
"""At one number, from wherever."""

WITHIN = timedelta(minutes=10)
KEPT = timedelta(days=1)
"""How long a wrong try is kept; it counts for ten minutes."""


def is_crowded(door: Door, address: str | None, at: datetime) -> bool:
    """Whether too many tries from this address were wrong lately at this door. One query, whatever it is."""
    lately = WrongTry.objects.filter(door=door, address=address, at__gt=at - WITHIN).count()
    return address is not None and lately >= WRONG_TRIES


def is_guessed_at(number: str, at: datetime) -> bool:
    """Whether too many codes were wrong lately at this number, from anywhere; whether or not there is such a demand."""
    lately = WrongTry.objects.filter(door=Door.FOLLOW, number=number, at__gt=at - WITHIN).count()
    return lately >= WRONG_TRIES_AT_ONE


def count_wrong(door: Door, address: str | None, at: datetime, number: str = "") -> None:
    """One wrong try more; a page that only reads writes it down afterwards."""
    note(lambda: _count(door, address, at, number))


def _count(door: Door, address: str | None, at: datetime, number: str) -> None:
    WrongTry.objects.create(door=door, address=address, at=at, number=number)


def forget_wrong_tries(*, at: datetime) -> None:
    """Delete the wrong tries, with the addresses they came from, that are older than a day."""
    WrongTry.objects.filter(at__lt=at - KEPT).delete()
