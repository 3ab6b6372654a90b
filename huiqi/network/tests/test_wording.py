"""How disclosed texts and limits are read."""

import pytest

from huiqi.network.wording import Passage, limit, passages, region_path
from huiqi.network.words import LimitUnit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. 引导：按分类引导。", Passage("按分类引导。", "引导", "1")),
        ("绿色通道：特事特办。", Passage("特事特办。", "绿色通道")),
        ("我们先说明，然后再说：好的。", Passage("我们先说明，然后再说：好的。")),
        ("9:00–12:00", Passage("9:00–12:00")),
        ("2. 记录。", Passage("记录。", "", "2")),
    ],
)
def test_a_line_may_be_a_step_a_term_or_a_sentence(text, expected):
    assert passages(text) == [expected]


def test_empty_lines_are_left_out():
    assert [passage.text for passage in passages("甲\n\n  \n乙")] == ["甲", "乙"]


def test_a_limit_is_read_with_its_unit():
    assert limit(15, LimitUnit.WORKING_DAY) == "15 个工作日"
    assert limit(1, LimitUnit.WORKING_HOUR) == "1 小时（工作时间）"
    assert limit(7, LimitUnit.CALENDAR_DAY) == "7 天"


@pytest.mark.parametrize(
    ("code", "name"),
    [("410181", "郑州市巩义市"), ("419001", "济源市"), ("410000", "河南省"), ("000009", "000009")],
)
def test_a_region_is_read_with_what_it_lies_in(code, name):
    assert region_path(code) == name
