"""The pages: one's own inbox and no other, the settings, what could not be sent."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils.timezone import now

from huiqi.notices.models import Delivery, Notice, Preference
from huiqi.notices.services import send_waiting
from huiqi.notices.services.choosing import unsubscribe_path
from huiqi.notices.tests.kinds import RIGHT, news
from huiqi.notices.words import DeliveryState
from tests.cast import NOON

pytestmark = pytest.mark.django_db
CHOICE = {"mail": "", "wants_sms": "on", "digest_hour": "9", "quiet_from": "21:30", "quiet_until": "08:00"}
CHOICE |= {"language": "zh-hans", "policies": "daily", "to_do": "at_once", "progress": "never"}


def shown(client, address="/notices/"):
    return client.get(address).content.decode()


def subjects(html):
    return re.findall(r"第 (\d) 件", html)


def test_unread_comes_first_then_the_newest(cast):
    for n in (1, 2, 3):
        news(cast.owner_x, now() - timedelta(days=9 - n), n)
    client = cast.client(cast.owner_x)
    client.get(f"/notices/{Notice.objects.get(key='test:3').ref}/")
    assert subjects(shown(client)) == ["2", "1", "3"]
    assert subjects(shown(client, "/notices/?show=unread")) == ["2", "1"]


def test_filters_are_in_the_address(cast):
    news(cast.owner_x, NOON, 1)
    news(cast.owner_x, NOON, 2, RIGHT)
    client = cast.client(cast.owner_x)
    assert subjects(shown(client, "/notices/?group=to_do")) == ["2"]
    assert "这里没有通知" in shown(client, "/notices/?group=account")
    assert subjects(shown(client, "/notices/?group=nonsense&page=x")) == ["2", "1"]


def test_opening_goes_to_the_thing_and_marks_it_read_once(cast):
    news(cast.owner_x, NOON)
    notice = Notice.objects.get()
    client = cast.client(cast.owner_x)
    assert client.get(f"/notices/{notice.ref}/")["Location"] == "/policies/"
    first = Notice.objects.get().read_at
    client.get(f"/notices/{notice.ref}/")
    assert first == Notice.objects.get().read_at


def test_somebody_elses_notice_is_not_there(cast):
    news(cast.owner_x, NOON)
    assert cast.client(cast.owner_y).get(f"/notices/{Notice.objects.get().ref}/").status_code == 404
    assert "还没有通知" in shown(cast.client(cast.owner_y))


def test_the_bell_counts_and_strangers_have_none(cast):
    news(cast.owner_x, NOON)
    assert "1 条未读" in shown(cast.client(cast.owner_x), "/policies/")
    assert "条未读" not in shown(cast.client(cast.owner_y), "/policies/")
    assert 'class="bell"' not in shown(Client(), "/policies/")


def test_all_read_means_what_was_shown(cast):
    news(cast.owner_x, now() - timedelta(hours=1), 1)
    client = cast.client(cast.owner_x)
    until = re.search(r'name="until" value="([^"]+)"', shown(client))[1]
    news(cast.owner_x, now(), 2)
    client.post("/notices/read/", {"until": until})
    assert [n.key for n in Notice.objects.unread()] == ["test:2"]


@pytest.mark.parametrize("until", ["", "2999-01-01T00:00:00+08:00", "2026-11-20T00:00:00", "yesterday"])
def test_a_forged_moment_marks_nothing_that_is_still_to_come(cast, until):
    news(cast.owner_x, now() + timedelta(days=1))
    cast.client(cast.owner_x).post("/notices/read/", {"until": until})
    assert Notice.objects.unread().count() == 1


def test_the_inbox_takes_the_same_queries_however_long_it_is(cast, django_assert_num_queries):
    client = cast.client(cast.owner_x)
    for n in range(30):
        news(cast.owner_x, NOON, n)
    with django_assert_num_queries(8):
        html = shown(client)
    assert html.count("data-row") == 20
    assert 'rel="next"' in html


def test_the_settings_name_what_one_was_told_of_and_nothing_of_others(cast):
    news(cast.owner_x, now(), kind=RIGHT)
    assert "您收到过的有：权利" in shown(cast.client(cast.owner_x), "/notices/settings/")
    page = shown(cast.client(cast.owner_y), "/notices/settings/")
    assert "您收到过的有" not in page
    assert "有匿名投诉待签收" not in page


def test_the_settings_keep_what_was_chosen(cast):
    client = cast.client(cast.owner_x)
    assert client.post("/notices/settings/", CHOICE).status_code == 302
    kept = Preference.objects.get()
    assert (kept.rhythms, kept.wants_sms, kept.mail) == ({"policies": "daily", "progress": "never"}, True, "")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("mail", "not an address", "这不像一个邮箱地址"),
        ("quiet_from", "25:00", "请写成 21:30 这样的时间"),
        ("quiet_until", "", "请填写到几点为止"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(cast, field, value, sentence):
    page = cast.client(cast.owner_x).post("/notices/settings/", CHOICE | {field: value}).content.decode()
    assert sentence in page
    assert not Preference.objects.exists()


def test_a_mail_address_is_confirmed_by_pressing_a_button_not_by_opening_the_link(cast, gateway):
    client = cast.client(cast.owner_x)
    client.post("/notices/settings/", CHOICE | {"mail": "owner@example.com"})
    send_waiting(at=now())
    link = re.search(r"https://huiqi\.example(/notices/mail/\S+)", mail.outbox[0].body)[1]
    assert "owner@example.com" in Client().get(link).content.decode()
    assert Preference.objects.get().mail == ""
    Client().post(link)
    assert Preference.objects.get().mail == "owner@example.com"
    assert Client().get(link).status_code == 404


def test_nobody_has_many_mailboxes_written_to(cast, gateway):
    client = cast.client(cast.owner_x)
    client.post("/notices/settings/", CHOICE | {"mail": "one@example.com"})
    page = client.post("/notices/settings/", CHOICE | {"mail": "two@example.com"}).content.decode()
    assert "请过两分钟再换" in page
    assert Delivery.objects.count() == 1


def test_a_mail_program_unsubscribes_without_a_page(cast):
    Preference.objects.create(person=cast.owner_x, rhythms={"policies": "daily"})
    client = Client(enforce_csrf_checks=True)
    answer = client.post(unsubscribe_path(cast.owner_x), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, Preference.objects.get().rhythms) == (200, {"policies": "never"})
    assert client.post("/notices/unsubscribe/forged/").status_code == 404


def test_the_administrator_sees_why_and_to_whom_half_and_sends_again(cast, gateway):
    gateway.answers = [422]
    news(cast.owner_x, NOON)
    send_waiting(at=NOON)
    client = cast.client(cast.hub_operator)
    page = shown(client, "/notices/deliveries/")
    assert "多半是号码不对" in page
    assert "199****0021" in page
    assert cast.owner_x.mobile not in page
    client.post(f"/notices/deliveries/{Delivery.objects.get().ref}/retry/")
    assert Delivery.objects.get().state is DeliveryState.WAITING


def test_nobody_else_sends_again(cast, gateway):
    gateway.answers = [422]
    news(cast.owner_x, NOON)
    send_waiting(at=NOON)
    address = f"/notices/deliveries/{Delivery.objects.get().ref}/retry/"
    assert cast.client(cast.manager_a).post(address).status_code == 404
    assert Delivery.objects.get().state is DeliveryState.STUCK


def test_what_would_have_been_sent_is_shown_in_a_demonstration_only(cast, settings):
    news(cast.owner_x, NOON)
    send_waiting(at=NOON)
    client = cast.client(cast.receptionist_a)
    assert "第 1 件有了进展" in shown(client, "/notices/recorded/")
    settings.DEMONSTRATION = False
    assert client.get("/notices/recorded/").status_code == 404
