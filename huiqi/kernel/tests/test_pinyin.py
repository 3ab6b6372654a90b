"""A name is found by its initials and by its spelling, from any of its characters on."""

import pytest

from huiqi.kernel.pinyin import is_spelt


@pytest.mark.parametrize("typed", ["ysgjg", "gjg", "yanshi", "yanshigangjiegou", "gangjie", "gangj", "jiegou", ""])
def test_letters_that_people_type_for_a_name_find_it(typed):
    assert is_spelt("演示钢结构", typed)


@pytest.mark.parametrize("typed", ["anshi", "shigangq", "ou", "xyz", "yanshigangjiegouyouxian"])
def test_letters_from_within_a_syllable_or_of_another_name_do_not(typed):
    assert not is_spelt("演示钢结构", typed)


def test_a_character_is_read_as_its_word_reads_it():
    assert is_spelt("重庆银行", "chongqingyinhang")
