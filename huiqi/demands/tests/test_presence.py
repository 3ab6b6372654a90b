"""Two at one case see each other."""

from datetime import timedelta

import pytest
from django.urls import reverse

from huiqi.accounts.models import Organisation
from huiqi.demands.models import Presence
from huiqi.demands.selectors import others_at
from huiqi.demands.services import be_at, forget_presence
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.journal.models import Entry
from tests.cast import NOON


@pytest.fixture
def play(cast):
    """A demand that the window has registered."""
    return Play(cast).through(Verb.REGISTER)


def pings(cast, play: Play, who: str, doing: str = "", revision: int = 0) -> str:
    """What an open page is told when it says that it is open."""
    client = cast.client(getattr(cast, who))
    told = {"doing": doing, "revision": revision or play.demand.revision}
    answer = client.post(reverse("demands:be_here", args=[play.demand.ref]), told)
    return str(answer.content.decode())


def test_two_receptionists_see_what_the_other_is_about_to_do(cast, play):
    assert pings(cast, play, "manager_a", "answer").strip() == ""
    assert f"{cast.manager_a.name}正在填写“答复”。" in pings(cast, play, "receptionist_a")
    assert f"{cast.receptionist_a.name}也在看这件。" in pings(cast, play, "manager_a")
    assert f"郑州窗口的{cast.manager_a.name}" in pings(cast, play, "hub_operator")


def test_another_office_is_told_by_its_short_name(cast, play):
    Organisation.objects.filter(id=cast.window_a.organisation_id).update(name="郑州市企业服务综合窗口")
    pings(cast, play, "manager_a")
    assert f"郑州窗口的{cast.manager_a.name}也在看这件。" in pings(cast, play, "hub_operator")


def test_whoever_opens_the_case_is_told_without_any_script(cast, play):
    pings(cast, play, "manager_a", "answer")
    client = cast.client(cast.receptionist_a)
    for page in (reverse("demands:demand", args=[play.demand.ref]), f"/demands/{play.demand.ref}/answer/"):
        assert f"{cast.manager_a.name}正在填写“答复”。" in client.get(page).content.decode()
    assert "正在填写" not in cast.client(cast.owner_x).get(f"/demands/{play.demand.ref}/").content.decode()


def test_whoever_is_silent_for_a_minute_is_gone_and_swept_away_later(cast, play):
    actor, other = cast.actor(cast.receptionist_a), cast.actor(cast.manager_a)
    be_at(play.demand, "", revision=1, actor=actor, at=NOON)
    assert others_at(play.demand, other, NOON + timedelta(seconds=59))
    assert not others_at(play.demand, other, NOON + timedelta(seconds=60))
    forget_presence(at=NOON + timedelta(minutes=59))
    assert Presence.objects.count() == 1
    forget_presence(at=NOON + timedelta(minutes=61))
    assert Presence.objects.count() == 0


def test_being_there_again_is_no_second_row_and_no_deed(cast, play):
    before = Entry.objects.count()
    for doing in ("", "answer", "nonsense"):
        pings(cast, play, "receptionist_a", doing)
    assert Presence.objects.get().doing == ""
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["owner_x", "receptionist_b", "stranger"])
def test_an_enterprise_and_other_windows_say_and_learn_nothing(cast, play, who):
    client = cast.client(getattr(cast, who))
    assert client.post(reverse("demands:be_here", args=[play.demand.ref]), {"doing": ""}).status_code == 404
    assert not Presence.objects.exists()


def test_a_ping_is_cheap(cast, play, django_assert_max_num_queries):
    pings(cast, play, "receptionist_a")
    client = cast.client(cast.receptionist_a)
    address = reverse("demands:be_here", args=[play.demand.ref])
    with django_assert_max_num_queries(9):
        client.post(address, {"doing": ""})


def test_a_page_that_nobody_looks_at_asks_nothing(cast, play):
    page = cast.client(cast.receptionist_a).get(reverse("demands:demand", args=[play.demand.ref])).content.decode()
    assert 'data-presence hx-trigger="load, seen, every 20s"' in page
    assert "/static/demands/presence.js" in page


def test_who_fills_in_what_was_overtaken_is_said_only_to_be_there(cast, play):
    shown = play.demand.revision
    pings(cast, play, "manager_a", "answer", shown)
    play.do(Verb.REPLY, by=cast.manager_a)
    for told in (pings(cast, play, "receptionist_a"), pings(cast, play, "hub_operator")):
        assert "也在看这件" in told
        assert "正在填写" not in told
    pings(cast, play, "manager_a", "answer", shown)  # the tab that was left open goes on saying so
    page = cast.client(cast.receptionist_a).get(reverse("demands:demand", args=[play.demand.ref])).content.decode()
    assert f"{cast.manager_a.name}也在看这件。" in page
    assert "正在填写" not in page


def test_the_page_of_a_verb_says_which_revision_it_shows(cast, play):
    page = cast.client(cast.manager_a).get(f"/demands/{play.demand.ref}/answer/").content.decode()
    assert page.count(f'name="revision" value="{play.demand.revision}"') == 2
