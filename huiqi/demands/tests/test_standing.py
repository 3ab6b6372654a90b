"""Closed without an answer, objected to, reopened; pressed, added to; urgent, green, instructed: what each refuses."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from huiqi.demands.models import (
    AccountabilityRecord,
    Archive,
    Ending,
    GreenChannel,
    Instruction,
    Objection,
    Promise,
    Rating,
    Reminder,
)
from huiqi.demands.rules.deadlines import Unit
from huiqi.demands.rules.standing import ADDITIONS_A_DAY, GROUNDS, objection_until
from huiqi.demands.selectors import DeskFilter, desk
from huiqi.demands.services import Decision, Green, Order, miss_due_promises
from huiqi.demands.tests.play import NO_SERVICE, ORDER, Play
from huiqi.demands.tests.test_services import refused_code
from huiqi.demands.words import DemandState, Ground, RatingLevel, Step, Urgency, Verb
from huiqi.journal.selectors import timeline
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.reference.selectors import calendar
from tests.cast import NOON, ZONE

V, D, G = Verb, DemandState, Ground
SENT = (V.REGISTER, V.DISPATCH)
ASKED = (V.REGISTER, V.ASK_INFORMATION)


def owed(play: Play) -> dict[Step, Any]:
    """What is owed to the enterprise now."""
    promised = Promise.objects.filter(demand=play.demand, handling=None, kept_at=None, released_at=None)
    return {one.step: one.due_at for one in promised}


def test_the_grounds_stand_in_the_order_of_the_rules_of_acceptance():
    assert [str(ground) for ground in GROUNDS[D.REFUSED]] == [
        "no_service",
        "private_dispute",
        "in_court",
        "petition",
        "police",
        "state_secret",
        "settled_before",
    ]


def test_a_refusal_leaves_ground_reason_where_to_go_and_a_file(cast):
    play = Play(cast).through(V.REFUSE)
    ending = Ending.objects.get()
    assert (ending.state, ending.ground, ending.elsewhere) == (D.REFUSED, G.NO_SERVICE, NO_SERVICE.elsewhere)
    assert play.demand.first_contact == str(cast.receptionist_a.ref)
    assert play.demand.closed_at == play.now
    assert Archive.objects.get(demand=play.demand).round == 1
    assert owed(play) == {}
    assert play.promise(Step.FIRST_CONTACT).kept_at == play.now


BAD_DECISIONS = [
    (V.REFUSE, Decision(G.SETTLED, "理由", "去处"), "no_ground", "ground"),
    (V.REFUSE, Decision(G.POLICE, " ", "去处"), "required", "reason"),
    (V.REFUSE, Decision(G.POLICE, "理由", " "), "required", "elsewhere"),
    (V.END, Decision(G.POLICE, "理由"), "no_ground", "ground"),
    (V.END, Decision(G.COURT_BEGUN, ""), "required", "reason"),
    (V.END, Decision(G.NO_COOPERATION, "没有回音"), "remind_firm_first", "ground"),
]


@pytest.mark.parametrize(("verb", "decision", "code", "field"), BAD_DECISIONS)
def test_a_decision_needs_a_ground_of_its_kind_and_its_words(cast, verb, decision, code, field):
    play = Play(cast).through(V.REGISTER)
    with pytest.raises(Refused) as refused:
        play.do(verb, decision=decision)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Ending.objects.exists()


def test_want_of_cooperation_needs_two_reminders_that_passed_in_vain(cast):
    silent = Decision(G.NO_COOPERATION, "两次催促后没有补充。")
    play = Play(cast).through(*ASKED, V.REMIND_FIRM)
    assert refused_code(play, V.REMIND_FIRM) == "firm_reminded_already"
    play.later(days=5).do(V.REMIND_FIRM)
    assert refused_code(play, V.END, decision=silent) == "remind_firm_first"
    play.later(days=3)
    assert play.do(V.END, decision=silent).state == D.ENDED


def test_an_enterprise_that_brought_what_was_asked_is_not_ended_for_want_of_cooperation(cast):
    play = Play(cast).through(*ASKED, V.REMIND_FIRM)
    play.later(days=5).do(V.REMIND_FIRM)
    play.later(days=5).do(V.SUPPLY_INFORMATION)
    decision = Decision(G.NO_COOPERATION, "没有回音")
    assert refused_code(play, V.END, decision=decision) == "remind_firm_first"


def test_what_was_asked_can_still_be_brought_after_the_institution_gave_it_back(cast):
    play = Play(cast).through(*ASKED, V.DISPATCH, V.RETURN)
    assert play.do(V.SUPPLY_INFORMATION).state == D.REGISTERED


def test_the_third_time_needs_two_closed_demands_of_the_same_enterprise(cast):
    other = Play(cast)
    other.file(by=cast.owner_y)
    foreign = [other.demand.ref, other.demand.ref]
    play = Play(cast).before(1).through(V.REGISTER)
    assert refused_code(play, V.CLOSE_REPEATED) == "too_few_earlier"
    assert refused_code(play, V.CLOSE_REPEATED, earlier=foreign) == "not_earlier"
    with pytest.raises(PermissionDenied):
        play.do(V.CLOSE_REPEATED, by=cast.manager_a)
    play.before(1).through(V.REGISTER, V.CLOSE_REPEATED)
    assert play.demand.state == D.REPEATED
    assert Ending.objects.get(state=D.REPEATED).earlier.count() == 2
    assert len(timeline(play.demand.ref)[-1].data["earlier"]) == 2


def test_earlier_rounds_of_the_demand_count_as_times(cast):
    play = Play(cast).through(V.WITHDRAW, V.REOPEN, V.WITHDRAW, V.REOPEN)
    assert play.do(V.CLOSE_REPEATED, earlier=[]).state == D.REPEATED


def test_an_upheld_objection_owes_everything_as_if_nothing_had_been_decided(cast):
    play = Play(cast).through(V.REGISTER)
    before = owed(play)
    for verb in (V.REFUSE, V.OBJECT, V.UPHOLD_OBJECTION):
        play.do(verb)
    assert play.demand.state == D.REGISTERED
    assert play.demand.closed_at is None
    assert owed(play) == before
    assert play.demand.next_due_at == min(before.values())
    assert Ending.objects.get().undone_at == play.now


def test_what_fell_due_while_a_wrong_decision_stood_is_the_windows(cast):
    play = Play(cast).through(V.REFUSE, V.OBJECT).later(days=25)
    assert miss_due_promises(at=play.now) == 0
    play.do(V.UPHOLD_OBJECTION)
    missed = AccountabilityRecord.objects.filter(demand=play.demand)
    assert {one.promise.step for one in missed} == {Step.STAGED_REPLY, Step.FINISH}
    assert {one.organisation_id for one in missed} == {cast.window_a.organisation_id}


def test_a_rejected_objection_leaves_the_decision_and_is_not_repeated(cast):
    play = Play(cast).through(V.REFUSE, V.OBJECT, V.REJECT_OBJECTION)
    assert play.demand.state == D.REFUSED
    assert Objection.objects.get().upheld is False
    assert refused_code(play, V.OBJECT) == "objected_already"
    assert refused_code(play, V.UPHOLD_OBJECTION) == "no_objection"


def test_nobody_decides_on_an_objection_to_his_own_decision(cast):
    play = Play(cast).before().through(V.REGISTER, V.CLOSE_REPEATED, V.OBJECT)
    assert refused_code(play, V.UPHOLD_OBJECTION) == "own_decision"
    assert refused_code(play, V.REJECT_OBJECTION) == "own_decision"


def test_an_objection_comes_within_thirty_days(cast):
    play = Play(cast).through(V.REFUSE)
    until = objection_until(play.now, calendar())
    assert until == datetime(2026, 12, 21, 17, 30, tzinfo=ZONE)  # the thirtieth day is a Sunday
    play.now = until
    assert refused_code(play, V.OBJECT) == "objection_late"
    play.now = until - timedelta(minutes=10)
    assert play.do(V.OBJECT).state == D.REFUSED


def test_while_an_objection_is_open_the_demand_is_not_reopened(cast):
    play = Play(cast).through(V.REFUSE, V.OBJECT)
    assert refused_code(play, V.REOPEN) == "objection_pending"
    with pytest.raises(NotNow):
        Play(cast).through(V.WITHDRAW, V.OBJECT)


def test_a_new_fact_opens_a_round_of_its_own_and_the_old_one_stays_as_it_was(cast):
    play = Play(cast).through(V.REGISTER).later(days=30)
    play.do(V.ANSWER)
    play.do(V.RATE, level=RatingLevel.SATISFIED)
    play.do(V.ARCHIVE)
    number, code, before = play.demand.number, play.demand.query_code, list(Promise.objects.order_by("id").values())
    play.later(days=3).do(V.REOPEN)
    demand = play.demand
    assert (demand.state, demand.round, demand.number, demand.query_code) == (D.FILED, 2, number, code)
    assert (demand.answer, demand.first_contact, demand.closed_at) == ("", "", None)
    assert list(Promise.objects.filter(round=1).order_by("id").values()) == before
    assert AccountabilityRecord.objects.filter(promise__round=1).count() == 2
    assert set(owed(play)) == {Step.FIRST_CONTACT, Step.STAGED_REPLY, Step.FINISH}
    past = demand.past_rounds.get()
    assert (past.round, past.state, past.answer) == (1, D.ARCHIVED, "报告见附件。")


def test_each_round_is_asked_rated_visited_and_filed_by_itself(cast):
    whole = (*ASKED, V.SUPPLY_INFORMATION, V.ANSWER, V.RATE, V.VISIT, V.ARCHIVE)
    play = Play(cast).through(*whole)
    for verb in (V.REOPEN, *whole):
        play.do(verb)
    assert sorted(Rating.objects.values_list("round", flat=True)) == [1, 2]
    assert sorted(Archive.objects.values_list("round", flat=True)) == [1, 2]
    assert sorted(play.demand.visits.values_list("round", flat=True)) == [1, 2]


def test_the_words_of_before_are_no_new_fact(cast):
    play = Play(cast).through(V.WITHDRAW)
    assert refused_code(play, V.REOPEN, fact=play.demand.text) == "nothing_new"
    assert refused_code(play, V.REOPEN, fact=" ") == "required"


def test_an_enterprise_presses_once_a_day_and_a_reply_answers_it(cast):
    play = Play(cast).through(V.REGISTER, V.REMIND)
    assert play.demand.urged_until == datetime(2026, 11, 23, 17, 30, tzinfo=ZONE)
    assert refused_code(play, V.REMIND) == "urged_already"
    play.do(V.REPLY)
    assert play.demand.urged_until is None
    assert Reminder.objects.get().answered_at == play.now
    assert refused_code(play, V.REMIND) == "urged_today"
    assert play.later(days=3).do(V.REMIND).urged == 2


def test_an_unanswered_reminder_is_marked_and_neither_transfer_nor_return_answers_it(cast):
    play = Play(cast).through(V.REGISTER, V.REMIND, V.DISPATCH, V.RETURN).later(days=4)
    actor = cast.actor(cast.receptionist_a)
    for mark, found in (("urged", 1), ("unanswered", 1), ("escalated", 0), ("green", 0)):
        assert desk(actor, DeskFilter(mark=mark), play.now).count == found
    play.do(V.REPLY)
    assert desk(actor, DeskFilter(mark="urged"), play.now).count == 0


def test_the_hub_is_asked_only_after_the_window_had_its_chance_and_only_the_hub_answers(cast):
    play = Play(cast).through(V.REGISTER, V.REMIND)
    assert refused_code(play, V.ESCALATE) == "remind_first"
    with pytest.raises(PermissionDenied):
        play.do(V.REPLY, by=cast.hub_operator)
    play.later(days=4).do(V.ESCALATE)
    assert refused_code(play, V.ESCALATE) == "escalated_already"
    play.do(V.REPLY)
    assert play.demand.escalated_until is not None
    play.do(V.REPLY, by=cast.hub_operator)
    assert play.demand.escalated_until is None


def test_a_missed_promise_is_reason_enough_to_ask_the_hub_and_it_answers_before_registration(cast):
    play = Play(cast).through().later(days=4)
    play.do(V.ESCALATE)
    assert play.do(V.REPLY, by=cast.hub_operator).state == D.FILED


def test_nobody_adds_without_end(cast):
    play = Play(cast).through(V.REGISTER)
    for _ in range(ADDITIONS_A_DAY):
        play.do(V.ADD)
    assert refused_code(play, V.ADD) == "enough_additions"
    play.later(days=1).do(V.ADD)
    assert refused_code(play, V.ADD, text=" ") == "required"


def test_what_presses_goes_first_on_every_desk(cast):
    plain, urgent, green = (Play(cast).through(V.REGISTER) for _ in range(3))
    urgent.do(V.SET_URGENCY)
    green.do(V.OPEN_GREEN)
    shown = list(desk(cast.actor(cast.receptionist_a), DeskFilter(), NOON).page(1))
    assert shown == [green.demand, urgent.demand, plain.demand]
    assert refused_code(urgent, V.SET_URGENCY) == "urgency_already"
    green.do(V.SET_URGENCY)
    green.do(V.CLOSE_GREEN)
    assert green.demand.rank == urgent.demand.rank
    urgent.do(V.SET_URGENCY, urgency=Urgency.NORMAL)
    assert urgent.demand.rank == plain.demand.rank


def test_a_green_channel_promises_less_time_beside_what_is_owed_anyway(cast):
    play = Play(cast).through(V.REGISTER, V.OPEN_GREEN)
    promised = play.promise(Step.GREEN_FINISH)
    assert promised.due_at == datetime(2026, 11, 23, 17, 2, tzinfo=ZONE)  # Friday from 9:32, the rest on Monday
    assert promised.explanation["unit"] == "working_hour"
    assert play.promise(Step.FINISH).kept_at is None
    play.later(days=10)
    assert miss_due_promises(at=play.now) == 2
    play.do(V.ANSWER)
    assert play.promise(Step.GREEN_FINISH).kept_at == play.now


def test_closing_a_green_channel_releases_its_limit_only(cast):
    play = Play(cast).through(V.REGISTER, V.OPEN_GREEN, V.CLOSE_GREEN)
    assert play.promise(Step.GREEN_FINISH).released_at == play.now
    assert Step.FINISH in owed(play)
    assert refused_code(play, V.CLOSE_GREEN) == "not_green"
    assert refused_code(play, V.OPEN_GREEN) == "green_already"


BAD_GREEN = [
    (Green("理由", 0, Unit.WORKING_DAY), "green_limit", "amount"),
    (Green("理由", 100, Unit.WORKING_DAY), "green_limit", "amount"),
    (Green("理由", 15, Unit.WORKING_DAY), "green_not_shorter", "amount"),
    (Green(" ", 2, Unit.WORKING_DAY), "required", "why"),
    (Green("理由", 2, Unit.WORKING_DAY, owed="营业执照"), "owed_needs_day", "owed_by"),
    (Green("理由", 2, Unit.WORKING_DAY, owed_by=date(2026, 12, 1)), "owed_needs_day", "owed"),
    (Green("理由", 2, Unit.WORKING_DAY, "执照", date(2026, 11, 1)), "owed_past", "owed_by"),
]


@pytest.mark.parametrize(("green", "code", "field"), BAD_GREEN)
def test_a_green_channel_is_shorter_has_a_reason_and_says_by_when_papers_come(cast, green, code, field):
    play = Play(cast).through(V.REGISTER)
    with pytest.raises(Refused) as refused:
        play.do(V.OPEN_GREEN, green=green)
    assert (refused.value.code, refused.value.field) == (code, field)
    with pytest.raises(PermissionDenied):
        play.do(V.OPEN_GREEN, by=cast.receptionist_a)


def test_papers_that_may_come_later_are_written_down_when_they_come(cast):
    play = Play(cast).through(V.REGISTER)
    play.do(V.OPEN_GREEN, green=Green("抢工期", 2, Unit.WORKING_DAY, "营业执照", date(2026, 12, 1)))
    play.do(V.ADD)
    assert GreenChannel.objects.get().received_at is None
    play.do(V.ADD, files=[play.scan()])
    assert GreenChannel.objects.get().received_at == play.now


BAD_ORDERS: list[tuple[Order, str, str]] = [
    (Order(" ", "市长", ORDER.dated, "请办", ORDER.due_on), "required", "leader"),
    (Order("长" * 41, "市长", ORDER.dated, "请办", ORDER.due_on), "too_long", "leader"),
    (Order("某", " ", ORDER.dated, "请办", ORDER.due_on), "required", "post"),
    (Order("某", "市长", date(2026, 11, 21), "请办", ORDER.due_on), "dated_ahead", "dated"),
    (Order("某", "市长", ORDER.dated, "请办", date(2026, 11, 19)), "due_past", "due_on"),
    (Order("某", "市长", ORDER.dated, " ", ORDER.due_on), "required", "instruction"),
]


@pytest.mark.parametrize(("order", "code", "field"), BAD_ORDERS)
def test_an_instruction_has_author_day_words_and_a_limit(cast, order, code, field):
    play = Play(cast).through(V.REGISTER)
    with pytest.raises(Refused) as refused:
        play.do(V.INSTRUCT, order=order)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_an_instruction_comes_with_its_scan_and_ends_with_its_report(cast):
    play = Play(cast).through(V.REGISTER)
    assert refused_code(play, V.INSTRUCT, files=[]) == "scan_missing"
    assert refused_code(play, V.REPORT_BACK) == "no_instruction"
    play.do(V.INSTRUCT)
    assert Instruction.objects.get().due_at == datetime(2026, 11, 27, 17, 30, tzinfo=ZONE)
    assert refused_code(play, V.REPORT_BACK, report=" ") == "required"
    play.do(V.WITHDRAW)
    play.do(V.REPORT_BACK)
    assert Instruction.objects.get().report == "已经办好。"
    assert refused_code(play, V.REPORT_BACK) == "no_instruction"
