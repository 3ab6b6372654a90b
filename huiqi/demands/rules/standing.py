"""How a demand stands beside its flow: what may close it unanswered, who may press whom how often, what comes first."""

from collections.abc import Collection
from datetime import datetime

from huiqi.demands.rules.deadlines import ZONE, Unit, closing, due
from huiqi.demands.words import DemandState, Ground, Urgency
from huiqi.standards.opening_hours import USUAL, Hours
from huiqi.standards.working_days import Calendar, add_working_days

_G = Ground

GROUNDS: dict[DemandState, tuple[Ground, ...]] = {
    DemandState.REFUSED: (
        *(_G.NO_SERVICE, _G.PRIVATE_DISPUTE, _G.IN_COURT, _G.PETITION),
        *(_G.POLICE, _G.STATE_SECRET, _G.SETTLED_BEFORE),
    ),
    DemandState.ENDED: (_G.SETTLED, _G.COURT_BEGUN, _G.NO_COOPERATION),
    DemandState.REPEATED: (_G.REPEATED,),
    DemandState.WITHDRAWN: (_G.WITHDRAWN,),
}
"""On what grounds a demand may come to each of these ends."""

OBJECTION_DAYS = 30
"""Natural days to object to a decision. No regulation sets a term for a service platform; taken from the nearest one:
信访工作条例 第三十五条 leaves thirty days to ask for the review of a decision."""

EARLIER_TIMES = 2
"""How often a matter must have been closed before its next filing may be closed as repeated: it is then the third."""

FIRM_REMINDERS = 2
"""Reminders in vain before a demand may be ended for want of cooperation."""

REMINDER_DAYS = 1
"""Working days in which a reminder is answered, and which a reminded enterprise is left."""

ADDITIONS_A_DAY = 10
"""How often a day an enterprise may add to one demand."""


def objection_until(decided_at: datetime, calendar: Calendar, hours: Hours = USUAL) -> datetime:
    """Until when a decision may be objected to."""
    return due(decided_at, OBJECTION_DAYS, Unit.CALENDAR_DAY, calendar, hours).due_at


def reminder_due(reminded_at: datetime, calendar: Calendar, hours: Hours = USUAL) -> datetime:
    """Until when a reminder is answered."""
    return due(reminded_at, REMINDER_DAYS, Unit.WORKING_DAY, calendar, hours).due_at


def climbs_at(passed_at: datetime, calendar: Calendar, hours: Hours = USUAL) -> datetime:
    """Until when the next one up may answer: a working day, at whatever hour the term before it passed."""
    return closing(add_working_days(passed_at.astimezone(ZONE).date(), REMINDER_DAYS, calendar).due, hours)


def same_day(one: datetime, other: datetime) -> bool:
    """Whether two moments lie on the same day in China."""
    return one.astimezone(ZONE).date() == other.astimezone(ZONE).date()


def may_urge(last: datetime | None, owed_until: datetime | None, at: datetime) -> bool:
    """Whether an enterprise may press: once a day, and not while its last reminder may still be answered in time."""
    waiting = owed_until is not None and at < owed_until
    return not waiting and (last is None or not same_day(last, at))


def may_escalate(urged_until: datetime | None, missed: bool, at: datetime) -> bool:
    """Whether the hub may be asked: a reminder went unanswered past its term, or something promised was missed."""
    return missed or (urged_until is not None and urged_until <= at)


def cooperation_failed(terms: Collection[datetime], at: datetime) -> bool:
    """Whether two reminders to the enterprise have passed in vain; `terms` are the ends of the time each left."""
    return sum(term <= at for term in terms) >= FIRM_REMINDERS


def rank(green: bool, urgency: Urgency) -> int:
    """The order on every desk: a green channel first, then what is urgent, then the rest."""
    return 0 if green else 1 if urgency is Urgency.URGENT else 2
