"""Asking the sources: which addresses are dead, and which give another text than before."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from ipaddress import ip_address
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from django.conf import settings
from django.db.models import F, Q

from huiqi.files.selectors import NoWords, words_in
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refusal import Refused
from huiqi.policies.models import Document, Opening, SourceLink
from huiqi.policies.rules.paragraphs import split
from huiqi.policies.selectors.documents import text_content
from huiqi.policies.services.texts import propose_text
from huiqi.policies.words import Origin

MOST = 2 * 1024 * 1024
SECONDS = 10
WEEK = timedelta(days=7)
AT_ONCE = 50
OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: the status (0: nobody), its words where it has any."""

    status: int
    words: str = ""


class _Guarded(HTTPRedirectHandler):
    """A redirection leads nowhere that the address itself might not lead."""

    def redirect_request(self, req: Request, *told: Any) -> Request | None:
        """Follow it if it may be asked."""
        return super().redirect_request(req, *told) if may_ask(str(told[-1])) else None


def may_ask(url: str) -> bool:
    """Whether an address is a public one of the web: what somebody typed must not reach into this network."""
    try:
        parts = urlsplit(url)
        found = socket.getaddrinfo(parts.hostname or "", parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError):
        return False
    public = settings.ASK_PRIVATE_SOURCES or all(ip_address(str(one[4][0])).is_global for one in found)
    return parts.scheme in ("http", "https") and public


def ask(url: str) -> Answer:
    """Ask one address; whatever goes wrong is an answer."""
    if not may_ask(url):
        return Answer(0)
    opener: OpenerDirector = build_opener(_Guarded, ProxyHandler({}))
    try:
        with opener.open(Request(url, headers={"User-Agent": "Huiqi"}), timeout=SECONDS) as answer:
            data = answer.read(MOST)
            kind = "html" if "html" in answer.headers.get_content_type() else "txt"
            return Answer(answer.status, _words(kind, answer.headers.get_content_maintype(), data))
    except HTTPError as error:
        error.close()
        return Answer(error.code)
    except (OSError, HTTPException, ValueError):
        return Answer(0)


def _words(kind: str, maintype: str, data: bytes) -> str:
    try:
        return words_in(f"page.{kind}", data) if maintype == "text" else ""
    except NoWords:
        return ""


def check_links(*, at: datetime, most: int = AT_ONCE) -> int:
    """Ask the addresses that were not asked for a week, the longest waiting first; answers how many.

    Each is written down by itself, so that one that hangs loses nothing of the others.
    """
    _note_addresses()
    due = SourceLink.objects.filter(Q(checked_at=None) | Q(checked_at__lt=at - WEEK))
    found = list(due.order_by(F("checked_at").asc(nulls_first=True), "id")[:most])
    for link in found:
        _checked(link, ask(link.url), at)
    return len(found)


def _note_addresses() -> None:
    """Know every address that a text or an opening names, and forget those that none names any more."""
    texts = Document.objects.exclude(url="").values_list("url", flat=True)
    notices = Opening.objects.filter(withdrawn_at=None).exclude(notice_url="").values_list("notice_url", flat=True)
    named = {*texts, *notices}
    SourceLink.objects.exclude(url__in=named).delete()
    SourceLink.objects.bulk_create([SourceLink(url=url) for url in sorted(named)], ignore_conflicts=True)


def _checked(link: SourceLink, answer: Answer, at: datetime) -> None:
    link.checked_at, link.answer = at, answer.status
    link.failing_since = None if answer.status in OK else link.failing_since or at
    words = answer.words.strip()
    digest = hashlib.sha256(words.encode()).hexdigest() if words else ""
    changed = bool(digest and link.content_hash and digest != link.content_hash)
    link.content_hash = digest or link.content_hash
    link.save(force_update=True)
    if changed:
        _propose(Document.objects.filter(url=link.url), words, at)


def _propose(texts: Iterable[Document], words: str, at: datetime) -> None:
    """Propose what the source says now of each text whose words are kept; a person decides, nothing is written over."""
    parts = [{"label": part.label, "text": part.text, "explains": []} for part in split(words)]
    for text in texts:
        content = text_content(text)
        if content["paragraphs"]:
            try:
                changed = {**content, "paragraphs": parts}
                propose_text(changed, origin=Origin.SOURCE, document=text, actor=SYSTEM, at=at)
            except Refused:  # a draft is open already, or nothing differs
                continue
