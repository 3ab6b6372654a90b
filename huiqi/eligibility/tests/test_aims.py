"""Whom columns count as addressed is whom the examination of each firm shows the policy: perimeters, exceptions and
variants, of which only the nearest is shown, on random ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.eligibility.engine.aims import MAYBE, NO, YES, Aim, aimed, truth, truths
from huiqi.eligibility.engine.population import Population
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.facts import parse
from huiqi.eligibility.library import Library
from huiqi.eligibility.perimeters import Perimeter, shown_in
from huiqi.eligibility.statuses import Verdict
from huiqi.eligibility.tests.factories import DAY, version

RULE = {"all": [{"fact": "employees", "op": "<=", "value": 20}]}
PLACES = ["000000", "410000", "410100", "410102", "410181", "419001", "410300", "110000"]
LIES = [*PLACES[1:], "410105", "410303", "110105"]
STANDS = {Verdict.ELIGIBLE: YES, Verdict.UNKNOWN: MAYBE, Verdict.INELIGIBLE: NO}
FIRMS = st.lists(
    st.fixed_dictionaries(
        {}, optional={"region": st.sampled_from(LIES), "employees": st.sampled_from([1, 19, 20, 21, 300])}
    ),
    min_size=1,
    max_size=25,
)
POLICIES = st.lists(
    st.tuples(
        st.sampled_from(PLACES),
        st.lists(st.sampled_from(PLACES[1:]), max_size=3, unique=True),
        st.sampled_from([None, None, "T01", "T02", "T03"]),
    ),
    min_size=1,
    max_size=6,
)


def library_of(policies):
    """Policies T01, T02 and so on: each with a region, exceptions in it, and of another it may be a variant."""
    return Library.load([
        version(RULE, f"T{number:02}", region=region, exceptions=inside(region, left), variant_of=other(of, number))
        for number, (region, left, of) in enumerate(policies, 1)
    ])  # fmt: skip


def inside(region, left):
    place = Perimeter("T01", region)
    return [one for one in left if one != region and shown_in([place], one)]


def other(of, number):
    return None if of == f"T{number:02}" else of


def examined(library, facts, one):
    """How the firm's own examination says it stands: not at all to what it is not shown."""
    shown = shown_in(library.in_force(DAY), str(facts.get("region") or ""))
    if not any(each is one for each in shown):
        return NO
    return STANDS[Examiner(facts, DAY, library).examine(one).verdict]


@settings(max_examples=300, deadline=None)
@given(POLICIES, FIRMS)
def test_columns_judge_and_the_firms_own_examination_say_the_same(policies, firms):
    library, everyone = library_of(policies), [parse(one, DAY) for one in firms]
    population = Population.of(everyone, DAY, library)
    for one in library.in_force(DAY):
        aim, shown = aimed(one, library.in_force(DAY)), [examined(library, facts, one) for facts in everyone]
        assert truths(aim, population).tolist() == shown, one.code
        assert [truth(aim, Examiner(facts, DAY, library)) for facts in everyone] == shown, one.code


def test_to_nothing_nobody_stands_and_without_a_place_everybody_is_addressed():
    library = library_of([("000000", [], None)])
    population = Population.of([parse({"employees": 5}, DAY), parse({"employees": 50}, DAY)], DAY, library)
    (one,) = library.in_force(DAY)
    assert truths(None, population).tolist() == [NO, NO]
    assert truths(Aim(one.condition), population).tolist() == [YES, NO]


@pytest.mark.parametrize(
    ("region", "shown"),
    [("110105", "T01"), ("410300", "T02"), ("410105", "T03"), ("410102", "T02"), ("419001", "T01"), ("", "T01")],
)
def test_only_the_nearest_variant_is_shown_and_where_it_is_excepted_the_next(region, shown):
    library = library_of([("000000", [], None), ("410000", ["419001"], "T01"), ("410100", ["410102"], "T01")])
    versions = library.in_force(DAY)
    assert [one.code for one in versions if aimed(one, versions).covers(region)] == [shown]
