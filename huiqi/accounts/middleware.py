"""Builds the one Actor of a request, on first use: a query beside that of the session, none for a stranger."""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from huiqi.accounts.models import Person
from huiqi.accounts.selectors import actor_of, signed_in
from huiqi.accounts.services import SEAT_KEY
from huiqi.kernel.access import NOBODY, Actor
from huiqi.kernel.prepared import prepared


@prepared
def _living(key: str, at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=at)


class SessionStore(DatabaseStore):
    """Django's sessions in the database, found by a question whose SQL is built once, and read once as they stand."""

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What a session holds; its signature is proved once for the same text."""
        return deepcopy(_decoded(session_data))

    def _get_session_from_db(self) -> Any:
        """The row of this session; one that is over, or unknown, is forgotten."""
        found = next(iter(_living(self.session_key or "", timezone.now())), None)
        if found is None:
            self._session_key = None
        return found


class SeatedBackend(ModelBackend):
    """Django's sign-in by number and password; whoever comes back by his session comes with his seats."""

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session, if he may still sign in."""
        person = signed_in(user_id, timezone.localdate())
        return person if self.user_can_authenticate(person) else None


@lru_cache(maxsize=2048)
def _decoded(session_data: bytes | str) -> dict[str, Any]:
    return dict(DatabaseStore().decode(session_data))


def actor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give every request its `actor`."""

    def build(request: HttpRequest) -> Actor:
        if not request.user.is_authenticated:
            return NOBODY
        return actor_of(request.user, request.session.get(SEAT_KEY))

    def handle(request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: build(request))  # type: ignore[attr-defined]
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            kept = "no-store" if response.streaming else "no-cache"
            response["Cache-Control"] = f"private, {kept}"
        return response

    return handle
