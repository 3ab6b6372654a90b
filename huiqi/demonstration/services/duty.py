"""What one window of the demonstration promises at any hour, and who is on duty there in the next nights."""

from datetime import datetime, time, timedelta

from django.utils.timezone import localdate, make_aware

from huiqi.accounts.selectors import people_of
from huiqi.kernel.access import SYSTEM
from huiqi.network.selectors import keeps_roster, urgent_kinds, window_by_slug
from huiqi.network.services import set_shift, set_time_limits

AT = "zhengzhou"
NIGHTS = 3
EVENING, MORNING = time(17, 30), time(9, 0)


def keep_duty(*, at: datetime) -> None:
    """Promise what is urgent within a day, and put the window's people on duty in turn; once."""
    window, today = window_by_slug(AT), localdate(at)
    assert window is not None
    if not urgent_kinds(window.id, today):
        set_time_limits("urgent_24h", window_id=window.id, since=today, actor=SYSTEM, at=at)
    people = list(people_of(window.organisation_id, today).order_by("id"))
    if keeps_roster(window.id):
        return
    for night in range(NIGHTS):
        day = today + timedelta(days=night)
        since = make_aware(datetime.combine(day, EVENING))
        until = make_aware(datetime.combine(day + timedelta(days=1), MORNING))
        if until > at:
            set_shift(window.id, people[night % len(people)].id, since, until, actor=SYSTEM, at=at)
