from itertools import product

import pytest

from huiqi.eligibility.statuses import Status, at_least, decided, negated

MET, UNMET, UNKNOWN = Status.MET, Status.UNMET, Status.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (MET, MET, MET, MET),
        (MET, UNMET, UNMET, MET),
        (MET, UNKNOWN, UNKNOWN, MET),
        (UNMET, UNMET, UNMET, UNMET),
        (UNMET, UNKNOWN, UNMET, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_all_and_any_follow_kleene(one, other, both, either):
    for pair in ((one, other), (other, one)):
        assert at_least(2, pair) is both
        assert at_least(1, pair) is either


def test_negation_leaves_the_unknown_unknown():
    assert [negated(status) for status in (MET, UNMET, UNKNOWN)] == [UNMET, MET, UNKNOWN]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_at_least_is_what_every_way_of_learning_the_unknown_agrees_on(count):
    for statuses in product(Status, repeat=3):
        choices = [(MET, UNMET) if status is UNKNOWN else (status,) for status in statuses]
        answers = {sum(status is MET for status in world) >= count for world in product(*choices)}
        assert at_least(count, statuses) is decided(answers.pop() if len(answers) == 1 else None)
