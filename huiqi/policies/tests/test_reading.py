"""The page of a policy: its documents beside what explains them, its openings, its checklist; and who writes them."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huiqi.files.services import store_file
from huiqi.kernel.access import SYSTEM
from huiqi.policies import ports, services
from huiqi.policies.models import Document, DocumentDraft, MaterialFile
from huiqi.policies.ports import HeldPaper
from huiqi.policies.rules.materials import is_paper
from huiqi.policies.rules.paragraphs import articles_of, linked, marked, split
from huiqi.policies.selectors import openings_of
from huiqi.policies.tests.conftest import AT
from huiqi.policies.wording.documents import facts

pytestmark = pytest.mark.django_db
SAID = {"kind": "document", "title": "某办法", "number": "某发〔2026〕1号", "status": "in_force", "grade": "A"}
SAID |= {"policies": "P01", "last_verified": "2026-11-22", "body": "第一条 甲\n第二条 乙"}


@pytest.fixture
def stage(cast, shipped):
    """The cast before the shipped library with its texts."""
    services.load_texts(actor=SYSTEM, at=AT)
    services.load_openings(actor=SYSTEM, at=AT)
    return cast


@pytest.fixture
def written(stage):
    """A text as the form sends it, published by a second person; its page."""

    def done(**said):
        hub, second = stage.client(stage.hub_operator), stage.client(stage.manager_a)
        draft = hub.post(reverse("policies:text_new"), SAID | said)
        assert draft.status_code == 302, draft.context["form"].errors
        ref = DocumentDraft.objects.latest("id").ref
        second.post(reverse("policies:text_act", args=[ref, "publish"]), {"revision": "0", "note": ""})
        return Document.objects.latest("id")

    return done


def page(client, code):
    return client.get(reverse("policies:page", args=[code])).content.decode()


def test_the_article_an_item_cites_is_on_its_page_and_the_others_are_a_click_away(stage):
    shown = page(Client(), "P03")
    assert "第二十三条" in shown
    assert "第三十七条" not in shown
    law = Document.objects.get(title="中华人民共和国增值税法")
    assert "第三十七条" in Client().get(reverse("policies:document", args=[law.ref])).content.decode()


def test_an_explanation_stands_beside_the_article_it_names(written):
    written()
    written(
        kind="interpretation",
        title="解读",
        number="",
        interprets="某发[2026]1号",
        body="关于第二条：就是乙。\n总的来说",
    )
    shown = Client().get(reverse("policies:page", args=["P01"]))
    extract = next(one for one in shown.context["extracts"] if one["document"]["title"] == "某办法")
    told = {one["text"]: [said["text"] for said in one["explained"]] for one in extract["passages"]}
    assert told["第二条 乙"] == ["关于第二条：就是乙。"]
    assert told[""] == ["总的来说"]


def test_the_form_says_what_is_wrong_and_loses_nothing(stage):
    hub = stage.client(stage.hub_operator)
    said = SAID | {"effective_from": "2026-02-01", "effective_through": "2026-01-01", "replaced_by": "没有这份"}
    answer = hub.post(reverse("policies:text_new"), said)
    assert set(answer.context["form"].errors) == {"replaced_by"}
    assert answer.context["form"]["body"].value() == SAID["body"]
    again = hub.post(reverse("policies:text_new"), said | {"replaced_by": ""})
    assert set(again.context["form"].errors) == {"effective_through"}


def test_who_wrote_it_is_not_offered_to_publish_it(stage):
    hub, second = stage.client(stage.hub_operator), stage.client(stage.manager_a)
    hub.post(reverse("policies:text_new"), SAID)
    ref = DocumentDraft.objects.latest("id").ref
    own, theirs = (client.get(reverse("policies:text", args=[ref])) for client in (hub, second))
    assert (own.context["may_publish"], theirs.context["may_publish"]) == (False, True)
    refused = hub.post(reverse("policies:text_act", args=[ref, "publish"]), {"revision": "0"})
    assert "请另一位同事" in refused.content.decode()


def test_a_published_text_is_corrected_with_what_it_changes_shown(written, stage):
    text = written()
    hub = stage.client(stage.hub_operator)
    form = hub.get(reverse("policies:text_amend", args=[text.ref])).context["form"]
    hub.post(reverse("policies:text_amend", args=[text.ref]), {**SAID, "body": form.initial["body"] + "\n第三条 丙"})
    draft = DocumentDraft.objects.latest("id")
    shown = hub.get(reverse("policies:text", args=[draft.ref]))
    (part,) = shown.context["parts"]
    assert [line["text"] for line in part["lines"] if line["change"] == "new"] == ["第三条 丙"]


def test_an_opening_is_announced_corrected_and_taken_back_in_pages(stage):
    hub = stage.client(stage.hub_operator)
    said = {"opens_on": "2026-12-01", "closes_on": "2026-11-30", "region": "000000", "notice_title": "某通知"}
    wrong = hub.post(reverse("policies:opening_new", args=["P01"]), said)
    assert set(wrong.context["form"].errors) == {"closes_on"}
    hub.post(reverse("policies:opening_new", args=["P01"]), said | {"closes_on": "2026-12-31"})
    (opening,) = openings_of("P01")
    assert "某通知" in page(Client(), "P01")
    later = said | {"closes_on": "2027-01-15", "revision": "0"}
    hub.post(reverse("policies:opening_edit", args=[opening.ref]), later)
    assert openings_of("P01")[0].closes_on == date(2027, 1, 15)
    hub.post(reverse("policies:opening_withdraw", args=[opening.ref]), {"reason": "撤了", "revision": "1"})
    assert not openings_of("P01")


def test_a_blank_form_is_put_beside_its_material_taken_in_the_zip_and_taken_away(stage):
    hub = stage.client(stage.hub_operator)
    file = SimpleUploadedFile("申请书.txt", "空白".encode())
    material = "申请书及真实性承诺"
    hub.post(reverse("policies:papers", args=["L04"]), {"material": material, "paper": "form", "file": file})
    zipped = ZipFile(BytesIO(b"".join(Client().get(reverse("policies:bundled", args=["L04"])).streaming_content)))
    assert zipped.namelist() == ["材料清单.txt", "01-1 申请书.txt"]
    assert "□ 1. 申请书及真实性承诺" in zipped.read("材料清单.txt").decode("utf-8-sig")
    kept = MaterialFile.objects.get()
    assert b"".join(Client().get(reverse("policies:paper", args=[kept.ref])).streaming_content) == "空白".encode()
    hub.post(reverse("policies:paper_remove", args=[kept.ref]))
    assert Client().get(reverse("policies:paper", args=[kept.ref])).status_code == 404


def test_what_the_firm_handed_in_is_marked_for_its_own_people_alone(stage, monkeypatch):
    stored = store_file("营业执照副本.txt", BytesIO(b"licence"), 7, actor=SYSTEM, at=AT)
    held = HeldPaper(stored.name, date(2026, 3, 1), stored)
    monkeypatch.setitem(ports._sources, "test", lambda firm, _actor: [held] if firm == stage.enterprise_x else [])
    owner, other = stage.client(stage.owner_x), stage.client(stage.owner_y)
    assert "平台已有" in page(owner, "L04")
    assert "平台已有" not in page(other, "L04") + page(Client(), "L04")
    bundle = b"".join(owner.get(reverse("policies:bundled", args=["L04"])).streaming_content)
    assert any("营业执照副本" in name for name in ZipFile(BytesIO(bundle)).namelist())


@pytest.mark.parametrize(
    ("material", "name", "same"),
    [
        ("营业执照", "营业执照副本.pdf", True),
        ("近三年审计报告（有统一赋码）", "2025近三年审计报告.pdf", True),
        ("劳动合同、社会保险缴费记录", "张三劳动合同.pdf", True),
        ("营业执照", "照片.jpg", False),
        ("合同", "合同.pdf", False),
    ],
)
def test_a_paper_is_known_by_its_name(material, name, same):
    assert is_paper(material, name) is same


def test_marks_of_an_explanation_are_read_and_without_any_the_articles_it_names():
    original = split("第一条 甲\n第二条 乙")
    assert [part.explains for part in marked("[2, 1] 都说\n[] 空\n[99999999] 太大")] == [(1, 2), (), ()]
    assert [part.explains for part in linked(split("说第二条\n不说"), original)] == [(2,), ()]


def test_an_article_belongs_to_the_text_that_is_named_before_it():
    told = "增值税法第二十三条；第三条"
    assert articles_of(told, "中华人民共和国增值税法", own=False) == {"第二十三条"}
    assert articles_of(told, "某公告", own=True) == {"第三条"}


def test_the_list_asks_dates_whether_an_item_is_open(stage, monkeypatch):
    monkeypatch.setattr("huiqi.policies.views.library.localdate", lambda *_: date(2026, 5, 1))

    def codes(state):
        asked = Client().get(reverse("policies:list"), {"opening": state, "kind": "cultivation"})
        return {line["version"].code for line in asked.context["page"]}

    assert "L04" in codes("closing")
    assert "L02" in codes("upcoming")
    assert "L05" in codes("open")
    assert not codes("closed")


def test_no_document_of_which_the_original_was_not_seen_is_said_to_be_compared_with_it(stage):
    unseen = Document.objects.filter(source__contains="未见原件")
    told = [row["value"] for one in unseen for row in facts(one) if row["label"] == "来源核对"]
    assert any(value.startswith("A · ") for value in told)
    assert not any("原文" in value or "原件" in value for value in told)
