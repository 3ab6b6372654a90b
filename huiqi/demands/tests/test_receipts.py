"""The receipt of what was taken in: what it says, who reads it, how often it is sent."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from huiqi.demands.services import issue_receipt, send_receipt
from huiqi.demands.tests.test_intake import take_in
from huiqi.journal.selectors import timeline
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Delivery
from huiqi.notices.words import Channel
from huiqi.papers.models import Paper
from tests.cast import NOON


def print_it(cast, demand, by=None):
    """Whoever took it in prints the receipt."""
    return issue_receipt(demand.ref, submission=uuid7(), actor=cast.actor(by or cast.receptionist_a), at=NOON)


def test_the_receipt_says_number_code_firm_and_due_day(cast):
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_x)
    said = print_it(cast, demand).said
    told = dict(said.fields)
    assert (told["诉求编号"], told["查询码"]) == (demand.number, demand.query_code)
    assert (told["企业"], told["来人"], told["登记人"]) == ("演示企业甲", "王会计", "演示人员甲")
    assert "前答复" in said.sections[1].paragraphs[0]
    assert told["查进度"].endswith("/demands/follow/")


def test_printed_again_it_is_the_same_paper(cast):
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_x)
    assert print_it(cast, demand) == print_it(cast, demand)
    assert Paper.objects.count() == 1


def test_only_who_took_it_in_prints_and_sends(cast):
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_x)
    for other in (cast.manager_a, cast.receptionist_b, cast.owner_x):
        with pytest.raises(PermissionDenied):
            print_it(cast, demand, other)
        with pytest.raises(PermissionDenied):
            send_receipt(demand.ref, actor=cast.actor(other), at=NOON)


def test_the_firm_and_who_took_it_in_read_the_receipt_and_nobody_else(cast, client):
    paper = print_it(cast, take_in(cast, cast.receptionist_a, cast.enterprise_x))
    address = reverse("papers:paper", args=[paper.ref])
    for reader in (cast.receptionist_a, cast.owner_x):
        assert cast.client(reader).get(address).status_code == 200
    for other in (cast.manager_a, cast.receptionist_b, cast.owner_y):
        assert cast.client(other).get(address).status_code == 404
    assert client.get(address).status_code == 404


def test_a_case_leads_to_the_receipt_only_who_may_read_it(cast):
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_x)
    address = reverse("papers:paper", args=[print_it(cast, demand).ref])
    case = reverse("demands:demand", args=[demand.ref])
    pages = {who: cast.client(getattr(cast, who)).get(case).content.decode() for who in ("receptionist_a", "manager_a")}
    assert {who: address in page for who, page in pages.items()} == {"receptionist_a": True, "manager_a": False}


def test_the_receipt_goes_to_the_mobile_of_who_spoke_once(cast):
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_x)
    send_receipt(demand.ref, actor=cast.actor(cast.receptionist_a), at=NOON)
    sent = Delivery.objects.get(kind="demands.receipt")
    assert sent.to == "19900000031"
    assert demand.number in sent.text
    assert demand.query_code in sent.text
    with pytest.raises(Refused, match="receipt_sent"):
        send_receipt(demand.ref, actor=cast.actor(cast.receptionist_a), at=NOON)
    assert [one.verb for one in timeline(demand.ref)] == ["file", "register", "send_receipt"]


def test_the_receipt_goes_to_the_mail_address_that_was_given(cast):
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_x, phone="0371-00000000")
    address, client = reverse("demands:send_receipt", args=[demand.ref]), cast.client(cast.receptionist_a)
    assert "这不是一个邮箱地址" in client.post(address, {"mail": "王会计"}).content.decode()
    assert (
        "回执已发往 wang@example.com"
        in client.post(address, {"mail": "wang@example.com"}, follow=True).content.decode()
    )
    sent = Delivery.objects.get(kind="demands.receipt")
    assert (sent.channel, sent.to) == (Channel.MAIL, "wang@example.com")
    assert demand.query_code in sent.text
    assert "回执已经发过了" in client.post(address, {"mail": "wang@example.com"}, follow=True).content.decode()


def test_where_no_messages_leave_it_says_so(cast, settings):
    settings.DEMONSTRATION = False
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_x)
    with pytest.raises(Refused, match="no_channel"):
        send_receipt(demand.ref, actor=cast.actor(cast.receptionist_a), at=NOON)


def test_to_a_landline_nothing_is_sent(cast):
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_x, phone="0371-00000000")
    page = cast.client(cast.receptionist_a).get(reverse("demands:taken", args=[demand.ref])).content.decode()
    assert "短信发到" not in page
    with pytest.raises(Refused, match="no_mobile"):
        send_receipt(demand.ref, actor=cast.actor(cast.receptionist_a), at=NOON)


def test_the_page_prints_and_sends(cast):
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_x)
    client = cast.client(cast.receptionist_a)
    printed = client.post(
        reverse("demands:print_receipt", args=[demand.ref]), {"submission": str(uuid7())}, follow=True
    )
    assert "诉求登记回执" in printed.content.decode()
    address = reverse("demands:send_receipt", args=[demand.ref])
    assert "回执已发往来人的手机" in client.post(address, follow=True).content.decode()
    assert "回执已经发过了" in client.post(address, follow=True).content.decode()
    story = cast.client(cast.owner_x).get(reverse("demands:demand", args=[demand.ref])).content.decode()
    assert "郑州窗口发出登记回执" in story
