"""From text to rule, as a page: read, decide, keep; nothing is stored before, and nothing typed is lost."""

import hashlib
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from huiqi.eligibility.reading import read_condition
from huiqi.eligibility.versions import Grade
from huiqi.policies import services
from huiqi.policies.models import Draft, Policy
from huiqi.policies.selectors.documents import place_of, texts_of
from huiqi.policies.services.pasted import carry_text
from huiqi.policies.tests.conftest import AT
from huiqi.policies.words import DraftState

pytestmark = pytest.mark.django_db
URL = "/policies/drafts/propose/"
TEXT = """某市支持企业办法
某发〔2026〕9号
一、申报条件
（一）在郑州市注册登记；
（二）营业收入2000万元以上；
（三）未被列入经营异常名录；
（四）具有省级名牌称号。
二、奖励标准
对符合条件的企业，给予一次性奖励30万元。
本办法自2026年7月1日起施行。"""


@pytest.fixture
def hub(client, cast, shipped):
    client.force_login(cast.hub_operator)
    return client


def inputs(page):
    """What the browser would send back of a page as it stands."""
    html = page.content.decode()
    found = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html):
        found.setdefault(name, []).append(unescape(value))
    for name, value in re.findall(r'type="radio" name="([^"]+)" value="([^"]*)" checked', html):
        found[name] = value
    for bound in page.context["form"]:
        found[bound.name] = bound.value() or ""
    return found | {"text": page.context["text"]}


def decided(page, answer="yes"):
    """The same, with an answer for every line that still waits."""
    told = inputs(page)
    return told | {f"take-{card['at']}": told.get(f"take-{card['at']}", answer) for card in page.context["cards"]}


def read(client, text=TEXT):
    return client.post(URL, {"do": "read", "text": text})


def test_what_is_read_names_the_words_it_rests_on_and_stores_nothing(hub):
    page = read(hub)
    words = {card["words"] for card in page.context["cards"]}
    assert {"在郑州市注册登记", "营业收入2000万元以上"} <= words
    assert "".join(piece["words"] for piece in page.context["pieces"]) == TEXT
    assert page.context["form"]["document_number"].value() == "某发〔2026〕9号"
    assert not Draft.objects.exists()


def test_alternatives_are_said_where_one_decides(hub):
    page = read(hub, "符合下列条件之一的，可以申报：1.纳税5000万元以上；2.产值1亿元以上，且职工人数50人以上。")
    assert "1 或者 (2 并且 3)" in page.content.decode()
    assert "采用的合起来是" not in read(hub, "申报条件：1.产值1亿元以上；2.职工人数50人以上。").content.decode()


def test_what_is_accepted_becomes_a_draft_with_rule_and_words(hub):
    answer = hub.post(URL, decided(read(hub)) | {"do": "keep"})
    draft = Draft.objects.get()
    assert answer.url == reverse("policies:draft", args=[draft.ref])
    assert draft.content["document_number"] == "某发〔2026〕9号"
    assert draft.content["effective_from"] == "2026-07-01"
    assert "给予一次性奖励30万元" in draft.content["benefits"][0]["text"]
    facts = [line.get("fact") for line in draft.content["condition"]["all"]]
    assert {"region", "revenue", "abnormal_operation"} <= set(facts)
    assert read_condition(draft.content["condition"], draft.code)


def test_a_condition_keeps_the_words_it_rests_on(hub):
    hub.post(URL, decided(read(hub)) | {"do": "keep"})
    lines = Draft.objects.get().content["condition"]["all"]
    assert next(line for line in lines if line.get("fact") == "revenue")["clause"] == "“营业收入2000万元以上”"


def test_what_no_fact_decides_is_confirmed_by_a_person_in_its_own_words(hub):
    hub.post(URL, decided(read(hub)) | {"do": "keep"})
    lines = Draft.objects.get().content["condition"]["all"]
    assert any("省级名牌" in line.get("manual", "") for line in lines)


def test_what_is_rejected_is_not_in_the_draft(hub):
    page = read(hub)
    at = next(card["at"] for card in page.context["cards"] if card["words"] == "营业收入2000万元以上")
    hub.post(URL, decided(page) | {"do": "keep", f"take-{at}": "no"})
    facts = [line.get("fact") for line in Draft.objects.get().content["condition"]["all"]]
    assert "revenue" not in facts


def test_a_line_is_changed_before_it_is_kept(hub):
    page = read(hub)
    at = next(card["at"] for card in page.context["cards"] if card["words"] == "营业收入2000万元以上")
    opened = hub.post(URL, inputs(page) | {"do": f"open:{at}"})
    assert f'name="n.{at}-fact"' in opened.content.decode()
    hub.post(URL, decided(page) | {"do": "keep", f"n.{at}-op": ">", f"n.{at}-value": "3000万"})
    lines = Draft.objects.get().content["condition"]["all"]
    changed = next(line for line in lines if line.get("fact") == "revenue")
    assert (changed["op"], changed["value"]) == (">", 30_000_000)


