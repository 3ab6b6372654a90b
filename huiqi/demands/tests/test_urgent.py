"""What is urgent has sooner limits that run at night, and whoever is on duty is called whatever he chose."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from huiqi.demands.models import Demand, DutyCall
from huiqi.demands.services import call_next_on_duty
from huiqi.demands.tests.play import FILING, Play
from huiqi.demands.words import Step, Urgency, Verb
from huiqi.journal.selectors import timeline
from huiqi.journal.services import record_look
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refusal import Refused
from huiqi.network.services import set_shift, set_time_limits
from huiqi.notices.models import Delivery, Notice, Preference
from huiqi.notices.words import Channel, Rhythm
from tests.cast import NOON, ZONE

NIGHT = datetime(2026, 11, 20, 23, 0, tzinfo=ZONE)
URGENT = replace(FILING, urgency=Urgency.URGENT)


@pytest.fixture
def play(cast) -> Play:
    """A window that promises what is urgent within a day, with somebody on duty at night."""
    set_time_limits("urgent_24h", window_id=cast.window_a.id, since=NOON.date(), actor=SYSTEM, at=NOON)
    until = NIGHT + timedelta(hours=9)
    set_shift(cast.window_a.id, cast.receptionist_a.id, NIGHT - timedelta(hours=1), until, actor=SYSTEM, at=NOON)
    return Play(cast, now=NIGHT)


def test_its_limits_run_at_night(play):
    play.file(filing=URGENT)
    assert play.promise(Step.FIRST_CONTACT).due_at == NIGHT + timedelta(hours=2)
    assert play.promise(Step.FINISH).due_at == NIGHT + timedelta(hours=24)
    assert not play.demand.promises.filter(step=Step.STAGED_REPLY).exists()  # it would be owed after the answer
    assert (play.demand.urgency, play.demand.rank) == (Urgency.URGENT, 1)


def test_who_is_on_duty_is_called_by_sms_at_once_whatever_rhythm_he_chose(play):
    Preference.objects.create(person=play.cast.receptionist_a, rhythms={"to_do": str(Rhythm.NEVER)})
    play.file(filing=URGENT)
    told = Notice.objects.get(kind="demands.on_duty")
    assert told.person == play.cast.receptionist_a
    assert Delivery.objects.filter(notice=told, channel=Channel.SMS).get().next_at == NIGHT


def test_where_nobody_is_on_duty_the_manager_is_called(play):
    play.now = NIGHT + timedelta(days=1)
    play.file(filing=URGENT)
    assert Notice.objects.get(kind="demands.on_duty").person == play.cast.manager_a


def test_marked_urgent_later_it_is_promised_anew_and_sooner_and_nothing_moves(play):
    play.file()
    first = play.promise(Step.FINISH)
    play.now = NOON + timedelta(days=4)
    play.do(Verb.REGISTER)
    play.do(Verb.SET_URGENCY)
    anew, due = play.promise(Step.FINISH), first.due_at
    first.refresh_from_db()
    assert (first.due_at, first.released_at) == (due, play.now)
    assert (anew.due_at, anew.times) == (play.now + timedelta(hours=24), 2)
    assert play.promise(Step.STAGED_REPLY).times == 1


def test_where_nothing_is_promised_for_it_nothing_is_filed_as_urgent(cast):
    with pytest.raises(Refused) as refused:
        Play(cast).file(filing=URGENT)
    assert refused.value.code == "not_urgent_here"
    page = cast.client(cast.owner_x).get(reverse("demands:file")).content.decode()
    assert "is_urgent" not in page


def test_the_enterprise_ticks_it_where_the_window_is_there_at_any_hour(play):
    client, url = play.cast.client(play.cast.owner_x), reverse("demands:file")
    form = client.get(url).context["form"]
    said = {"kind": "service", "title": "停电了", "text": "整条线停了。", "is_urgent": "on", "discretion": "open"}
    assert client.post(url, said | {"submission": form["submission"].value()}).status_code == 302
    assert Demand.objects.get().urgency is Urgency.URGENT


def test_a_change_of_the_scheme_never_moves_a_promise(play):
    play.file()
    before = {one.id: one.due_at for one in play.demand.promises.all()}
    set_time_limits("zaozhuang", window_id=play.cast.window_a.id, since=NIGHT.date(), actor=SYSTEM, at=play.now)
    assert {one.id: one.due_at for one in play.demand.promises.all()} == before
    play.file()
    assert play.promise(Step.FINISH).explanation["amount"] == 10


def calls(play: Play) -> list[str]:
    """Who was called by SMS, in order."""
    found = Notice.objects.filter(kind__in=("demands.on_duty", "demands.next_on_duty")).order_by("id")
    return [one.person.name for one in found if one.person]


@pytest.fixture
def roster(play: Play) -> Play:
    """Filed urgent at night; the manager has the next shift."""
    morning = NIGHT + timedelta(hours=9)
    shift = (morning, morning + timedelta(hours=8))
    set_shift(play.cast.window_a.id, play.cast.manager_a.id, *shift, actor=SYSTEM, at=NOON)
    play.file(filing=URGENT)
    return play


def test_who_does_not_attend_is_followed_by_the_next_then_the_leaders_then_the_hub_and_all_is_logged(roster):
    half = timedelta(minutes=30)
    assert [call_next_on_duty(at=NIGHT + step * half) for step in (0.9, 1, 1.9, 2, 3, 4)] == [0, 1, 0, 1, 1, 0]
    people = roster.cast
    told = [people.receptionist_a, people.manager_a, people.manager_a, people.hub_operator]
    assert calls(roster) == [one.name for one in told]
    logged = [one for one in timeline(roster.demand.ref) if one.verb.startswith("duty_called")]
    assert [one.data.get("station", "by name") for one in logged] == ["by name", "by name", "manager", "hub"]


def test_opening_the_case_is_attending_to_it(roster):
    actor, soon = roster.actor(roster.cast.receptionist_a), NIGHT + timedelta(minutes=5)
    record_look("demand", roster.demand.ref, "contact", actor=actor, at=soon)
    assert call_next_on_duty(at=NIGHT + timedelta(hours=1)) == 0
    assert DutyCall.objects.get().answered_at == soon


def test_a_colleague_who_takes_it_in_ends_the_calling(roster):
    roster.do(Verb.REGISTER, by=roster.cast.manager_a)
    assert call_next_on_duty(at=NIGHT + timedelta(hours=1)) == 0
    assert len(calls(roster)) == 1


def test_the_enterprise_does_not_read_who_was_called(roster):
    page = roster.cast.client(roster.cast.owner_x).get(reverse("demands:demand", args=[roster.demand.ref]))
    assert "值班" not in page.content.decode()
    page = roster.cast.client(roster.cast.receptionist_a).get(reverse("demands:demand", args=[roster.demand.ref]))
    assert "没有响应的请下一位" in page.content.decode()
