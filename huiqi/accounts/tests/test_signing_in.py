"""Signing in by code and by password, and what stops guessing."""

import re
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from huiqi.accounts.models import Person
from huiqi.accounts.services import check_code, send_code
from huiqi.kernel.refusal import Refused
from tests.cast import NOON

pytestmark = pytest.mark.django_db
MOBILE = "13800000001"


def test_a_number_seen_for_the_first_time_becomes_a_person():
    client = Client()
    page = client.post("/signin/", {"mobile": MOBILE}).content.decode()
    code = re.search(r'id="demonstration-code">(\d{6})<', page)[1]
    answer = client.post("/signin/code/", {"mobile": MOBILE, "code": code, "next": "/policies/"})
    assert answer["Location"] == "/policies/"
    assert Person.objects.get(mobile=MOBILE).is_active


def test_a_wrong_code_says_so_and_keeps_the_number():
    client = Client()
    client.post("/signin/", {"mobile": MOBILE})
    page = client.post("/signin/code/", {"mobile": MOBILE, "code": "000000"}).content.decode()
    assert "验证码不对或已过期" in page
    assert MOBILE in page


def test_a_code_works_once_and_not_after_ten_minutes():
    code = send_code(MOBILE, address=None, at=NOON)
    for at, refused in ((NOON + timedelta(minutes=11), True), (NOON, False), (NOON, True)):
        with pytest.raises(Refused, match="wrong_code") if refused else nullcontext():
            check_code(MOBILE, code, at=at)


def test_after_five_wrong_attempts_the_code_is_void_and_says_so():
    code = send_code(MOBILE, address=None, at=timezone.now())
    wrong = "111111" if code != "111111" else "222222"
    client = Client()
    pages = [
        client.post("/signin/code/", {"mobile": MOBILE, "code": typed}).content.decode()
        for typed in (*[wrong] * 5, code)
    ]
    assert ["验证码不对或已过期" in page for page in pages] == [True] * 4 + [False] * 2
    assert ["已经作废" in page for page in pages] == [False] * 4 + [True] * 2
    assert not Person.objects.exists()


def test_the_sixth_code_within_an_hour_is_refused():
    for _ in range(5):
        send_code(MOBILE, address=None, at=NOON)
    with pytest.raises(Refused, match="too_many_codes"):
        send_code(MOBILE, address=None, at=NOON)
    assert send_code(MOBILE, address=None, at=NOON + timedelta(minutes=61))


def test_after_ten_wrong_passwords_the_right_one_waits():
    person = Person(mobile=MOBILE, created_at=NOON)
    person.set_password("right password")
    person.save()
    client = Client()
    for _ in range(10):
        client.post("/signin/password/", {"mobile": MOBILE, "password": "wrong"})
    page = client.post("/signin/password/", {"mobile": MOBILE, "password": "right password"}).content.decode()
    assert "连续输错次数太多" in page


def test_nobody_is_sent_to_another_site_after_signing_in(cast):
    cast.owner_x.set_password("secret words")
    cast.owner_x.save()
    told = {"mobile": cast.owner_x.mobile, "password": "secret words", "next": "https://elsewhere.example/"}
    assert Client().post("/signin/password/", told)["Location"] == "/desk/"


def test_somebody_elses_seat_cannot_be_taken(cast):
    seat = cast.owner_y.seats.get()
    assert cast.client(cast.owner_x).post(f"/seat/{seat.ref}/").status_code == 404


@pytest.mark.parametrize("mobile", ["", "1380000", "23800000000", "1380000000a"])
def test_a_number_that_is_none_gets_a_sentence(mobile):
    assert "手机号" in Client().post("/signin/", {"mobile": mobile}).content.decode()


def test_where_no_message_can_be_sent_it_says_so(settings):
    settings.DEMONSTRATION = False
    assert "短信通道还没有接入" in Client().post("/signin/", {"mobile": MOBILE}).content.decode()


def test_a_person_sets_a_password_and_signs_in_with_it(cast):
    client = cast.client(cast.owner_x)
    answer = client.post("/password/", {"new": "gangjiegou2026", "again": "gangjiegou2026"})
    assert answer["Location"] == "/desk/"
    assert client.get("/password/").status_code == 200
    other = Client()
    told = {"mobile": cast.owner_x.mobile, "password": "gangjiegou2026", "next": "/policies/"}
    assert other.post("/signin/password/", told)["Location"] == "/policies/"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"current": "wrong", "new": "gangjiegou2026", "again": "gangjiegou2026"}, "现在的密码不对"),
        ({"current": "secret words", "new": "12345678", "again": "12345678"}, "常见"),
        ({"current": "secret words", "new": "gangjiegou2026", "again": "other"}, "两次填的新密码不一样"),
    ],
)
def test_a_password_that_will_not_do_says_why(cast, said, sentence):
    cast.owner_x.set_password("secret words")
    cast.owner_x.save()
    assert sentence in cast.client(cast.owner_x).post("/password/", said).content.decode()


def test_who_came_by_a_code_need_not_know_the_old_password(cast):
    cast.owner_x.set_password("forgotten words")
    cast.owner_x.save()
    client, mobile = Client(), cast.owner_x.mobile
    page = client.post("/signin/", {"mobile": mobile}).content.decode()
    client.post("/signin/code/", {"mobile": mobile, "code": re.search(r'code">(\d{6})<', page)[1]})
    assert "现在的密码" not in client.get("/password/").content.decode()
