"""Time limits over the holidays of 2025 and 2026, over imported years and over years nobody has published yet."""

from datetime import date, timedelta

import pytest

from huiqi.standards.working_days import (
    LONGEST,
    Calendar,
    add_calendar_days,
    add_working_days,
    is_working_day,
    working_days_between,
)

OFFICIAL = Calendar.official()
DAY = timedelta(days=1)


def days(*spans):
    """The dates of spans written `2026-02-15..2026-02-23` or `2026-01-04`."""
    for span in spans:
        first, _, last = span.partition("..")
        day, end = date.fromisoformat(first), date.fromisoformat(last or first)
        while day <= end:
            yield day
            day += DAY


# the notices of the State Council: days off by name, and weekend days worked instead
NOTICES = {
    2025: (
        {
            "元旦": ["2025-01-01"],
            "春节": ["2025-01-28..2025-02-04"],
            "清明节": ["2025-04-04..2025-04-06"],
            "劳动节": ["2025-05-01..2025-05-05"],
            "端午节": ["2025-05-31..2025-06-02"],
            "国庆节、中秋节": ["2025-10-01..2025-10-08"],
        },
        ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"],
    ),
    2026: (
        {
            "元旦": ["2026-01-01..2026-01-03"],
            "春节": ["2026-02-15..2026-02-23"],
            "清明节": ["2026-04-04..2026-04-06"],
            "劳动节": ["2026-05-01..2026-05-05"],
            "端午节": ["2026-06-19..2026-06-21"],
            "中秋节": ["2026-09-25..2026-09-27"],
            "国庆节": ["2026-10-01..2026-10-07"],
        },
        ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
    ),
}
YEARS = pytest.mark.parametrize("year", NOTICES)


def worked(year):
    """The days worked in a year by its notice alone."""
    off = {day for spans in NOTICES[year][0].values() for day in days(*spans)}
    on = set(days(*NOTICES[year][1]))
    whole = days(f"{year}-01-01..{year}-12-31")
    return [day for day in whole if day in on or (day.weekday() < 5 and day not in off)]


@YEARS
def test_the_calendar_is_the_notice_day_by_day(year):
    assert [day for day in days(f"{year}-01-01..{year}-12-31") if is_working_day(day, OFFICIAL)] == worked(year)
    assert len(worked(year)) == 248


@YEARS
def test_every_day_off_bears_the_name_of_its_holiday(year):
    for name, spans in NOTICES[year][0].items():
        assert all(OFFICIAL.why_rest(day) in name for day in days(*spans))


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-04-30", 5, "2026-05-11"),
        ("2026-09-18", 10, "2026-10-09"),
        ("2026-09-24", 15, "2026-10-22"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-12-25", 3, "2026-12-30"),
    ],
)
def test_the_worked_examples(start, count, due):
    counted = add_working_days(date.fromisoformat(start), count, OFFICIAL)
    assert (counted.due.isoformat(), counted.guessed) == (due, False)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 10, 15, 30])
def test_every_limit_begun_on_any_day_of_2025_and_2026_ends_where_the_notices_say(count):
    counted = worked(2025) + worked(2026)
    for start in days("2025-01-01..2026-10-31"):
        after = [day for day in counted if day > start]
        assert add_working_days(start, count, OFFICIAL).due == after[count - 1]


def test_skipped_days_say_why_and_the_first_day_is_not_among_them():
    counted = add_working_days(date(2026, 9, 18), 10, OFFICIAL)
    assert [(day.date.isoformat()[5:], day.why) for day in counted.skipped] == [
        ("09-19", "周末"),
        ("09-25", "中秋节"),
        ("09-26", "中秋节"),
        ("09-27", "中秋节"),
        *[(f"10-0{number}", "国庆节") for number in range(1, 8)],
    ]


def test_counted_and_skipped_days_together_are_all_the_days_passed():
    for start in days("2024-12-01..2026-10-31"):
        counted = add_working_days(start, 30, OFFICIAL)
        assert len(counted.skipped) + 30 == (counted.due - start).days
        assert not any(is_working_day(day.date, OFFICIAL) for day in counted.skipped)


def test_a_limit_that_reaches_an_unpublished_year_says_that_it_is_a_guess():
    assert add_working_days(date(2026, 12, 25), 4, OFFICIAL).guessed is False
    guess = add_working_days(date(2026, 12, 25), 5, OFFICIAL)
    assert (guess.due, guess.guessed) == (date(2027, 1, 4), True)
    assert [day.why for day in guess.skipped] == ["周末", "周末", "元旦", "周末", "周末"]


