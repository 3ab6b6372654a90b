"""What a bad rating leads to: the work is done again one level up, within a limit.

国办发〔2019〕51号 (as it is reported): 谁办理、谁负责; clear and reasonable: at once; complex: reasons, ledger, limit;
without legal basis: explained; mistaken or malicious: appealed, reviewed, left out of the counts. 眉山: fifteen
working days. 江门: the dissatisfied are done again, a level higher.
"""

from datetime import datetime

from huiqi.demands.rules.deadlines import Unit, due
from huiqi.demands.words import RatingLevel
from huiqi.kernel.words import Word
from huiqi.standards.working_days import Calendar


class UpLevel(Word):
    """Who puts right what an enterprise is dissatisfied with: one level up."""

    WINDOW = "window", "受理窗口负责人"
    HUB = "hub", "省平台"


DAYS, CONTACT_DAYS = 15, 1
"""Working days to put it right, and to call the enterprise, where the scheme says nothing else."""

APPEAL_DAYS = 5
"""Working days within which whoever handled it may appeal against a rating."""

BAD = frozenset({RatingLevel.DISSATISFIED, RatingLevel.VERY_DISSATISFIED})
"""差评: the two lowest of five levels (GB/T 39734-2020)."""


def one_level_up(handled_elsewhere: bool, before: UpLevel | None) -> UpLevel | None:
    """Who puts it right: of an institution's work the window's manager, of a window's own the hub, after the window the
    hub; after the hub nobody is left, and the file says that the enterprise remained dissatisfied.
    """
    if before is not None:
        return UpLevel.HUB if before is UpLevel.WINDOW else None
    return UpLevel.WINDOW if handled_elsewhere else UpLevel.HUB


def appeal_until(rated_at: datetime, calendar: Calendar) -> datetime:
    """Until when a rating may be appealed."""
    return due(rated_at, APPEAL_DAYS, Unit.WORKING_DAY, calendar).due_at
