"""When a promise is due, and how that was counted.

民法典 第二百零一条: the day on which a limit begins is not counted; hours run from the moment set. 第二百零三条: where
the last day is one of rest, the next worked one is the last (nothing in between is skipped); it ends at 24:00, or,
where there are hours of business, when business ends. What arrives after business has ended, or on a day of rest, is
received on the next working day, so that the day after that is day one. Henan's guide asks for limits without giving
any, so amounts and units come from the scheme in force, the hours from the window.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from huiqi.kernel.words import Word
from huiqi.standards.opening_hours import USUAL, Day, Hours
from huiqi.standards.working_days import Calendar, Due, Skipped, add_calendar_days, add_working_days

ZONE = ZoneInfo("Asia/Shanghai")


class Unit(Word):
    """In what a promise is counted; the codes are those of the network's time limits."""

    WORKING_DAY = "working_day", "个工作日"
    CALENDAR_DAY = "calendar_day", "天"
    WORKING_HOUR = "working_hour", "小时（工作时间）"
    CLOCK_HOUR = "clock_hour", "小时（日夜连续）"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due moment with how it was counted; `guessed`: a year without official holiday notice was involved.

    `amount` is counted in `unit`; `skipped` are the days not counted; `grace` working days lay before the counting.
    `received`: the day on which it counts as received, where it arrived after hours. `business`: the hours of business
    of its last day.
    """

    start: datetime
    amount: int
    unit: Unit
    due_at: datetime
    skipped: tuple[Skipped, ...]
    guessed: bool
    grace: int = 0
    received: date | None = None
    business: Day = ()

    def explanation(self, source: str) -> dict[str, Any]:
        """The same as JSON, to be kept with the promise; `source` names the scheme that set the limit."""
        return {
            "from": self.start.isoformat(),
            "amount": self.amount,
            "unit": str(self.unit),
            "due": self.due_at.isoformat(),
            "skipped": [{"date": day.date.isoformat(), "why": day.why} for day in self.skipped],
            "guessed": self.guessed,
            "grace": self.grace,
            "source": source,
            "business": "、".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in self.business),
            **({"received": self.received.isoformat()} if self.received else {}),
        }


NOTHING = timedelta()


def due(
    start: datetime,
    amount: int,
    unit: Unit,
    calendar: Calendar,
    hours: Hours = USUAL,
    *,
    grace: int = 0,
    still: timedelta = NOTHING,
) -> Deadline:
    """The moment until which a promise of `amount` `unit`s made at `start` (aware) is kept.

    Days end at the hour of closing of the window whose `hours` these are. Working hours run only within them, clock
    hours day and night. `grace` working days pass before the counting begins. `still`: how long the clock
    stood (`rules.pausing`), in whole days where the limit is in days.
    """
    local = start.astimezone(ZONE)
    if unit is Unit.CLOCK_HOUR and not grace:
        return Deadline(local, amount, unit, local + timedelta(hours=amount) + still, (), False)
    received = local.date() if grace else received_on(local, calendar, hours)
    waited = add_working_days(received, grace, calendar)
    if unit in (Unit.WORKING_HOUR, Unit.CLOCK_HOUR):
        begun = local if not grace else closing(waited.due, hours)
        moment, counted = _add_hours(begun, timedelta(hours=amount) + still, unit, calendar, hours)
    else:
        add = add_working_days if unit is Unit.WORKING_DAY else add_calendar_days
        counted = add(waited.due, amount + still.days, calendar)
        moment = closing(counted.due, hours)
    skipped = (*waited.skipped, *counted.skipped)
    guessed = waited.guessed or counted.guessed
    late = received if received != local.date() else None
    return Deadline(local, amount, unit, moment, skipped, guessed, grace, late, hours.periods(counted.due))


def closing(day: date, hours: Hours = USUAL) -> datetime:
    """When business ends on a worked day."""
    return datetime.combine(day, hours.closes(day), ZONE)


def opening(day: date, hours: Hours = USUAL) -> datetime:
    """When business begins on a worked day."""
    return datetime.combine(day, hours.opens(day), ZONE)


def received_on(local: datetime, calendar: Calendar, hours: Hours) -> date:
    """On which day that counts as received which arrives at a moment in China: after hours, on the next working day."""
    day = local.date()
    open_then = hours.receives(day, calendar)
    if open_then and local.time() < open_then[-1][1]:
        return day
    return add_working_days(day, 1, calendar).due


def _add_hours(local: datetime, left: timedelta, unit: Unit, calendar: Calendar, hours: Hours) -> tuple[datetime, Due]:
    if unit is Unit.CLOCK_HOUR:
        return local + left, Due((local + left).date(), (), False)
    now, skipped, guessed = local, list[Skipped](), False
    while True:
        day = now.date()
        guessed |= calendar.is_guess(day)
        why = calendar.why_rest(day)
        if why is not None:
            skipped.append(Skipped(day, why))
        for opens, closes in hours.periods(day) if why is None else ():
            begun, ends = max(now, datetime.combine(day, opens, ZONE)), datetime.combine(day, closes, ZONE)
            if begun + left <= ends:
                return begun + left, Due(day, tuple(skipped), guessed)
            left -= max(ends - begun, timedelta())
        now = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZONE)
