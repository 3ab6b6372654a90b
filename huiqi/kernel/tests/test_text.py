"""What nobody sees is no text."""

import pytest

from huiqi.kernel.text import visible


@pytest.mark.parametrize(
    ("typed", "seen"),
    [("\u200b", ""), ("\u202eabc", "abc"), (" 王\ufeff芳 ", "王芳"), ("诉求", "诉求"), ("a\x00b", "a b")],
)
def test_only_what_is_seen_stays(typed, seen):
    assert visible(typed) == seen
