"""Giving a demand back 退单: how often, on what, and whose fault the time is that was lost by it.

首接负责、兜底: a demand comes back once in a round; who would give it back again asks the hub, and whatever the hub
rules is handled. Where the lists of duties name nobody, it is nobody's fault.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from huiqi.demands.rules.deadlines import ZONE
from huiqi.demands.rules.pausing import working_time
from huiqi.demands.words import Fault, HandlingState
from huiqi.standards.opening_hours import USUAL, Hours
from huiqi.standards.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Custody:
    """What decides of one custody: whose, which part, how it ended."""

    organisation: int
    part: int
    state: HandlingState
    sent_at: datetime


def returned_before(custodies: Iterable[Custody], *, organisation: int, part: int, since: datetime) -> bool:
    """Whether in the round since then this part came back already, from whomever, or this handler gave any back."""
    back = [one for one in custodies if one.state is HandlingState.RETURNED and one.sent_at >= since]
    return any(one.part == part or one.organisation == organisation for one in back)


@dataclass(frozen=True, slots=True)
class Held:
    """A time in hands that did not want it; `key` names the custody."""

    key: int
    organisation: int
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Loss:
    """Whose fault the time of a custody is."""

    key: int
    organisation: int
    fault: Fault


def losses(held: Sequence[Held], ruled: int, window: int, *, fallback: bool) -> list[Loss]:
    """Whose fault each time is, in order of the custodies; `ruled` is who handles it.

    Who is ruled to handle it, and gave it back, answers for that time and for all that followed from it; before that,
    the window, which handed it to the wrong one. Nobody, where it is nobody's duty.
    """
    found: list[Loss] = []
    wrong = False
    for one in held if not fallback else ():
        wrong |= one.organisation == ruled
        by = (ruled, Fault.WRONG_RETURN) if wrong else (window, Fault.WRONG_DISPATCH)
        found.append(Loss(one.key, *by))
    return found


def business_minutes(since: datetime, until: datetime, calendar: Calendar, hours: Hours = USUAL) -> int:
    """Minutes of the window's hours of business between two moments."""
    lost = working_time(since.astimezone(ZONE), until.astimezone(ZONE), calendar, hours)
    return int(lost.total_seconds()) // 60
