"""A demand comes back once; then the hub rules whose it is, keeps that as a precedent, and charges the lost time."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from huiqi.demands.flow import replay
from huiqi.demands.models import Dispute, LostTime, Ruling
from huiqi.demands.rules.precedents import fits
from huiqi.demands.rules.returning import Held, Loss, business_minutes, losses
from huiqi.demands.selectors import candidates, disputes, precedents, visible_to
from huiqi.demands.services import GivingBack, Share, retire_ruling, tell_waiting
from huiqi.demands.tests.play import BEYOND, NOT_OURS, Play
from huiqi.demands.tests.test_dispatching import department, dispatching
from huiqi.demands.tests.test_services import refused_code
from huiqi.demands.words import DemandState, Fault, HandlingState, Mode, ReturnCode, Step, Verb
from huiqi.journal.selectors import timeline
from huiqi.kernel.flow import NotNow
from huiqi.notices.models import Notice
from huiqi.reference.selectors import calendar
from huiqi.standards.opening_hours import Hours
from tests.cast import NOON

V, D, H = Verb, DemandState, HandlingState


@pytest.fixture
def play(cast) -> Play:
    """The institution gave it back; window B, which got it next, asks the hub who is to handle it."""
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.RETURN)
    play.handler = cast.window_b.organisation
    play.do(V.DISPATCH)
    play.do(V.CONTEST)
    return play


def test_the_second_return_is_not_taken_and_the_handler_keeps_it(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.RETURN)
    play.handler = cast.window_b.organisation
    play.do(V.DISPATCH)
    assert refused_code(play, V.RETURN, giving=BEYOND) == "return_once"
    play.do(V.CONTEST)
    assert (play.demand.state, play.handling_state()) == (D.DISPATCHED, H.SENT)
    assert Dispute.objects.get().handling.organisation == cast.window_b.organisation
    assert refused_code(play, V.CONTEST) == "contested_already"


def test_a_first_return_needs_no_ruling_and_what_is_not_ours_says_on_what(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH)
    assert refused_code(play, V.CONTEST) == "return_first"
    for wanting in (GivingBack(ReturnCode.NOT_OURS, "应由税务办。"), GivingBack(ReturnCode.BEYOND, " ")):
        assert refused_code(play, V.RETURN, giving=wanting) == "required"
    play.do(V.RETURN, giving=NOT_OURS)
    handling = play.demand.handlings.get()
    assert (handling.return_code, handling.return_duty) == (ReturnCode.NOT_OURS, "清单里没有这一项")


def test_a_new_round_may_come_back_once_more(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.RETURN, V.END, V.REOPEN, V.REGISTER, V.DISPATCH, V.RETURN)
    assert play.demand.state is D.REGISTERED


def test_the_hub_rules_and_nobody_gives_it_back_or_takes_it_away(play):
    play.do(V.ARBITRATE, decree=play.decree())
    now = play.demand.handlings.get(ended_at=None)
    assert (now.organisation, now.state, now.is_ruled) == (play.cast.window_b.organisation, H.SENT, True)
    assert play.demand.promises.filter(step=Step.HANDLER_TAKE, handling=now, released_at=None).exists()
    for verb in (V.RETURN, V.CONTEST, V.RECALL):
        assert refused_code(play, verb) == "ruled"
    assert replay((h.verb, h.data) for h in timeline(play.demand.ref)) == (D.DISPATCHED, {0: H.SENT})


def test_only_the_hub_rules_and_only_where_somebody_asked(play):
    with pytest.raises(PermissionDenied):
        play.do(V.ARBITRATE, by=play.cast.manager_a)
    fresh = Play(play.cast).through(V.REGISTER)
    with pytest.raises((NotNow, PermissionDenied)):
        fresh.do(V.ARBITRATE)
    fresh.do(V.DISPATCH)
    assert refused_code(fresh, V.ARBITRATE) == "no_dispute"


def test_who_gave_it_back_wrongly_answers_for_all_the_time_since_it_had_it(play):
    play.later(days=2)
    play.do(V.ARBITRATE, decree=play.decree(play.cast.institution.organisation))
    lost = list(LostTime.objects.order_by("id"))
    assert {one.fault for one in lost} == {Fault.WRONG_RETURN}
    assert {one.organisation for one in lost} == {play.cast.institution.organisation}
    assert len(lost) == 2
    assert lost[1].minutes > 0
    assert play.demand.handlings.get(ended_at=None).organisation == play.cast.institution.organisation


def test_time_in_the_hands_of_who_was_right_not_to_want_it_is_the_window_s(play):
    play.do(V.ARBITRATE, decree=play.decree(play.cast.hub.organisation))
    assert {(one.organisation, one.fault) for one in LostTime.objects.all()} == {
        (play.cast.window_a.organisation, Fault.WRONG_DISPATCH)
    }


def test_what_is_nobody_s_falls_to_the_window_and_is_nobody_s_fault(play):
    play.do(V.ARBITRATE, decree=play.decree(play.cast.window_a.organisation, is_fallback=True))
    now = play.demand.handlings.get(ended_at=None)
    assert now.organisation == play.cast.window_a.organisation
    assert not LostTime.objects.exists()
    play.do(V.TAKE, by=play.cast.receptionist_a)
    play.do(V.ANSWER, by=play.cast.receptionist_a)
    assert play.demand.state is D.ANSWERED


def test_an_answer_or_a_recall_needs_no_ruling_any_more(play):
    play.do(V.TAKE)
    play.do(V.ANSWER)
    assert Dispute.objects.get().settled_at == play.now
    assert not disputes(play.actor(play.cast.hub_operator)).exists()


def test_of_parts_only_the_part_that_came_back_is_contested(cast):
    play = Play(cast).through(V.REGISTER)
    other = Share(cast.window_b.organisation.ref, "请办这一部分。", field="other_1")
    play.do(V.DISPATCH, mode=Mode.PARTS, others=[other])
    play.do(V.RETURN)
    play.do(V.RETURN, by=cast.receptionist_b)
    play.do(V.DISPATCH, mode=Mode.PARTS, handler=cast.hub.organisation.ref, instead=1)
    play.do(V.CONTEST, by=cast.hub_operator)
    assert refused_code(play, V.ARBITRATE, part=1) == "own_dispute"


def test_a_precedent_is_found_by_its_words_ranked_first_and_told(play):
    play.do(V.ARBITRATE, decree=play.decree())
    other = Play(play.cast, now=play.now).through(V.REGISTER)
    assert [one.organisation for one in precedents(other.demand)] == [play.cast.window_b.organisation]
    assert candidates(other.demand, other.now)[0].organisation_id == play.cast.window_b.organisation_id
    page = play.cast.client(play.cast.receptionist_a).get(dispatching(other)).content.decode()
    assert "裁定：“产品出口认证”由洛阳窗口办理" in page
    retire_ruling(Ruling.objects.get().ref, actor=play.actor(play.cast.hub_operator), at=play.now)
    assert precedents(other.demand) == []


def test_everybody_concerned_is_told(play):
    play.do(V.ARBITRATE)
    tell_waiting()
    told = set(Notice.objects.values_list("person_id", "kind"))
    cast = play.cast
    assert {(cast.hub_operator.id, "demands.contested"), (cast.owner_x.id, "demands.ruled")} <= told
    assert {(cast.receptionist_a.id, "demands.ruled_to_us"), (cast.receptionist_b.id, "demands.sent_to_us")} <= told


def test_the_hub_sees_both_sides_and_rules_on_one_page(play):
    department("演示市场监管局")
    client = play.cast.client(play.cast.hub_operator)
    listed = client.get(reverse("demands:disputes")).content.decode()
    assert play.demand.number in listed
    address = reverse("demands:act", args=[play.demand.ref, "arbitrate"])
    page = client.get(address).content.decode()
    assert "不在我们的资质范围。" in page
    assert "不属于本局职责。" in page
    told = {
        "handler": str(play.handler.ref),
        "ruling": "首接负责。",
        "matter": "出口认证",
        "revision": play.demand.revision,
    }
    assert "请至少写一个关键词" in client.post(address, told).content.decode()
    client.post(address, told | {"keywords": "CE 认证、出口"})
    assert Ruling.objects.get().keywords == ["CE", "认证", "出口"]
    case = client.get(reverse("demands:demand", args=[play.demand.ref])).content.decode()
    assert "退单耽误的时间" in case
    assert "记在" in client.get(reverse("demands:lost_time")).content.decode()
    assert "出口认证" in client.get(reverse("demands:rulings")).content.decode()


def test_the_form_gives_back_with_reason_and_duty(cast):
    play = Play(cast).through(V.REGISTER)
    own = department("演示市场监管局")
    play.handler = own.organisation
    play.do(V.DISPATCH)
    client = cast.client(cast.receptionist_a)
    address = reverse("demands:act", args=[play.demand.ref, "enter-return"])
    assert "认证认可监督管理（认证认可条例）" in client.get(address).content.decode()
    told = {"code": "not_ours", "reason": "应由海关办。", "revision": play.demand.revision}
    assert "请选它依据的职责清单条目" in client.post(address, told).content.decode()
    client.post(address, told | {"duty": "认证认可监督管理（认证认可条例）"})
    case = client.get(reverse("demands:demand", args=[play.demand.ref])).content.decode()
    assert "依据职责清单：认证认可监督管理（认证认可条例）" in case


def test_who_lost_it_sees_it_no_more(play):
    play.do(V.ARBITRATE, decree=play.decree(play.cast.hub.organisation))
    assert not visible_to(play.actor(play.cast.receptionist_b)).exists()


def test_losses_are_the_window_s_until_the_wrong_return_and_nobody_s_by_fallback():
    held = [Held(n, n, NOON, NOON + timedelta(hours=1)) for n in (1, 2, 3)]
    assert losses(held, 2, 9, fallback=False) == [
        Loss(1, 9, Fault.WRONG_DISPATCH),
        Loss(2, 2, Fault.WRONG_RETURN),
        Loss(3, 2, Fault.WRONG_RETURN),
    ]
    assert losses(held, 2, 9, fallback=True) == []


@pytest.mark.django_db
def test_only_hours_of_business_are_lost():
    friday = NOON.replace(month=11, day=20, hour=16, minute=30)
    assert business_minutes(friday, friday + timedelta(days=3), calendar()) == 60 + 450
    early = Hours(((date(2026, 1, 1), (*((((time(8), time(17)),),) * 5), (), ())),))
    assert business_minutes(friday, friday + timedelta(days=3), calendar(), early) == 30 + 510
    assert business_minutes(friday + timedelta(days=1), friday + timedelta(days=1, hours=2), calendar()) == 0


def test_a_precedent_fits_by_keyword_or_by_most_of_its_words():
    assert fits("产品出口认证", ("CE 认证",), "要做 ce 认证", "") > 1 - 1
    assert fits("产品出口认证", (), "办理产品出口认证", "") == 1
    assert fits("产品出口认证", ("海关",), "宿舍水费太高", "水费") == 0
