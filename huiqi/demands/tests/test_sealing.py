"""The enterprise seals what it has filed; who is to know at the handler is named with the handing on."""

import pytest

from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.journal.selectors import timeline
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice

pytestmark = pytest.mark.django_db
V = Verb


def test_the_enterprise_seals_what_it_has_filed_and_nobody_else_finds_it(cast):
    play = Play(cast).through(V.REGISTER)
    client = cast.client(cast.owner_x)
    assert "转为保密件" in client.get(f"/demands/{play.demand.ref}/").content.decode()
    told = {"reason": "合作方不能知道。", "revision": play.demand.revision}
    client.post(f"/demands/{play.demand.ref}/seal/", told)
    play.demand.refresh_from_db()
    assert play.demand.is_confidential
    assert [one.person for one in play.demand.insiders.all()] == [cast.receptionist_a]
    assert cast.client(cast.manager_a).get(f"/demands/{play.demand.ref}/").status_code == 404
    assert client.get(f"/demands/{play.demand.ref}/").status_code == 200


def test_what_the_enterprise_seals_unregistered_is_named_by_who_leads_the_window(cast):
    play = Play(cast)
    play.file()
    play.do(V.SEAL, by=cast.owner_x)
    assert not play.demand.insiders.exists()
    assert Notice.objects.filter(person=cast.manager_a, kind="demands.to_name").exists()


def test_who_is_to_know_at_the_handler_is_named_as_it_is_handed_on(cast):
    play = Play(cast).through(V.REGISTER, V.SEAL)
    with pytest.raises(Refused, match="insider_not_there"):
        play.do(V.DISPATCH, insider="没有这人")
    play.do(V.DISPATCH, insider=f" {cast.institution_clerk.name}")
    assert cast.client(cast.institution_clerk).get(f"/demands/{play.demand.ref}/").status_code == 200
    assert [one.verb for one in timeline(play.demand.ref)][-2:] == ["dispatch", "name_insider"]


def test_only_a_confidential_demand_asks_who_is_to_know(cast):
    play = Play(cast).through(V.REGISTER)
    page = f"/demands/{play.demand.ref}/dispatch/"
    assert "承办单位知悉人" not in cast.client(cast.receptionist_a).get(page).content.decode()
    play.do(V.SEAL)
    assert "承办单位知悉人" in cast.client(cast.receptionist_a).get(page).content.decode()
