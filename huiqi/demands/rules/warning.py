"""When whoever owes something is warned: after four fifths of its time, counted as its limit is."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction

from huiqi.demands.rules.deadlines import ZONE, Deadline, Unit
from huiqi.standards.opening_hours import USUAL, Hours

SHARE = Fraction(4, 5)
"""督办 begins with a warning before the breach: nobody is to learn of a limit by its accountability record."""

_IN_HOURS = (Unit.WORKING_HOUR,)


def warn_at(counted: Deadline, hours: Hours = USUAL) -> datetime:
    """The moment at which four fifths of the time from start to due have passed, within the place's hours of business.

    Days that the limit skipped do not count; a limit in days begins on the day after, as it was counted. The moment
    never lies on an evening: what would end with a day comes on the next morning. A clock that runs day and night is
    warned of day and night.
    """
    spans = list(_spans(counted, hours)) if counted.unit is not Unit.CLOCK_HOUR else []
    left = sum((end - begin for begin, end in spans), timedelta()) * SHARE.numerator / SHARE.denominator
    for begin, end in spans:
        if left < end - begin:
            return begin + left
        left -= end - begin
    return counted.start + (counted.due_at - counted.start) * SHARE.numerator / SHARE.denominator


def _spans(counted: Deadline, hours: Hours) -> Iterator[tuple[datetime, datetime]]:
    """What of each day counted lies between start and due, in order."""
    skipped = {one.date for one in counted.skipped}
    by_moment = counted.unit in _IN_HOURS or counted.amount == 0
    first = counted.start.astimezone(ZONE).date() + timedelta(days=0 if by_moment else 1)
    days = [day for day in _days(first, counted.due_at.astimezone(ZONE).date()) if day not in skipped]
    for day in days if by_moment else days[counted.grace :]:
        for opens, closes in hours.periods(day):
            begin = max(datetime.combine(day, opens, ZONE), counted.start)
            end = min(datetime.combine(day, closes, ZONE), counted.due_at)
            if begin < end:
                yield begin, end


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)
