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
SPOKEN = [
    ("市工信局", "郑州市工业和信息化局（演示）"),
    ("工信局", "郑州市工业和信息化局"),
    ("我们市工信局许可科", "郑州市工业和信息化局"),
    ("郑州工信局", "郑州市工业和信息化局"),
    ("市人社局窗口的人", "郑州市人力资源和社会保障局"),
    ("金水区市场监管局", "郑州市金水区市场监督管理局"),
    ("区市监局", "郑州市金水区市场监督管理局"),
    ("省发改委", "河南省发展和改革委员会"),
    ("郑州市综合窗口", "郑州市综合窗口平台（演示）"),
]
ELSEWHERE = [
    ("洛阳市工信局", "郑州市工业和信息化局"),
    ("洛阳工信局", "郑州市工业和信息化局"),
    ("市市监局", "郑州市金水区市场监督管理局"),
    ("省工信厅", "郑州市工业和信息化局"),
    ("市工信局办事窗口", "郑州市综合窗口平台"),
    ("局", "郑州市工业和信息化局"),
]
OTHER = [("", "郑州市某某局"), ("郑州市某某局", ""), ("郑州市", "郑州市某某局"), ("某某局", "（演示）")]


@pytest.mark.parametrize(("written", "name"), SAME)
def test_a_name_is_known_however_it_is_written(written, name):
    assert against.names(written, name)


@pytest.mark.parametrize(("written", "name"), SPOKEN)
def test_an_office_is_known_as_one_speaks_of_it(written, name):
    assert against.names(written, name)


@pytest.mark.parametrize(("written", "name"), ELSEWHERE)
def test_the_same_office_of_another_place_is_another(written, name):
    assert not against.names(written, name)


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


def about(cast, whom: str) -> Play:
    """A complaint that was filed about somebody."""
    play = Play(cast)
    play.file(filing=Filing(ServiceKind.COMPLAINT, "态度不好", "不肯收材料。", against=whom))
    return play


def test_a_complaint_about_the_window_goes_to_the_hub(cast):
    assert about(cast, f"{cast.window_a.short_name}的工作人员").demand.window == cast.hub
    assert about(cast, "别的单位").demand.window == cast.window_a


def test_nobody_registers_a_complaint_about_himself(cast):
    play = about(cast, f"窗口里的{cast.receptionist_a.name}")
    with pytest.raises(Refused, match="complained_of_himself"):
        play.do(V.REGISTER)
    services.register_demand(play.demand.ref, actor=cast.actor(cast.manager_a), at=play.now)


def test_a_complaint_is_not_passed_on_to_whom_it_names(cast):
    play = about(cast, cast.manager_a.name)
    play.do(V.REGISTER)
    page = cast.client(cast.receptionist_a).get(f"/demands/{play.demand.ref}/hand-on/").content.decode()
    assert f"{cast.manager_a.name}（投诉里写的就是他）" in page
    told = {"colleague": str(cast.manager_a.ref), "note": "请接手。", "actor": cast.actor(cast.receptionist_a)}
    with pytest.raises(Refused, match="complained_of_himself"):
        services.hand_on(play.demand.ref, **told, at=play.now)
