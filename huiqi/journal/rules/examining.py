"""What does not fit in a chain: which entry, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from huiqi.journal.rules.chain import Chained, digest
from huiqi.journal.words import Fault

SLACK = timedelta(minutes=10)
"""By so much an entry may seem older than the one before it: whoever waits for a lock took the time earlier."""


class Kept(Chained, Protocol):
    """An entry as it is stored."""

    hash: str


@dataclass(frozen=True, slots=True)
class Misfit:
    """An entry that does not fit: its number and moment, what is wrong with it, in detail."""

    number: int
    at: datetime | None
    fault: Fault
    detail: str = ""


def misfits(entries: Iterable[Kept]) -> Iterator[Misfit]:
    """What does not fit in the chain of one subject, given in the order of its numbers."""
    previous, expected, latest = "", 1, None
    for entry in entries:
        if entry.number != expected:
            yield Misfit(entry.number, entry.at, Fault.NUMBER, f"{expected}")
        elif entry.previous != previous:
            yield Misfit(entry.number, entry.at, Fault.PREVIOUS)
        if entry.hash != digest(entry):
            yield Misfit(entry.number, entry.at, Fault.HASH)
        if latest is not None and entry.at < latest - SLACK:
            yield Misfit(entry.number, entry.at, Fault.ORDER)
        previous, expected, latest = entry.hash, entry.number + 1, max(latest or entry.at, entry.at)
