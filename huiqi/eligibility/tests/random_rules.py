"""Random rules and random facts with gaps: every kind of condition, thresholds on, beside and between the values."""

from decimal import Decimal

from hypothesis import strategies as st

from huiqi.eligibility.library import Library
from huiqi.eligibility.tests.factories import version

REGIONS = ["410000", "410100", "410181", "419001", "110000", "110105"]
INDUSTRIES = ["C", "39", "392", "3911", "F", "51", "5111", "I", "65", "K", "70"]
DAYS = ["2020-02-29", "2023-11-22", "2024-11-22", "2026-11-21", "2026-11-22"]
NUMBERS = st.one_of(
    st.integers(0, 5),
    st.sampled_from([Decimal("0.1"), Decimal("0.3333333333"), Decimal("0.5"), Decimal("2.5000000001")]),
)
LARGE = st.one_of(NUMBERS, st.sampled_from([300, 20_000_000, 400_000_000, Decimal("9999999999999.99")]))
COUNTS = st.sampled_from([0, 1, 2, 3, 19, 20, 300, 1000])
HELD = st.one_of(
    st.sampled_from(["high_tech", "tech_sme"]),
    st.builds(
        lambda code, since, until: {"code": code, "from": min(since, until), "until": max(since, until)},
        st.sampled_from(["high_tech", "tech_sme"]),
        st.sampled_from(DAYS),
        st.sampled_from([*DAYS, "2027-01-01"]),
    ),
)
AWARD = st.builds(
    lambda level, year, rank: {"level": level, "year": year, "rank": rank},
    st.sampled_from(["national", "provincial"]),
    st.sampled_from([None, 2020, 2024, 2026]),
    st.sampled_from([None, 1, 3]),
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "region": st.sampled_from(REGIONS),
        "industry": st.sampled_from(INDUSTRIES),
        "organisation_kind": st.sampled_from(["enterprise", "sole_trader"]),
        "size_class": st.sampled_from(["micro", "medium", "large"]),
        "employees": COUNTS,
        "revenue": LARGE,
        "total_assets": LARGE,
        "rd_expense": LARGE,
        "rd_share": NUMBERS,
        "market_rank": st.sampled_from([1, 2, 3]),
        "disability_employment_share": st.sampled_from([Decimal("0.015"), Decimal("0.016"), Decimal("0.0160000001")]),
        "disability_quota": st.sampled_from([Decimal("0.015")]),
        "founded_on": st.sampled_from(DAYS),
        "loan_signed_on": st.sampled_from(DAYS),
        "payment_due_on": st.sampled_from([*DAYS, "2026-12-01"]),
        "listed": st.booleans(),
        "rd_excluded_industry": st.booleans(),
        "qualifications": st.lists(HELD, max_size=3),
        "science_awards": st.lists(AWARD, max_size=2),
        "confirmed": st.just(["T01.shown"]),
        "denied": st.just(["T01.refuted"]),
    },
)
ORDER = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])
BOUND = st.one_of(
    LARGE,
    st.sampled_from(
        [
            Decimal("0.3333333333333333333333333333"),
            Decimal("0.33333333333333333333333333330001"),
            4,
            21,
            Decimal("19.5"),
        ]
    ),
    st.builds(
        lambda f, t: {"fact": f, "times": t}, st.sampled_from(["employees", "revenue"]), st.sampled_from([1, 0.5])
    ),
)


def leaf(fact, op, value):
    return st.builds(lambda f, o, v: {"fact": f, "op": o, "value": v}, *(_sampled(part) for part in (fact, op, value)))


def _sampled(part):
    return st.sampled_from(part) if isinstance(part, list) else part


LEAVES = st.one_of(
    leaf(["employees", "rd_expense", "revenue", "rd_share", "total_assets", "market_rank"], ORDER, BOUND),
    leaf(["disability_employment_share"], ORDER, [{"parameter": "disability_quota"}, {"fact": "disability_quota"}]),
    leaf(["loan_signed_on", "founded_on"], ORDER, st.sampled_from(DAYS)),
    leaf(["loan_signed_on"], ORDER, st.just({"fact": "founded_on"})),
    leaf(["founded_on"], ["years_at_least"], [1, 2, 3, 6]),
    leaf(["payment_due_on"], ["before_day"], [None]),
    leaf(["listed", "rd_excluded_industry"], ["is"], [True, False]),
    leaf(["organisation_kind"], ["in", "not_in"], [["enterprise"], ["enterprise", "sole_trader"]]),
    leaf(["size_class"], ["in", "not_in"], [["micro"], ["micro", "small"], ["micro", "small", "medium", "large"]]),
    leaf(["qualifications"], ["has_any", "has_all", "has_none"], [["high_tech"], ["high_tech", "tech_sme"]]),
    leaf(["region"], ["within", "not_within"], st.lists(st.sampled_from(REGIONS), min_size=1, max_size=2)),
    leaf(["industry"], ["within"], st.lists(st.sampled_from(INDUSTRIES), min_size=1, max_size=2)),
    st.builds(
        lambda level, years, rank: {
            "fact": "science_awards",
            "op": "any_item",
            "value": {"level": level, "within_years": years, "rank_at_most": rank},
        },
        st.sampled_from([["national"], ["national", "provincial"]]),
        st.sampled_from([None, 0, 3]),
        st.sampled_from([None, 2]),
    ),
    st.builds(
        lambda code: {"manual": "核", "manual_en": "c", "code": code}, st.sampled_from(["shown", "refuted", "no"])
    ),
    st.builds(lambda code: {"meets": code}, st.sampled_from(["T02", "T09"])),
)


def items(nodes):
    bands = st.builds(
        lambda node, points: {"if": node, "points": points}, nodes, st.sampled_from([0, 2, Decimal("2.5"), 9])
    )
    item = st.builds(lambda found: {"bands": found}, st.lists(bands, min_size=1, max_size=3)) | st.builds(
        lambda fact, every, cap: {"per": fact, "every": every, "points": Decimal("1.5"), "cap": cap},
        st.sampled_from(["employees", "rd_share"]),
        st.sampled_from([2, Decimal("0.1")]),
        st.sampled_from([None, 6]),
    )
    several = st.lists(item, min_size=1, max_size=2)
    return (
        item | st.builds(lambda of: {"best_of": of}, several) | st.builds(lambda of: {"sum_of": of, "cap": 5}, several)
    )


def groups(nodes):
    of = st.lists(nodes, min_size=1, max_size=4)
    return st.one_of(
        st.builds(lambda word, found: {word: found}, st.sampled_from(["all", "any"]), of),
        st.builds(lambda found, count: {"at_least": min(count, len(found)), "of": found}, of, st.integers(1, 3)),
        st.builds(lambda found: {"not": found}, nodes),
        st.builds(
            lambda found, word, bound: {"score": found, word: bound},
            st.lists(items(nodes), min_size=1, max_size=2),
            st.sampled_from(["at_least", "above"]),
            st.sampled_from([1, 2, Decimal("4.5"), 9]),
        ),
    )


CONDITIONS = st.recursive(LEAVES, groups, max_leaves=6)
OTHER = {"any": [{"fact": "employees", "op": ">", "value": 20}, {"fact": "listed", "op": "is", "value": True}]}


def library_of(*conditions):
    """A library of T01 and others with these conditions, and T02, which they may refer to."""
    codes = ["T01", *(f"T{place:02}" for place in range(10, 10 + len(conditions)))]
    made = [version(condition, code) for condition, code in zip(conditions, codes, strict=False)]
    return Library.load([*made, version(OTHER, "T02")])
