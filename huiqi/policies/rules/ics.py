"""A calendar as other programs read it: RFC 5545, days without hours only.

Lines end with CRLF and are folded after 75 octets, never within a character (§3.1); texts are escaped (§3.3.11); the
last day of a happening is exclusive (§3.6.1).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

OCTETS = 75


@dataclass(frozen=True, slots=True)
class Day:
    """A happening of one day. `uid` stays the same as long as it is the same happening; `stamp` is when it was made."""

    uid: str
    day: date
    summary: str
    description: str
    url: str
    stamp: datetime


def calendar(name: str, days: Iterable[Day]) -> str:
    """The whole file; a reader asks again once a day."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Huiqi//Policies//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        *(line for one in days for line in _event(one)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold}\r\n" for line in lines for fold in folded(line))


def _event(one: Day) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(one.uid)}"
    yield f"DTSTAMP:{one.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(one.summary)}"
    yield f"DESCRIPTION:{escaped(one.description)}"
    yield f"URL:{one.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A text without what would end its line or its value."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(c for c in plain.replace("\r\n", "\n").replace("\n", "\\n") if c >= " ")


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets; each after the first begins with a space."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    yield piece
