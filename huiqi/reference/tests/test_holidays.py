"""The yearly notice on holidays."""

from datetime import date

import pytest

from huiqi.reference.selectors import calendar, unknown_years
from huiqi.reference.services import import_notice
from huiqi.standards.calendars import Calendar, doubts
from huiqi.standards.working_days import add_working_days
from tests.cast import NOON

pytestmark = pytest.mark.django_db
STATUTORY = {
    "元旦": ("01-01",),
    "春节": ("02-05", "02-06", "02-07", "02-08"),
    "清明节": ("04-05",),
    "劳动节": ("05-01", "05-02"),
    "端午节": ("06-09",),
    "中秋节": ("09-15",),
    "国庆节": ("10-01", "10-02", "10-03"),
}
LINES = "\n".join(f"2027-{day} {name}" for name, days in STATUTORY.items() for day in days)


def test_before_the_notice_a_year_is_guessed_and_said_to_be():
    assert unknown_years(date(2026, 11, 22)) == [2027]
    assert add_working_days(date(2026, 12, 31), 1, calendar()).guessed


def test_an_imported_notice_counts_from_then_on(cast):
    holidays = {date(2027, 1, 1): "元旦", date(2027, 1, 4): "元旦"}
    import_notice(2027, holidays, [], source="通知", actor=cast.actor(cast.hub_operator), at=NOON)
    due = add_working_days(date(2026, 12, 31), 1, calendar())
    assert (due.due, due.guessed) == (date(2027, 1, 5), False)
    assert unknown_years(date(2026, 11, 22)) == []


def test_the_hub_enters_it_line_by_line(cast):
    told = {"year": 2027, "source": "国务院办公厅通知", "days": LINES}
    assert cast.client(cast.hub_operator).post("/reference/holidays/", told).status_code == 302
    assert calendar().why_rest(date(2027, 2, 5)) == "春节"


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ("2027-02-30 春节", "第 1 行读不懂"),
        ("2027-02-05", "没有写是什么节日"),
        ("2028-05-01 劳动节", "逐行核对"),
        ("2027-02-05 春节\n2027-02-08 上班", "逐行核对"),
    ],
)
def test_a_line_that_cannot_be_says_so_and_keeps_the_rest(cast, days, sentence):
    page = cast.client(cast.hub_operator).post("/reference/holidays/", {"year": 2027, "source": "通知", "days": days})
    assert sentence in page.content.decode()
    assert days.splitlines()[0] in page.content.decode()


def send(cast, days: str, **more: str):
    """Enter a notice on the page."""
    told = {"year": 2027, "source": "国务院办公厅通知", "days": days} | more
    return cast.client(cast.hub_operator).post("/reference/holidays/", told)


DOUBTFUL = [
    (LINES.replace("2027-05-02 劳动节\n", ""), "2027-05-02 法定节假日没有放假"),
    (LINES.replace("2027-02-07 春节", "2027-02-07 上班"), "2027-02-07 法定节假日写成了上班"),
    (LINES + "\n2027-03-06 上班\n2027-03-07 上班", "2027-03-01—2027-03-07 连续上班超过六天"),
]


@pytest.mark.parametrize(("days", "sentence"), DOUBTFUL)
def test_a_notice_that_contradicts_the_laws_days_is_asked_about_and_taken_when_confirmed(cast, days, sentence):
    page = send(cast, days).content.decode()
    assert sentence in page
    assert 'type="checkbox" name="confirmed"' in page
    assert unknown_years(date(2026, 11, 22)) == [2027]
    assert send(cast, days, confirmed="on").status_code == 302


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_notices_of_the_state_council_raise_no_doubt(year):
    official = Calendar.official()
    holidays = {day: name for day, name in official.holidays.items() if day.year == year}
    assert doubts(year, holidays, [day for day in official.workdays if day.year == year]) == []


def test_others_do_not_find_the_page(cast):
    assert cast.client(cast.owner_x).get("/reference/holidays/").status_code == 404
