"""The pages of papers: read and print, verify, void, set the letterhead."""

import pytest

from huiqi.journal.models import Look
from huiqi.kernel.printing import NoPrinter
from huiqi.papers import views
from huiqi.papers.models import Letterhead
from huiqi.papers.tests.conftest import LETTER, issue
from huiqi.ui.wording import qr

pytestmark = pytest.mark.django_db
VERIFY = "/papers/verify/"


def page(client, address: str) -> str:
    return str(client.get(address).content.decode())


def test_a_paper_is_read_by_whom_its_kind_lets_and_the_look_is_logged(cast):
    paper = issue(cast)
    shown = page(cast.client(cast.owner_x), f"/papers/{paper.ref}/")
    for told in (
        paper.number,
        "企业诉求转办单",
        "演示检测中心：",
        "请于三日内签收。",
        "回　　执",
        "一式二份",
        "2026年11月20日",
    ):
        assert told in shown
    assert paper.spoken_code in shown
    assert Look.objects.get(subject_ref=paper.ref).what == "read"
    assert cast.client(cast.stranger).get(f"/papers/{paper.ref}/").status_code == 404


def test_the_sheet_has_a_qr_code_of_its_address_and_no_inline_style(cast):
    paper = issue(cast)
    shown = page(cast.client(cast.owner_x), f"/papers/{paper.ref}/")
    sheet = shown[shown.index('<article class="paper') : shown.index("</article>")]
    assert qr(f"http://testserver{VERIFY}{paper.verify_code}/") in sheet
    assert "style" not in sheet


def test_what_is_verified_says_nothing_of_the_content(cast, client):
    paper = issue(cast)
    shown = page(client, f"{VERIFY}{paper.verify_code}/")
    for told in ("这份单据是真的，现在有效", paper.number, "郑州窗口", paper.sha256):
        assert told in shown
    for kept in ("演示检测中心", "三日内", str(paper.ref)):
        assert kept not in shown


def test_a_void_paper_says_so_but_not_why(cast, client):
    paper = issue(cast)
    manager = cast.client(cast.manager_a)
    answer = manager.post(f"/papers/{paper.ref}/void/", {"reason": "收件人写错"}, follow=True)
    assert "已作废，编号不会再用" in answer.content.decode()
    shown = page(client, f"{VERIFY}{paper.verify_code}/")
    assert "已经作废" in shown
    assert "收件人写错" not in shown
    assert "收件人写错" in page(manager, f"/papers/{paper.ref}/")


def test_a_replaced_paper_names_the_one_that_counts(cast, client):
    old = issue(cast)
    new = issue(cast, replaces=old.ref, reason="改期")
    assert new.number in page(client, f"{VERIFY}{old.verify_code}/")


def test_number_and_code_by_hand_lead_to_the_same_page(cast, client):
    paper = issue(cast)
    answer = client.post(VERIFY, {"number": paper.number, "code": paper.spoken_code})
    assert answer.url == f"{VERIFY}{paper.verify_code}/"
    wrong = client.post(VERIFY, {"number": paper.number, "code": "2222-2222-2222"})
    assert "不是本网络开出的" in wrong.content.decode()


def test_a_guessed_address_is_not_found_and_after_sixty_refused_but_a_right_one_opens(cast, client):
    paper = issue(cast)
    assert [client.get(f"{VERIFY}{n:012}/").status_code for n in range(61)] == [404] * 60 + [429]
    assert client.get(f"{VERIFY}{paper.verify_code}/").status_code == 200


def test_the_pdf_is_made_where_it_can_be_and_explained_where_not(cast, monkeypatch):
    paper = issue(cast)
    client, address = cast.client(cast.owner_x), f"/papers/{paper.ref}/pdf/"
    monkeypatch.setattr(views, "print_page", lambda html, _: b"%PDF-" + paper.number.encode() * (paper.number in html))
    assert client.get(address).content == b"%PDF-" + paper.number.encode()

    def no_pango(_html, _style):
        raise NoPrinter

    monkeypatch.setattr(views, "print_page", no_pango)
    assert "另存为 PDF" in page(client, address)


def test_an_altered_row_is_told_apart(cast, client, monkeypatch):
    paper = issue(cast)
    monkeypatch.setattr("huiqi.papers.rules.Face.digest", lambda _face: "0" * 64)
    assert "可能被改动过" in page(client, f"{VERIFY}{paper.verify_code}/")


def test_the_hub_looks_at_a_letterhead_before_it_is_saved(cast):
    client = cast.client(cast.hub_operator)
    address = f"/papers/letterheads/{cast.window_a.organisation.ref}/"
    told = {"mark": "郑州市\n服务中心", "word": "郑企服", "red": "no", "revision": "0"}
    shown = client.post(address, {**told, "preview": ""}).content.decode()
    assert "<span>服务中心</span>" in shown
    assert not Letterhead.objects.exists()
    assert client.post(address, {**told, "save": ""}).url == address
    assert Letterhead.objects.get().style.red is False


def test_a_form_that_somebody_overtook_keeps_what_was_typed(cast):
    client = cast.client(cast.hub_operator)
    address = f"/papers/letterheads/{cast.window_a.organisation.ref}/{LETTER.code}/"
    told = {"mark": "", "word": "郑转", "red": "inherit", "revision": "0", "save": ""}
    client.post(address, told)
    shown = client.post(address, {**told, "word": "郑办"}).content.decode()
    assert "您填的还在下面" in shown
    assert 'value="郑办"' in shown
    assert client.post(address, {**told, "word": "郑办", "revision": "1"}).status_code == 302


def test_the_list_finds_an_issuer_by_name_and_leaves_firms_out(cast):
    client = cast.client(cast.hub_operator)
    assert "洛阳窗口" in page(client, "/papers/letterheads/")
    assert "演示企业甲" not in page(client, "/papers/letterheads/")
    assert "没有这个名称的单位" in page(client, "/papers/letterheads/?q=不存在")
    assert client.get("/papers/letterheads/?q=检测").context["rows"][0]["organisation"].name == "演示检测中心"
