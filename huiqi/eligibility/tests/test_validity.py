"""Until when certificates are good, and on which day somebody is reminded: in the order of the regulations."""

from datetime import date

import pytest

from huiqi.eligibility.reminders import ENDING, last_worked, reminder_day, step_due
from huiqi.eligibility.validity import Deadline, ends_of, last_day, needs_a_day, years_after
from huiqi.eligibility.vocabulary import Held
from huiqi.standards.calendars import Calendar

OFFICIAL = Calendar.official()


def ends(code, on, since=None, until=None):
    return [(end.what, end.day) for end in ends_of(Held(code, since, until), on)]


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2023, 12, 8), date(2026, 12, 8)),  # 民法典 201: the first day is not counted
        (date(2024, 2, 29), date(2027, 2, 28)),  # 民法典 202: no such day in the month, so its last
        (date(2025, 2, 28), date(2028, 2, 28)),  # the leap day is not given on top
    ],
)
def test_three_years_end_on_the_same_date_or_on_the_last_of_the_month(start, last):
    assert years_after(start, 3) == last


@pytest.mark.parametrize("code", ["high_tech", "innovative_sme", "little_giant"])
def test_a_certificate_of_three_years_ends_after_its_last_day_and_not_on_it(code):
    issued, last = date(2023, 12, 8), date(2026, 12, 8)
    assert ends(code, last, issued) == [(Deadline.EXPIRES, last)]
    assert ends(code, date(2026, 12, 9), issued) == []


def test_what_the_certificate_says_goes_before_the_term_and_its_article():
    held = Held("high_tech", date(2023, 12, 8), date(2026, 12, 7))
    assert last_day(held) == date(2026, 12, 7)
    assert [end.article for end in ends_of(held, date(2026, 12, 1))] == [""]


def test_without_a_day_nothing_is_said_and_the_day_is_asked_for():
    assert ends("high_tech", date(2026, 12, 1)) == []
    assert needs_a_day(Held("high_tech"))
    assert not needs_a_day(Held("high_tech", since=date(2025, 1, 1)))
    assert not needs_a_day(Held("tech_sme"))
    assert not needs_a_day(Held("champion"))


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2026, 11, 27), date(2027, 3, 31)),
        (date(2027, 3, 31), date(2027, 3, 31)),
        (date(2027, 4, 1), date(2028, 3, 31)),
    ],
)
def test_a_technology_sme_of_unknown_day_is_updated_by_the_next_end_of_march(on, day):
    assert ends("tech_sme", on) == [(Deadline.UPDATE, day)]


def test_a_technology_sme_registered_in_a_year_is_updated_by_march_of_the_next_and_then_no_more():
    assert ends("tech_sme", date(2026, 11, 27), date(2026, 7, 1)) == [(Deadline.UPDATE, date(2027, 3, 31))]
    assert ends("tech_sme", date(2027, 4, 1), date(2026, 7, 1)) == []


def test_a_specialised_sme_is_updated_every_year_by_the_end_of_may_and_ends_after_three():
    issued = date(2024, 9, 10)
    assert ends("specialised_sme", date(2026, 11, 27), issued) == [
        (Deadline.UPDATE, date(2027, 5, 31)),
        (Deadline.EXPIRES, date(2027, 9, 10)),
    ]
    assert ends("specialised_sme", date(2027, 6, 1), issued) == [(Deadline.EXPIRES, date(2027, 9, 10))]


def test_until_the_measure_of_2026_the_update_was_due_by_the_end_of_april():
    assert ends("specialised_sme", date(2025, 1, 1), date(2024, 1, 10))[0] == (Deadline.UPDATE, date(2025, 4, 30))
    assert ends("specialised_sme", date(2026, 1, 1), date(2024, 1, 10))[0] == (Deadline.UPDATE, date(2026, 5, 31))


@pytest.mark.parametrize(
    ("days", "day"),
    [
        (30, date(2026, 11, 13)),  # 15 November 2026 is a Sunday, the 14th a Saturday
        (7, date(2026, 12, 8)),
        (1, date(2026, 12, 14)),
    ],
)
def test_a_reminder_comes_on_a_worked_day_and_never_later(days, day):
    assert reminder_day(date(2026, 12, 15), days, OFFICIAL) == day


def test_a_reminder_comes_before_a_long_holiday_and_on_a_saturday_that_is_worked():
    assert reminder_day(date(2026, 10, 8), 1, OFFICIAL) == date(2026, 9, 30)
    assert reminder_day(date(2026, 10, 11), 1, OFFICIAL) == date(2026, 10, 10)


def test_across_a_leap_day_thirty_days_are_thirty_days():
    assert reminder_day(date(2028, 3, 31), 30, OFFICIAL) == date(2028, 3, 1)
    assert reminder_day(date(2028, 3, 30), 30, OFFICIAL) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("on", "step"),
    [
        (date(2026, 11, 12), None),
        (date(2026, 11, 13), 30),
        (date(2026, 12, 7), 30),
        (date(2026, 12, 8), 7),
        (date(2026, 12, 14), 1),
        (date(2026, 12, 15), 1),
        (date(2026, 12, 16), None),
    ],
)
def test_the_nearest_step_that_has_come_is_due_until_the_last_day(on, step):
    assert step_due(date(2026, 12, 15), on, OFFICIAL) == step


def test_who_asked_after_a_step_is_told_from_the_next_one_on():
    last, asked = date(2026, 12, 15), date(2026, 11, 20)
    assert step_due(last, date(2026, 11, 27), OFFICIAL, since=asked) is None
    assert step_due(last, date(2026, 12, 8), OFFICIAL, since=asked) == 7


def test_a_certificate_is_spoken_of_a_season_before_it_ends():
    assert step_due(date(2027, 3, 1), date(2026, 12, 1), OFFICIAL, ENDING) == 90


def test_a_last_day_of_rest_has_a_last_worked_day_before_it():
    assert last_worked(date(2026, 12, 13), OFFICIAL) == date(2026, 12, 11)
    assert last_worked(date(2026, 12, 15), OFFICIAL) == date(2026, 12, 15)
