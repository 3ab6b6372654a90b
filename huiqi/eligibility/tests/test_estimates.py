"""The estimated benefit: each calculation at, below and above its ceilings, and sums that are no false totals."""

from decimal import Decimal

import pytest

from huiqi.eligibility.estimates import Step, estimate, reckon
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.facts import parse
from huiqi.eligibility.library import BadLibrary, Library
from huiqi.eligibility.tests.factories import DAY, version

ANY = {"fact": "listed", "op": "is", "value": False}
SMALL = {"fact": "employees", "op": "<=", "value": 300}
TITLE = {"fact": "qualifications", "op": "has_any", "value": ["high_tech"]}
LOAN = {"of": ["loan_amount"], "rate": 0.015, "of_at_most": 50000000, "per": "once"}
YEARS = LOAN | {"years": {"months": "loan_months", "at_most": 2}}
TAX = {"of": ["annual_taxable_income"], "rate": 0.2, "per": "year", "clause": "第三条"}
HIRES = {"of": ["graduate_hires", "jobless_youth_hires"], "each": 1500, "per": "once", "upper": True}
SLICED = {"of": ["technology_transfer_income"], "per": "year"} | {
    "slices": [{"up_to": 5000000, "rate": 0.25}, {"rate": 0.125}]
}
LATE = {"of": ["overdue_receivable"], "rate": 0.0005, "days_since": "payment_due_on", "per": "once"}
OPEN = {"of": ["rd_expense"], "per": "year", "rates": [{"if": TITLE, "rate": 0.15}, {"rate": 0.25}]}


def policy(worth, code="T01", tier=None):
    return version(ANY, code, benefits=[{"text": "优惠", "text_en": "A benefit", "condition": tier, "worth": worth}])


def told(worth, facts, tier=None):
    library = Library.load([policy(worth, tier=tier)])
    return estimate(library.versions[0], Examiner(parse(facts, DAY), DAY, library))


@pytest.mark.parametrize(
    ("worth", "facts", "yuan"),
    [
        (TAX, {"annual_taxable_income": "800000"}, "160000.00"),
        (TAX, {"annual_taxable_income": "0"}, "0.00"),
        (TAX, {"annual_taxable_income": "0.02"}, "0.00"),
        (TAX, {"annual_taxable_income": "0.03"}, "0.01"),
        (LOAN, {"loan_amount": "49999999"}, "749999.99"),
        (LOAN, {"loan_amount": "50000000"}, "750000.00"),
        (LOAN, {"loan_amount": "50000001"}, "750000.00"),
        (YEARS, {"loan_amount": "1000000", "loan_months": 6}, "7500.00"),
        (YEARS, {"loan_amount": "1000000", "loan_months": 24}, "30000.00"),
        (YEARS, {"loan_amount": "1000000", "loan_months": 25}, "30000.00"),
        (HIRES, {"graduate_hires": 3, "jobless_youth_hires": 1}, "6000.00"),
        (SLICED, {"technology_transfer_income": "4999999.96"}, "1249999.99"),
        (SLICED, {"technology_transfer_income": "5000000"}, "1250000.00"),
        (SLICED, {"technology_transfer_income": "6000000"}, "1375000.00"),
        (LATE, {"overdue_receivable": "1000000", "payment_due_on": "2026-11-12"}, "5000.00"),
        (LATE, {"overdue_receivable": "1000000", "payment_due_on": "2026-11-22"}, "0.00"),
        ({"amount": 6000000, "per": "once"}, {}, "6000000.00"),
        (TAX | {"at_most": 100000}, {"annual_taxable_income": "500000"}, "100000.00"),
        (TAX | {"at_most": 100000}, {"annual_taxable_income": "500001"}, "100000.00"),
        (TAX | {"at_most": 100000}, {"annual_taxable_income": "499999"}, "99999.80"),
    ],
)
def test_the_amount_follows_rate_base_ceiling_and_time(worth, facts, yuan):
    found = told(worth, facts)
    assert (found.least, found.most) == (Decimal(yuan), Decimal(yuan))


