"""How a clock that stands moves a due moment: never earlier, nothing for nothing, two pauses in a row as one."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.demands.rules.deadlines import ZONE, Unit, due, received_on
from huiqi.demands.rules.pausing import Pause, due_after, read, stood, told, working_time
from huiqi.demands.words import PauseGround
from huiqi.standards.calendars import Calendar
from huiqi.standards.opening_hours import USUAL, Hours
from huiqi.standards.working_days import working_days_between

CALENDAR = Calendar.official()
TIMES = Hours.told([{"since": "2020-01-01", "week": [["09:00-12:00", "13:30-17:00"]] * 5 + [[], []]}])
GROUND = PauseGround.INSPECTION
DAY, NATURAL, HOUR, CLOCK = Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.WORKING_HOUR, Unit.CLOCK_HOUR


def at(text: str) -> datetime:
    """A moment in Beijing time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def paused(start: str, amount: int, unit: Unit, *pauses: tuple[str, str]) -> datetime:
    """When it is due after these pauses."""
    stands = [Pause(at(began), at(ended), GROUND) for began, ended in pauses]
    return due_after(at(start), amount, unit, CALENDAR, USUAL, stands).due_at


CASES = [
    # five working days from Friday 20 November end on Friday 27
    ("2026-11-20 10:00", 5, DAY, [("2026-11-23 10:00", "2026-11-25 16:00")], "2026-12-01 17:30"),
    ("2026-11-20 10:00", 5, DAY, [("2026-11-23 10:00", "2026-11-23 17:00")], "2026-11-27 17:30"),  # no whole day
    ("2026-11-20 10:00", 6, DAY, [("2026-11-27 18:00", "2026-11-29 10:00")], "2026-11-30 17:30"),  # a weekend
    ("2026-11-20 10:00", 5, DAY, [("2026-11-27 10:00", "2026-12-05 10:00")], "2026-12-07 17:30"),  # resumed on Saturday
    ("2026-11-16 10:00", 4, NATURAL, [("2026-11-18 10:00", "2026-11-20 10:00")], "2026-11-23 17:30"),  # ends on Sunday
    ("2026-11-17 10:00", 4, NATURAL, [("2026-11-22 10:00", "2026-11-25 10:00")], "2026-11-25 17:30"),  # its last day
    ("2026-11-20 10:00", 4, HOUR, [("2026-11-20 11:00", "2026-11-23 10:00")], "2026-11-23 13:00"),
    ("2026-11-20 22:00", 24, CLOCK, [("2026-11-20 23:00", "2026-11-21 02:00")], "2026-11-22 01:00"),
]


@pytest.mark.parametrize(("start", "amount", "unit", "pauses", "end"), CASES)
def test_what_stood_still_is_added_in_the_unit_of_the_limit(start, amount, unit, pauses, end):
    assert paused(start, amount, unit, *pauses) == at(end)


def test_the_explanation_says_which_days_stood_and_can_be_read_back():
    pause = Pause(at("2026-11-23 10:00"), at("2026-11-25 16:00"), GROUND)
    said = told(pause, DAY, CALENDAR, USUAL)
    assert (said["days"], said["stood"]) == (["2026-11-24", "2026-11-25"], 2 * 86_400)
    assert read({"pauses": [said]}) == [pause]


MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2026, 6, 1)).map(lambda one: one.replace(tzinfo=ZONE))  # noqa: DTZ001
LONG = st.integers(0, 40 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
UNITS = st.sampled_from(list(Unit))
AMOUNTS = st.integers(1, 40)


@given(MOMENTS, AMOUNTS, UNITS, LONG, LONG)
def test_a_pause_never_makes_it_earlier_and_leaves_time_after_it(start, amount, unit, before, length):
    without = due(start, amount, unit, CALENDAR, TIMES)
    began = start + before
    if began >= without.due_at:
        return
    one = Pause(began, began + length, GROUND)
    counted = due_after(start, amount, unit, CALENDAR, TIMES, [one])
    assert counted.due_at >= without.due_at
    assert counted.due_at > one.ended


@given(MOMENTS, AMOUNTS, UNITS, LONG)
def test_a_pause_of_no_length_gains_nothing(start, amount, unit, before):
    without = due(start, amount, unit, CALENDAR, TIMES).due_at
    began = start + before
    if began < without:
        assert due_after(start, amount, unit, CALENDAR, TIMES, [Pause(began, began, GROUND)]).due_at == without


@given(MOMENTS, AMOUNTS, UNITS, LONG, LONG, LONG)
def test_two_pauses_in_a_row_are_one(start, amount, unit, before, first, second):
    began = start + before
    middle, ended = began + first, began + first + second
    two = [Pause(began, middle, GROUND), Pause(middle, ended, GROUND)]
    one = [Pause(began, ended, GROUND)]
    assert due_after(start, amount, unit, CALENDAR, TIMES, two) == due_after(start, amount, unit, CALENDAR, TIMES, one)


@given(MOMENTS, AMOUNTS, LONG, LONG, LONG, LONG)
def test_working_days_of_two_pauses_add_up(start, amount, before, first, gap, second):
    one = Pause(start + before, start + before + first, GROUND)
    other = Pause(one.ended + gap, one.ended + gap + second, GROUND)
    counted = due_after(start, amount, DAY, CALENDAR, TIMES, [one, other])
    days = sum(stood(each, DAY, CALENDAR, TIMES).days for each in (one, other))
    worked = working_days_between(received_on(start, CALENDAR, TIMES), counted.due_at.date(), CALENDAR)
    assert worked >= amount + days
    in_time = one.began < due(start, amount, DAY, CALENDAR, TIMES).due_at
    if in_time and other.began < due_after(start, amount, DAY, CALENDAR, TIMES, [one]).due_at:
        assert worked == amount + days


@given(MOMENTS, LONG, LONG)
def test_working_time_adds_up(began, first, second):
    middle, ended = began + first, began + first + second
    parts = [working_time(*each, CALENDAR, TIMES) for each in ((began, middle), (middle, ended))]
    assert sum(parts, timedelta()) == working_time(began, ended, CALENDAR, TIMES)
