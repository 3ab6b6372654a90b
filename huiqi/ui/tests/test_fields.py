"""Fields that every app's forms are made of."""

import pytest
from django import forms

from huiqi.ui.fields import CodeField, SeenField, SixDigitsField, day_field
from huiqi.ui.templatetags.drawing import field


class Form(forms.Form):
    """One of each."""

    name = SeenField(max_length=4, error_messages={"required": "请填写。"})
    note = SeenField(required=False)
    day = day_field("哪一天")


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", "\u202e\u2060 ", "\x00", "\ufeff"])
def test_a_line_with_nothing_to_see_is_empty(typed):
    form = Form({"name": typed, "note": typed, "day": "2026-11-26"})
    assert form.errors == {"name": ["请填写。"]}
    assert form.cleaned_data["note"] == ""


def test_what_is_not_seen_does_not_count_and_is_left_out():
    form = Form({"name": "\u200b王小明\u202e", "day": "2026-11-26"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "王小明"


def test_a_day_that_is_none_is_told_how_to_write_one():
    assert Form({"name": "王", "day": "2026-02-30"}).errors["day"] == ["请填写日期，例如 2026-11-27。"]
    assert Form({"name": "王"}).errors["day"] == ["请填写日期。"]


class CodeForm(forms.Form):
    """A code, and a number as it stands on a paper."""

    code = CodeField(max_length=6)
    number = CodeField(max_length=40)


def test_a_code_typed_full_width_is_the_same_code():
    form = CodeForm({"code": "\uff11\uff12\uff13\uff14\uff15\uff16", "number": "\uff14\uff11\uff10\uff0d2026"})
    assert form.is_valid()
    assert form.cleaned_data == {"code": "123456", "number": "410-2026"}


def test_digits_of_another_script_are_told_apart():
    form = CodeForm({"code": "\u0661\u0662", "number": "1"})
    assert form.errors == {"code": ["请用阿拉伯数字 0 到 9 填写。"]}


class SixForm(forms.Form):
    """Six digits from a message."""

    code = SixDigitsField(error_messages={"invalid": "六位。"})


FULL = "\uff11\uff12\uff13\uff14\uff15\uff16"


@pytest.mark.parametrize(
    "typed", ["123456", " 123 456 ", "123-456", FULL, "123\u3000456", "123\uff0d456", "12\u201334.56"]
)
def test_six_digits_are_taken_however_they_are_set_apart(typed):
    form = SixForm({"code": typed})
    assert form.is_valid()
    assert form.cleaned_data["code"] == "123456"
    assert "maxlength" not in str(form["code"])


@pytest.mark.parametrize("typed", ["12345", "1234567", "12345a", "\x00123456", "9" * 10_000, "----"])
def test_what_is_no_six_digits_is_told(typed):
    assert "code" in SixForm({"code": typed}).errors


class LongForm(forms.Form):
    """A line and a text, each with a limit."""

    line = SeenField(max_length=4)
    text = forms.CharField(max_length=6, widget=forms.Textarea)


@pytest.mark.parametrize("name", ["line", "text"])
def test_a_field_says_its_limit_and_cuts_nothing(name):
    drawn = field(LongForm()[name])
    assert "maxlength" not in drawn
    assert f'data-limit="{LongForm.base_fields[name].max_length}"' in drawn
    assert f'data-counter="id_{name}"' in drawn


def test_what_is_too_long_comes_back_whole_with_how_much_is_too_much():
    typed = "一二三四五六七"
    drawn = field(LongForm({"line": typed, "text": "一"})["line"])
    assert "太长了，最多 4 字，已超出 3 字。" in drawn
    assert f'value="{typed}"' in drawn