def test_an_unknown_base_gives_the_facts_to_state_and_no_amount():
    assert told(TAX, {}).missing == ("annual_taxable_income",)
    assert told(YEARS, {"loan_amount": "1000000"}).missing == ("loan_months",)
    assert told(TAX, {}).least is None


def test_a_rate_that_is_not_settled_gives_a_least_and_a_most():
    found = told(OPEN, {"rd_expense": "520000"})
    assert (found.least, found.most) == (Decimal("78000.00"), Decimal("130000.00"))
    settled = told(OPEN, {"rd_expense": "520000", "qualifications": ["high_tech"]})
    assert settled.least == settled.most == Decimal("78000.00")


def test_a_tier_that_is_not_met_brings_nothing():
    assert told(TAX, {"annual_taxable_income": "800000", "employees": 301}, tier=SMALL) is None
    assert told(TAX, {"annual_taxable_income": "800000", "employees": 300}, tier=SMALL) is not None
    assert told(TAX, {"annual_taxable_income": "800000"}, tier=SMALL).most == Decimal("160000.00")


def test_the_calculation_stands_line_by_line_as_data():
    found = told(YEARS, {"loan_amount": "60000000", "loan_months": 36})
    assert [line.step for line in found.lines] == [Step.BASE, Step.BASE_MOST, Step.RATE, Step.YEARS]
    assert found.lines[-1].params == {"years": Decimal(2), "most": Decimal(2)}


def summed(*policies, **facts):
    library = Library.load(policies)
    examiner = Examiner(parse(facts, DAY), DAY, library)
    return reckon(found for one in library.versions if (found := estimate(one, examiner)))


LESS = TAX | {"rate": 0.1, "instead_of": ["T01"]}


def test_policies_that_exclude_each_other_are_counted_once_and_named():
    found = summed(
        policy(TAX), policy(LESS, "T02"), policy(LOAN, "T03"), annual_taxable_income="100", loan_amount="100"
    )
    assert [(str(total.per), total.most) for total in found.totals] == [
        ("year", Decimal(20)),
        ("once", Decimal("1.50")),
    ]
    assert [(one.code, by) for one, by in found.left_out] == [("T02", ("T01",))]


def test_of_a_chain_of_exclusions_the_best_that_go_together_count():
    middle = TAX | {"rate": 0.3, "instead_of": ["T01", "T03"]}
    found = summed(policy(TAX), policy(middle, "T02"), policy(TAX, "T03"), annual_taxable_income="100")
    assert [one.code for one in found.totals[0].counted] == ["T01", "T03"]
    assert found.totals[0].most == Decimal(40)


def test_what_lacks_its_base_is_named_and_not_counted():
    found = summed(policy(TAX), policy(LOAN, "T02"), annual_taxable_income="100")
    assert [one.code for one in found.unknown] == ["T02"]
    assert len(found.totals) == 1


@pytest.mark.parametrize(
    ("worth", "path"),
    [
        ({"per": "year"}, "$.benefits[0].worth"),
        (TAX | {"each": 5}, "$.benefits[0].worth"),
        (TAX | {"of": []}, "$.benefits[0].worth.of"),
        ({"rate": 0.1, "per": "year"}, "$.benefits[0].worth.of"),
        (TAX | {"of": ["founded_on"]}, "$.benefits[0].worth.of[0]"),
        (TAX | {"rate": 0}, "$.benefits[0].worth.rate"),
        (TAX | {"per": "week"}, "$.benefits[0].worth.per"),
        (TAX | {"cap": 5}, "$.benefits[0].worth.cap"),
        (YEARS | {"years": {"months": "employees", "at_most": 2}}, "$.benefits[0].worth.years.months"),
        (SLICED | {"slices": [{"up_to": 5, "rate": 0.1}, {"up_to": 5, "rate": 0.2}]}, "$.benefits[0].worth.slices[1]"),
        (
            OPEN | {"rates": [{"if": {"fact": "nobody", "op": "is"}, "rate": 0.1}]},
            "$.benefits[0].worth.rates[0].if.fact",
        ),
    ],
)
def test_a_calculation_that_cannot_be_read_is_named_by_its_place(worth, path):
    with pytest.raises(BadLibrary) as refused:
        Library.load([policy(worth)])
    assert path in [fault.path for fault in refused.value.faults["[0]"]]
