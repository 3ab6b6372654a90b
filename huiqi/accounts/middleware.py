"""Whose a request is: the session with its person and seats, found by one question, and of them the one Actor."""

import json
from collections.abc import Callable
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.defaults import bad_request, page_not_found

from huiqi.accounts.models import Person, Seat, SignIn
from huiqi.accounts.selectors import actor_of, seats_held, signed_in
from huiqi.accounts.services import SEAT_KEY
from huiqi.kernel.access import NOBODY, Actor
from huiqi.kernel.prepared import prepared

_came_along: ContextVar[tuple[Seat, ...]] = ContextVar("came_along", default=())
"""The seats of whoever the session belongs to that was read last."""


@prepared
def _seated(key: str, at: datetime, on: date) -> QuerySet[Seat]:
    """The seats of a day of the person of a living session, each with what the session holds."""
    seats = seats_held(on).filter(person__signins__session_key=key, person__signins__expire_date__gt=at)
    return seats.annotate(session_data=F("person__signins__session_data"))


@prepared
def _living(key: str, at: datetime) -> QuerySet[SignIn]:
    return SignIn.objects.filter(session_key=key, expire_date__gt=at)


def seats_of_session(person_id: int) -> tuple[Seat, ...]:
    """The seats of today that came with the session of this request, where it is this person's; once."""
    seats = _came_along.get()
    _came_along.set(())
    return seats if seats and seats[0].person_id == person_id else ()


class SessionStore(DatabaseStore):
    """Django's sessions, in a table that knows whose they are; found by one question, and read once as they stand."""

    @classmethod
    def get_model_class(cls) -> type[SignIn]:
        """The table."""
        return SignIn

    def create_model_instance(self, data: dict[str, Any]) -> SignIn:
        """The row to store, with whose it is."""
        row = cast("SignIn", super().create_model_instance(data))
        row.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What a session holds; its signature is proved once for the same text."""
        held: dict[str, Any] = json.loads(_proved(session_data))
        return held

    def _get_session_from_db(self) -> Any:
        """The row of this session, or a seat that carries what it holds; one that is over, or unknown, is forgotten."""
        key, at = self.session_key or "", timezone.now()
        seats = tuple(_seated(key, at, timezone.localdate(at)))
        _came_along.set(seats)
        found = seats[0] if seats else next(iter(_living(key, at)), None)
        if found is None:
            self._session_key = None
        return found


@lru_cache(maxsize=2048)
def _proved(session_data: bytes | str) -> str:
    """What is in it as JSON, of which everybody makes his own."""
    return json.dumps(DatabaseStore().decode(session_data))


class SeatedBackend(ModelBackend):
    """Django's sign-in by number and password; whoever comes back by his session comes with his seats."""

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session, if he may still sign in."""
        person = signed_in(user_id, timezone.localdate(), seats_of_session(user_id))
        return person if self.user_can_authenticate(person) else None


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be taken; whoever signed out elsewhere while he sent it is led to signing in."""
    if isinstance(exception, SessionInterrupted):
        return HttpResponseRedirect(settings.LOGIN_URL)
    return bad_request(request, exception)


def closed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not one's own to do is not there; forms of another site are told so elsewhere (CSRF)."""
    return page_not_found(request, exception)


def actor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give every request its `actor`."""

    def build(request: HttpRequest) -> Actor:
        if not request.user.is_authenticated:
            return NOBODY
        return actor_of(request.user, request.session.get(SEAT_KEY))

    def handle(request: HttpRequest) -> HttpResponse:
        request.actor = build(request)  # type: ignore[attr-defined]
        response = get_response(request)
        if response.has_header("Cache-Control"):  # also what was said without knowing who asks
            return response
        if request.user.is_authenticated:
            kept = "no-store" if response.streaming else "no-cache"
            response["Cache-Control"] = f"private, {kept}"
        return response

    return handle
