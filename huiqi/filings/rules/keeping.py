"""How long what a firm took along, and what offices brought, is kept.

个人信息保护法 第十九条: no longer than the purpose needs; 第四十七条: then it is deleted without being asked. How long
that is the platform says, in its rules. Number, policy, day and the outcome remain: they serve the figures.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
MOST_YEARS = 100


def kept_since(at: datetime, years: int) -> datetime:
    """What is older than this moment is kept no longer; 29 February is the 28th."""
    return _moved(at.astimezone(ZONE), -years)


def kept_until(since: datetime, years: int) -> datetime:
    """The moment from which on what is of `since` is kept no longer."""
    return _moved(since.astimezone(ZONE), years)


def _moved(local: datetime, years: int) -> datetime:
    try:
        return local.replace(year=local.year + years)
    except ValueError:
        return (local - timedelta(days=1)).replace(year=local.year + years)
