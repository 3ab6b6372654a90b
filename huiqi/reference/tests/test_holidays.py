"""The yearly notice on holidays."""

from datetime import date

import pytest

from huiqi.reference.selectors import calendar, unknown_years
from huiqi.reference.services import import_notice
from huiqi.standards.working_days import add_working_days
from tests.cast import NOON

pytestmark = pytest.mark.django_db
LINES = "2027-01-01 元旦\n2027-02-05 春节\n2027-02-20 上班\n"


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


def test_others_do_not_find_the_page(cast):
    assert cast.client(cast.owner_x).get("/reference/holidays/").status_code == 404
