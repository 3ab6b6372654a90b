"""Builds the one Actor of a request, on first use: a query beside that of the session, none for a stranger."""

from collections.abc import Callable

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from huiqi.accounts.models import Person
from huiqi.accounts.selectors import actor_of, signed_in
from huiqi.accounts.services import SEAT_KEY
from huiqi.kernel.access import NOBODY, Actor


class SeatedBackend(ModelBackend):
    """Django's sign-in by number and password; whoever comes back by his session comes with his seats."""

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session, if he may still sign in."""
        person = signed_in(user_id, timezone.localdate())
        return person if self.user_can_authenticate(person) else None


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
