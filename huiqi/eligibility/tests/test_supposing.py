"""What if: what a changed fact opens and closes, and what may stand in a link."""

import pytest

from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.supposing import Shift, shift, supposable, suppose

E, U, N, I = Standing.ELIGIBLE, Standing.UNKNOWN, Standing.NEAR, Standing.INELIGIBLE  # noqa: E741


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (I, E, Shift.OPENS),
        (U, E, Shift.OPENS),
        (None, E, Shift.OPENS),
        (E, I, Shift.CLOSES),
        (E, N, Shift.CLOSES),
        (E, U, Shift.CLOSES),
        (E, None, Shift.CLOSES),
        (I, N, Shift.NEARER),
        (I, U, Shift.NEARER),
        (U, N, Shift.FARTHER),
        (N, None, Shift.FARTHER),
        (E, E, None),
        (I, None, None),
    ],
)
def test_a_supposition_opens_closes_or_moves_a_policy(before, after, expected):
    assert shift(before, after) is expected


def test_what_was_stated_of_a_fact_that_follows_from_a_changed_one_no_longer_holds():
    known = {"rd_share": "0.05", "size_class": "small", "debt_ratio": "0.4"}
    assert suppose(known, {"rd_expense": "1"}) == {"size_class": "small", "debt_ratio": "0.4", "rd_expense": "1"}
    assert suppose(known, {"employees": 301}) == {"rd_share": "0.05", "debt_ratio": "0.4", "employees": 301}
    assert suppose(known, {"rd_share": "0.06", "rd_expense": "1"})["rd_share"] == "0.06"


def test_the_three_small_firms_stay_apart():
    known = {"employees": 46, "average_employees": 46}
    assert suppose(known, {"employees": 500}) == {"employees": 500, "average_employees": 46}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("employees", True), ("qualifications", True), ("uscc", False), ("key_group", False), ("nobody", False)],
)
def test_nothing_that_names_anybody_stands_in_a_link(name, expected):
    assert supposable(name) is expected
