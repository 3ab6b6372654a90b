"""A list of outcomes: each line finds its firm, is counted and told once, or says at its place what is wrong."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from huiqi.filings import services
from huiqi.filings.models import OutcomeList
from huiqi.filings.selectors import outcomes_by_number
from huiqi.filings.tests.conftest import AT, handed
from huiqi.filings.words import OnFault
from huiqi.journal.models import Entry
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from huiqi.policies.models import Milestone
from huiqi.policies.selectors import funnel_of
from huiqi.policies.services import Outcome, record_outcome
from huiqi.policies.words import Stage

pytestmark = pytest.mark.django_db
HEADS = ["交接编号", "统一社会信用代码", "政策编号", "结果", "日期", "金额（元）", "原因"]


def as_csv(*rows, heads=HEADS):
    out = StringIO()
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(*rows):
    book = Workbook()
    for row in (HEADS, *rows):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def brought(cast, data, on_fault=OnFault.REST, code="", by=None, name="结果.csv"):
    actor = cast.actor(by or cast.receptionist_a)
    return services.bring_outcomes(name, data, on_fault, code, actor=actor, at=AT)


def codes(made):
    return [(one["outcome"], one.get("code") if one["outcome"] == "refused" else "") for one in made.report]


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_line_finds_its_firm_by_the_number_is_counted_and_told(network, write):
    number = handed(network).number
    name = "结果.xlsx" if write is as_xlsx else "结果.csv"
    made = brought(network, write([number, "", "", "获批", "2026-11-20", "50000", ""]), name=name)
    assert (made.made, made.refused) == (1, 0)
    row = Milestone.objects.get()
    assert (row.enterprise, row.stage, row.reference) == (network.enterprise_x, Stage.GRANTED, number)
    assert funnel_of("P14", None)[Stage.GRANTED] == 1
    assert Notice.objects.filter(kind="policies.outcome", person=network.owner_x).count() == 1


def test_the_same_list_twice_records_and_tells_once(network):
    data = as_csv([handed(network).number, "", "", "到账", "2026-11-20", "5万", ""])
    brought(network, data)
    again = brought(network, data)
    assert (again.made, again.same) == (0, 1)
    assert Milestone.objects.count() == Notice.objects.filter(kind="policies.outcome").count() == 1


def test_each_hand_off_goes_its_own_way_and_stands_at_the_furthest_step(network):
    first, second = (handed(network).number for _ in range(2))
    wide = second.translate({one: one + 0xFEE0 for one in range(0x21, 0x7F)})
    ended = [[first, "", "", "获批", "2026-11-19", "50000", ""], [first, "", "", "到账", "2026-11-20", "50000", ""]]
    begun = [[wide, "", "", "到账", "2026-11-22", "90000", ""], [wide, "", "", "获批", "2026-11-22", "90000", ""]]
    made = brought(network, as_csv(*ended, *begun))
    assert codes(made) == [("made", "")] * 4
    steps = outcomes_by_number([first, second])
    assert [[row.stage for row in steps[one]] for one in (first, second)] == [[Stage.PAID, Stage.GRANTED]] * 2
    page = network.client(network.owner_x).get("/filings/").content.decode()
    assert (page.count(">到账<"), page.count(">获批<")) == (2, 0)


def test_the_offices_word_by_a_number_takes_the_place_of_one_without(network):
    at = {"actor": network.actor(network.owner_x), "at": AT}
    own = Outcome(Stage.GRANTED, AT.date(), Decimal(40_000))
    record_outcome(network.enterprise_x, "P14", own, **at)
    number = handed(network).number
    brought(network, as_csv([number, "", "", "获批", "2026-11-22", "50000", ""]))
    assert [row.reference for row in Milestone.objects.filter(withdrawn_at=None)] == [number]


def test_by_credit_code_and_policy_the_last_hand_off_is_found(network):
    number = handed(network).number
    made = brought(network, as_csv(["", network.enterprise_x.uscc, "P14", "未通过", "2026-11-22", "", "材料不全"]))
    assert made.made == 1
    assert Milestone.objects.get().reference == number


def test_without_a_hand_off_the_outcome_counts_all_the_same(network):
    row = ["", network.enterprise_x.uscc, "", "获批", "2026-11-20", "50000", ""]
    assert brought(network, as_csv(row), code="P01").made == 1
    assert Milestone.objects.get().reference == ""


def lines_of(cast, number):
    """Lines, and why each is refused."""
    x, y = cast.enterprise_x.uscc, cast.enterprise_y.uscc
    good = ["获批", "2026-11-20", "50000", ""]
    return [
        ([number, "", "", *good], None),
        (["HQ26-2222-2222", "", "", *good], "unknown_number"),
        ([number, y, "", *good], "other_firm"),
        ([number, "", "P01", *good], "other_policy"),
        (["", y, "P14", *good], "no_firm_here"),
        (["", x, "", *good], "no_policy"),
        (["", x, "P99", *good], "no_policy"),
        ([number, "", "", "获批", "2026-11-21", "60000", ""], "twice"),
        ([number, "", "", "到账", "2026-11-22", "70000", ""], "more_than_granted"),
        ([number, "", "", "获批", "2027-11-20", "5", ""], "in_future"),
        ([number, "", "", "获批", "2026-11-20", "", ""], "twice"),
        ([number, "", "", "也许", "2026-11-20", "5", ""], "no_stage"),
    ]


def test_each_wrong_line_says_why_and_the_rest_is_recorded(network):
    told = lines_of(network, handed(network).number)
    made = brought(network, as_csv(*(row for row, _why in told)))
    assert codes(made) == [("refused", why) if why else ("made", "") for _row, why in told]
    assert Milestone.objects.count() == 1


def test_two_lists_hold_their_policies_in_one_order(network):
    number, uscc = handed(network).number, network.enterprise_x.uscc
    lines = [["", uscc, "P31", "已申报", "2026-11-20", "", ""], [number, "", "", "已申报", "2026-11-22", "", ""]]
    with CaptureQueriesContext(connection) as asked:
        brought(network, as_csv(*lines))
    first = next(one["sql"] for one in asked if "FOR NO KEY UPDATE" in one["sql"])
    assert "'P31'" in first
    assert "'P14'" in first
    assert 'ORDER BY "policies_policy"."code"' in first


def test_nothing_is_recorded_where_the_clerk_wants_all_or_nothing(network):
    told = lines_of(network, handed(network).number)
    made = brought(network, as_csv(*(row for row, _why in told)), OnFault.NOTHING)
    assert made.report[0]["outcome"] == "left"
    assert not Milestone.objects.exists()
    assert not Notice.objects.filter(kind="policies.outcome").exists()


def test_another_windows_firm_is_not_there_and_the_hub_brings_for_all(network):
    data = as_csv(["", network.enterprise_y.uscc, "P14", "获批", "2026-11-20", "5", ""])
    assert codes(brought(network, data)) == [("refused", "no_firm_here")]
    assert brought(network, data, by=network.hub_operator).made == 1


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("x.pdf", b"%PDF", "no_sheet"),
        ("x.xlsx", b"nothing", "damaged"),
        ("x.csv", b"", "no_rows"),
        ("x.csv", as_csv(["x"], heads=["交接编号"]), "no_head"),
        ("x.csv", as_csv(*[["x"]] * 2_001), "too_many_lines"),
    ],
)
def test_what_cannot_be_read_at_all_is_refused_at_the_file(network, name, data, code):
    with pytest.raises(Refused, match=code):
        brought(network, data, name=name)
    assert not OutcomeList.objects.exists()


def test_cells_merged_across_columns_are_named(network):
    book = Workbook()
    for row in (HEADS, [handed(network).number, "", "", "获批", "2026-11-20", "5", ""]):
        book.active.append(row)
    book.active.merge_cells("D2:E2")
    out = BytesIO()
    book.save(out)
    made = brought(network, out.getvalue(), name="x.xlsx")
    assert ("refused", "merged") in codes(made)
    assert not Milestone.objects.exists()


def test_a_formula_that_nobody_reckoned_is_named_at_its_place(network):
    number = handed(network).number
    firm = [number, "", "", "获批", "2026-11-20", "=25000*2", ""]
    made = brought(network, as_xlsx(firm, ["=A2", "", "", "=D2", "=E2", "=F2", ""]), name="x.xlsx")
    told = [one["place"] for one in made.report if one["code"] == "formula"]
    assert told == ["第2行 金额", "第3行 交接编号", "第3行 结果", "第3行 日期", "第3行 金额"]
    assert codes(made) == [("refused", "formula")] * 5
    page = network.client(network.receptionist_a).get(f"/filings/outcomes/{made.ref}/").content.decode()
    assert "这一格是公式，没有结果，请粘贴为数值" in page


@pytest.mark.parametrize("who", ["owner_x", "institution_clerk", "stranger"])
def test_nobody_else_brings_outcomes(network, who):
    with pytest.raises(PermissionDenied):
        brought(network, as_csv(["x"]), by=getattr(network, who))


def test_the_journal_knows_who_brought_what(network):
    made = brought(network, as_csv([handed(network).number, "", "", "已受理", "2026-11-20", "", ""]))
    entry = Entry.objects.get(subject_ref=made.ref)
    assert (entry.verb, entry.data["made"]) == ("bring_outcomes", 1)
