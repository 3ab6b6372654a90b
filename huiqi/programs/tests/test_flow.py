"""The table of a key, and its drawing."""

import pytest
from django.conf import settings

from huiqi.programs.flow import KEY
from huiqi.programs.words import KeyState as S
from huiqi.programs.words import KeyVerb as V

MOVES = {
    (S.ASKED, V.ALLOW): S.ALLOWED,
    (S.ASKED, V.DECLINE): S.DECLINED,
    (S.ASKED, V.END): S.ENDED,
    (S.ALLOWED, V.FETCH): S.ACTIVE,
    (S.ALLOWED, V.END): S.ENDED,
    (S.ACTIVE, V.END): S.ENDED,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("verb", V)
def test_every_pair_of_state_and_verb(state, verb):
    assert KEY.allows(state, verb) == ((state, verb) in MOVES)
    assert not KEY.allows(state, verb) or KEY.after(state, verb) is MOVES[state, verb]


def test_the_drawing_in_the_documents_is_that_of_the_table():
    drawn = (settings.ROOT / "docs" / "flows" / "keys.md").read_text(encoding="utf-8")
    assert KEY.diagram() in drawn
