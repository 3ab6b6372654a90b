"""The pages: who sees what, what a form keeps, what hostile values get."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huiqi.agreements.models import Agreement
from huiqi.agreements.tests.deal import AGREED, REPORTED, Deal, product_of
from huiqi.agreements.wording import DONE
from huiqi.agreements.words import AgreementState as S
from huiqi.agreements.words import AgreementVerb as V
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb

pytestmark = pytest.mark.django_db

PEOPLE = ("owner_x", "owner_y", "receptionist_a", "receptionist_b", "institution_clerk", "hub_operator", "stranger")
SEES = [((), (404, 404, 200, 404, 200, 200, 404)), (AGREED, (200, 404, 200, 404, 200, 200, 404))]


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


@pytest.mark.parametrize(("verbs", "answers"), SEES)
def test_who_sees_an_agreement(cast, verbs, answers):
    deal = Deal(cast).through(*verbs)
    url = f"/agreements/{deal.agreement.ref}/"
    assert tuple(cast.client(getattr(cast, who)).get(url).status_code for who in PEOPLE) == answers


def typed(**more):
    told = {"scope": "检测焊缝", "deliverables": "报告", "start_on": "2026-11-27", "quantity": "1", "fee": "0"}
    return told | {"product": "", "name_1": "检测", "due_1": "2026-12-01", "submission": str(uuid4())} | more


def test_the_handler_drafts_on_the_page_and_sends_it(cast):
    deal = Deal(cast)
    client, case = cast.client(cast.institution_clerk), f"/demands/{deal.play.demand.ref}/"
    assert "起草服务协议" in client.get(case).content.decode()
    url = f"/agreements/new/{deal.play.demand.ref}/"
    assert deal.play.demand.handlings.get().plan in client.get(url).content.decode()
    page = client.post(url, typed(), follow=True).content.decode()
    assert "免费（0 元）" in page
    made = Agreement.objects.get()
    client.post(f"/agreements/{made.ref}/sign/", {"revision": made.revision})
    assert "待企业确认" in cast.client(cast.owner_x).get(case).content.decode()


BAD = [
    ({"fee": "-5"}, "收费不能是负数"),
    ({"fee": "99999999999"}, "收费超过一千万元"),
    ({"fee": "五百"}, "请填写数字，单位是元"),
    ({"due_1": "2026-11-01"}, "节点不能早于开始的日子"),
    ({"due_1": ""}, "节点的名称和日期要一起填"),
    ({"product": "x\x00y"}, "没有这一项"),
    ({"scope": "有\x00的内容"}, "看不见的字符"),
]


@pytest.mark.parametrize(("more", "sentence"), BAD)
def test_a_bad_draft_is_told_at_its_place_and_keeps_every_word(cast, more, sentence):
    deal = Deal(cast)
    page = cast.client(cast.institution_clerk).post(
        f"/agreements/new/{deal.play.demand.ref}/", typed(deliverables="写了很多") | more
    )
    assert (sentence in page.content.decode(), "写了很多" in page.content.decode()) == (True, True)
    assert not Agreement.objects.exists()


def test_confirming_somebody_elses_agreement_is_not_there(cast):
    deal = Deal(cast).through(*REPORTED)
    for who in (cast.owner_y, cast.receptionist_b, cast.stranger):
        answer = cast.client(who).post(f"/agreements/{deal.agreement.ref}/confirm/", {"revision": 1})
        assert answer.status_code == 404
    assert cast.client(cast.institution_clerk).post(f"/agreements/{deal.agreement.ref}/confirm/").status_code == 404
    assert Agreement.objects.get().state is S.REPORTED


def test_a_milestone_is_reached_on_the_page_with_its_proof(cast):
    deal = Deal(cast).through(*AGREED)
    first = deal.agreement.milestones.earliest("due_on")
    first.agreement.versions.update(start_on="2026-11-20")
    url = f"/agreements/{deal.agreement.ref}/milestones/{first.ref}/"
    told = {"done_on": "2026-11-21", "words": "接到订单", "effect_1": "orders", "figure_1": "80"}
    client = cast.client(cast.institution_clerk)
    assert "要附上证明" in client.post(url, told).content.decode()
    client.post(url, told | {"attachments": [SimpleUploadedFile("合同.pdf", b"%PDF-1.7 x")]})
    page = cast.client(cast.owner_x).get(f"/agreements/{deal.agreement.ref}/").content.decode()
    assert "新增订单 80 万元" in page
    assert "合同.pdf" in page


def test_the_lists_show_what_is_where(cast):
    Deal(cast, product=product_of(cast)).through(*REPORTED, V.CONFIRM)
    for who in (cast.owner_x, cast.receptionist_a, cast.institution_clerk, cast.hub_operator):
        page = cast.client(who).get("/agreements/?tab=done").content.decode()
        assert "演示检测中心" in page
    assert "演示检测中心" not in cast.client(cast.receptionist_b).get("/agreements/?tab=done").content.decode()


@pytest.mark.parametrize("tab", ["nonsense", "late", "waiting", "unconfirmed", "open"])
def test_every_tab_opens(cast, tab):
    assert cast.client(cast.hub_operator).get(f"/agreements/?tab={tab}&page=99").status_code == 200


def test_a_case_without_a_plan_shows_nothing_of_agreements(cast):
    play = Play(cast).through(Verb.REGISTER)
    client = cast.client(cast.receptionist_a)
    page = client.get(f"/demands/{play.demand.ref}/").content.decode()
    assert "起草服务协议" not in page


def test_the_papers_and_the_file_of_the_demand_tell_of_the_service(cast):
    from huiqi.demands.ports import chapters_of

    deal = Deal(cast).through(*REPORTED, V.CONFIRM)
    chapter = chapters_of(deal.play.demand)[0]
    assert (chapter.title, ("承办单位", "演示检测中心") in chapter.rows) == ("服务协议", True)
    paper = next(one for one in chapter.rows if one[0] == "服务完成确认单")
    page = cast.client(cast.owner_x).get(f"/agreements/{deal.agreement.ref}/").content.decode()
    assert paper[1] in page


def test_what_is_agreed_to_stands_above_the_button(cast):
    deal = Deal(cast).through(V.SIGN)
    page = deal.cast.client(deal.cast.owner_x).get(f"/agreements/{deal.agreement.ref}/agree/").content.decode()
    assert "待确认的协议" in page
    assert "服务内容" in page


def test_what_is_confirmed_as_done_stands_above_the_button(cast):
    deal = Deal(cast).through(*REPORTED)
    page = deal.cast.client(deal.cast.owner_x).get(f"/agreements/{deal.agreement.ref}/confirm/").content.decode()
    assert deal.agreement.report in page
    assert all(one.outcome in page for one in deal.agreement.milestones.all())


NOT_NOW = [
    ("report", "institution_clerk", "还有节点没有完成"),
    ("record-invoice", "institution_clerk", "这份协议免费"),
    ("confirm", "owner_x", "这份协议现在是“履行中”，不能这样办"),
    ("terms/revise", "institution_clerk", "这份协议现在是“履行中”，不能这样办"),
]


@pytest.mark.parametrize(("slug", "who", "sentence"), NOT_NOW)
def test_a_form_that_leads_nowhere_now_is_not_opened_and_says_why(cast, slug, who, sentence):
    deal = Deal(cast).through(*AGREED)
    page = cast.client(getattr(cast, who)).get(f"/agreements/{deal.agreement.ref}/{slug}/", follow=True)
    assert page.redirect_chain[-1][0] == f"/agreements/{deal.agreement.ref}/"
    assert sentence in page.content.decode()


def test_every_deed_says_what_happened_and_what_is_next(cast):
    deal = Deal(cast).through(*AGREED)
    clerk, url = cast.client(cast.institution_clerk), f"/agreements/{deal.agreement.ref}/"
    first = deal.agreement.milestones.order_by("id").first()
    said = {"revision": deal.agreement.revision, "done_on": "2026-11-24", "words": "做完了"}
    page = clerk.post(f"{url}milestones/{first.ref}/", said, follow=True).content.decode()
    assert "节点完成已登记，企业看得到。" in page
    again = clerk.get(f"{url}milestones/{first.ref}/", follow=True).content.decode()
    assert "这个节点已经登记完成。" in again
    assert set(DONE) == set(V) - {V.ASK_AGAIN, V.LAPSE}
    assert all(str(told).endswith("。") for told in DONE.values())


def test_what_is_signed_stands_above_the_button_with_what_signing_does(cast):
    deal = Deal(cast)
    deal.draft()
    client, url = cast.client(cast.institution_clerk), f"/agreements/{deal.agreement.ref}/"
    page = client.get(f"{url}sign/").content.decode()
    assert "签署以后送企业确认" in page
    assert deal.agreement.versions.get().scope in page
