"""When the enterprise's clock stands 中止计时, for how long at most, and what that does to a due moment.

《优化营商环境条例》 lets no office stop a clock at will: it stands where the law makes one wait for a test, for a court
or for what only the enterprise can bring, and where the enterprise itself asks. What stood still is added to the limit
in the limit's own unit, so that a pause never makes anything due earlier, one of no length changes nothing, and two in
a row are one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from huiqi.demands.rules.deadlines import ZONE, Deadline, Unit, closing, due, received_on
from huiqi.demands.words import PauseGround, Step
from huiqi.standards.opening_hours import USUAL, Hours
from huiqi.standards.working_days import Calendar, working_days_between

MOST_DAYS = {
    PauseGround.AWAITING_FIRM: 30,
    PauseGround.INSPECTION: 60,
    PauseGround.PROCEEDING: 180,
    PauseGround.FIRM_ASKS: 90,
}
"""Natural days after which the clock runs again at the latest. No regulation sets them for a service platform: these
are Huiqi's own, so that nothing stands for ever; what takes longer is suspended again, with a new reason."""


STANDING = (Step.STAGED_REPLY, Step.FINISH, Step.EXTENDED_FINISH, Step.GREEN_FINISH)
"""What is owed to the enterprise and stands with its clock; the clocks of offices run on."""


@dataclass(frozen=True, slots=True)
class Pause:
    """From when until when a clock stood, and why."""

    began: datetime
    ended: datetime
    ground: PauseGround


def due_after(
    start: datetime, amount: int, unit: Unit, calendar: Calendar, hours: Hours, pauses: Sequence[Pause]
) -> Deadline:
    """The due moment of a limit whose clock stood for these pauses, in order. Without pauses it is `due`.

    Days are counted from and to the day on which the pause, and its end, count as received. The last day itself may
    come during a pause: then the day on which the clock runs again is the last.
    """
    still = sum((stood(one, unit, calendar, hours) for one in pauses), timedelta())
    counted = due(start, amount, unit, calendar, hours, still=still)
    if not pauses or unit in (Unit.WORKING_HOUR, Unit.CLOCK_HOUR):
        return counted
    resumed = received_on(pauses[-1].ended.astimezone(ZONE), calendar, hours)
    return replace(counted, due_at=max(counted.due_at, closing(resumed, hours)))


def stood(pause: Pause, unit: Unit, calendar: Calendar, hours: Hours = USUAL) -> timedelta:
    """How much of a limit in this unit stood still: whole days for days (working days for working days), time else."""
    began, ended = pause.began.astimezone(ZONE), pause.ended.astimezone(ZONE)
    if unit is Unit.CLOCK_HOUR:
        return ended - began
    if unit is Unit.WORKING_HOUR:
        return working_time(began, ended, calendar, hours)
    first, last = received_on(began, calendar, hours), received_on(ended, calendar, hours)
    if unit is Unit.WORKING_DAY:
        return timedelta(days=working_days_between(first, last, calendar))
    return last - first


def still_days(pause: Pause, unit: Unit, calendar: Calendar, hours: Hours = USUAL) -> tuple[date, date] | None:
    """The first and the last of the days that stood still; none where no whole day did."""
    first = received_on(pause.began.astimezone(ZONE), calendar, hours)
    last = received_on(pause.ended.astimezone(ZONE), calendar, hours)
    is_days = unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY)
    return (first + timedelta(days=1), last) if is_days and last > first else None


def working_time(began: datetime, ended: datetime, calendar: Calendar, hours: Hours) -> timedelta:
    """How long a place was open between two moments in China, on working days."""
    total, day = timedelta(), began.date()
    while day <= ended.date():
        for opens, closes in hours.periods(day) if calendar.why_rest(day) is None else ():
            since = max(began, datetime.combine(day, opens, ZONE))
            until = min(ended, datetime.combine(day, closes, ZONE))
            total += max(until - since, timedelta())
        day += timedelta(days=1)
    return total


def told(pause: Pause, unit: Unit, calendar: Calendar, hours: Hours) -> dict[str, Any]:
    """A pause as the explanation of a promise keeps it: how much of it stood still, and which days."""
    days = still_days(pause, unit, calendar, hours)
    return {
        "from": pause.began.isoformat(),
        "until": pause.ended.isoformat(),
        "ground": str(pause.ground),
        "stood": int(stood(pause, unit, calendar, hours).total_seconds()),
        "days": [day.isoformat() for day in days] if days else [],
    }


def read(explanation: Mapping[str, Any]) -> list[Pause]:
    """The pauses that the explanation of a promise keeps."""
    return [
        Pause(datetime.fromisoformat(one["from"]), datetime.fromisoformat(one["until"]), PauseGround(one["ground"]))
        for one in explanation.get("pauses", ())
    ]