def test_a_line_is_given_to_a_person_and_back(hub):
    page = read(hub)
    at = next(card["at"] for card in page.context["cards"] if card["words"] == "营业收入2000万元以上")
    by_hand = hub.post(URL, inputs(page) | {"do": f"manual:{at}"})
    assert by_hand.context["cards"][at]["offer"].line["text"] == "营业收入2000万元以上"
    by_data = hub.post(URL, inputs(page) | {"do": f"fact:{at}"})
    assert by_data.context["cards"][at]["offer"].line == {"kind": "fact"}


def test_an_undecided_line_keeps_the_draft_from_being_made_and_nothing_typed_is_lost(hub):
    page = read(hub)
    told = decided(page) | {"do": "keep", "title": "我改的名称", "take-1": ""}
    again = hub.post(URL, told)
    assert again.context["undecided"] == [2]
    assert again.context["form"]["title"].value() == "我改的名称"
    assert again.context["text"] == TEXT
    assert not Draft.objects.exists()


def test_an_unreadable_line_is_opened_and_named(hub):
    page = read(hub)
    at = next(card["at"] for card in page.context["cards"] if card["words"] == "营业收入2000万元以上")
    again = hub.post(URL, decided(page) | {"do": "keep", f"n.{at}-value": "很多"})
    assert again.context["unread"] == [at + 1]
    assert again.context["cards"][at]["is_open"]
    assert again.context["cards"][at]["offer"].line["value"] == "很多"


def test_a_code_that_is_taken_is_said_at_its_place(hub):
    again = hub.post(URL, decided(read(hub)) | {"do": "keep", "code": "P01"})
    assert again.context["form"].errors["code"]
    assert len(again.context["cards"]) >= 4


def test_a_text_can_be_changed_and_read_again(hub):
    page = hub.post(URL, {"do": "again", "text": TEXT})
    assert page.context["form"]["text"].value() == TEXT


def test_a_file_is_read_in_the_place_of_the_text(hub):
    page = hub.post(URL, {"do": "read", "file": SimpleUploadedFile("某办法.txt", TEXT.encode("gb18030"))})
    assert page.context["text"] == TEXT


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "甲" * 200_001}, "text"),
        ({"text": "甲", "file": SimpleUploadedFile("a.txt", b"b")}, "file"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "file"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}, "file"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_place(hub, sent, field):
    page = hub.post(URL, sent | {"do": "read"})
    assert list(page.context["form"].errors) == [field]
    assert (page.context["form"]["text"].value() or "") == sent.get("text", "")


HOSTILE = {
    "logic": "(" * 5_000,
    "n-kind": "group",
    "n.0-kind": "fact",
    "n.0-fact": "revenue\0",
    "n.0-value": "9" * 5_000,
    "row-0": "1:99999999999:0:sure:x",
    "row-1": "<script>",
    "take-0": "maybe",
}


@pytest.mark.parametrize("do", ["keep", "show", "open:0", "open:999999", "fact:-1", "manual:0", "drop", "x" * 5_000])
def test_what_was_tampered_with_breaks_nothing(hub, do):
    assert hub.post(URL, HOSTILE | {"do": do, "text": "甲\0" * 10}).status_code == 200
    assert not Draft.objects.exists()


def test_the_text_is_kept_with_the_draft_unverified_with_its_raw_copy(hub):
    hub.post(URL, decided(read(hub)) | {"do": "keep"})
    text = Draft.objects.get().text
    assert (text.content["title"], text.content["number"]) == ("某市支持企业办法", "某发〔2026〕9号")
    assert (text.content["grade"], text.state) == (Grade.C, DraftState.WAITING)
    assert text.raw.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert [part["text"] for part in text.content["paragraphs"]] == TEXT.split("\n")


def test_a_text_that_waits_already_is_not_written_down_again(hub):
    for code in ("P91", "P92"):
        hub.post(URL, decided(read(hub)) | {"do": "keep", "code": code})
    assert len(set(Draft.objects.values_list("text", flat=True))) == 1


def test_the_draft_leads_to_its_text(hub):
    hub.post(URL, decided(read(hub)) | {"do": "keep"})
    draft = Draft.objects.get()
    page = hub.get(reverse("policies:draft", args=[draft.ref])).content.decode()
    assert reverse("policies:text", args=[draft.text.ref]) in page


@pytest.mark.parametrize("text_first", [True, False])
def test_the_conditions_of_what_was_published_lead_to_their_paragraph(hub, cast, text_first):
    hub.post(URL, decided(read(hub)) | {"do": "keep", "code": "P91"})
    draft, second = Draft.objects.get(), cast.actor(cast.manager_a)
    verbs = [lambda: services.publish_text(draft.text.ref, actor=second, at=AT), lambda: carry(draft)]
    for verb in verbs if text_first else reversed(verbs):
        verb()
    (text,) = texts_of("P91")
    assert place_of("“营业收入2000万元以上”", [text]) == (text, 5)


def carry(draft):
    """What publishing a policy does with its text."""
    policy = Policy.objects.create(code=draft.code, kind="tax", subject="enterprise")
    carry_text(Draft.objects.get(), policy)
