"""A complaint about payments is passed on: wherever the Regulation's limits are promised, whose they are is said."""

from datetime import timedelta
from uuid import uuid4

import pytest

from huiqi.demands.services import Filing
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.kernel.access import SYSTEM
from huiqi.network.services import set_time_limits
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON

NOT_OURS = "不是《保障中小企业款项支付条例》规定的受理投诉部门"
COMPLAINT = Filing(ServiceKind.COMPLAINT, "拖欠货款八个月", "验收八个月没有付款。", against="某建设公司")


@pytest.fixture
def play(cast):
    """A complaint at a window that promises what the Regulation says."""
    earlier = NOON - timedelta(days=1)
    set_time_limits("sme_payment_2025", window_id=cast.window_a.id, since=earlier.date(), actor=SYSTEM, at=earlier)
    play = Play(cast)
    play.file(filing=COMPLAINT)
    return play


def page(play, person, path=""):
    """A page of the case."""
    return play.cast.client(person).get(f"/demands/{play.demand.ref}/{path}").content.decode()


def test_the_firm_and_the_window_read_who_does_not_receive_it(play):
    for person in (play.cast.owner_x, play.cast.receptionist_a):
        assert NOT_OURS in page(play, person)


def test_it_stands_at_the_promises_before_anything_is_filed(play):
    filing = play.cast.client(play.cast.owner_x).get("/demands/new/").content.decode()
    assert filing.count(NOT_OURS) == 1


@pytest.mark.parametrize(("kind", "before"), [("acceptance", ()), ("transfer", (Verb.DISPATCH,))])
def test_its_papers_say_so(play, kind, before):
    for verb in (Verb.REGISTER, *before):
        play.do(verb)
    client, address = play.cast.client(play.cast.receptionist_a), f"/demands/{play.demand.ref}/papers/{kind}/"
    paper = client.post(address, {"submission": str(uuid4())}, follow=True).content.decode()
    assert "/papers/verify/" in paper
    assert NOT_OURS in paper


def test_of_any_other_demand_nothing_is_said(cast):
    assert NOT_OURS not in page(Play(cast).through(Verb.REGISTER), cast.owner_x)
