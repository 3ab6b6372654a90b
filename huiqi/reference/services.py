"""The verb of reference: import a notice on holidays."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.reference.models import HolidayNotice
from huiqi.standards.calendars import Calendar


def import_notice(
    year: int, holidays: Mapping[date, str], workdays: list[date], *, source: str, actor: Actor, at: datetime
) -> HolidayNotice:
    """Keep the holidays (with their names) and make-up workdays of a year, as the official notice announces them.

    Raises `ValueError` where a day lies outside the notice's year, is both, or makes up for nothing.
    """
    Calendar.official().with_year(year, holidays, workdays)
    notice, _made = HolidayNotice.objects.update_or_create(
        year=year,
        defaults={
            "source": source,
            "holidays": {day.isoformat(): name for day, name in holidays.items()},
            "workdays": [day.isoformat() for day in workdays],
            "imported_at": at,
            "imported_by": actor.person_ref,
        },
    )
    data = {"year": year, "holidays": notice.holidays, "workdays": notice.workdays, "source": source}
    record("holidays", uuid5(NAMESPACE_URL, f"holidays:{year}"), "import", actor=actor, at=at, data=data)
    return notice
