"""Every (state, verb) pair of the two tables, through the services."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.demands.flow import DEMAND, HANDLER_VERBS, HANDLING, WHOLE, after, computed, counting, replay, verbs
from huiqi.demands.models import Demand
from huiqi.demands.tests.play import SAID, Play
from huiqi.demands.words import DemandState, HandlingState, Verb
from huiqi.journal.selectors import broken_at, timeline
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused

D, H, V = DemandState, HandlingState, Verb
SENT = (V.REGISTER, V.DISPATCH)
ANSWERED = (V.REGISTER, V.ANSWER)
SITUATIONS = {
    (D.FILED, None): (),
    (D.REGISTERED, None): (V.REGISTER,),
    (D.AWAITING_INFORMATION, None): (V.REGISTER, V.ASK_INFORMATION),
    (D.DISPATCHED, H.SENT): SENT,
    (D.IN_PROGRESS, H.TAKEN): (*SENT, V.TAKE),
    (D.IN_PROGRESS, H.PLANNED): (*SENT, V.TAKE, V.GIVE_PLAN),
    (D.IN_PROGRESS, H.WORKING): (*SENT, V.TAKE, V.GIVE_PLAN, V.START_WORK),
    (D.ANSWERED, None): ANSWERED,
    (D.RATED, None): (*ANSWERED, V.RATE),
    (D.VISITED, None): (*ANSWERED, V.RATE, V.VISIT),
    (D.RECTIFYING, None): (*ANSWERED, V.RATE, V.OPEN_RECTIFICATION),
    (D.ARCHIVED, None): (*ANSWERED, V.RATE, V.ARCHIVE),
    (D.WITHDRAWN, None): (V.WITHDRAW,),
    (D.REFUSED, None): (V.REFUSE,),
    (D.ENDED, None): (*SENT, V.END),
    (D.REPEATED, None): (V.REGISTER, V.CLOSE_REPEATED),
    (D.MERGED, None): (V.REGISTER, V.MERGE),
}
DATA_REFUSES = {(D.VISITED, V.RATE): "rated_already", (D.ANSWERED, V.VISIT): "rating_first"} | {
    (D.ANSWERED, V.ATTEMPT_VISIT): "rating_first",
    (D.FILED, V.REPLY): "the hub only",
    (D.ANSWERED, V.ARCHIVE): "visit_first",
    (D.ARCHIVED, V.VISIT): "not_to_visit",
    (D.ARCHIVED, V.ATTEMPT_VISIT): "not_to_visit",
    (D.RECTIFYING, V.VISIT): "not_to_visit",
    (D.RECTIFYING, V.ATTEMPT_VISIT): "not_to_visit",
    (D.REGISTERED, V.SUPPLY_INFORMATION): "nothing_asked",
    (D.REGISTERED, V.REMIND_FIRM): "nothing_waited_for",
    (D.DISPATCHED, V.REMIND_FIRM): "nothing_waited_for",
    (D.IN_PROGRESS, V.REMIND_FIRM): "nothing_waited_for",
    (D.DISPATCHED, V.SUPPLY_INFORMATION): "nothing_asked",
    (D.IN_PROGRESS, V.SUPPLY_INFORMATION): "nothing_asked",
}


NEED_MORE = (
    *(V.CONTEST, V.ARBITRATE, V.SUM_UP),
    *(V.ESCALATE, V.CLOSE_GREEN, V.UPHOLD_OBJECTION, V.REJECT_OBJECTION, V.REPORT_BACK),
    V.ACKNOWLEDGE,
    *(V.APPEAL, V.UPHOLD_APPEAL, V.DECLINE_APPEAL),
    *(V.GRANT_EXTENSION, V.DECLINE_EXTENSION, V.GIVE_OPINION, V.TAKE_OPINION, V.DECLINE_OPINION),
    *(V.CALL_OFF, V.DECLINE_SUSPENSION, V.RESUME),
    *(V.SEND_LETTER, V.ENTER_ANSWER, V.ENTER_RETURN, V.REPLACE_SCAN),
    V.LET_GO,
    *(V.NAME_INSIDER, V.REMOVE_INSIDER, V.UNSEAL),
)
"""Verbs that need something beside the state, which no situation here has: test_standing and others do."""


@pytest.mark.parametrize("situation", SITUATIONS, ids=str)
def test_every_verb_leads_where_the_tables_say_or_nowhere(cast, situation):
    play = Play(cast).before().through(*SITUATIONS[situation])
    assert (play.demand.state, play.handling_state()) == situation
    for verb in SAID:
        with transaction.atomic():
            outcome = attempt(play, verb)
            transaction.set_rollback(True)
        play.demand.refresh_from_db()
        refused = verb in NEED_MORE or (situation[0], verb) in DATA_REFUSES
        allowed = verb in verbs(*situation) and not refused
        assert outcome == (led_to(*situation, verb) if allowed else situation), verb


def led_to(state: DemandState, handling: HandlingState | None, verb: Verb) -> tuple[DemandState, HandlingState | None]:
    """Where the tables lead; an ended handling is no longer in anybody's hands."""
    parts = (1,) if verb is V.ADD_PART else (WHOLE,)
    demand, moved = after(state, {WHOLE: handling} if handling else {}, verb, parts)
    hands = counting(demand, moved)
    return demand, next(iter(hands.values())) if len(hands) == 1 else None


