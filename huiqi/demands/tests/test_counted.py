"""Every due date can be opened: from when, in what, which days were passed over, what stood still, who gave more."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from huiqi.demands.models import Demand
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_services import refused_code
from huiqi.demands.words import Verb
from tests.cast import NOON, ZONE

V = Verb


def page_of(play: Play, person) -> str:
    """The page of due moments as somebody sees it."""
    return play.cast.client(person).get(reverse("demands:due", args=[play.demand.ref])).content.decode()


def test_it_says_from_when_in_what_what_was_skipped_and_which_scheme(cast):
    page = page_of(Play(cast).through(V.REGISTER), cast.owner_x)
    assert "2026年11月20日 09:12" in page
    assert "15 个工作日" in page
    assert "11月21日至22日、11月28日至29日、12月5日至6日是周末，不算在内。" in page
    assert "全网络的时限方案，2014年4月4日起施行的版本" in page


def test_it_says_what_arrived_after_hours(cast):
    play = Play(cast, now=datetime(2026, 11, 20, 20, 0, tzinfo=ZONE)).through()
    assert "算作 2026年11月23日收到" in page_of(play, cast.owner_x)


def test_it_says_how_long_the_clock_stood_and_who_gave_more_time(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.SUSPEND).later(days=5)
    play.do(V.RESUME)
    play.do(V.ASK_EXTENSION)
    play.do(V.GRANT_EXTENSION)
    page = page_of(play, cast.owner_x)
    assert "（第 2 次约定）" in page
    assert "停了 3 个工作日。" in page
    assert "演示人员乙" in page
    assert "要等海关总署复函。" in page


def test_it_is_for_who_sees_the_demand(cast):
    play = Play(cast).through()
    for person, status in ((cast.owner_y, 404), (cast.receptionist_b, 404), (cast.hub_operator, 200)):
        answer = cast.client(person).get(reverse("demands:due", args=[play.demand.ref]))
        assert answer.status_code == status


@pytest.mark.clock
@pytest.mark.parametrize("verb", [V.REGISTER, V.WITHDRAW])
def test_a_clock_set_backwards_is_refused_and_nothing_is_changed(cast, verb):
    play = Play(cast).through()
    before = Demand.objects.values().get(id=play.demand.id)
    play.now = NOON - timedelta(hours=1)
    assert refused_code(play, verb) == "clock_backwards"
    assert Demand.objects.values().get(id=play.demand.id) == before
