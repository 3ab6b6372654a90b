"""A list as a spreadsheet: as shown, honest about who took it, and nothing that reckons."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from huiqi.ui import sheets
from huiqi.ui.sheets import Column, Told, mask_name, written

AT = datetime(2026, 11, 26, 17, 41, tzinfo=ZoneInfo("Asia/Shanghai"))
TOLD = Told("问责记录", "办理中的", "演示人员甲 · 郑州窗口", AT)
TEXT = [Column("内容", str)]


def cells(columns, rows, *, whole=True, told=TOLD):
    sheet = load_workbook(BytesIO(written(told, columns, rows, whole=whole))).active
    return [[cell for cell in row if cell.value is not None] for row in sheet.iter_rows()]


def values(*arguments, **named):
    return [[cell.value for cell in row] for row in cells(*arguments, **named)]


def test_the_head_says_what_was_asked_by_whom_and_when():
    head = values(TEXT, ["一"])
    assert head == [
        ["问责记录"],
        ["范围：办理中的"],
        ["导出：演示人员甲 · 郑州窗口，2026年11月26日 17:41"],
        ["内容"],
        ["一"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_a_text_is_never_a_formula(text):
    cell = cells(TEXT, [text])[-1][0]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_numbers_days_and_moments_are_what_they_are():
    columns = [
        Column("n", lambda row: Decimal("12.5")),
        Column("d", lambda row: AT.date()),
        Column("m", lambda row: AT),
    ]
    number, day, moment = cells(columns, [None])[-1]
    assert (number.value, number.data_type) == (12.5, "n")
    assert day.is_date
    assert moment.value == AT.replace(tzinfo=None)


def test_who_may_not_have_names_gets_what_is_left_and_is_told():
    columns = [Column("责任人", str, mask=mask_name)]
    assert values(columns, ["王小明"])[-1] == ["王小明"]
    masked = values(columns, ["王小明", ""], whole=False)
    assert ["王**"] in masked
    assert ["个人信息按岗位隐去了一部分。"] in masked


def test_ones_own_name_stays_whole_and_the_head_says_whose_are_not():
    columns = [Column("责任人", str, mask=mask_name, own=lambda name: name == "王小明")]
    taken = values(columns, ["王小明", "李大山"], whole=False)
    assert taken[-2:] == [["王小明"], ["李**"]]
    assert ["本单位以外的个人信息按岗位隐去了一部分。"] in taken


def test_a_list_without_end_is_cut_off_and_says_so(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    assert values(TEXT, iter("一二三"))[-2:] == [["二"], ["只导出前 2 行，请缩小范围再导出。"]]


def test_what_no_workbook_can_hold_is_left_out():
    told = Told("表[1]/二*", "全部", "甲", AT)
    assert values(TEXT, ["a\x00b"], told=told)[-1] == ["ab"]
