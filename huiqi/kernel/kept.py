"""Pages that are the same for everybody whom we do not know: drawn once, kept until something public changes.

A view says `@kept()` below `@public`; `@reads` then answers whoever is nobody from what is kept (decision 22). Such a
page is drawn of a request that holds nothing but its address, the language and the size of the letters, so that
nothing of a person can get into it; and who brings a session or a note of his own is never answered from it.

What is public says itself that it changed: triggers on the tables that such pages show add a row to `public_change`
in the transaction that changes them. One question a request reads its rows.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from threading import Lock
from typing import TypeVar

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.cache import get_conditional_response
from django.utils.timezone import localdate
from django.utils.translation import get_language

from huiqi.kernel.cursors import cursor_of

View = TypeVar("View", bound=Callable[..., HttpResponse])

LARGE_COOKIE = "huiqi_large"
"""Of whoever wants large letters."""

TOKEN = re.compile(rb'(?<=<input type="hidden" name="csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}(?=">)')
LIKE_A_TOKEN = re.compile(rb"[A-Za-z0-9]{64}")
CHANGES = "SELECT string_agg(id::text, ' ' ORDER BY id) FROM public_change"


def kept(*also: Callable[[], Hashable]) -> Callable[[View], View]:
    """Decorate a public view that reads watched tables, the day and nothing else but what `also` answers."""

    def mark(view: View) -> View:
        view.kept_by = also  # type: ignore[attr-defined]
        return view

    return mark


@dataclass(frozen=True, slots=True)
class Key:
    """Of what a page is drawn: its address as it was asked, the language, the letters, the day, what else it says."""

    path: str
    query: str
    language: str | None
    large: bool
    day: date
    also: tuple[Hashable, ...]

    @classmethod
    def of(cls, request: HttpRequest, also: tuple[Callable[[], Hashable], ...]) -> "Key":
        """The page that this request asks for."""
        query = request.META.get("QUERY_STRING", "")
        large = bool(request.COOKIES.get(LARGE_COOKIE))
        return cls(request.path, query, get_language(), large, localdate(), tuple(one() for one in also))


@dataclass(frozen=True, slots=True)
class Page:
    """A page without the tokens of its forms: `parts` stand between them. `mark` names what is in it."""

    parts: tuple[bytes, ...]
    headers: tuple[tuple[str, str], ...]
    mark: bytes

    @classmethod
    def of(cls, response: HttpResponse) -> "Page | None":
        """What can be kept of an answer: a whole page that sets no cookie and says nothing about keeping it."""
        if response.status_code != 200 or response.streaming or response.cookies or "Cache-Control" in response:
            return None
        parts = tuple(TOKEN.split(response.content))
        if any(LIKE_A_TOKEN.search(part) for part in parts):
            return None
        return cls(parts, tuple(response.items()), blake2b(b"\0".join(parts), digest_size=16).digest())

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page for this browser, with tokens of its own; 304 where it has it already."""
        token = get_token(request).encode() if len(self.parts) > 1 else b""
        response = HttpResponse(token.join(self.parts), headers=dict(self.headers))
        secret = request.META["CSRF_COOKIE"].encode() if token else b""
        response["ETag"] = etag = f'W/"{blake2b(self.mark + secret, digest_size=16).hexdigest()}"'
        response["Cache-Control"] = "private, no-cache"
        if "HTTP_IF_NONE_MATCH" in request.META:
            return get_conditional_response(request, etag=etag, response=response) or response
        return response

    @property
    def size(self) -> int:
        """Bytes, with what stands around them."""
        return sum(map(len, self.parts)) + 2_000


class Shelf:
    """Pages by their key, at most so many bytes of them in a process; what was not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most, self._size, self._lock = most, 0, Lock()
        self._pages: OrderedDict[Key, tuple[str, Page]] = OrderedDict()

    def find(self, key: Key, changes: str) -> Page | None:
        """The page, if nothing public has changed since it was drawn."""
        with self._lock:
            since, page = self._pages.get(key, ("", None))
            if page is None or since != changes:
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Key, changes: str, page: Page) -> None:
        """Keep a page that was begun when the public changes were these; not one that would take a tenth of all."""
        if page.size > self._most // 10:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = (changes, page)
            self._size += page.size
            while self._size > self._most:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._pages.clear()
            self._size = 0

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, key: Key) -> None:
        _changes, page = self._pages.pop(key, ("", None))
        self._size -= page.size if page else 0


SHELF = Shelf(settings.KEPT_BYTES)


def is_anybody(request: HttpRequest) -> bool:
    """Whether nothing is known of who asks: no session, living or dead, and no note that is to be shown once."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and CookieStorage.cookie_name not in request.COOKIES


def bare(request: HttpRequest) -> HttpRequest:
    """A request for the same page that tells nothing of who asks: no header, no cookie but the size of the letters.

    It has no session, no person and no messages: a view that asks for them breaks, and so is found.
    """
    asked = HttpRequest()
    asked.method, asked.path, asked.path_info, asked.GET = "GET", request.path, request.path_info, request.GET
    asked.resolver_match = request.resolver_match
    asked.META = {"REQUEST_METHOD": "GET", "QUERY_STRING": request.META.get("QUERY_STRING", "")}
    asked.COOKIES = {LARGE_COOKIE: "1"} if request.COOKIES.get(LARGE_COOKIE) else {}
    return asked


def public_changes() -> str:
    """What is different after every change of something public. One query."""
    cursor = cursor_of(connection)
    cursor.execute(CHANGES)
    (found,) = cursor.fetchone()
    return found or ""


def _own(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An answer that is not kept, with this browser's tokens in its forms: those drawn are nobody's."""
    if not response.streaming and len(parts := TOKEN.split(response.content)) > 1:
        response.content = get_token(request).encode().join(parts)
    return response


def kept_page(
    request: HttpRequest,
    also: tuple[Callable[[], Hashable], ...],
    draw: Callable[[HttpRequest], tuple[HttpResponse, bool]],
) -> HttpResponse:
    """The page as it is kept, or drawn now; `draw` says, too, whether it left a trace, for then it is not kept."""
    key, changes = Key.of(request, also), public_changes()
    page = SHELF.find(key, changes)
    if page is None:
        response, traced = draw(bare(request))
        page = None if traced else Page.of(response)
        if page is None:
            return _own(request, response)
        SHELF.put(key, changes, page)
    return page.answer(request)
