"""工信部联企业〔2011〕300号 in its own order: all boundaries of its sixteen industries, at, just below, just above."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from huiqi.standards import industries
from huiqi.standards.size_classes import SizeClass, judge
from huiqi.standards.trees import UnknownCode

ON = date(2026, 11, 22)
MICRO, SMALL, MEDIUM, LARGE = SizeClass
X, Y, Z = "employees", "revenue", "total_assets"

# number, name, industry codes, and per indicator the least value of small, medium and large (persons; 万元 for Y and Z)
REGULATION = [
    (1, "农、林、牧、渔业", "A 01 02 03 04 05 0111", {Y: (50, 500, 20000)}),
    (2, "工业", "B C D 06 13 3311 43 44 46", {X: (20, 300, 1000), Y: (300, 2000, 40000)}),
    (3, "建筑业", "E 47 50", {Y: (300, 6000, 80000), Z: (300, 5000, 80000)}),
    (4, "批发业", "51 F51 511 5111", {X: (5, 20, 200), Y: (1000, 5000, 40000)}),
    (5, "零售业", "52 F52 5211", {X: (10, 50, 300), Y: (100, 500, 20000)}),
    (6, "交通运输业", "54 55 56 57 58 591 5910", {X: (20, 300, 1000), Y: (200, 3000, 30000)}),
    (7, "仓储业", "592 593 594 5941 595 596 599 5990", {X: (20, 100, 200), Y: (100, 1000, 30000)}),
    (8, "邮政业", "60 G60 601", {X: (20, 300, 1000), Y: (100, 2000, 30000)}),
    (9, "住宿业", "61 H61 611", {X: (10, 100, 300), Y: (100, 2000, 10000)}),
    (10, "餐饮业", "62 H62 621", {X: (10, 100, 300), Y: (100, 2000, 10000)}),
    (11, "信息传输业", "63 64 631 6410", {X: (10, 100, 2000), Y: (100, 1000, 100000)}),
    (12, "软件和信息技术服务业", "65 I65 651", {X: (10, 100, 300), Y: (50, 1000, 10000)}),
    (13, "房地产开发经营", "701 7010 K7010", {Y: (100, 1000, 200000), Z: (2000, 5000, 10000)}),
    (14, "物业管理", "702 7020", {X: (100, 300, 1000), Y: (500, 1000, 5000)}),
    (15, "租赁和商务服务业", "L 71 72 7241", {X: (10, 100, 300), Z: (100, 8000, 120000)}),
    (16, "其他未列明行业", "M N O R 73 77 80 85 8511 86 703 7030 709 7090", {X: (10, 100, 300)}),
]
CODES = [(number, code, bounds) for number, _, codes, bounds in REGULATION for code in codes.split()]
ROWS = pytest.mark.parametrize(("number", "name", "codes", "bounds"), REGULATION, ids=[row[1] for row in REGULATION])


def amount(indicator, published):
    return Decimal(published) if indicator == X else Decimal(published) * 10_000


def least(indicator):
    """The smallest step of an indicator: one person, one fen."""
    return Decimal(1) if indicator == X else Decimal("0.01")


def ask(code, on=ON, **values):
    return judge(code, values.get(X), values.get(Y), values.get(Z), on)


@pytest.mark.parametrize(("number", "code", "bounds"), CODES, ids=[f"{row[0]}-{row[1]}" for row in CODES])
def test_the_industry_falls_under_its_row(number, code, bounds):
    judged = ask(code, **{indicator: amount(indicator, steps[2]) for indicator, steps in bounds.items()})
    assert (judged.size_class, judged.rule.number, judged.note) == (LARGE, number, None)


@ROWS
def test_every_boundary_at_just_below_and_just_above(number, name, codes, bounds):
    code = codes.split()[0]
    top = {indicator: amount(indicator, steps[2]) for indicator, steps in bounds.items()}
    for indicator, steps in bounds.items():
        for step, (below, reached) in zip(steps, [(MICRO, SMALL), (SMALL, MEDIUM), (MEDIUM, LARGE)], strict=True):
            bound = amount(indicator, step)
            assert ask(code, **top | {indicator: bound}).size_class == reached
            assert ask(code, **top | {indicator: bound - least(indicator)}).size_class == below
            assert ask(code, **top | {indicator: bound + least(indicator)}).size_class == reached


@ROWS
def test_the_lowest_indicator_decides_in_every_combination(number, name, codes, bounds):
    order = [MICRO, SMALL, MEDIUM, LARGE]
    for classes in product(range(4), repeat=len(bounds)):
        values = {
            indicator: amount(indicator, (0, *steps)[reached])
            for (indicator, steps), reached in zip(bounds.items(), classes, strict=True)
        }
        judged = ask(codes.split()[-1], **values)
        assert judged.size_class == order[min(classes)]
        assert (judged.rule.name, judged.standard) == (name, "工信部联企业〔2011〕300号")


@ROWS
def test_an_indicator_the_row_does_not_use_changes_nothing(number, name, codes, bounds):
    values = {indicator: amount(indicator, steps[1]) for indicator, steps in bounds.items()}
    unused = {indicator: 0 for indicator in (X, Y, Z) if indicator not in bounds}
    judged = ask(codes.split()[0], **values | unused)
    assert (judged.size_class, judged.missing, len(judged.findings)) == (MEDIUM, (), len(bounds))


@ROWS
def test_one_value_below_the_least_small_bound_is_micro_whatever_the_rest(number, name, codes, bounds):
    for indicator, steps in bounds.items():
        judged = ask(codes.split()[0], **{indicator: amount(indicator, steps[0]) - least(indicator)})
        assert (judged.size_class, judged.missing, judged.possible) == (MICRO, (), (MICRO,))


@ROWS
def test_one_value_alone_leaves_open_every_class_up_to_its_own(number, name, codes, bounds):
    for indicator, steps in bounds.items():
        others = tuple(other for other in bounds if other != indicator)
        judged = ask(codes.split()[0], **{indicator: amount(indicator, steps[1])})
        assert judged.missing == others
        assert judged.size_class == (None if others else MEDIUM)
        assert judged.possible == ((MICRO, SMALL, MEDIUM) if others else (MEDIUM,))


@ROWS
def test_nothing_known_names_what_is_missing(number, name, codes, bounds):
    judged = ask(codes.split()[0])
    assert (judged.size_class, judged.note, judged.missing) == (None, "undecided", tuple(bounds))
    assert judged.possible == (MICRO, SMALL, MEDIUM, LARGE)


@pytest.mark.parametrize(
    ("code", "values", "expected"),
    [
        ("C", {X: 350, Y: 19_000_000}, SMALL),
        ("C", {X: 19, Y: 50_000_000}, MICRO),
        ("72", {X: 300, Z: 79_990_000}, SMALL),
    ],
)
def test_the_worked_examples(code, values, expected):
    assert ask(code, **values).size_class == expected


def test_a_finding_says_what_is_reached_and_by_how_much_the_next_class_is_missed():
    employees, revenue = ask("C", employees=350, revenue=19_000_000).findings
    assert (employees.indicator, employees.reaches, employees.next_class) == (X, MEDIUM, LARGE)
    assert (employees.bound, employees.short_by) == (1000, 650)
    assert (revenue.reaches, revenue.next_class, revenue.bound) == (SMALL, MEDIUM, 20_000_000)
    assert revenue.short_by == 1_000_000


def test_a_finding_at_the_top_misses_nothing():
    (finding,) = ask("M", employees=300).findings
    assert (finding.reaches, finding.next_class, finding.bound, finding.short_by) == (LARGE, None, None, None)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("F", "division"),
        ("G", "group"),
        ("I", "division"),
        ("K", "group"),
        ("Q", "division"),
        ("59", "group"),
        ("70", "group"),
    ],
)
def test_a_code_too_coarse_says_how_fine_it_must_be(code, level):
    judged = ask(code)
    assert (judged.size_class, judged.note, judged.refine_to) == (None, "too_coarse", level)
    assert judged.missing[0] == "industry"


def test_hotels_and_catering_share_their_bounds_so_that_their_section_is_fine_enough():
    judged = ask("H", employees=100)
    assert (judged.note, judged.missing) == ("undecided", ("revenue",))
    assert [rule.number for rule in judged.candidates] == [9, 10]


@pytest.mark.parametrize(
    ("code", "values", "expected"),
    [
        ("F", {X: 4}, MICRO),
        ("F", {X: 300, Y: 400_000_000}, LARGE),
        ("F", {X: 9}, None),
        ("59", {X: 19}, MICRO),
        ("59", {X: 20, Y: 2_000_000}, SMALL),
        ("59", {X: 100, Y: 10_000_000}, None),
        ("I", {X: 9}, MICRO),
        ("I", {X: 300, Y: 100_000_000}, None),
        ("H", {X: 100, Y: 20_000_000}, MEDIUM),
        ("K", {X: 1, Y: 1, Z: 1}, None),
        ("Q", {X: 1}, None),
        ("G", {X: 1, Y: 1}, None),
    ],
)
def test_a_coarse_code_is_judged_only_where_every_row_agrees(code, values, expected):
    assert ask(code, **values).size_class == expected


def test_a_coarse_code_names_the_rows_it_leaves_open():
    judged = ask("59", employees=100, revenue=10_000_000)
    assert [rule.number for rule in judged.candidates] == [6, 7]
    assert judged.possible == (SMALL, MEDIUM)


@pytest.mark.parametrize("code", ["J", "66", "G53", "5311", "P", "83", "84", "8411", "S", "91", "T", "97"])
def test_industries_outside_the_regulation_are_not_classified(code):
    judged = ask(code, employees=5, revenue=1, total_assets=1)
    assert (judged.size_class, judged.note, judged.missing) == (None, "not_classified", ())


@pytest.mark.parametrize("code", ["704", "7040"])
def test_letting_of_real_estate_is_unclear_and_not_judged(code):
    judged = ask(code, employees=5, revenue=1, total_assets=1)
    assert (judged.size_class, judged.note) == (None, "unclear")


def test_an_unknown_industry_leaves_everything_open():
    judged = judge(None, 5, 1, 1, ON)
    assert (judged.size_class, judged.note, judged.missing) == (None, "industry_unknown", ("industry",))


def test_every_industry_of_the_table_has_an_answer():
    for industry in industries.tree():
        judged = ask(industry.code, employees=1000, revenue=10**10, total_assets=10**10)
        assert (judged.size_class is None) == (judged.note is not None)


def test_before_the_regulation_there_was_no_such_standard():
    assert ask("C", date(2011, 6, 17), employees=5).note == "no_standard"
    assert ask("C", date(2011, 6, 18), employees=5).size_class == MICRO


@pytest.mark.parametrize("indicator", [X, Y, Z])
@pytest.mark.parametrize("value", [-1, Decimal("-0.01"), Decimal("NaN"), Decimal("Infinity")])
def test_negative_and_endless_values_are_refused(indicator, value):
    with pytest.raises(ValueError, match=indicator):
        ask("C", **{indicator: value})


def test_an_industry_that_does_not_exist_is_refused():
    with pytest.raises(UnknownCode):
        ask("G51", employees=5)
