"""Due moments over the holidays of 2025 and 2026, from the notices of the State Council and the code."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.demands.rules.deadlines import ZONE, Unit, due
from huiqi.network.words import LimitUnit
from huiqi.standards.calendars import Calendar
from huiqi.standards.opening_hours import Hours
from huiqi.standards.working_days import is_working_day

CALENDAR = Calendar.official()
DAY, NATURAL, HOUR, CLOCK = Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.WORKING_HOUR, Unit.CLOCK_HOUR


def at(text: str) -> datetime:
    """A moment in Beijing time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


WORKING_DAYS = [
    ("2026-11-20 09:12", 5, "2026-11-27 17:30"),  # a Friday; the weekend is passed over
    ("2026-11-20 17:29", 1, "2026-11-23 17:30"),
    ("2026-11-20 23:59", 1, "2026-11-24 17:30"),  # after closing: received on Monday, so that Tuesday is day one
    ("2026-11-21 10:00", 1, "2026-11-24 17:30"),  # on a Saturday: the same
    ("2026-11-23 07:00", 1, "2026-11-24 17:30"),  # before opening: received that day
    ("2025-12-31 10:00", 1, "2026-01-04 17:30"),  # New Year 1 to 3; Sunday the 4th is worked
    ("2026-02-13 10:00", 1, "2026-02-14 17:30"),  # before the Spring Festival Saturday the 14th is worked
    ("2026-02-14 10:00", 1, "2026-02-24 17:30"),  # 15 to 23 February
    ("2026-02-24 10:00", 4, "2026-02-28 17:30"),  # Saturday the 28th is worked
    ("2026-04-03 10:00", 1, "2026-04-07 17:30"),  # 4 to 6 April
    ("2026-04-30 10:00", 1, "2026-05-06 17:30"),  # 1 to 5 May
    ("2026-05-08 10:00", 1, "2026-05-09 17:30"),  # Saturday 9 May is worked
    ("2026-06-18 10:00", 1, "2026-06-22 17:30"),  # 19 to 21 June
    ("2026-09-24 10:00", 1, "2026-09-28 17:30"),  # 25 to 27 September
    ("2026-09-30 10:00", 1, "2026-10-08 17:30"),  # 1 to 7 October
    ("2026-10-09 10:00", 1, "2026-10-10 17:30"),  # Saturday the 10th is worked
    ("2025-01-27 10:00", 1, "2025-02-05 17:30"),  # 28 January to 4 February
    ("2025-02-07 10:00", 1, "2025-02-08 17:30"),  # Saturday the 8th is worked
    ("2025-04-03 10:00", 1, "2025-04-07 17:30"),  # 4 to 6 April
    ("2025-04-30 10:00", 1, "2025-05-06 17:30"),  # 1 to 5 May
    ("2025-05-30 10:00", 1, "2025-06-03 17:30"),  # 31 May to 2 June
    ("2025-09-30 10:00", 1, "2025-10-09 17:30"),  # 1 to 8 October
    ("2025-10-10 10:00", 1, "2025-10-11 17:30"),  # Saturday the 11th is worked
    ("2026-11-20 09:12", 0, "2026-11-20 17:30"),  # the same day
    ("2026-11-20 17:30", 0, "2026-11-23 17:30"),  # nothing is left of the same day
    ("2026-11-21 09:00", 0, "2026-11-23 17:30"),
]


@pytest.mark.parametrize(("start", "days", "end"), WORKING_DAYS)
def test_working_days_end_when_business_ends(start, days, end):
    assert due(at(start), days, DAY, CALENDAR).due_at == at(end)


NATURAL_DAYS = [
    ("2026-11-16 09:00", 4, "2026-11-20 17:30"),
    ("2026-11-20 09:00", 2, "2026-11-23 17:30"),  # ends on a Sunday: moved to Monday (第二百零三条)
    ("2026-09-29 09:00", 3, "2026-10-08 17:30"),  # ends on National Day
    ("2026-09-24 09:00", 15, "2026-10-09 17:30"),  # two holidays lie in between and are not skipped
    ("2026-09-25 09:00", 15, "2026-10-13 17:30"),  # arrived on a holiday: received on the 28th
]


@pytest.mark.parametrize(("start", "days", "end"), NATURAL_DAYS)
def test_natural_days_move_only_their_last_day(start, days, end):
    assert due(at(start), days, NATURAL, CALENDAR).due_at == at(end)


