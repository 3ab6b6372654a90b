"""Baskets per handler: who is in which, what changed since last night, who is reminded, from when on."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from huiqi.demands import services
from huiqi.demands.models import BasketNight, BasketReminder, Demand
from huiqi.demands.rules.baskets import Load, Thresholds, baskets
from huiqi.demands.selectors import round_of, waiting_of
from huiqi.demands.selectors.baskets import Round
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Basket, HandlerKind, Verb
from huiqi.journal.models import Entry
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from tests.cast import NOON

V = Verb
K, B = HandlerKind, Basket
LIMITS = Thresholds(most=2, forgotten_days=5, quiet_days=5)
NOW = NOON + timedelta(days=14)
QUIET = NOW - timedelta(days=7)


def load(waiting: int = 1, forgotten: int = 0, oldest: float = 0, last: float | None = None) -> Load:
    """A load of one handler; moments in days before now."""
    acted = None if last is None else NOW - timedelta(days=last)
    return Load(1, "", waiting, forgotten, NOW - timedelta(days=oldest), acted)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (load(waiting=2), ()),
        (load(waiting=3), (B.MANY,)),
        (load(forgotten=1, oldest=8, last=1), (B.FORGOTTEN,)),
        (load(oldest=8, last=8), (B.QUIET,)),
        (load(oldest=8), (B.QUIET,)),
        (load(oldest=1), ()),
        (load(waiting=3, forgotten=1, oldest=8, last=9), (B.MANY, B.FORGOTTEN, B.QUIET)),
    ],
)
def test_who_is_in_which_basket(given, found):
    assert tuple(baskets(given, LIMITS, QUIET)) == found


@pytest.fixture
def sent(cast) -> Play:
    """A demand that an institution has and has not touched."""
    return Play(cast).through(V.REGISTER, V.DISPATCH)


def stands(play: Play, kind: HandlerKind = K.OFFICE, who: str = "hub_operator", **later: float) -> Round:
    """How they stand for somebody, some time later."""
    return round_of(play.actor(getattr(play.cast, who)), kind, play.now + timedelta(**later))


def found_in(round_: Round) -> dict[int, tuple[Basket, ...]]:
    """The baskets of each organisation."""
    return {one.load.key: one.baskets for one in round_.standings}


pytestmark = pytest.mark.django_db


def test_what_nobody_touched_in_five_working_days_is_forgotten_and_its_handler_quiet(sent):
    key = sent.handler.id
    assert found_in(stands(sent, days=4)) == {key: ()}
    assert found_in(stands(sent, days=12)) == {key: (B.FORGOTTEN, B.QUIET)}


def test_an_act_of_the_handler_counts_and_a_reply_of_the_window_does_not(sent):
    sent.later(days=11)
    sent.do(V.REPLY)
    assert found_in(stands(sent, days=1)) == {sent.handler.id: (B.FORGOTTEN, B.QUIET)}
    sent.do(V.TAKE)
    assert found_in(stands(sent, days=1)) == {sent.handler.id: ()}


def test_who_answered_another_lately_is_not_quiet(sent, cast):
    sent.later(days=11)
    other = Play(cast, sent.now).through(V.REGISTER, V.DISPATCH, V.TAKE)
    other.do(V.ANSWER)
    assert found_in(stands(other)) == {sent.handler.id: (B.FORGOTTEN,)}


def test_nothing_waits_at_a_window_that_does_not_say_since_when(sent, cast):
    waits = Play(cast, sent.now).through(V.REGISTER).demand
    with pytest.raises(IntegrityError, match="demand_waits_since_when"):
        Demand.objects.filter(id=waits.id).update(touched_at=None)


def test_the_window_and_its_person_have_what_is_at_the_window_and_nothing_else(sent, cast):
    play = Play(cast, sent.now).through(V.REGISTER)
    waits = Play(cast, sent.now).through(V.REGISTER, V.ASK_INFORMATION)
    assert waits.demand.touched_at is not None
    [window] = stands(play, K.WINDOW, days=7).standings
    assert (window.load.waiting, window.load.forgotten) == (1, 1)
    [person] = stands(play, K.PERSON, days=7).standings
    assert (person.load.person, person.baskets) == (str(cast.receptionist_a.ref), (B.FORGOTTEN, B.QUIET))


def test_what_stands_still_is_nobodys_fault_and_what_came_back_counts_anew(sent):
    sent.do(V.SUSPEND)
    assert not stands(sent, days=12).standings
    sent.later(days=12)
    sent.do(V.RESUME)
    assert found_in(stands(sent, days=1)) == {sent.handler.id: ()}
    sent.do(V.RETURN)
    [window] = stands(sent, K.WINDOW, days=1).standings
    assert window.load.forgotten == 0


def test_it_says_who_came_in_and_who_left_since_last_night(sent):
    services.take_baskets(at=sent.now)
    assert services.take_baskets(at=sent.now) == 0
    later = stands(sent, days=12)
    assert later.counts()[B.FORGOTTEN] == (1, 1, 0) if later.compared else not BasketNight.objects.exists()
    sent.later(days=12)
    services.take_baskets(at=sent.now)
    assert stands(sent).counts()[B.FORGOTTEN] == (1, 0, 0)
    sent.do(V.TAKE)
    assert stands(sent).left == ((sent.handler.id, "", B.FORGOTTEN), (sent.handler.id, "", B.QUIET))


def test_what_came_and_went_since_yesterday_is_counted(sent, cast):
    other = Play(cast, sent.now).through(V.REGISTER, V.DISPATCH, V.TAKE)
    other.do(V.ANSWER)
    [one] = stands(other).standings
    assert (one.load.waiting, one.load.came, one.load.gone) == (1, 1, 1)


def test_a_manager_sees_what_handlers_have_of_his_window_and_others_nothing(sent):
    assert len(stands(sent, who="manager_a").standings) == 1
    for who in ("receptionist_a", "receptionist_b", "institution_clerk", "owner_x"):
        assert not stands(sent, who=who).standings


def remind(play: Play, by: str = "hub_operator") -> BasketReminder:
    """Remind the institution."""
    actor = play.actor(getattr(play.cast, by))
    return services.remind_of_baskets(K.OFFICE, play.handler.ref, actor=actor, at=play.now)


def test_a_handler_is_reminded_once_a_day_his_people_are_told_and_it_is_kept(sent, cast):
    sent.later(days=12)
    made = remind(sent)
    assert made.baskets == ["forgotten", "quiet"]
    assert Notice.objects.get(kind="demands.in_basket").person == cast.institution_clerk
    assert Entry.objects.get(subject_ref=made.ref).verb == "remind_of_baskets"
    with pytest.raises(Refused) as caught:
        remind(sent, by="manager_a")
    assert caught.value.parameters["who"] == cast.hub_operator.name
    sent.later(days=1)
    remind(sent, by="manager_a")


def test_who_is_in_no_basket_is_not_reminded_and_only_who_leads_reminds(sent):
    with pytest.raises(Refused, match="not_in_basket"):
        remind(sent)
    sent.later(days=12)
    with pytest.raises(PermissionDenied):
        remind(sent, by="receptionist_a")


def test_the_hub_says_from_when_on_and_nobody_overwrites_it_unseen(sent, cast):
    hub = sent.actor(cast.hub_operator)
    services.set_baskets(K.OFFICE, Thresholds(1, 2, 9), actor=hub, at=sent.now, revision=0)
    assert found_in(stands(sent, days=5)) == {sent.handler.id: (B.FORGOTTEN,)}
    with pytest.raises(Refused, match="setting_changed"):
        services.set_baskets(K.OFFICE, Thresholds(1, 3, 9), actor=hub, at=sent.now, revision=0)
    with pytest.raises(Refused, match="basket_range"):
        services.set_baskets(K.OFFICE, Thresholds(0, 3, 9), actor=hub, at=sent.now, revision=1)
    with pytest.raises(PermissionDenied):
        services.set_baskets(K.OFFICE, LIMITS, actor=sent.actor(cast.manager_a), at=sent.now, revision=1)


@pytest.fixture
def old(cast) -> Play:
    """The same, two weeks before today."""
    return Play(cast, timezone.now() - timedelta(days=14)).through(V.REGISTER, V.DISPATCH)


def test_the_pages_show_list_and_handler_and_lead_to_the_desk_as_it_is_narrowed(old, cast):
    client = cast.client(cast.hub_operator)
    page = client.get("/demands/baskets/").content.decode()
    for told in ("积压过多", "有遗忘", "久无动静", old.handler.name, f"at=office%3A{old.handler.ref}"):
        assert told in page
    own = client.get(f"/demands/baskets/office/{old.handler.ref}/").content.decode()
    assert old.demand.title in own
    desk = client.get(f"/demands/desk/?tab=open&at=office:{old.handler.ref}&due=idle").content.decode()
    assert old.demand.title in desk
    assert old.demand.title not in client.get(f"/demands/desk/?tab=open&at=office:{uuid4()}").content.decode()
    assert "有遗忘 1" in client.get("/demands/baskets/summary/").content.decode()


def test_a_reminder_is_one_press_and_stands_there_afterwards(old, cast):
    client = cast.client(cast.manager_a)
    address = f"/demands/baskets/remind/office/{old.handler.ref}/"
    assert "已提醒，对方收到了通知" in client.post(address, follow=True).content.decode()
    assert "一天提醒一次" in client.post(address, follow=True).content.decode()
    assert "今天已提醒" in client.get("/demands/baskets/").content.decode()
    own = client.get(f"/demands/baskets/office/{old.handler.ref}/").content.decode()
    assert "今天已提醒" in own
    assert f'action="{address}"' not in own


def test_who_does_not_lead_finds_neither_the_reminder_nor_the_thresholds(old, cast):
    client = cast.client(cast.receptionist_a)
    assert client.post(f"/demands/baskets/remind/office/{old.handler.ref}/").status_code == 404
    assert client.post("/demands/baskets/rules/office/", {}).status_code == 404


def test_thresholds_that_somebody_else_changed_meanwhile_are_told_and_then_written_over(cast):
    client, path = cast.client(cast.hub_operator), "/demands/baskets/rules/office/"
    mine = {"revision": 0, "most": 7, "forgotten_days": 3, "quiet_days": 9}
    assert client.post(path, mine | {"most": 5}).status_code == 302
    page = client.post(path, mine).content.decode()
    assert "刚才有人改过：现在是超过 5 件" in page
    assert 'value="7"' in page
    assert client.post(path, mine | {"revision": 1}).status_code == 302


def test_hostile_addresses_are_not_there_or_show_everything(old, cast):
    client = cast.client(cast.hub_operator)
    for where in ("nobody/", f"x/{uuid4()}/", f"office/{uuid4()}/"):
        assert client.get(f"/demands/baskets/{where}").status_code == 404
    for query in ("?kind=%00", "?basket=zzz&page=99999999999", "?kind=person&page=-1"):
        assert client.get(f"/demands/baskets/{query}").status_code == 200
    for query in ("?at=office:%00", "?at=office:------------------------------------", "?at=zzz"):
        assert client.get(f"/demands/desk/{query}&tab=open").status_code == 200
    nasty = f"/demands/baskets/remind/office/{old.handler.ref}/?person=%0d%0aX:1"
    assert client.post(nasty).status_code == 404
    for person in ("abc", "%00", "-" * 36, "9" * 50):
        assert client.get(f"/demands/baskets/office/{old.handler.ref}/?person={person}").status_code == 404


def test_the_list_of_many_costs_no_more_than_that_of_few(old, cast, django_assert_max_num_queries):
    actor = old.actor(cast.hub_operator)
    with django_assert_max_num_queries(6):
        round_of(actor, K.OFFICE, timezone.now())
    assert waiting_of(actor, K.OFFICE, old.handler.id, "") == [old.demand]
    client = cast.client(cast.hub_operator)
    with django_assert_max_num_queries(15):  # two of them for who it is, two savepoints, two for the frame
        client.get("/demands/baskets/")
