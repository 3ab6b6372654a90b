"""Every (state, verb) pair of the table, through the services."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.kernel.refusal import Refused
from huiqi.supervision.flow import CASE
from huiqi.supervision.tests.climb import CALLS, Climb
from huiqi.supervision.words import CaseState, CaseVerb

S, V = CaseState, CaseVerb
WAY = {
    S.RECORDED: (),
    S.ORDERED: (V.ORDER,),
    S.CIRCULATED: (V.ORDER, V.CIRCULATE),
    S.SUMMONED: (V.ORDER, V.CIRCULATE, V.SUMMON),
    S.TALKED: (V.ORDER, V.CIRCULATE, V.SUMMON, V.RECORD_TALK),
    S.CLOSED: (V.ORDER, V.REPORT, V.ACCEPT),
    S.STRUCK: (V.OBJECT, V.UPHOLD),
}
FIRST = {V.ACCEPT: V.REPORT, V.DECLINE: V.REPORT, V.UPHOLD: V.OBJECT, V.REJECT: V.OBJECT}
"""What must have been said before."""


@pytest.mark.parametrize("state", WAY, ids=str)
def test_every_verb_leads_where_the_table_says_or_nowhere(cast, state):
    climb = Climb(cast).through(*WAY[state])
    for verb in CALLS:
        with transaction.atomic():
            outcome = attempt(climb, verb)
            transaction.set_rollback(True)
        climb.case.refresh_from_db()
        assert outcome == (CASE.after(state, verb) if CASE.allows(state, verb) else state), verb


def attempt(climb: Climb, verb: CaseVerb) -> CaseState:
    """The state after a verb was tried; a refusal leaves it where it was."""
    try:
        if verb in FIRST and CASE.allows(climb.case.state, FIRST[verb]):
            climb.do(FIRST[verb])
        climb.do(verb)
    except (PermissionDenied, Refused):
        climb.case.refresh_from_db()
        assert CASE.allows(climb.case.state, verb) is False
    return climb.case.state


def test_every_verb_and_every_state_is_tried():
    assert set(CALLS) | {V.SETTLE, V.ENTER} == set(V)  # what is entered: test_deciding
    assert set(WAY) == set(S)


def test_the_drawing_in_the_documents_is_that_of_the_table():
    assert CASE.diagram() in (settings.ROOT / "docs" / "flows" / "supervision.md").read_text(encoding="utf-8")
