"""The verb of hours of business: say when a window is open, from a day on."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.network.models import Window
from huiqi.search.services import content_changed
from huiqi.standards.opening_hours import WORKED, Week, stored


@transaction.atomic
def set_hours(window_id: int, week: Week, *, since: date, actor: Actor, at: datetime) -> Window:
    """State when a window is open from a day on; what was promised before is due when it was.

    A week announced for the same day is replaced. Raises `Refused`: hours_past (a day that has passed), hours_gap (a
    day from Monday to Friday without hours: the law counts it as a working day).
    """
    window = Window.objects.select_related("organisation").select_for_update(of=("self",)).get(id=window_id)
    if since < localdate(at):
        raise Refused("hours_past", "since")
    gap = next((number for number in range(WORKED) if not week[number]), None)
    if gap is not None:
        raise Refused("hours_gap", f"day_{gap}", weekday=gap)
    others = [row for row in window.timetable if row["since"] != since.isoformat()]
    window.timetable = sorted(
        [*others, {"since": since.isoformat(), "week": stored(week)}], key=lambda row: str(row["since"])
    )
    window.save(update_fields=["timetable"])
    data = {"since": since.isoformat(), "week": stored(week)}
    record("window", window.organisation.ref, "set_hours", actor=actor, at=at, data=data)
    content_changed()
    return window
