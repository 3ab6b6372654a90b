"""A session is found with whose it is, and is nobody's any more once it is over."""

from datetime import timedelta

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import BadRequest
from django.test import Client, RequestFactory
from django.urls import get_resolver
from django.utils import timezone

from huiqi.accounts.middleware import SessionStore, seats_of_session
from huiqi.accounts.models import SignIn

pytestmark = pytest.mark.django_db


def whose(client: Client) -> SignIn:
    return SignIn.objects.get(session_key=client.session.session_key)


def test_a_session_knows_whose_it_is(cast):
    assert whose(cast.client(cast.owner_x)).person == cast.owner_x


def test_a_page_asks_once_for_session_person_and_seats(cast, django_assert_num_queries):
    key = cast.client(cast.owner_x).session.session_key
    with django_assert_num_queries(1):
        assert SessionStore(key).load()["_auth_user_id"] == str(cast.owner_x.id)
    assert [seat.person for seat in seats_of_session(cast.owner_x.id)] == [cast.owner_x]


def test_the_seats_that_came_along_are_nobody_elses_and_no_later_requests(cast):
    SessionStore(cast.client(cast.owner_x).session.session_key).load()
    assert seats_of_session(cast.hub_operator.id) == ()
    assert seats_of_session(cast.owner_x.id) == ()


def test_a_session_that_is_over_is_nobodys(cast):
    client = cast.client(cast.owner_x)
    SignIn.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/desk/").status_code == 302


def test_whoever_signed_out_elsewhere_while_he_sent_is_led_to_signing_in(cast):
    view = get_resolver().resolve_error_handler(400)
    gone, other = view(RequestFactory().get("/"), SessionInterrupted()), view(RequestFactory().get("/"), BadRequest())
    assert (gone.status_code, gone["Location"], other.status_code) == (302, "/signin/", 400)
