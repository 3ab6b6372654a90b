"""Worked examples: read strictly, tried by the judge."""

import pytest

from huiqi.eligibility.examples import lacking
from huiqi.eligibility.library import Library
from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.tests.factories import version
from huiqi.eligibility.tests.test_library import faults
from huiqi.eligibility.trials import tried
from huiqi.eligibility.versions import read_version

STAFF = {"fact": "employees", "op": "<=", "value": 300}
HERE = {"fact": "region", "op": "within", "value": ["410100"]}
CLEAN = {"fact": "dishonest", "op": "is", "value": False}
RULE = {"all": [HERE, STAFF, CLEAN]}
NEARLY = {"region": "410105", "employees": 308, "dishonest": False}


def example(name="甲公司", expected="near", **facts):
    return {"name": name, "on": "2026-11-22", "facts": NEARLY | facts, "expected": expected, "note": ""}


@pytest.mark.parametrize(
    ("expected", "passed"), [("near", True), ("ineligible", True), ("eligible", False), ("unknown", False)]
)
def test_an_example_passes_when_it_stands_as_expected(expected, passed):
    read = read_version(version(RULE, examples=[example(expected=expected)]))
    outcome = tried(read.examples[0], read.condition, Library.load([]))
    assert (outcome.found, outcome.passed) == (Standing.NEAR, passed)


def test_a_rule_needs_one_that_gets_through_and_one_that_does_not():
    through, out = example("乙公司", "eligible", employees=20), example()
    examples = read_version(version(RULE, examples=[through, out])).examples
    assert [lacking(some) for some in (examples, examples[:1], examples[1:], ())] == [False, True, True, True]


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"name": ""}, "$.examples[0].name"),
        ({"on": "2026-02-30"}, "$.examples[0].on"),
        ({"expected": "maybe"}, "$.examples[0].expected"),
        ({"facts": {"employees": "many"}}, "$.examples[0].facts"),
        ({"facts": {"unheard_of": 1}}, "$.examples[0].facts"),
        ({"note": 3}, "$.examples[0].note"),
        ({"colour": "red"}, "$.examples[0].colour"),
    ],
)
def test_a_broken_example_is_refused_at_its_path(changed, path):
    assert path in faults(version(RULE, examples=[example() | changed]))


def test_two_examples_of_one_name_are_refused():
    assert "$.examples" in faults(version(RULE, examples=[example(), example()]))
