"""How much is left of a limit, said so that it is true over days of rest."""

from datetime import datetime

import pytest

from huiqi.demands.rules.deadlines import ZONE
from huiqi.demands.wording.due import time_left
from huiqi.standards.calendars import Calendar

LEFT = [
    ("2026-11-27 10:00", "2026-11-27 17:30", "今天 17:30 到期"),
    ("2026-11-27 10:00", "2026-11-28 10:00", "明天 10:00 到期"),  # twenty-four hours over a Saturday
    ("2026-11-28 09:00", "2026-11-29 23:59", "明天 23:59 到期"),
    ("2026-11-27 10:00", "2026-11-29 10:00", "还有 2 天，都是休息日"),
    ("2026-09-30 18:00", "2026-10-03 18:00", "还有 3 天，都是休息日"),
    ("2026-11-26 10:00", "2026-11-27 10:00", "还有 1 个工作日"),
    ("2026-11-27 10:00", "2026-11-30 10:00", "还有 1 个工作日"),
    ("2026-11-27 10:00", "2026-11-27 09:00", "超时 1 小时"),
]


def at(text):
    """A moment in Beijing time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(("now", "due", "said"), LEFT)
def test_what_is_left_is_said_truly(now, due, said):
    assert time_left(at(due), at(now), Calendar.official()) == said
