"""The tables of sizes, deadlines and credit codes, read from the texts alone, against the standards."""

import json
from datetime import date
from pathlib import Path

import pytest

from huiqi.standards import credit_code, size_classes, working_days
from huiqi.standards.calendars import Calendar

HERE = Path(__file__).parent


def table(name):
    """The cases of one table."""
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def test_every_size_is_what_the_text_says():
    on, wrong = date(2026, 11, 22), []
    for case in table("sizes"):
        measures = (case[name] for name in ("employees", "revenue", "total_assets"))
        found = size_classes.judge(case["industry"], *measures, on).size_class
        if found != case["size_class"]:
            wrong.append((case, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "count"), [("deadlines", working_days.add_working_days), ("natural_days", working_days.add_calendar_days)]
)
def test_every_deadline_ends_when_the_text_says(name, count):
    calendar, wrong = Calendar.official(), []
    for case in table(name):
        due = count(date.fromisoformat(case["from"]), case["days"], calendar).due
        if due != date.fromisoformat(case["due"]):
            wrong.append((case, due))
    assert wrong == []


def test_every_credit_code_is_judged_as_the_text_says():
    wrong = []
    for case in table("credit_codes"):
        found = credit_code.examine(case["code"])
        if found.valid != case["valid"] or found.problem != case["problem"]:
            wrong.append((case, found))
    assert wrong == []
