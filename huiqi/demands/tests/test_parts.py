"""Several have a demand: each its part, state, clock and answer; the demand's state is computed from theirs."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from huiqi.demands.flow import replay
from huiqi.demands.models import AccountabilityRecord, Demand, Handling
from huiqi.demands.selectors import visible_to
from huiqi.demands.services import Share, miss_due_promises, tell_waiting
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_dispatching import department, dispatching
from huiqi.demands.tests.test_services import refused_code
from huiqi.demands.words import DemandState, HandlingState, Mode, Step, Verb
from huiqi.journal.selectors import timeline
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice

V, D, H = Verb, DemandState, HandlingState
TASK = "请核实减免税的部分。"


def to_b(play: Play, **more: Any) -> Share:
    """A part for window B."""
    return Share(play.cast.window_b.organisation.ref, TASK, field="other_1", **more)


@pytest.fixture
def play(cast) -> Play:
    """A demand divided between an institution and window B."""
    play = Play(cast).through(V.REGISTER)
    play.do(V.DISPATCH, mode=Mode.PARTS, others=[to_b(play)])
    return play


def by_b(play: Play) -> dict[str, Any]:
    """Done by window B."""
    return {"by": play.cast.receptionist_b}


@pytest.fixture
def secret(cast) -> Play:
    """A confidential demand at its window."""
    return Play(cast).through(V.REGISTER, V.SEAL)


def test_each_part_of_a_confidential_demand_has_its_own_insider(secret):
    cast, part = secret.cast, to_b(secret, insider=secret.cast.receptionist_b.name)
    secret.do(V.DISPATCH, mode=Mode.PARTS, others=[part], insider=cast.institution_clerk.name)
    for person in (cast.institution_clerk, cast.receptionist_b):
        assert visible_to(secret.actor(person)).get() == secret.demand
    assert replay((one.verb, one.data) for one in timeline(secret.demand.ref))[0] is D.DISPATCHED


def test_an_insider_of_a_part_who_does_not_work_there_is_refused_at_his_line(secret):
    part = to_b(secret, insider=secret.cast.owner_y.name)
    with pytest.raises(Refused) as refused:
        secret.do(V.DISPATCH, mode=Mode.PARTS, others=[part])
    assert (refused.value.code, refused.value.field) == ("insider_not_there", "insider_1")
    assert not Handling.objects.exists()


def test_who_gets_a_further_part_brings_its_insider_and_who_knows_already_is_named_once(secret):
    secret.do(V.DISPATCH, insider=secret.cast.institution_clerk.name)
    secret.do(V.ADD_PART, handler=secret.cast.window_b.organisation.ref, insider=secret.cast.receptionist_b.name)
    secret.do(V.RECALL, part=1)
    secret.do(V.ADD_PART, handler=secret.handler.ref, instead=1, insider=secret.cast.institution_clerk.name)
    known = secret.demand.insiders.filter(removed_at=None)
    assert known.filter(person=secret.cast.institution_clerk).count() == 1


def test_the_form_asks_for_the_insider_of_each_part_of_what_is_confidential_and_of_nothing_else(secret):
    for play, asked in ((secret, True), (Play(secret.cast).through(V.REGISTER), False)):
        address = reverse("demands:act", args=[play.demand.ref, "dispatch"])
        page = play.cast.client(play.cast.receptionist_a).get(address).content.decode()
        assert ('name="insider_1"' in page) is ('name="insider"' in page) is asked


def case_page(play: Play, person: str) -> str:
    """The page of the case as this person reads it."""
    client = play.cast.client(getattr(play.cast, person))
    return client.get(reverse("demands:demand", args=[play.demand.ref])).content.decode()


def test_each_has_its_part_its_clock_and_sees_the_case(play):
    rows = list(play.demand.handlings.order_by("part"))
    assert [(one.part, one.task, one.state) for one in rows] == [(1, "请出方案。", H.SENT), (2, TASK, H.SENT)]
    assert (play.demand.state, play.demand.mode, play.demand.parts) == (D.DISPATCHED, Mode.PARTS, [1, 2])
    for step in (Step.HANDLER_TAKE, Step.PART_ANSWER):
        assert play.demand.promises.filter(step=step, handling__in=rows).count() == 2
    for person in (play.cast.institution_clerk, play.cast.receptionist_b):
        assert visible_to(play.actor(person)).get() == play.demand


def test_the_demand_is_answered_when_the_last_part_is_and_says_who_said_what(play):
    play.do(V.TAKE)
    assert (play.demand.state, play.hands()) == (D.IN_PROGRESS, {1: H.TAKEN, 2: H.SENT})
    play.do(V.ANSWER, answer="可以认证。")
    assert (play.demand.state, play.demand.answer, play.hands()) == (D.IN_PROGRESS, "", {1: H.ANSWERED, 2: H.SENT})
    play.do(V.TAKE, **by_b(play))
    play.do(V.ANSWER, answer="可以减免。", **by_b(play))
    assert (play.demand.state, play.hands(), play.demand.parts) == (D.ANSWERED, {}, [])
    first, second = play.demand.answer.split("\n\n")
    assert first.startswith("【演示检测中心】请出方案。")
    assert first.endswith("可以认证。")
    assert second.startswith("【洛阳窗口】")
    assert second.endswith("可以减免。")


def test_the_answer_of_a_part_keeps_its_own_promises_and_no_other(play):
    play.do(V.TAKE).handlings.get(part=1)
    play.do(V.ANSWER)
    kept = {(p.step, p.handling and p.handling.part) for p in play.demand.promises.exclude(kept_at=None)}
    assert kept == {
        (Step.FIRST_CONTACT, None),
        (Step.STAGED_REPLY, None),
        (Step.HANDLER_TAKE, 1),
        (Step.PART_ANSWER, 1),
    }


def test_a_part_that_comes_back_waits_at_the_window_while_the_others_go_on(play):
    play.do(V.TAKE)
    play.do(V.RETURN, **by_b(play))
    assert (play.demand.state, play.hands()) == (D.IN_PROGRESS, {1: H.TAKEN, 2: H.RETURNED})
    assert not visible_to(play.actor(play.cast.receptionist_b)).exists()
    play.do(V.ANSWER)
    assert play.demand.state is D.REGISTERED
    play.do(V.DISPATCH, mode=Mode.PARTS, handler=play.cast.hub.organisation.ref, instead=2)
    assert (play.demand.state, play.hands()) == (D.IN_PROGRESS, {1: H.ANSWERED, 2: H.SENT})


def test_what_came_back_the_window_may_answer_itself_in_one_answer_for_all(play):
    play.do(V.TAKE)
    play.do(V.ANSWER, answer="可以认证。")
    play.do(V.RETURN, **by_b(play))
    play.do(V.ANSWER, answer="减免由本窗口答复。", by=play.cast.receptionist_a)
    assert play.demand.state is D.ANSWERED
    assert play.demand.answer.startswith("减免由本窗口答复。\n\n【演示检测中心】")


def test_a_part_is_given_while_others_work_and_who_had_all_has_a_part(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.ADD_PART)
    assert play.hands() == {1: H.TAKEN, 2: H.SENT}
    assert (play.demand.state, play.demand.mode) == (D.IN_PROGRESS, Mode.PARTS)
    assert replay((h.verb, h.data) for h in timeline(play.demand.ref)) == (D.IN_PROGRESS, play.hands())


def test_one_of_several_is_recalled_and_it_has_to_be_said_which(play):
    assert refused_code(play, V.RECALL) == "which_part"
    play.do(V.RECALL, part=2)
    assert (play.demand.state, play.hands()) == (D.DISPATCHED, {1: H.SENT, 2: H.RECALLED})
    owed = play.demand.promises.filter(step=Step.HANDLER_TAKE, released_at=None).get()
    assert owed.handling.part == 1


def test_an_end_takes_every_part_out_of_all_hands(play):
    play.do(V.END)
    assert set(play.demand.handlings.values_list("state", flat=True)) == {H.RECALLED}
    assert (play.demand.parts, play.demand.handlers) == ([], [])


def test_nobody_has_two_parts_and_no_part_two_hands(play):
    assert refused_code(play, V.ADD_PART, handler=play.cast.window_b.organisation.ref) == "has_part"
    row = play.demand.handlings.get(part=1)
    for twice in ({"organisation": row.organisation, "part": 3}, {"organisation": play.cast.hub.organisation}):
        told = {"part": 1, "state": H.SENT, "sent_at": play.now, **twice}
        with pytest.raises(IntegrityError), transaction.atomic():
            Handling.objects.create(demand=play.demand, **told)


def test_another_s_part_is_nobody_s_to_answer(play):
    play.do(V.TAKE)
    play.do(V.ANSWER)
    for person in (play.cast.institution_clerk, play.cast.receptionist_a):
        with pytest.raises((PermissionDenied, NotNow)):
            play.do(V.ANSWER, by=person)


def test_several_are_needed_to_divide_and_one_to_have_it_alone(cast):
    play = Play(cast).through(V.REGISTER)
    assert refused_code(play, V.DISPATCH, mode=Mode.PARTS) == "others_missing"
    assert refused_code(play, V.DISPATCH, mode=Mode.JOINT) == "others_missing"
    assert refused_code(play, V.DISPATCH, others=[to_b(play)]) == "others_unwanted"
    again = [Share(play.handler.ref, TASK, field="other_1")]
    assert refused_code(play, V.DISPATCH, mode=Mode.PARTS, others=again) == "has_part"
    assert refused_code(play, V.DISPATCH, mode=Mode.PARTS, others=[to_b(play, days=99)]) == "consult_limit"
    assert not Handling.objects.exists()


def test_once_a_part_is_answered_the_rest_is_not_handed_on_as_a_whole(play):
    play.do(V.TAKE)
    play.do(V.ANSWER)
    play.do(V.RETURN, **by_b(play))
    assert refused_code(play, V.DISPATCH, handler=play.cast.hub.organisation.ref) == "parts_stand"
    hub = play.cast.hub.organisation.ref
    assert refused_code(play, V.DISPATCH, mode=Mode.PARTS, handler=hub, instead=1) == "part_not_waiting"


def test_together_one_has_it_and_the_others_are_asked(cast):
    play = Play(cast).through(V.REGISTER)
    play.do(V.DISPATCH, mode=Mode.JOINT, others=[to_b(play)])
    assert (play.demand.mode, play.demand.parts, play.demand.state) == (Mode.JOINT, [], D.DISPATCHED)
    asked = play.demand.consultations.get()
    assert (asked.organisation, asked.question) == (play.cast.window_b.organisation, TASK)


def test_who_is_late_with_a_part_answers_for_it_and_the_window_for_the_whole(play):
    play.do(V.TAKE)
    play.do(V.TAKE, **by_b(play))
    miss_due_promises(at=play.later(days=60).now)
    blamed = {(r.promise.step, r.organisation_id) for r in AccountabilityRecord.objects.select_related("promise")}
    window, b = play.cast.window_a.organisation_id, play.cast.window_b.organisation_id
    assert {(Step.FINISH, window), (Step.PART_ANSWER, play.handler.id), (Step.PART_ANSWER, b)} <= blamed


def test_everybody_is_told_of_his_own_and_the_firm_of_each_answer(play):
    play.do(V.TAKE)
    play.do(V.ANSWER)
    tell_waiting()
    told = {(one.person_id, one.kind) for one in Notice.objects.all()}
    cast = play.cast
    assert {(cast.institution_clerk.id, "demands.sent_to_us"), (cast.receptionist_b.id, "demands.sent_to_us")} <= told
    assert {(cast.owner_x.id, "demands.divided"), (cast.owner_x.id, "demands.part_answered")} <= told
    assert (cast.receptionist_a.id, "demands.part_answered_to_us") in told
    assert (cast.owner_x.id, "demands.answered") not in told


def test_the_page_shows_each_part_to_its_reader(play):
    play.do(V.TAKE)
    play.do(V.ANSWER, answer="可以认证。")
    firm, window = case_page(play, "owner_x"), case_page(play, "receptionist_a")
    for page in (firm, window):
        assert TASK in page
        assert "可以认证。" in page
        assert "答复它的部分" in page
    assert "?part=2" in window
    assert "?part=" not in firm
    assert "现在由洛阳窗口办理它的部分" in firm


def test_the_form_divides_and_keeps_what_was_typed_when_it_may_not(cast):
    play = Play(cast).through(V.REGISTER)
    told = {
        "mode": "parts",
        "handler": str(play.handler.ref),
        "note": "办认证的部分。",
        "days": "4",
        "other_1": str(cast.window_b.organisation.ref),
        "task_1": TASK,
        "revision": play.demand.revision,
    }
    client = cast.client(cast.receptionist_a)
    for days in ("99", "0"):
        page = client.post(dispatching(play), told | {"days_1": days}).content.decode()
        assert "请填 1 到 15 之间的整数。" in page
        assert TASK in page
    assert not Handling.objects.exists()
    client.post(dispatching(play), told | {"days_1": "3"})
    assert {one.task for one in Handling.objects.all()} == {"办认证的部分。", TASK}


def test_the_window_recalls_one_of_several_from_its_line(play):
    client = play.cast.client(play.cast.receptionist_a)
    address = reverse("demands:act", args=[play.demand.ref, "recall"])
    page = client.get(f"{address}?part=2").content.decode()
    assert 'name="part" value="2"' in page
    client.post(address, {"part": "2", "reason": "不用它办了。", "revision": play.demand.revision})
    assert Handling.objects.get(part=2).state is H.RECALLED
    assert client.get(f"{address}?part=x").status_code in (200, 302)


def test_letters_of_several_outside_are_answered_one_by_one(cast):
    play = Play(cast).through(V.REGISTER)
    outside = [department(name) for name in ("演示甲局", "演示乙局")]
    others = [Share(outside[1].organisation.ref, TASK, field="other_1")]
    play.do(V.DISPATCH, mode=Mode.PARTS, handler=outside[0].organisation.ref, others=others)
    play.do(V.ENTER_ANSWER, part=2)
    assert play.hands() == {1: H.SENT, 2: H.ANSWERED}
    play.do(V.ENTER_ANSWER, part=1)
    assert Demand.objects.get().state is D.ANSWERED


def test_the_window_says_in_one_what_all_said_once_and_before_it_is_rated(play):
    for more in ({}, by_b(play)):
        play.do(V.TAKE, **more)
        play.do(V.ANSWER, **more)
    play.do(V.SUM_UP, answer="都可以办。")
    assert play.demand.answer.startswith("都可以办。\n\n【演示检测中心】")
    assert (play.demand.state, play.demand.answer.count("【")) == (D.ANSWERED, 2)
    assert refused_code(play, V.SUM_UP) == "summed_up_already"
    assert "综合答复" in case_page(play, "owner_x")
    play.do(V.RATE)
    with pytest.raises(NotNow):
        play.do(V.SUM_UP)


def test_what_one_answered_whole_is_not_summed_up(cast):
    play = Play(cast).through(V.REGISTER, V.ANSWER)
    assert refused_code(play, V.SUM_UP) == "not_divided"
    assert "/sum-up/" not in case_page(play, "receptionist_a")
