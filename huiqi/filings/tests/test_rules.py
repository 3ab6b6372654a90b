"""Numbers, places and lines of outcomes: pure rules."""

from datetime import date
from decimal import Decimal

import pytest

from huiqi.filings.rules.lists import columns, lacking, line
from huiqi.filings.rules.numbers import read, written
from huiqi.filings.rules.places import places
from huiqi.policies.words import Stage


@pytest.mark.parametrize(
    "typed", ["HQ26-7K3M-9QX2", "hq26 7k3m 9qx2", "ＨＱ２６－７Ｋ３Ｍ－９ＱＸ２", "HQ267K3M9QX2", " HQ26–7K3M–9QX2 "]
)
def test_a_number_is_read_however_it_is_typed(typed):
    assert read(typed) == "HQ26-7K3M-9QX2" == written(2026, "7K3M9QX2")


@pytest.mark.parametrize("typed", ["", "HQ26-7K3M", "HQ26-0000-0000", "XX26-7K3M-9QX2", "7K3M9QX2", "HQ26-7K3M-9QX2-1"])
def test_what_is_no_number_is_none(typed):
    assert read(typed) == ""


def test_an_address_in_the_text_is_a_place_and_bears_its_portals_name():
    (found,) = places("优质中小企业梯度培育平台（zjtx.miit.gov.cn），由省级主管部门办理")
    assert (found.name, found.url) == ("优质中小企业梯度培育平台", "https://zjtx.miit.gov.cn")


def test_a_portal_that_is_only_named_is_found_by_its_name():
    assert [one.url for one in places("主管税务机关（电子税务局）")] == ["https://etax.chinatax.gov.cn/"]


@pytest.mark.parametrize("text", ["所在地人力资源社会保障部门", "经办银行", "", "javascript:alert(1)", "联系 a@b"])
def test_a_place_without_an_address_has_none(text):
    assert places(text) == ()


def test_a_local_portal_keeps_its_own_address():
    (found,) = places("河南省政务服务网 https://www.hnzwfw.gov.cn/apply?id=7。")
    assert (found.name, found.url) == ("www.hnzwfw.gov.cn", "https://www.hnzwfw.gov.cn/apply?id=7")


CELLS = {"number": "HQ26-7K3M-9QX2", "stage": "获批", "on": "2026-11-20", "amount": "50000"}


def test_a_line_is_read_with_its_amount_in_yuan():
    read_ = line(CELLS, "第2行")
    assert (read_.stage, read_.on, read_.amount, read_.faults) == (
        Stage.GRANTED,
        date(2026, 11, 20),
        Decimal("50000.00"),
        (),
    )


@pytest.mark.parametrize(
    ("written_", "yuan"),
    [("5万", "50000"), ("¥50,000.00", "50000"), ("５００００元", "50000"), (50000.0, "50000"), ("0.5", "0.5")],
)
def test_amounts_are_read_as_people_write_them(written_, yuan):
    assert line(CELLS | {"amount": written_}, "x").amount == Decimal(yuan)


@pytest.mark.parametrize("said", [date(2026, 11, 20), "2026/11/20", "2026年11月20日", "２０２６．１１．２０"])
def test_days_are_read_as_people_write_them(said):
    assert line(CELLS | {"on": said}, "x").on == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"number": "", "uscc": ""}, ("number", "no_firm")),
        ({"number": "12345"}, ("number", "no_number")),
        ({"stage": ""}, ("stage", "missing")),
        ({"stage": "也许"}, ("stage", "no_stage")),
        ({"on": "2026-02-30"}, ("on", "no_day")),
        ({"on": "昨天"}, ("on", "no_day")),
        ({"amount": "很多"}, ("amount", "not_an_amount")),
        ({"amount": "-5"}, ("amount", "not_an_amount")),
        ({"amount": "1.234"}, ("amount", "not_an_amount")),
        ({"amount": "9" * 39}, ("amount", "not_an_amount")),
        ({"reason": "长" * 301}, ("reason", "too_long")),
    ],
)
def test_what_is_wrong_is_named_by_its_field(cells, fault):
    assert [one[:2] for one in line(CELLS | cells, "x").faults] == [fault]


def test_a_refusal_has_no_amount():
    assert line(CELLS | {"stage": "不予通过", "amount": "5"}, "x").amount is None


def test_headings_bear_units_and_what_is_lacking_is_named():
    names = columns(["交接编号", "结果", "金额（元）", "随便"])
    assert names == {0: "number", 1: "stage", 2: "amount"}
    assert lacking(names.values()) == "日期"
    assert lacking(["uscc", "stage", "on"]) == ""
