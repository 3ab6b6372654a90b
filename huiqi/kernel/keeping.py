"""For how many years something is kept by a rule of an app, and until which moment."""

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