HOURS = [
    ("2026-11-20 09:12", 1, "2026-11-20 10:12"),
    ("2026-11-20 17:00", 1, "2026-11-23 09:30"),  # half an hour today, half on Monday
    ("2026-11-20 20:00", 1, "2026-11-23 10:00"),
    ("2026-11-20 07:00", 1, "2026-11-20 10:00"),
    ("2026-11-20 09:00", 24, "2026-11-24 16:00"),  # 8.5 hours a day
    ("2026-09-30 17:00", 1, "2026-10-08 09:30"),
    ("2026-11-20 16:30", 1, "2026-11-20 17:30"),
]


@pytest.mark.parametrize(("start", "hours", "end"), HOURS)
def test_hours_run_only_in_hours_of_business(start, hours, end):
    assert due(at(start), hours, HOUR, CALENDAR).due_at == at(end)


def test_it_says_which_days_it_passed_over():
    told = due(at("2026-11-20 09:12"), 5, DAY, CALENDAR).explanation("山东省“接诉即办”")
    assert told["skipped"] == [{"date": "2026-11-21", "why": "周末"}, {"date": "2026-11-22", "why": "周末"}]
    assert (told["amount"], told["unit"], told["guessed"]) == (5, "working_day", False)
    assert "received" not in told


def test_it_says_that_something_arrived_after_hours():
    told = due(at("2026-11-20 18:00"), 5, DAY, CALENDAR).explanation("本网络")
    assert told["received"] == "2026-11-23"


TWO_PERIODS = [["09:00-12:00", "13:30-17:00"]] * 5 + [["09:00-12:00"], []]
TIMES = Hours.told(
    [{"since": "2026-01-01", "week": TWO_PERIODS}, {"since": "2026-12-01", "week": [["10:00-18:00"]] * 7}]
)

OWN_HOURS = [
    ("2026-11-20 09:12", 1, DAY, "2026-11-23 17:00"),  # the day ends when that window closes
    ("2026-11-20 17:05", 1, DAY, "2026-11-24 17:00"),  # which is also what comes too late
    ("2026-11-20 12:30", 1, DAY, "2026-11-23 17:00"),  # midday is not after hours
    ("2026-11-21 10:00", 1, DAY, "2026-11-23 17:00"),  # the window receives on Saturday mornings
    ("2026-11-21 13:00", 1, DAY, "2026-11-24 17:00"),
    ("2026-10-01 10:00", 1, DAY, "2026-10-09 17:00"),  # but on no holiday
    ("2026-11-20 11:00", 2, HOUR, "2026-11-20 14:30"),  # midday is no working time
    ("2026-11-20 16:30", 1, HOUR, "2026-11-23 09:30"),
    ("2026-11-30 10:00", 2, DAY, "2026-12-02 18:00"),  # other hours hold from the first of December
    ("2026-11-20 23:00", 24, CLOCK, "2026-11-21 23:00"),  # clock hours run at night and on Saturdays
]


@pytest.mark.parametrize(("start", "amount", "unit", "end"), OWN_HOURS)
def test_a_window_counts_by_its_own_hours(start, amount, unit, end):
    assert due(at(start), amount, unit, CALENDAR, TIMES).due_at == at(end)


def test_a_grace_passes_before_the_counting_begins():
    assert due(at("2026-11-20 10:00"), 3, DAY, CALENDAR, grace=3).due_at == at("2026-11-30 17:30")
    assert due(at("2026-11-20 10:00"), 1, HOUR, CALENDAR, grace=1).due_at == at("2026-11-24 10:00")


def test_a_year_without_notice_is_a_guess_and_says_so():
    assert due(at("2026-12-31 10:00"), 3, DAY, CALENDAR).guessed
    assert due(at("2026-12-31 10:00"), 9, HOUR, CALENDAR).guessed
    assert not due(at("2026-12-28 10:00"), 3, DAY, CALENDAR).guessed


def test_the_units_are_those_of_the_network():
    assert [str(unit) for unit in Unit] == [str(unit) for unit in LimitUnit]


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 11, 1)),  # noqa: DTZ001 — made aware below
    st.integers(1, 60),
    st.sampled_from(list(Unit)),
)
def test_a_promise_is_due_later_on_a_worked_day_and_never_earlier_for_more(start, amount, unit):
    begun = start.replace(tzinfo=ZONE)
    counted = due(begun, amount, unit, CALENDAR)
    assert counted.due_at > begun
    assert unit is CLOCK or is_working_day(counted.due_at.date(), CALENDAR)
    assert due(begun, amount + 1, unit, CALENDAR).due_at >= counted.due_at
    assert due(begun + timedelta(hours=1), amount, unit, CALENDAR).due_at >= counted.due_at
