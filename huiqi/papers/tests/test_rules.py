"""Numbers, words, codes and content: pure values."""

import pytest

from huiqi.papers.ports import Block, PaperKind
from huiqi.papers.rules import (
    Content,
    Malformed,
    Section,
    Style,
    Table,
    as_number_word,
    is_number_word,
    number,
    plain_code,
    plain_number,
    spoken_code,
)
from huiqi.papers.templatetags.papers import numeral

FULL = Content(
    addressee="演示企业甲",
    fields=(("事项", "检测"),),
    sections=(Section("", ("请办理。",)),),
    items=Table("清单", ("名称",), (("执照",),)),
    signature=("签收人",),
    receipt=("收件单位",),
    copied_to=("省平台",),
)


def kind(*blocks: Block) -> PaperKind:
    return PaperKind("letter", "函", "函", "函", frozenset(blocks), lambda *_: True)


def test_the_serial_has_no_leading_zeros():
    assert number("郑企服转", 2026, 12) == "郑企服转〔2026〕12号"


@pytest.mark.parametrize(
    "typed", ["郑企服转[2026]12号", "郑企服转（2026）12号", " 郑企服转 〔2026〕12 号", "郑企服转【2026】12号"]
)
def test_a_number_may_be_typed_with_any_brackets(typed):
    assert plain_number(typed) == "郑企服转〔2026〕12号"


def test_a_code_is_printed_in_groups_and_read_without_them():
    assert spoken_code("ABCDEFGHJKMN") == "ABCD-EFGH-JKMN"
    assert plain_code(" abcd-efgh jkmn ") == "ABCDEFGHJKMN"


@pytest.mark.parametrize(
    ("word", "good"),
    [("郑企服", True), ("HA1", True), ("郑〔2026〕", False), ("郑 企", False), ("", False), ("郑" * 25, False)],
)
def test_a_number_word_holds_nothing_that_reads_as_the_year(word, good):
    assert is_number_word(word) is good


def test_a_name_becomes_a_number_word():
    assert as_number_word("演示·检测 中心") == "演示检测中心"


def test_a_content_is_the_same_after_it_was_stored():
    assert Content.of(FULL.as_json()) == FULL


def test_a_kind_refuses_what_it_does_not_print():
    with pytest.raises(Malformed, match="items"):
        kind(Block.ADDRESSEE, Block.FIELDS, Block.BODY, Block.SIGNATURE, Block.RECEIPT).check(FULL)


def test_a_letter_needs_whom_it_is_for_and_what_it_says():
    with pytest.raises(Malformed, match=r"missing .*addressee"):
        kind(Block.ADDRESSEE, Block.BODY).check(Content(sections=FULL.sections))


def test_a_style_that_says_nothing_leaves_it_to_the_next():
    style = Style(word="郑企服", red=False).over(Style(mark="郑州窗口", word="别的", red=True))
    assert style == Style(mark="郑州窗口", word="郑企服", red=False)


@pytest.mark.parametrize(("n", "written"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (31, "三十一")])
def test_headings_count_in_chinese(n, written):
    assert numeral(n) == written
