"""Questions: which calendar holds today?"""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import QuerySet

from huiqi.kernel.prepared import prepared
from huiqi.kernel.requests import once_a_request
from huiqi.reference.models import HolidayNotice
from huiqi.standards.calendars import Calendar

REACH = timedelta(days=60)  # thirty working days and a long holiday


@once_a_request
def calendar() -> Calendar:
    """The official calendar with every imported notice. One query a request; the value is made once per import."""
    return _calendar(tuple(_notices()))


@prepared
def _notices() -> QuerySet[HolidayNotice, tuple[int, datetime, int]]:
    return HolidayNotice.objects.order_by("year").values_list("id", "imported_at", "year")


@lru_cache(maxsize=4)
def _calendar(_version: tuple[tuple[int, datetime, int], ...]) -> Calendar:
    made = Calendar.official()
    for notice in HolidayNotice.objects.order_by("year"):
        holidays = {date.fromisoformat(day): name for day, name in notice.holidays.items()}
        made = made.with_year(notice.year, holidays, [date.fromisoformat(day) for day in notice.workdays])
    return made


def unknown_years(on: date) -> list[int]:
    """The years that time limits counted today may reach and for which no notice is known."""
    known = calendar().years
    return [year for year in sorted({on.year, (on + REACH).year}) if year not in known]
