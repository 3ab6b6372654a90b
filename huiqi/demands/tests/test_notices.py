"""What people are told about a demand: who, once, and nothing that was typed."""

import pytest

from huiqi.demands.models import Telling
from huiqi.demands.services import miss_due_promises, telling
from huiqi.demands.services.telling import note_moved, tell_waiting
from huiqi.demands.tests.play import Play as Quiet
from huiqi.demands.tests.test_intake import take_in
from huiqi.demands.wording.notices import KINDS
from huiqi.demands.wording.told import (
    ANSWERED,
    ASKED,
    CALLED_OFF,
    COMPLAINED,
    CONSULTED,
    IN_BASKET,
    MENTIONED,
    MISSED,
    NAMED,
    OFF_HANDS,
    RECEIPT,
    REGISTERED,
    TO_NAME,
    TOLD,
    Audience,
)
from huiqi.demands.words import Verb
from huiqi.notices.models import Delivery, Notice
from tests.cast import NOON

pytestmark = pytest.mark.django_db
V = Verb


class Play(Quiet):
    """A play in which the worker comes by after every verb."""

    def file(self, *said, **named):
        demand = super().file(*said, **named)
        tell_waiting()
        return demand

    def do(self, *said, **named):
        demand = super().do(*said, **named)
        tell_waiting()
        return demand


def told(person) -> list[str]:
    """The kinds of notice a person got, in order."""
    return [n.kind for n in Notice.objects.filter(person=person).order_by("id")]


def test_the_firm_is_told_of_every_step_it_waits_for(cast):
    asked = (V.REGISTER, V.ASK_INFORMATION, V.SUPPLY_INFORMATION)
    play = Play(cast).through(*asked, V.DISPATCH, V.TAKE, V.ANSWER, V.RATE)
    steps = [REGISTERED, ASKED, "demands.dispatched", "demands.taken", ANSWERED]
    assert told(cast.owner_x) == steps
    assert told(cast.owner_y) == told(cast.stranger) == told(cast.receptionist_b) == []
    assert {n.link for n in Notice.objects.all()} == {f"/demands/{play.demand.ref}/"}


def test_who_has_to_do_something_is_told_and_the_first_contact_alone_once_there_is_one(cast):
    Play(cast).through(V.REGISTER, V.ADD, V.DISPATCH, V.RETURN)
    assert told(cast.receptionist_a) == ["demands.filed", "demands.supplied", "demands.given_back"]
    assert told(cast.manager_a) == ["demands.filed"]
    assert told(cast.institution_clerk) == ["demands.sent_to_us"]


def test_what_was_taken_in_and_registered_at_once_asks_nobody_to_sign_for_it(cast):
    take_in(cast, cast.receptionist_a, cast.enterprise_x)
    tell_waiting()
    assert told(cast.receptionist_a) == told(cast.manager_a) == []
    assert told(cast.owner_x) == [REGISTERED]


def test_a_reminder_presses_whoever_has_the_demand_and_an_end_releases_him(cast):
    Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.REMIND, V.END)
    assert told(cast.institution_clerk) == ["demands.sent_to_us", "demands.urged", OFF_HANDS]
    assert told(cast.owner_x)[-1] == "demands.ended"


def test_who_loses_a_demand_is_told_with_a_way_that_he_may_go_and_the_firm_hears_of_the_change(cast):
    Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.RECALL)
    notice = Notice.objects.filter(person=cast.institution_clerk).latest("id")
    assert (notice.kind, notice.link) == (OFF_HANDS, "/demands/desk/")
    assert cast.client(cast.institution_clerk).get(notice.link).status_code == 200
    assert told(cast.owner_x)[-2:] == ["demands.taken", "demands.recalled"]


def test_a_green_channel_that_opens_or_closes_is_told_to_the_firm_and_to_who_has_it(cast):
    Play(cast).through(V.REGISTER, V.DISPATCH, V.OPEN_GREEN, V.CLOSE_GREEN)
    assert told(cast.owner_x)[-2:] == ["demands.green", "demands.green_closed"]
    assert told(cast.institution_clerk)[-2:] == ["demands.green_to_us", "demands.green_closed_to_us"]
    assert told(cast.receptionist_b) == []


