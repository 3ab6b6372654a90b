import pytest

from huiqi.eligibility.tests.factories import examined, found, status


def band(fact, least, points):
    return {"if": {"fact": fact, "op": ">=", "value": least}, "points": points}


RD = {"bands": [band("rd_share", 0.06, 50), band("rd_share", 0.03, 20)]}
COST = {"bands": [band("rd_cost_share", 0.3, 50), band("rd_cost_share", 0.15, 20)]}
FIELD = {"bands": [{"if": {"fact": "strategic_emerging", "op": "is", "value": True}, "points": 10}, {"points": 5}]}
YEARS = {"per": "segment_years", "every": 2, "points": 1, "cap": 5}


def interval(items, facts):
    least, most = found({"score": items, "at_least": 1000}, facts).interval
    return int(least), int(most)


@pytest.mark.parametrize(("share", "points"), [("0.0599", 20), ("0.06", 50), ("0.03", 20), ("0.0299", 0)])
def test_the_first_band_met_gives_the_points(share, points):
    assert interval([RD], {"rd_share": share}) == (points, points)


def test_an_unknown_fact_leaves_an_interval():
    assert interval([RD, FIELD], {}) == (5, 60)
    assert interval([RD, FIELD], {"rd_share": 0.03}) == (25, 30)


def test_yes_and_no_together_leave_nothing_over():
    both = [
        {"if": {"fact": "strategic_emerging", "op": "is", "value": value}, "points": 10 if value else 5}
        for value in (True, False)
    ]
    assert interval([{"bands": both}], {}) == (5, 10)
    assert interval([{"bands": both}], {"strategic_emerging": False}) == (5, 5)


def test_the_best_of_two_counts_and_the_unknown_one_may_still_be_better():
    assert interval([{"best_of": [RD, COST]}], {"rd_share": 0.03, "rd_cost_share": 0.3}) == (50, 50)
    assert interval([{"best_of": [RD, COST]}], {"rd_share": 0.03}) == (20, 50)


def test_a_sum_has_its_ceiling():
    assert interval([{"sum_of": [RD, COST], "cap": 60}], {"rd_share": 0.06, "rd_cost_share": 0.15}) == (60, 60)


@pytest.mark.parametrize(("years", "points"), [(0, 0), (1.9, 0), (2, 1), (3, 1), (9, 4), (10, 5), (40, 5)])
def test_every_full_step_counts_up_to_the_ceiling(years, points):
    assert interval([YEARS], {"segment_years": years}) == (points, points)


@pytest.mark.parametrize(
    ("bound", "facts", "expected"),
    [
        ({"at_least": 25}, {"rd_share": 0.03}, "met"),
        ({"at_least": 30}, {"rd_share": 0.03, "strategic_emerging": True}, "met"),
        ({"above": 30}, {"rd_share": 0.03, "strategic_emerging": True}, "unmet"),
        ({"at_least": 30}, {"rd_share": 0.03}, "unknown"),
        ({"at_least": 31}, {"rd_share": 0.03}, "unmet"),
    ],
)
def test_the_sum_is_settled_once_both_ends_agree(bound, facts, expected):
    assert status({"score": [RD, FIELD]} | bound, facts) == expected


def test_only_items_still_open_are_missing_and_the_miss_is_counted_from_the_most():
    assert examined({"score": [RD, FIELD], "at_least": 30}, {"rd_share": 0.03}).missing == ("strategic_emerging",)
    shortfall = found({"score": [RD, FIELD], "at_least": 40}, {"rd_share": 0.03}).shortfall
    assert shortfall is not None
    assert shortfall.amount == 10
