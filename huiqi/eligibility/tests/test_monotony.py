"""What is decided with some facts stays decided with more: the promise three-valued examination makes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.eligibility.examination import examine
from huiqi.eligibility.facts import parse
from huiqi.eligibility.library import Library
from huiqi.eligibility.statuses import Verdict
from huiqi.eligibility.tests.factories import DAY, version

FACTS = st.fixed_dictionaries(
    {},
    optional={
        "employees": st.integers(0, 4),
        "rd_expense": st.integers(0, 4),
        "revenue": st.integers(0, 4),
        "listed": st.booleans(),
        "vat_period": st.sampled_from(["month", "quarter"]),
        "qualifications": st.lists(st.sampled_from(["high_tech", "tech_sme"]), max_size=2, unique=True),
        "industry": st.sampled_from(["C", "39", "F", "51", "5111"]),
        "confirmed": st.just(["T01.shown"]),
    },
)

LEAVES = st.one_of(
    st.builds(
        lambda fact, op, value: {"fact": fact, "op": op, "value": value},
        st.sampled_from(["employees", "rd_expense", "revenue", "rd_share"]),
        st.sampled_from(["<", "<=", ">", ">=", "=", "!="]),
        st.one_of(st.integers(0, 4), st.just({"fact": "employees", "times": 0.5})),
    ),
    st.builds(lambda value: {"fact": "listed", "op": "is", "value": value}, st.booleans()),
    st.builds(lambda op: {"fact": "vat_period", "op": op, "value": ["month"]}, st.sampled_from(["in", "not_in"])),
    st.builds(
        lambda op: {"fact": "qualifications", "op": op, "value": ["high_tech", "tech_sme"]},
        st.sampled_from(["has_any", "has_all", "has_none"]),
    ),
    st.builds(lambda code: {"fact": "industry", "op": "within", "value": [code]}, st.sampled_from(["C", "F", "51"])),
    st.builds(lambda size: {"fact": "size_class", "op": "in", "value": [size]}, st.sampled_from(["micro", "small"])),
    st.just({"manual": "已展示", "manual_en": "shown", "code": "shown"}),
)


def scores(nodes):
    bands = st.lists(
        st.builds(lambda node, points: {"if": node, "points": points}, nodes, st.integers(0, 9)), min_size=1, max_size=3
    )
    item = st.builds(lambda found: {"bands": found}, bands)
    items = st.lists(
        item | st.builds(lambda found: {"best_of": found}, st.lists(item, min_size=1, max_size=2)),
        min_size=1,
        max_size=2,
    )
    return st.builds(lambda found, bound: {"score": found, "at_least": bound}, items, st.integers(0, 12))


CONDITIONS = st.recursive(
    LEAVES,
    lambda nodes: st.one_of(
        st.builds(
            lambda word, found: {word: found}, st.sampled_from(["all", "any"]), st.lists(nodes, min_size=1, max_size=3)
        ),
        st.builds(
            lambda found, count: {"at_least": min(count, len(found)), "of": found},
            st.lists(nodes, min_size=1, max_size=3),
            st.integers(1, 3),
        ),
        st.builds(lambda found: {"not": found}, nodes),
        scores(nodes),
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(CONDITIONS, FACTS, st.data())
def test_learning_more_never_turns_a_verdict_round(condition, everything, data):
    known = {name: value for name, value in everything.items() if data.draw(st.booleans())}
    library = Library.load([version(condition)])
    (policy,) = library.in_force(DAY)
    before, after = (examine(policy, parse(facts, DAY), DAY, library) for facts in (known, everything))
    assert before.verdict in (Verdict.UNKNOWN, after.verdict)


@settings(max_examples=200, deadline=None)
@given(CONDITIONS, FACTS)
def test_an_unknown_verdict_names_what_would_settle_it_and_a_settled_one_nothing(condition, facts):
    library = Library.load([version(condition)])
    (policy,) = library.in_force(DAY)
    examination = examine(policy, parse(facts, DAY), DAY, library)
    asked = [*examination.missing, *examination.to_confirm]
    assert bool(asked) is (examination.verdict is Verdict.UNKNOWN)
