"""When a promise is due, and how that was counted.

民法典 第二百零一条: the day on which a limit begins is not counted. 第二百零三条: it ends at 24:00 of its last day, or,
where there are hours of business, when business ends. Henan's guide asks for limits without giving any, so amounts and
units come from the scheme in force.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from huiqi.kernel.words import Word
from huiqi.standards.working_days import Calendar, Due, Skipped, add_calendar_days, add_working_days

ZONE = ZoneInfo("Asia/Shanghai")
OPENS, CLOSES = time(9, 0), time(17, 30)
"""Hours of business for counting. Midday is not taken out: windows keep one person on duty (服务双岗制)."""


class Unit(Word):
    """In what a promise is counted; the codes are those of the network's time limits."""

    WORKING_DAY = "working_day", "个工作日"
    CALENDAR_DAY = "calendar_day", "天"
    WORKING_HOUR = "working_hour", "小时（工作时间）"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due moment with how it was counted; `guessed`: a year without official holiday notice was involved.

    `amount` is counted in `unit`; `skipped` are the days not counted; `grace` working days lay before the counting.
    """

    start: datetime
    amount: int
    unit: Unit
    due_at: datetime
    skipped: tuple[Skipped, ...]
    guessed: bool
    grace: int = 0

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
        }


def due(start: datetime, amount: int, unit: Unit, calendar: Calendar, *, grace: int = 0) -> Deadline:
    """The moment until which a promise of `amount` `unit`s made at `start` (aware) is kept.

    Days end at the hour of closing. Hours run only within hours of business. `grace` working days pass before the
    counting begins. A start after closing or on a day of rest begins its limit on that day all the same.
    """
    local = start.astimezone(ZONE)
    waited = add_working_days(local.date(), grace, calendar)
    if unit is Unit.WORKING_HOUR:
        begun = local if not grace else datetime.combine(waited.due, CLOSES, ZONE)
        moment, counted = _add_hours(begun, amount, calendar)
    else:
        counted = _add_days(local if not grace else None, waited.due, amount, unit, calendar)
        moment = datetime.combine(counted.due, CLOSES, ZONE)
    skipped = (*waited.skipped, *counted.skipped)
    return Deadline(local, amount, unit, moment, skipped, waited.guessed or counted.guessed, grace)


def _add_days(local: datetime | None, first: date, amount: int, unit: Unit, calendar: Calendar) -> Due:
    """`local` is the very moment, where the limit begins with it: “the same day” needs some of it left."""
    if amount == 0 and local is not None and (local.time() >= CLOSES or calendar.why_rest(first) is not None):
        return add_working_days(first, 1, calendar)
    add = add_working_days if unit is Unit.WORKING_DAY else add_calendar_days
    return add(first, amount, calendar)


def _add_hours(local: datetime, hours: int, calendar: Calendar) -> tuple[datetime, Due]:
    left, now = timedelta(hours=hours), local
    skipped: list[Skipped] = []
    guessed = False
    while True:
        day = now.date()
        guessed |= calendar.is_guess(day)
        why = calendar.why_rest(day)
        opens, closes = datetime.combine(day, OPENS, ZONE), datetime.combine(day, CLOSES, ZONE)
        if why is not None:
            skipped.append(Skipped(day, why))
        elif now < closes:
            begun = max(now, opens)
            if begun + left <= closes:
                return begun + left, Due(day, tuple(skipped), guessed)
            left -= closes - begun
        now = datetime.combine(day + timedelta(days=1), OPENS, ZONE)
