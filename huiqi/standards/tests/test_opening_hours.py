"""Hours of business, as they are typed, stored and read out."""

from datetime import date, time

import pytest

from huiqi.standards.calendars import Calendar
from huiqi.standards.opening_hours import USUAL, Hours, HoursUnclear, read_day, said, stored, week

MORNING, AFTERNOON = (time(9), time(12)), (time(13, 30), time(17, 30))
TYPED = [
    "9:00–12:00，13:30–17:30",
    "09:00-12:00 13:30-17:30",
    "9：00至12：00、13:30 ~ 17:30",
    "9:00 - 12:00; 13:30—17:30",
]


@pytest.mark.parametrize("text", TYPED)
def test_periods_are_read_however_they_are_typed(text):
    assert read_day(text) == (MORNING, AFTERNOON)
    assert read_day("") == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("九点到五点", "unreadable"),
        ("9:00-25:00", "unreadable"),
        ("9:00", "unreadable"),
        ("12:00-9:00", "backwards"),
        ("9:00-12:00，11:00-17:00", "overlapping"),
        ("13:00-17:00，9:00-12:00", "overlapping"),
        ("9:00-12:00\x00", "unreadable"),
    ],
)
def test_what_makes_no_sense_is_named(text, code):
    with pytest.raises(HoursUnclear) as unclear:
        read_day(text)
    assert unclear.value.code == code


def test_a_week_is_stored_and_told_with_days_alike_together():
    rows = [["09:00-12:00", "13:30-17:30"]] * 4 + [["09:00-12:00"], ["09:00-12:00"], []]
    assert stored(week(rows)) == rows
    assert said(week(rows)) == "周一至周四 9:00–12:00，13:30–17:30；周五至周六 9:00–12:00"


def test_each_week_holds_from_its_day_on_and_the_usual_one_before():
    hours = Hours.told([{"since": "2026-12-01", "week": [["10:00-16:00"]] * 5 + [[], []]}])
    assert hours.closes(date(2026, 11, 30)) == time(17, 30)
    assert hours.closes(date(2026, 12, 1)) == time(16)


def test_a_weekend_day_that_is_worked_has_the_hours_of_a_monday_and_one_at_rest_receives_nothing():
    calendar = Calendar.official()
    assert USUAL.receives(date(2026, 2, 28), calendar) == ((time(9), time(17, 30)),)
    assert USUAL.receives(date(2026, 11, 21), calendar) == ()
