"""Saved searches without an account: nothing is sent before the letter is confirmed, and nothing else is stored."""

import re
from datetime import timedelta

import pytest
from django.db.models import Max
from django.test import Client
from django.urls import reverse

from huiqi.accounts.services import WRONG_TRIES
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Delivery
from huiqi.notices.tests.conftest import gateway  # noqa: F401 — mail is open in earnest
from huiqi.policies import services
from huiqi.policies.models import PolicyVersion, SearchAlert
from huiqi.policies.services import alerts
from huiqi.policies.services.alerts import Search
from huiqi.policies.tests.conftest import AT

pytestmark = pytest.mark.django_db
MAIL = "someone@example.com"


def ask(q="", mail=MAIL, address="127.0.0.9", at=AT):
    services.ask_alert(mail, Search(q), language="zh-hans", address=address, at=at)


def link(delivery):
    return re.search(r"https?://[^/]+(/policies/alerts/\S+)", delivery.text)[1]


@pytest.fixture
def confirmed(shipped):
    """A search for 研发费用, confirmed, before any version was looked at."""
    ask("研发费用")
    alert = SearchAlert.objects.get()
    services.confirm_alert(alert, at=AT)
    SearchAlert.objects.update(seen=0)
    return SearchAlert.objects.get()


def test_a_search_is_saved_from_the_list_and_starts_with_its_letter(shipped, client):
    page = client.post(f"{reverse('policies:save_alert')}?q=研发", {"mail": MAIL}, follow=True).content.decode()
    assert f"确认邮件已发到 {MAIL}" in page
    address = link(Delivery.objects.get())
    assert "开始收政策提醒吗" in client.get(address).content.decode()
    assert SearchAlert.objects.get().confirmed_at is None
    assert "政策提醒已开始" in client.post(address).content.decode()
    assert SearchAlert.objects.get().confirmed_at


def test_nobody_is_written_to_before_he_confirmed(shipped):
    ask()
    SearchAlert.objects.update(seen=0)
    assert services.send_alerts(at=AT) == 0


def test_a_letter_names_what_is_new_once_and_the_way_out(confirmed):
    assert services.send_alerts(at=AT) == 1
    assert services.send_alerts(at=AT + timedelta(days=1)) == 0
    letter = Delivery.objects.latest("id")
    assert "研发费用" in letter.text
    assert letter.unsubscribe.endswith(link(letter)) or "/policies/alerts/leave/" in letter.unsubscribe


def test_what_was_there_when_the_search_was_saved_is_no_news(shipped):
    ask()
    assert SearchAlert.objects.get().seen == PolicyVersion.objects.aggregate(last=Max("id"))["last"]


def test_one_press_ends_it_without_a_session_and_forgets_the_address(confirmed):
    services.send_alerts(at=AT)
    address = "/" + Delivery.objects.latest("id").unsubscribe.split("/", 3)[3]
    press = Client(enforce_csrf_checks=True)
    assert "已退订" in press.post(address, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert not SearchAlert.objects.exists()
    assert press.get(address).status_code == 404


def test_looking_at_the_way_out_ends_nothing(confirmed, client):
    services.send_alerts(at=AT)
    client.get("/" + Delivery.objects.latest("id").unsubscribe.split("/", 3)[3])
    assert SearchAlert.objects.exists()


def test_what_is_not_confirmed_within_three_days_is_forgotten_and_confirmed_no_more(shipped):
    ask()
    alert, late = SearchAlert.objects.get(), AT + timedelta(days=3)
    assert not services.confirm_alert(alert, at=late)
    services.send_alerts(at=late)
    assert not SearchAlert.objects.exists()


def test_it_ends_by_itself_after_half_a_year(confirmed):
    services.send_alerts(at=AT + timedelta(days=179))
    assert SearchAlert.objects.exists()
    services.send_alerts(at=AT + timedelta(days=180))
    assert not SearchAlert.objects.exists()


def test_who_asks_again_gets_no_second_letter_and_five_searches_at_most(shipped):
    for q in ("", "", "a", "b", "c", "d", "e", "f"):
        ask(q, MAIL.upper())
    assert Delivery.objects.count() == SearchAlert.objects.count() == alerts.PER_MAIL


def test_one_address_cannot_have_many_mailboxes_written_to(shipped):
    for number in range(WRONG_TRIES):
        ask(mail=f"m{number}@example.com")
    with pytest.raises(Refused, match="crowded"):
        ask(mail="one.more@example.com")
    ask(mail="one.more@example.com", address="127.0.0.10")


def test_a_robot_is_told_the_same_and_gets_nothing(shipped, client):
    page = client.post(reverse("policies:save_alert"), {"mail": MAIL, "website": "x"}, follow=True).content.decode()
    assert "确认邮件已发到" in page
    assert not SearchAlert.objects.exists()


@pytest.mark.parametrize("mail", ["", "x", "a@b", "\x00@example.com", "x" * 5000 + "@example.com", "a@example.com\nb"])
def test_what_is_no_address_is_refused_at_its_place_and_stays_typed(shipped, client, mail):
    page = client.post(reverse("policies:save_alert"), {"mail": mail}).content.decode()
    assert "邮箱" in page
    assert not SearchAlert.objects.exists()


@pytest.mark.parametrize("name", ["confirm_alert", "leave_alert"])
def test_a_link_of_others_opens_nothing(confirmed, client, name):
    for token in ("x", "%00", "x" * 3000):
        assert client.get(f"/policies/alerts/{name.removesuffix('_alert')}/{token}/").status_code == 404


def test_the_link_of_the_letter_cannot_be_made_of_the_other_one(confirmed, client):
    token = link(Delivery.objects.get()).rstrip("/").rpartition("/")[2]
    assert client.get(reverse("policies:leave_alert", args=[token])).status_code == 404


def test_the_letter_puts_what_is_searched_for_in_quotation_marks_once(shipped):
    ask("设备")
    assert "符合“设备”时" in Delivery.objects.get().text
