"""The table of a claim, and its drawing."""

import pytest
from django.conf import settings

from huiqi.enterprises.flow import CLAIM
from huiqi.enterprises.words import ClaimState as S
from huiqi.enterprises.words import ClaimVerb as V

MOVES = {
    (S.WAITING, V.BRING): S.WAITING,
    (S.WAITING, V.VERIFY): S.VERIFIED,
    (S.WAITING, V.CONFIRM): S.VERIFIED,
    (S.WAITING, V.REFUSE): S.REFUSED,
    (S.WAITING, V.WITHDRAW): S.ENDED,
    (S.WAITING, V.END): S.ENDED,
    (S.DECLARED, V.BRING): S.DECLARED,
    (S.DECLARED, V.VERIFY): S.VERIFIED,
    (S.DECLARED, V.CONFIRM): S.VERIFIED,
    (S.DECLARED, V.REFUSE): S.DECLARED,
    (S.DECLARED, V.OVERTAKE): S.WAITING,
    (S.DECLARED, V.WITHDRAW): S.ENDED,
    (S.DECLARED, V.END): S.ENDED,
    (S.VERIFIED, V.END): S.ENDED,
    (S.REFUSED, V.BRING): S.WAITING,
    (S.REFUSED, V.WITHDRAW): S.ENDED,
    (S.REFUSED, V.END): S.ENDED,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("verb", V)
def test_every_pair_of_state_and_verb(state, verb):
    assert CLAIM.allows(state, verb) == ((state, verb) in MOVES)
    assert not CLAIM.allows(state, verb) or CLAIM.after(state, verb) is MOVES[state, verb]


def test_the_drawing_in_the_documents_is_that_of_the_table():
    drawn = (settings.ROOT / "docs" / "flows" / "claims.md").read_text(encoding="utf-8")
    assert CLAIM.diagram() in drawn
