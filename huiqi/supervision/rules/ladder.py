"""The limits of the ladder, and how they are counted: working days, the first not counted, to the close of business."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from huiqi.demands.words import Step
from huiqi.standards.working_days import Calendar, add_working_days
from huiqi.supervision.words import LadderStep

ZONE = ZoneInfo("Asia/Shanghai")
CLOSES = time(17, 30)

FINISHES = (Step.FINISH, Step.EXTENDED_FINISH, Step.GREEN_FINISH)
"""Completions: whoever misses one owes the enterprise an explanation."""

OBJECTION_DAYS = 5
"""Working days to object to a record: no regulation sets a term within a platform network."""

EXPLAIN_DAYS = 1
"""Working days after which an enterprise at the latest has its letter of explanation."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one step: working days that pass before it is proposed, that it leaves for an answer, the remedy asked for."""

    wait_days: int
    answer_days: int
    remedy: str


DEFAULTS: Mapping[LadderStep, Limits] = {
    LadderStep.ORDER: Limits(3, 3, "立即办理并答复企业；说明没有按时办结的原因；提出防止再次发生的措施。"),
    LadderStep.CIRCULAR: Limits(5, 5, "限期办结并答复企业；单位负责人签字报送整改情况。"),
    LadderStep.TALK: Limits(5, 5, "单位负责人到场说明；作出限期整改的书面承诺。"),
}
"""Where a network has set nothing of its own. A bureau's rules for 12345 order the day after expiry and circulate five
working days later; three days are left here to make up for it first."""


def until(at: datetime, days: int, calendar: Calendar) -> datetime:
    """The close of business of the working day that is `days` after the day of `at`."""
    day = add_working_days(at.astimezone(ZONE).date(), days, calendar).due
    return datetime.combine(day, CLOSES, ZONE)


def explained_at(missed_at: datetime, calendar: Calendar) -> datetime:
    """When the letter of explanation is written by itself, if nobody wrote its reason: two hours before it is due."""
    return until(missed_at, EXPLAIN_DAYS, calendar) - timedelta(hours=2)
