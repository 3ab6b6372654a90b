"""A demand at which codes are guessed: its number alone is shut for a while, whoever tries.

How guessing from one address is slowed down is the same at every door: `accounts.services`.
"""

from datetime import datetime

from huiqi.accounts.services import wrong_tries_at
from huiqi.demands.words import Door

WRONG_TRIES_AT_ONE = 10
"""At one number, from wherever."""


def is_guessed_at(number: str, at: datetime) -> bool:
    """Whether too many codes were wrong lately at this number, from anywhere; whether or not there is such a demand."""
    return wrong_tries_at(Door.FOLLOW, number, at) >= WRONG_TRIES_AT_ONE
