"""The bit columns answer what the judge of single enterprises answers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.eligibility.engine.index import ClauseIndex
from huiqi.eligibility.engine.population import Population, position_of
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.facts import parse
from huiqi.eligibility.statuses import Status
from huiqi.eligibility.tests.factories import DAY
from huiqi.eligibility.tests.random_rules import CONDITIONS, FACTS, library_of


def judged(condition, everyone, library):
    statuses = [Examiner(facts, DAY, library).find(condition).status for facts in everyone]
    return [[row for row, status in enumerate(statuses) if status is wanted] for wanted in (Status.MET, Status.UNKNOWN)]


def answered(population, condition):
    audience = population.audience(condition)
    found = [audience.eligible_rows().tolist(), audience.unknown_rows().tolist()]
    assert [audience.eligible, audience.unknown] == [len(rows) for rows in found]
    assert audience.eligible + audience.unknown + audience.ineligible == population.size
    return found


def read(many):
    return [parse(facts, DAY) for facts in many]


@settings(max_examples=300, deadline=None)
@given(st.lists(CONDITIONS, min_size=1, max_size=3), st.lists(FACTS, min_size=1, max_size=70), st.booleans())
def test_bit_columns_answer_as_the_judge_does_with_a_catalogue_and_without(conditions, everyone, kept):
    library, facts = library_of(*conditions), read(everyone)
    population = Population.of(facts, DAY, library)
    if kept:
        population.keep(version.condition for version in library.versions)
    for version in library.versions:
        assert answered(population, version.condition) == judged(version.condition, facts, library)


@settings(max_examples=200, deadline=None)
@given(CONDITIONS, st.lists(FACTS, min_size=3, max_size=5), FACTS)
def test_one_enterprise_is_kept_current(condition, everyone, after):
    library, facts = library_of(condition), read(everyone)
    population = Population.of(facts, DAY, library)
    asked = library.version_on("T01", DAY).condition
    population.keep([asked])
    changed = {
        name if name not in ("confirmed", "denied") else "confirmed"
        for name in {*everyone[1], *after}
        if everyone[1].get(name) != after.get(name)
    }
    facts[1] = parse(after, DAY)
    population.update(1, facts[1], changed)
    raw = Population(DAY, library, len(facts), population.columns, population.confirmed, population.denied)
    assert answered(population, asked) == answered(raw, asked) == judged(asked, facts, library)


@settings(max_examples=100, deadline=None)
@given(CONDITIONS, st.lists(FACTS, min_size=1, max_size=70), st.sampled_from(["410000", "410100", "410181"]))
def test_a_region_is_a_range_of_rows_where_rows_are_sorted_by_it(condition, everyone, place):
    local = {"all": [{"fact": "region", "op": "within", "value": [place]}, condition]}
    library = library_of(local)
    facts = sorted(read(everyone), key=lambda known: position_of(known.get("region")))
    population = Population.of(facts, DAY, library).sorted_by_region()
    asked = library.version_on("T01", DAY).condition
    assert answered(population, asked) == judged(asked, facts, library)


@settings(max_examples=300, deadline=None)
@given(st.lists(CONDITIONS, min_size=1, max_size=4), st.lists(FACTS, min_size=1, max_size=6))
def test_the_clause_index_answers_as_the_judge_does(conditions, everyone):
    near_home = [{"all": [{"fact": "region", "op": "within", "value": ["410100"]}, one]} for one in conditions]
    library = library_of(*conditions, *near_home)
    asked = [version.condition for version in library.versions]
    index = ClauseIndex(asked, DAY, library)
    for facts in read(everyone):
        matches, examiner = index.match(facts), Examiner(facts, DAY, library)
        statuses = [examiner.find(condition).status for condition in asked]
        assert sorted(matches.eligible) == [n for n, status in enumerate(statuses) if status is Status.MET]
        assert sorted(matches.unknown) == [n for n, status in enumerate(statuses) if status is Status.UNKNOWN]
        assert all(statuses[n] is Status.UNMET for n in matches.near)


def test_what_only_one_fact_stands_in_the_way_of_is_near():
    small = {"fact": "employees", "op": "<=", "value": 300}
    library = library_of(small, {"all": [small, {"fact": "listed", "op": "is", "value": False}]})
    index = ClauseIndex([library.version_on(code, DAY).condition for code in ("T01", "T10")], DAY, library)
    assert sorted(index.match(parse({"employees": 308}, DAY)).near) == [0, 1]
    assert index.match(parse({"employees": 308, "listed": True}, DAY)).near.tolist() == [0]
