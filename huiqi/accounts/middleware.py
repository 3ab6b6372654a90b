"""Builds the one Actor of a request, on first use: two queries for a signed-in person, none for a stranger."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import SEAT_KEY
from huiqi.kernel.access import NOBODY, Actor


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