def attempt(play: Play, verb: Verb) -> tuple[DemandState, HandlingState | None]:
    """The states after a verb was tried; a refusal leaves them, and the revision, as they were."""
    revision = play.demand.revision
    try:
        play.do(verb)
    except (NotNow, PermissionDenied, Refused, Demand.DoesNotExist):
        play.demand.refresh_from_db()
        assert play.demand.revision == revision
    return play.demand.state, play.handling_state()


@pytest.mark.parametrize("situation", SITUATIONS, ids=str)
def test_the_journal_replays_to_the_state(cast, situation):
    play = Play(cast).before().through(*SITUATIONS[situation])
    hands = {WHOLE: situation[1]} if situation[1] else {}
    assert replay((h.verb, h.data) for h in timeline(play.demand.ref)) == (situation[0], hands)
    assert broken_at(play.demand.ref) is None


def test_a_journal_that_skips_a_step_does_not_replay(cast):
    play = Play(cast).through(*SENT, V.TAKE)
    entries = [(h.verb, h.data) for h in timeline(play.demand.ref)]
    with pytest.raises(ValueError):
        replay(entries[:2] + entries[3:])


def test_every_state_can_be_reached_and_every_verb_is_somewhere_a_move():
    assert {state for state, _ in SITUATIONS} == set(D)
    assert set(SAID) | {V.FILE} == set(V)
    assert all(any(verb in verbs(*situation) for situation in SITUATIONS) for verb in SAID)


def test_the_state_of_a_demand_under_a_handling_never_disagrees_with_its_own_table():
    for handling in (H.SENT, H.TAKEN, H.PLANNED, H.WORKING):
        hands = {WHOLE: handling}
        for verb in HANDLING.verbs(handling):
            demand, moved = after(computed(hands), hands, verb)
            assert verb in (V.WITHDRAW, V.END, V.CLOSE_REPEATED, V.MERGE) or demand == computed(moved)
            assert verb in HANDLER_VERBS or demand == DEMAND.after(computed(hands), verb)


def test_the_state_of_a_divided_demand_is_that_of_its_parts_together():
    table = {
        (H.SENT, H.SENT): D.DISPATCHED,
        (H.SENT, H.RETURNED): D.DISPATCHED,
        (H.SENT, H.TAKEN): D.IN_PROGRESS,
        (H.SENT, H.ANSWERED): D.IN_PROGRESS,
        (H.WORKING, H.RETURNED): D.IN_PROGRESS,
        (H.ANSWERED, H.ANSWERED): D.ANSWERED,
        (H.ANSWERED, H.RETURNED): D.REGISTERED,
        (H.ANSWERED, H.RECALLED): D.REGISTERED,
        (H.RETURNED, H.RETURNED): D.REGISTERED,
    }
    assert {states: computed(dict(enumerate(states, 1))) for states in table} == table


def test_the_drawing_in_the_documents_is_that_of_the_tables():
    drawn = (settings.ROOT / "docs" / "flows" / "demands.md").read_text(encoding="utf-8")
    assert DEMAND.diagram() in drawn
    assert HANDLING.diagram() in drawn
