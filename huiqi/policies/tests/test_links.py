"""Asking the sources: what does not answer is listed, what changed is proposed, nothing of this network is asked."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.urls import reverse

from huiqi.policies import services
from huiqi.policies.models import Document, DocumentDraft, SourceLink
from huiqi.policies.services.links import ask, check_links, may_ask
from huiqi.policies.tests.conftest import AT
from huiqi.policies.words import Origin

PAGES: dict[str, tuple[int, str]] = {}


class Pages(BaseHTTPRequestHandler):
    """A source with a few pages."""

    def do_GET(self):
        """Answer as the test says."""
        status, words = PAGES.get(self.path, (404, ""))
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if status == 302:
            self.send_header("Location", words)
        self.end_headers()
        self.wfile.write(f"<p>{words}</p>".encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def source(settings):
    """Its address."""
    settings.ASK_PRIVATE_SOURCES = True
    PAGES.clear()
    server = HTTPServer(("127.0.0.1", 0), Pages)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def text(cast, shipped, source):
    """A published text whose source is there."""
    PAGES["/a"] = (200, "第一条 甲")
    content = {"kind": "document", "title": "甲办法", "status": "in_force", "grade": "A", "last_verified": "2026-11-22"}
    content |= {"url": f"{source}/a", "paragraphs": [{"text": "第一条 甲"}]}
    draft = services.propose_text(content, actor=cast.actor(cast.hub_operator), at=AT)
    return services.publish_text(draft.ref, actor=cast.actor(cast.manager_a), at=AT).document


@pytest.mark.django_db
def test_a_dead_source_is_listed_for_the_editor_until_it_answers_again(text, cast):
    PAGES["/a"] = (404, "")
    check_links(at=AT)
    check_links(at=AT + timedelta(days=8))
    page = cast.client(cast.hub_operator).get(reverse("policies:links"))
    (row,) = page.context["rows"]
    assert (row["link"].answer, row["link"].failing_since, row["named"][0]["title"]) == (404, AT, "甲办法")
    PAGES["/a"] = (200, "第一条 甲")
    check_links(at=AT + timedelta(days=16))
    assert SourceLink.objects.get().failing_since is None


@pytest.mark.django_db
def test_a_source_that_changed_is_proposed_and_never_written_over_what_a_person_published(text):
    check_links(at=AT)
    PAGES["/a"] = (200, "第一条 改了")
    check_links(at=AT + timedelta(days=8))
    draft = DocumentDraft.objects.get(origin=Origin.SOURCE)
    assert [part["text"] for part in draft.content["paragraphs"]] == ["第一条 改了"]
    assert [part.text for part in Document.objects.get().paragraphs.all()] == ["第一条 甲"]


@pytest.mark.django_db
def test_no_source_is_asked_twice_within_a_week(text):
    assert [check_links(at=AT), check_links(at=AT + timedelta(days=6))] == [1, 0]


def test_nothing_of_this_network_is_asked(source, settings):
    PAGES["/away"] = (302, f"{source}/a")
    settings.ASK_PRIVATE_SOURCES = False
    addresses = (f"{source}/a", "http://[::1]/", "http://169.254.0.1/", "file:///etc/passwd", "http://")
    assert not [url for url in addresses if may_ask(url)]
    assert ask(f"{source}/away").status == 0
