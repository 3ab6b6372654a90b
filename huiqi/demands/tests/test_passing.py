"""What people of a firm see of its demands, and who follows them when somebody leaves."""

import pytest

from huiqi.demands.selectors import visible_to
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.enterprises.tests.counter import ask_representative, claim, declared, invite, let_go, seats, verified, verify
from huiqi.journal.selectors import timeline

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


def test_a_second_claimant_sees_no_demand_of_the_firm(cast):
    Play(cast).file()
    claim(cast)
    assert not visible_to(cast.actor(cast.stranger)).exists()


def test_a_second_claimant_may_ask_and_sees_only_his_own(cast):
    Play(cast).file()
    claim(cast)
    own = Play(cast).file(by=cast.stranger)
    assert list(visible_to(cast.actor(cast.stranger))) == [own]


def test_the_first_who_only_declared_himself_does_not_see_what_the_second_filed(cast):
    owner = declared(cast)
    claim(cast)
    Play(cast).file(by=cast.stranger)
    assert not visible_to(cast.actor(owner)).exists()


def test_once_verified_one_sees_all_that_the_firm_filed(cast):
    Play(cast).file()
    verified(cast)
    assert visible_to(cast.actor(cast.stranger)).count() == 1


def test_who_leaves_acts_no_longer_and_a_colleague_follows_what_he_began(cast):
    clerk = invite(cast)
    demand = Play(cast).file(by=clerk)
    let_go(cast, clerk, cast.owner_x)
    assert seats(clerk) == []
    passed = timeline(demand.ref)[-1]
    assert (passed.verb, passed.data["successor"]) == ("pass_on", str(cast.owner_x.ref))
    page = cast.client(cast.owner_x).get(f"/demands/{demand.ref}/").content.decode()
    assert "换人跟进：由企业甲负责人接手" in page


def test_a_new_representative_follows_what_the_former_filed(cast):
    demand = Play(cast).file()
    verify(cast, ask_representative(cast))
    assert timeline(demand.ref)[-1].verb == "pass_on"


def test_what_has_ended_passes_to_nobody(cast):
    play, clerk = Play(cast), invite(cast)
    play.file(by=clerk)
    play.do(Verb.WITHDRAW, by=clerk)
    let_go(cast, clerk, cast.owner_x)
    assert timeline(play.demand.ref)[-1].verb == "withdraw"
