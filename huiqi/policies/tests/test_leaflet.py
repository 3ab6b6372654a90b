"""The leaflet: one sheet of what can still be had, whose window stands on it, and texts whose length is counted."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from django.test import Client
from django.utils.timezone import localdate

from huiqi.network.models import Window
from huiqi.policies.models import Opening, Policy, PolicyVersion
from huiqi.policies.selectors import library, state_on, version_shown
from huiqi.policies.tests.conftest import AT
from huiqi.policies.wording.leaflet import sent_as
from huiqi.policies.words import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(cast, shipped):
    Window.objects.filter(id=cast.window_a.id).update(phone="0371-12345", address="演示路 1 号")
    return cast


def page(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_for_whom_what_and_where_with_a_code_to_its_page(stage, settings):
    settings.ADDRESS = "https://huiqi.example"
    sheet = page(f"/policies/P01/leaflet/?window={stage.window_a.slug}")
    for words in ("能得到什么", "怎么享受", "0371-12345", "演示路 1 号", 'class="qr"'):
        assert words in sheet
    assert "https://huiqi.example/policies/P01/" in sheet


def test_without_a_choice_the_hub_of_the_network_is_asked(stage):
    assert stage.hub.name in page("/policies/P01/leaflet/")
    assert stage.hub.name in page("/policies/P01/leaflet/?window=nowhere")


def test_a_notice_that_is_open_says_until_when_and_whom_to_ask(stage):
    told = {"opens_on": date(2026, 11, 1), "closes_on": date(2099, 12, 24), "region": "410100", "notice_title": "通知"}
    Opening.objects.create(
        policy=Policy.objects.get(code="P01"), year=2026, contact="科技股 123", announced_at=AT, **told
    )
    sheet = page("/policies/P01/leaflet/")
    assert "2099年12月24日" in sheet
    assert "科技股 123" in sheet


def test_what_is_over_or_withdrawn_is_promoted_no_more(stage):
    ended = next(
        v for v in library().versions if state_on(version_shown(v.code, localdate()), localdate()) is State.ENDED
    )
    assert Client().get(f"/policies/{ended.code}/leaflet/").status_code == 404
    assert "宣传单" not in page(f"/policies/{ended.code}/")
    assert "宣传单" in page("/policies/P15/")
    page("/policies/P15/leaflet/")
    PolicyVersion.objects.filter(policy__code="P15").update(withdrawn_at=AT)
    assert Client().get("/policies/P15/leaflet/").status_code == 404


def test_a_draft_has_none(stage):
    assert Client().get("/policies/P99/leaflet/").status_code == 404


def test_nothing_of_whoever_is_signed_in_stands_on_it(stage):
    page("/policies/P01/leaflet/")
    own = stage.client(stage.owner_x).get("/policies/P01/leaflet/").content.decode()
    sheet = own[own.index('<article class="leaflet') : own.index("</article>")]
    assert sheet in page("/policies/P01/leaflet/")
    assert stage.enterprise_x.name not in sheet


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pdf_is_one_page(stage, language):
    in_force = library().in_force(localdate())
    longest = max(in_force, key=lambda version: len(str(version.benefits) + str(version.texts)))
    client = Client(headers={"accept-language": language})
    for code in ("P16", longest.code):
        answer = client.get(f"/policies/{code}/leaflet/pdf/")
        assert answer["Content-Type"] == "application/pdf"
        assert len(pypdfium2.PdfDocument(BytesIO(b"".join(answer.streaming_content)))) == 1, code


def test_what_has_no_room_is_cut_and_printed_smaller(stage, monkeypatch):
    monkeypatch.setattr("huiqi.policies.wording.leaflet.text", lambda *_: "很长的话" * 100)
    said = Client().get("/policies/P01/leaflet/").context["said"]
    assert said["how"] == "很长的话" * 32 + "很长……"
    assert said["size"] == "most"
    answer = Client().get("/policies/P01/leaflet/pdf/")
    assert len(pypdfium2.PdfDocument(BytesIO(b"".join(answer.streaming_content)))) == 1


@pytest.mark.parametrize(("letters", "parts"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3)])
def test_a_message_of_more_than_seventy_letters_is_several(letters, parts):
    assert sent_as(letters) == f"{letters} 字，按短信发是 {parts} 条"


def test_the_texts_to_paste_carry_the_same_and_their_length(stage, settings):
    settings.ADDRESS = "https://huiqi.example"
    shown = Client().get(f"/policies/P01/leaflet/?window={stage.window_a.slug}").context
    article, short = shown["messages_to_paste"]
    assert "谁可以：" in article["text"]
    assert short["text"].endswith("https://huiqi.example/policies/P01/")
    assert "0371-12345" in short["text"]
    assert "。。" not in short["text"]
    assert short["length"].startswith(f"{len(short['text'])} 字")
