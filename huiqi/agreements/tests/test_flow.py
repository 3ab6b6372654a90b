"""Every state with every verb: by services where it is a move, refused with nothing changed where it is not."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.agreements import services
from huiqi.agreements.flow import AGREEMENT
from huiqi.agreements.models import Agreement, Milestone
from huiqi.agreements.tests.deal import AGREED, REPORTED, SAID, Deal, product_of
from huiqi.agreements.words import AgreementState as S
from huiqi.agreements.words import AgreementVerb as V
from huiqi.journal.selectors import timeline
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused

pytestmark = pytest.mark.django_db

WAYS = {
    S.DRAFT: (),
    S.SENT: (V.SIGN,),
    S.DECLINED: (V.SIGN, V.DECLINE),
    S.IN_FORCE: AGREED,
    S.CHANGING: (*AGREED, V.CHANGE),
    S.REPORTED: REPORTED,
    S.DONE: (*REPORTED, V.CONFIRM),
    S.ENDED: (V.END,),
}
DATA_REFUSES = {(S.IN_FORCE, V.REPORT)}
"""Moves that the rest of the agreement stands against: milestones are open."""

NEED_MORE = {V.RECORD_INVOICE}
"""Only after a payment (test_services)."""


@pytest.mark.parametrize("state", WAYS)
def test_every_verb_in_every_state(cast, state):
    deal = Deal(cast, product=product_of(cast)).through(*WAYS[state])
    assert deal.agreement.state is state
    for verb in (*SAID, V.FINISH_MILESTONE):
        with transaction.atomic():
            outcome = attempt(deal, verb)
            transaction.set_rollback(True)
        deal.agreement = Agreement.objects.get(id=deal.agreement.id)
        refused = verb in NEED_MORE or (state, verb) in DATA_REFUSES
        allowed = AGREEMENT.allows(state, verb) and not refused
        assert outcome is (AGREEMENT.after(state, verb) if allowed else state), verb


def attempt(deal, verb):
    """The state after a verb was tried; a refusal leaves it, and the revision and the journal, as they were."""
    before = deal.agreement.revision, len(timeline(deal.agreement.ref))
    try:
        return deal.do(verb).state
    except (NotNow, PermissionDenied, Refused, Agreement.DoesNotExist, Milestone.DoesNotExist):
        row = Agreement.objects.get(id=deal.agreement.id)
        assert (row.revision, len(timeline(row.ref))) == before
        return row.state


def test_the_ends_are_reached_by_the_clock_alone(cast):
    deal = Deal(cast).through(*REPORTED)
    for days in (10, 10):
        deal.play.later(days=days)
        services.lapse(at=deal.now)
        services.ask_again(at=deal.now)
    assert Agreement.objects.get().state is S.UNCONFIRMED
    assert AGREEMENT.verbs(S.UNCONFIRMED) == [V.DECLARE_PAYMENT, V.RECORD_INVOICE]


def test_every_state_can_be_reached_and_every_verb_is_somewhere_a_move():
    assert {*WAYS, S.UNCONFIRMED} == set(S)
    assert {move.verb for move in AGREEMENT.moves} | {V.DRAFT} == set(V)


def test_every_step_leaves_one_entry(cast):
    deal = Deal(cast).through(*REPORTED, V.CONFIRM)
    said = [one.verb for one in timeline(deal.agreement.ref)]
    assert said == ["draft", "sign", "agree", "finish_milestone", "finish_milestone", "report", "confirm"]


def test_the_drawing_in_the_documents_is_that_of_the_table():
    drawn = (settings.ROOT / "docs" / "flows" / "agreements.md").read_text(encoding="utf-8")
    assert AGREEMENT.diagram() in drawn