def test_who_gave_a_demand_back_hears_no_more_of_it(cast):
    Play(cast).through(V.REGISTER, V.DISPATCH, V.RETURN, V.END)
    assert told(cast.institution_clerk) == ["demands.sent_to_us"]


def test_an_objection_goes_to_the_hub_and_its_outcome_to_the_firm(cast):
    Play(cast).through(V.REFUSE, V.OBJECT, V.UPHOLD_OBJECTION)
    assert told(cast.hub_operator) == ["demands.objected"]
    assert told(cast.owner_x) == ["demands.refused", "demands.upheld"]


def test_what_a_leader_wrote_is_not_told_to_the_firm(cast):
    Play(cast).through(V.REGISTER, V.INSTRUCT)
    assert told(cast.owner_x) == [REGISTERED]
    assert told(cast.receptionist_a)[-1] == "demands.instructed"


def test_a_missed_promise_is_told_with_our_apology_and_once(cast):
    Play(cast).file()
    late = NOON.replace(day=24)
    for _ in range(2):
        miss_due_promises(at=late)
        tell_waiting()
    assert told(cast.owner_x) == [MISSED]
    assert told(cast.receptionist_a) == ["demands.filed", "demands.missed_by_us"]
    for person in (cast.owner_x, cast.receptionist_a):
        assert "的“受理并联系”" in cast.client(person).get("/notices/").content.decode()


def test_nothing_is_told_twice(cast):
    play = Play(cast).through(V.REGISTER)
    before = Notice.objects.count()
    note_moved(play.demand.id, str(V.REGISTER), play.demand.revision, at=play.now)
    tell_waiting()
    assert Notice.objects.count() == before


def test_one_that_cannot_be_told_keeps_nobody_waiting(cast, monkeypatch):
    broken = Quiet(cast).file()
    Quiet(cast, now=NOON.replace(hour=13)).file()
    found = telling.PEOPLE[Audience.WINDOW]
    monkeypatch.setitem(
        telling.PEOPLE,
        Audience.WINDOW,
        lambda demand, *rest: found(demand, *rest) if demand.id != broken.id else found(None, *rest),
    )
    assert [tell_waiting() for _ in range(7)] == [1, 0, 0, 0, 0, 0, 0]
    assert told(cast.receptionist_a) == ["demands.filed"]
    assert Telling.objects.get().tries == telling.TRIES


def test_what_moved_is_told_by_as_many_queries_as_one_thing(cast, django_assert_max_num_queries):
    for hour in range(9, 17):
        Quiet(cast, now=NOON.replace(hour=hour)).through(V.REGISTER)
    with django_assert_max_num_queries(14):
        assert tell_waiting() == 16


def test_no_title_and_no_free_text_leaves_the_house(cast):
    play = Play(cast).through(V.REGISTER, V.REMIND)
    texts = [delivery.text for delivery in Delivery.objects.all()]
    assert all(play.demand.number in text for text in texts)
    assert not any(play.demand.title in text or "请快一点" in text for text in texts)


ABOUT_ONE = [kind for kind in KINDS if kind.code != IN_BASKET]
"""All but the reminder of a basket, which is about many."""


@pytest.mark.parametrize("kind", ABOUT_ONE, ids=lambda kind: kind.code)
def test_every_kind_says_in_its_sentence_which_demand_it_is(kind):
    words = kind.words({"number": "410100-2026-000001", "window": "郑州窗口", "handler": "检测中心", "code": "K7"})
    assert "410100-2026-000001" in words.sentence
    assert "%" not in words.sentence
    assert words.subject[-1] not in "。."


def test_every_kind_is_told_by_something():
    used = {kind for row in TOLD.values() for _audience, kind in row} | {MISSED, "demands.missed_by_us", RECEIPT}
    own_tests = {TO_NAME, NAMED, CONSULTED, CALLED_OFF, COMPLAINED, MENTIONED, "demands.on_duty"}
    own_tests |= {"demands.answered_for_all", "demands.policy_corrected"}
    used |= own_tests | {"demands.next_on_duty", IN_BASKET}
    assert used == {kind.code for kind in KINDS}
