"""The gallery, the large letters, and what is vendored."""

import hashlib
import re

import pytest
from django.conf import settings
from django.test import Client

from huiqi.kernel.kept import LARGE_COOKIE

pytestmark = pytest.mark.django_db
SWITCHES = [("/ui/large/", {"large": "1"}), ("/language/setlang/", {"language": "en"})]
SWITCHED = {LARGE_COOKIE, settings.LANGUAGE_COOKIE_NAME}


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


@pytest.mark.parametrize(
    ("switch", "told"), [("/ui/large/", {"large": "1"}), ("/language/setlang/", {"language": "en"})]
)
def test_a_switch_works_in_a_tab_that_was_opened_before_one_signed_in_elsewhere(switch, told):
    tab = Client(enforce_csrf_checks=True)
    assert tab.post(switch, {**told, "next": "/ui/", "csrfmiddlewaretoken": "x" * 64}).url == "/ui/"
    assert {name for name in tab.cookies if name.startswith("huiqi_")} & SWITCHED


@pytest.mark.parametrize(
    ("switch", "told"), [("/ui/large/", {"large": "1"}), ("/language/setlang/", {"language": "en"})]
)
def test_a_switch_leads_nowhere_else(client, switch, told):
    assert client.post(switch, {**told, "next": "https://example.org/"}).url == "/"


def test_vendored_files_are_the_ones_listed():
    listed = re.findall(r"\| `([^`]+)`.*`([0-9a-f]{64})`", (settings.ROOT / "static/vendor/README.md").read_text())
    assert len(listed) == 2
    for name, digest in listed:
        assert hashlib.sha256((settings.ROOT / name).read_bytes()).hexdigest() == digest
