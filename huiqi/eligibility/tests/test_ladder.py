"""The ladder of cultivation: when titles end and must be brought up to date, at, before and after each day."""

from datetime import date

import pytest

from huiqi.eligibility.facts import parse
from huiqi.eligibility.ladder import Term, holding, renewal
from huiqi.eligibility.tests.factories import DAY
from huiqi.eligibility.validity import years_after


@pytest.mark.parametrize(
    ("title", "on", "by"),
    [
        ("tech_sme", date(2027, 3, 30), date(2027, 3, 31)),
        ("tech_sme", date(2027, 3, 31), date(2027, 3, 31)),
        ("tech_sme", date(2027, 4, 1), date(2028, 3, 31)),
        ("specialised_sme", date(2026, 3, 31), date(2026, 4, 30)),
        ("specialised_sme", date(2026, 4, 1), date(2026, 5, 31)),
        ("specialised_sme", date(2026, 5, 31), date(2026, 5, 31)),
        ("specialised_sme", date(2026, 6, 1), date(2027, 5, 31)),
        ("high_tech", DAY, None),
    ],
)
def test_the_day_by_which_a_title_is_brought_up_to_date(title, on, by):
    assert renewal(title, on) == by


@pytest.mark.parametrize(
    ("until", "term"),
    [
        ("2026-11-21", Term.ENDED),
        ("2026-11-22", Term.ENDING),
        ("2027-02-20", Term.ENDING),
        ("2027-02-21", Term.HELD),
        (None, Term.HELD),
    ],
)
def test_a_title_is_held_ends_soon_or_has_ended(until, term):
    facts = parse({"qualifications": [{"code": "high_tech", "until": until}]}, DAY)
    assert holding("high_tech", facts, DAY).term is term


def test_a_title_that_was_renewed_counts_by_its_last_day():
    held = [{"code": "high_tech", "until": "2026-12-01"}, {"code": "high_tech", "until": "2029-12-01"}]
    found = holding("high_tech", parse({"qualifications": held}, DAY), DAY)
    assert (found.term, found.until) == (Term.HELD, date(2029, 12, 1))


def test_not_to_have_said_anything_is_not_to_have_no_title():
    assert holding("high_tech", parse({}, DAY), DAY) is None
    assert holding("high_tech", parse({"qualifications": []}, DAY), DAY).term is Term.LACKING


@pytest.mark.parametrize(
    ("since", "on", "term"),
    [
        ("2023-12-07", date(2026, 12, 7), Term.ENDING),
        ("2023-12-07", date(2026, 12, 8), Term.ENDED),
        ("2025-12-07", DAY, Term.HELD),
    ],
)
def test_a_title_without_a_last_day_ends_by_the_term_from_its_issue(since, on, term):
    found = holding("high_tech", parse({"qualifications": [{"code": "high_tech", "from": since}]}, on), on)
    assert (found.term, found.until) == (term, years_after(date.fromisoformat(since), 3))
