"""How often a firm is told of policies, in written rules: what it chose, at most so many a week, less where it ignores.

A push was ignored when nobody of the firm has opened the policy within a week. Of one kind of policies, three ignored
in a row make the rest a weekly list, six a monthly one; opening one takes all that back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from huiqi.policies.words import PushRhythm

WEEK = timedelta(days=7)
LIMIT = 3
"""Pushes a week, where a firm chose no other number."""

LESS, LEAST = 3, 6
"""Ignored in a row: from here on weekly, from here on monthly."""

HOUR = 9
_ORDER = (PushRhythm.AT_ONCE, PushRhythm.DAILY, PushRhythm.WEEKLY, PushRhythm.MONTHLY)


@dataclass(frozen=True, slots=True)
class Past:
    """A push of before: when it was told, whether the policy was opened since."""

    told_at: datetime
    opened: bool


def ignored(past: Sequence[Past], at: datetime) -> int:
    """How many in a row, the latest first, were ignored; those that are not a week old yet say nothing."""
    count = 0
    for one in sorted(past, key=lambda push: push.told_at, reverse=True):
        if one.opened:
            break
        count += one.told_at <= at - WEEK
    return count


def pace(chosen: PushRhythm, ignored: int) -> PushRhythm:
    """The slower of what was chosen and what being ignored makes of it."""
    if chosen is PushRhythm.NEVER:
        return chosen
    slowed = PushRhythm.MONTHLY if ignored >= LEAST else PushRhythm.WEEKLY if ignored >= LESS else chosen
    return max(chosen, slowed, key=_ORDER.index)


def due_at(rhythm: PushRhythm, this_week: int, limit: int, at: datetime) -> datetime | None:
    """When it is told: at once (None), or with the next list; beyond the limit of the week, with the weekly one."""
    if rhythm is PushRhythm.AT_ONCE:
        return None if this_week < limit else next_list(PushRhythm.WEEKLY, at)
    return next_list(rhythm, at)


def next_list(rhythm: PushRhythm, at: datetime) -> datetime:
    """Nine o'clock of the next day, of the next Monday, of the first day of the next month."""
    today = at.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if rhythm is PushRhythm.MONTHLY:
        return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    days = 7 - today.weekday() if rhythm is PushRhythm.WEEKLY else int(today <= at)
    return today + timedelta(days=days)