def test_2027_knows_the_statutory_days_with_their_substitutes_and_nothing_else():
    spans = {
        "元旦": ["2027-01-01"],
        "春节": ["2027-02-05..2027-02-10"],
        "清明节": ["2027-04-05"],
        "劳动节": ["2027-05-01..2027-05-04"],
        "端午节": ["2027-06-09"],
        "中秋节": ["2027-09-15"],
        "国庆节": ["2027-10-01..2027-10-05"],
    }
    expected = {day: name for name, listed in spans.items() for day in days(*listed)}
    found = {day: OFFICIAL.why_rest(day) for day in days("2027-01-01..2027-12-31")}
    assert {day: why for day, why in found.items() if why not in (None, "周末")} == expected
    assert all(found[day] == "周末" for day in found if day.weekday() >= 5 and day not in expected)


def test_a_year_without_any_table_knows_the_days_of_fixed_date():
    assert OFFICIAL.is_guess(date(2031, 1, 1))
    assert [OFFICIAL.why_rest(date(2031, 10, day)) for day in (1, 2, 3, 6)] == ["国庆节"] * 3 + [None]


def imported():
    return OFFICIAL.with_year(
        2027, dict.fromkeys(days("2027-02-05..2027-02-12"), "春节"), days("2027-01-31", "2027-02-14")
    )


def test_an_imported_year_is_no_guess_and_replaces_what_was_computed():
    calendar = imported()
    assert not calendar.is_guess(date(2027, 2, 5))
    assert calendar.why_rest(date(2027, 2, 12)) == "春节"
    assert is_working_day(date(2027, 2, 14), calendar)
    assert is_working_day(date(2027, 4, 5), calendar)
    assert OFFICIAL.is_guess(date(2027, 2, 5))


def test_an_imported_year_carries_limits_across_new_year():
    counted = add_working_days(date(2027, 2, 4), 2, imported())
    assert (counted.due, counted.guessed) == (date(2027, 2, 15), False)
    assert len(counted.skipped) == 9


def test_a_notice_may_reach_back_into_december_but_forgets_nothing_else_of_that_year():
    calendar = OFFICIAL.with_year(2027, {date(2026, 12, 31): "元旦", date(2027, 1, 1): "元旦"}, [])
    assert calendar.why_rest(date(2026, 12, 31)) == "元旦"
    assert calendar.why_rest(date(2026, 10, 1)) == "国庆节"


@pytest.mark.parametrize(
    ("holidays", "workdays"),
    [
        ({}, []),
        ({date(2026, 12, 31): "元旦"}, []),
        ({date(2028, 1, 1): "元旦"}, []),
        ({date(2026, 11, 30): "元旦", date(2027, 1, 1): "元旦"}, []),
        ({date(2027, 1, 2): "元旦"}, [date(2027, 1, 2)]),
        ({date(2027, 1, 1): "元旦"}, [date(2027, 1, 5)]),
    ],
)
def test_an_impossible_notice_is_refused(holidays, workdays):
    with pytest.raises(ValueError, match=r"notice|both|weekend"):
        OFFICIAL.with_year(2027, holidays, workdays)


@pytest.mark.parametrize(
    ("start", "count", "due", "pushed"),
    [
        ("2026-09-01", 30, "2026-10-08", 7),
        ("2026-09-01", 29, "2026-09-30", 0),
        ("2026-01-24", 30, "2026-02-24", 1),
        ("2026-05-08", 1, "2026-05-09", 0),
        ("2026-05-14", 2, "2026-05-18", 2),
        ("2025-12-01", 90, "2026-03-02", 1),
    ],
)
def test_natural_days_move_only_a_last_day_of_rest(start, count, due, pushed):
    counted = add_calendar_days(date.fromisoformat(start), count, OFFICIAL)
    assert (counted.due.isoformat(), len(counted.skipped)) == (due, pushed)


def test_working_days_between_undoes_adding_them():
    for start in days("2025-11-01..2026-03-31"):
        for count in (0, 1, 7, 30):
            due = add_working_days(start, count, OFFICIAL).due
            assert working_days_between(start, due, OFFICIAL) == count
            assert working_days_between(due, start, OFFICIAL) == -count


def test_a_limit_of_no_days_ends_where_it_begins():
    assert add_working_days(date(2026, 10, 1), 0, OFFICIAL).due == date(2026, 10, 1)


@pytest.mark.parametrize("add", [add_working_days, add_calendar_days])
@pytest.mark.parametrize(("start", "count"), [(date(2026, 1, 1), -1), (date(2026, 1, 1), LONGEST + 1), (date.max, 1)])
def test_a_limit_nobody_can_mean_is_refused(add, start, count):
    with pytest.raises(ValueError, match="limit"):
        add(start, count, OFFICIAL)
