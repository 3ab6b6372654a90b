"""A complaint is not sent to the party complained of."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from huiqi.accounts.models import Organisation
from huiqi.demands import services
from huiqi.demands.models import Demand
from huiqi.demands.rules import against
from huiqi.demands.selectors import candidates
from huiqi.demands.services import Filing
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Anonymity, Verb
from huiqi.kernel.refusal import Refused
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON

V = Verb
SAME = [
    ("郑州市某某局", "郑州市某某局（演示）"),
    ("郑州市 某某局", "郑州市某某局"),
    ("郑州市某某局(演示)许可科张某", "郑州市某某局（演示）"),
    ("ＣＥ检测中心", "ce检测中心"),
]
OTHER = [("", "郑州市某某局"), ("郑州市某某局", ""), ("郑州市", "郑州市某某局"), ("某某局", "（演示）")]


@pytest.mark.parametrize(("written", "name"), SAME)
def test_a_name_is_known_however_it_is_written(written, name):
    assert against.names(written, name)


@pytest.mark.parametrize(("written", "name"), OTHER)
def test_another_name_is_another(written, name):
    assert not against.names(written, name)


def complaint(cast, of: Organisation, anonymity: Anonymity = Anonymity.WITHHELD, *, sealed: bool = False) -> Play:
    """A registered complaint about an organisation, whose name is written with a blank and more after it."""
    play, told = Play(cast), f"{of.name[:2]} {of.name[2:]}服务大厅"
    said: dict[str, Any] = {"region": "410102", "against": told, "submission": uuid4(), "address": None, "at": NOON}
    if anonymity is Anonymity.ANONYMOUS:
        play.demand = services.complain_anonymously("拖着不办", "两个月了。", **said)
    else:
        play.file(filing=Filing(ServiceKind.COMPLAINT, "拖着不办", "两个月了。", anonymity=anonymity, against=told))
    for verb in [V.REGISTER, *([V.SEAL] if sealed else [])]:
        play.do(verb)
    return play


DISCREET = [(Anonymity.ANONYMOUS, False), (Anonymity.WITHHELD, False), (Anonymity.NAMED, True)]


@pytest.mark.parametrize(("anonymity", "sealed"), DISCREET)
def test_it_is_not_handed_to_who_is_complained_of(cast, anonymity, sealed):
    play = complaint(cast, cast.institution.organisation, anonymity, sealed=sealed)
    with pytest.raises(Refused, match="complained_of"):
        play.do(V.DISPATCH)
    play.handler = cast.window_b.organisation
    assert play.do(V.DISPATCH).handlers == [cast.window_b.organisation_id]


@pytest.mark.parametrize("anonymity", [Anonymity.ANONYMOUS, Anonymity.WITHHELD])
def test_who_is_complained_of_is_not_asked_for_his_part_either(cast, anonymity):
    play = complaint(cast, cast.window_b.organisation, anonymity)
    with pytest.raises(Refused, match="complained_of"):
        play.do(V.CONSULT)


def test_who_complains_openly_may_have_it_sent_there(cast):
    play = complaint(cast, cast.institution.organisation, Anonymity.NAMED)
    assert play.do(V.DISPATCH).handlers == [cast.institution.organisation_id]


def test_who_is_complained_of_is_offered_last_and_with_a_warning(cast):
    play, firm = complaint(cast, cast.institution.organisation), cast.institution.organisation
    assert candidates(play.demand, play.now)[-1].organisation_ref == firm.ref
    client, path = cast.client(cast.receptionist_a), f"/demands/{play.demand.ref}/dispatch/"
    page = client.get(path).content.decode()
    assert f"{firm.name[:2]} {firm.name[2:]}服务大厅" in page
    assert "投诉的就是它，不能转给它" in page
    refused = client.post(path, {"handler": firm.ref, "revision": play.demand.revision}).content.decode()
    assert f"投诉的就是{firm.name}，不能把投诉转给它" in refused


@pytest.mark.parametrize(("kind", "kept"), [("complaint", "某某局"), ("service", "")])
def test_a_signed_in_complainant_says_of_whom(cast, kind, kept):
    said = {"title": "拖了两个月", "text": "不出报告", "against": " 某某局 ", "submission": str(uuid4())}
    cast.client(cast.owner_x).post("/demands/new/", said | {"kind": kind})
    assert Demand.objects.get().against == kept


def test_his_own_name_is_taken_out_of_whom_he_complains_of(cast):
    told = f"{cast.enterprise_x.name}的房东"
    filing = Filing(ServiceKind.COMPLAINT, "加租", "一再加租。", anonymity=Anonymity.WITHHELD, against=told)
    play = Play(cast, NOON + timedelta(hours=1))
    play.file(filing=filing)
    page = cast.client(cast.hub_operator).get(f"/demands/{play.demand.ref}/").content.decode()
    assert "某企业的房东" in page
