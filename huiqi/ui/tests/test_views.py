"""The gallery, the large letters, and what is vendored."""

import hashlib
import re

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db


def test_the_gallery_shows_every_component_without_sign_in(client):
    html = client.get("/ui/").content.decode()
    assert html.count('<section class="sample"') == 21
    assert html.count("<h1>") == 1
    assert "style=" not in html.replace("&quot;", "")
    assert not re.search(r"<script(?![^>]* src=)", html)


def test_large_letters_are_remembered_and_forgotten(client):
    assert client.post("/ui/large/", {"large": "1", "next": "/ui/"}).url == "/ui/"
    assert 'class="large"' in client.get("/ui/").content.decode()
    client.post("/ui/large/", {"large": "0"})
    assert 'class="large"' not in client.get("/ui/").content.decode()


def test_the_switch_leads_nowhere_else(client):
    assert client.post("/ui/large/", {"large": "1", "next": "https://example.org/"}).url == "/"


def test_vendored_files_are_the_ones_listed():
    listed = re.findall(r"\| `([^`]+)`.*`([0-9a-f]{64})`", (settings.ROOT / "static/vendor/README.md").read_text())
    assert len(listed) == 2
    for name, digest in listed:
        assert hashlib.sha256((settings.ROOT / name).read_bytes()).hexdigest() == digest
