"""GB 32100-2015: eighteen characters, and which part is wrong when one is."""

import pytest

from huiqi.standards import credit_code
from huiqi.standards.credit_code import ALPHABET, check_character, examine

VALID = ["91110000600037341L", "91350100M000100Y43"]


def complete(first17):
    return first17 + check_character(first17)


@pytest.mark.parametrize("code", VALID)
def test_real_codes_are_valid(code):
    read = examine(code)
    assert (read.code, read.valid, read.problem) == (code, True, None)


def test_a_valid_code_tells_who_registered_what_where():
    read = examine("91350100M000100Y43")
    assert (read.registrar, read.kind, read.region) == ("工商", "企业", "350100")
    assert (read.registrar_code, read.kind_code) == ("9", "1")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "length"),
        ("9135", "length"),
        ("91350100M000100Y433", "length"),
        ("91350100M000100I43", "character"),
        ("91350100M000100-43", "character"),
        ("913501O0M000100Y43", "character"),
        ("91A50100M000100Y43", "character"),
        (complete("01350100M000100Y4"), "registrar"),
        (complete("B1350100M000100Y4"), "registrar"),
        ("92110105MA01234567", "check_character"),
        ("91350100M000100Y44", "check_character"),
    ],
)
def test_the_part_that_is_wrong_is_named(text, problem):
    read = examine(text)
    assert (read.valid, read.problem) == (False, problem)


@pytest.mark.parametrize(
    "text", ["９１３５０１００Ｍ０００１００Ｙ４３", "91350100m000100y43", "　91350100M000100Y43\n"]
)
def test_full_width_lower_case_and_blanks_around_it_are_normalised(text):
    assert examine(text) == examine("91350100M000100Y43")


@pytest.mark.parametrize(("first", "registrar"), [("A1", "中央军委改革和编制办公室"), ("N2", "农业"), ("Y1", "其他")])
def test_the_first_character_may_be_a_letter(first, registrar):
    read = examine(complete(first + "410102MA0000000"))
    assert (read.valid, read.registrar) == (True, registrar)


def test_an_abolished_region_leaves_the_code_valid():
    read = examine(complete("91999999MA0000000"))
    assert (read.valid, read.region) == (True, "999999")


def test_a_kind_the_standard_does_not_list_is_unknown_not_wrong():
    read = examine(complete("97410102MA0000000"))
    assert (read.valid, read.kind) == (True, None)


def test_the_parts_are_told_even_where_the_check_character_is_wrong():
    read = examine("92110105MA01234567")
    assert (read.registrar, read.kind, read.region) == ("工商", "个体工商户", "110105")


@pytest.mark.parametrize("code", VALID)
@pytest.mark.parametrize("position", range(8, 18))
def test_every_single_wrong_character_of_the_identifier_is_caught(code, position):
    others = set(ALPHABET) - {code[position]}
    assert not any(examine(code[:position] + other + code[position + 1 :]).valid for other in others)


@pytest.mark.parametrize("text", ["", "91350100M000100Y", "91350100M000100YI"])
def test_a_check_character_needs_seventeen_characters_of_the_standard(text):
    with pytest.raises(ValueError, match="first 17"):
        credit_code.check_character(text)
