"""The pages: who sees what, what a press does, and that nothing typed is lost."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from huiqi.benefits import services
from huiqi.benefits.models import Programme
from huiqi.benefits.words import EntryState as E
from huiqi.benefits.words import EntryVerb as D
from huiqi.benefits.words import ProgrammeState as S
from huiqi.benefits.words import ProgrammeVerb as V
from huiqi.journal.models import Look
from huiqi.policies.services import push_now

pytestmark = pytest.mark.django_db

SAID = {
    "title": "稳岗返还",
    "year": "２０２６",
    "region": "410000",
    "published_on": "2026-11-16",
    "examined_on": "2026-11-22",
    "notice_days": "5",
    "answer_days": "20",
    "funded_by": "基金",
    "contact": "0371",
    "guide": "不用申报",
    "tier1_percent": "60",
    "tier1_base": "insurance_paid_last_year",
    "revision": "0",
}


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_play(play, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: play.at)


@pytest.fixture
def hub(play):
    """The hub's browser."""
    return play.cast.client(play.cast.hub_operator)


def press(client, address, **told):
    """The page's form, sent."""
    return client.post(address, told, follow=True)


def test_a_programme_is_prepared_from_a_policy_with_full_width_digits(play, hub):
    page = press(hub, "/benefits/new/?policy=P17", **SAID, submission=uuid4())
    made = Programme.objects.get()
    assert (made.state, made.year, made.pays[0]) == (S.PREPARED, 2026, {})
    assert "上年度实缴失业保险费 × 60%" in page.content.decode()


def test_a_refused_programme_keeps_what_was_typed(play, hub):
    told = SAID | {"notice_days": "3", "guide": "写了很久", "submission": uuid4()}
    page = press(hub, "/benefits/new/?policy=P17", **told)
    assert page.status_code == 200
    assert "公示期为 5 至 60 个工作日" in page.content.decode()
    assert "写了很久" in page.content.decode()


@pytest.mark.parametrize("code", ["", "P99", "x" * 5_000, "\x00", "<b>"])
def test_a_policy_that_is_none_leads_back_to_the_choice(play, hub, code):
    page = hub.get("/benefits/new/", {"policy": code})
    assert page.status_code == 200
    assert "请选择政策" in page.content.decode()


def test_everybody_reads_a_guide_and_nobody_outside_one_in_preparation(play):
    play.prepare()
    address = f"/benefits/{play.ref}/"
    assert play.cast.client().get(address).status_code == 404
    play.whole(V.SUBMIT)
    assert play.cast.client().get(address).status_code == 404
    play.whole(V.APPROVE)
    assert "不用申报" in play.cast.client().get(address).content.decode()


def test_the_list_is_everybodys_only_when_it_is_published(play):
    name = play.cast.enterprise_x.name
    play.drawn()
    assert name not in play.cast.client().get(f"/benefits/{play.ref}/").content.decode()
    play.one(D.VERIFY)
    services.publish_list(play.ref, actor=play.hub, at=play.at)
    page = play.cast.client().get(f"/benefits/{play.ref}/").content.decode()
    assert name in page
    assert "¥24,000" in page


def test_after_the_notice_a_list_names_no_firm_but_says_how_many_and_how_much(play):
    name, firm = play.cast.enterprise_x.name, play.cast.client(play.cast.owner_x)
    address = f"/benefits/{play.published().ref}/"
    Programme.objects.update(notice_until=date(2020, 1, 1))
    for person in (None, play.cast.owner_y, play.cast.stranger):
        page = (play.cast.client(person) if person else play.cast.client()).get(address).content.decode()
        assert name not in page
        assert "名单共 1 户，合计 ¥24,000" in page
        assert "在公示期内提出" not in page
    assert name in firm.get(address).content.decode()
    assert name in play.cast.client(play.cast.manager_a).get(address).content.decode()


def test_a_window_sees_its_own_firms_and_verifies_them_with_one_press(play):
    play.drawn()
    address = f"/benefits/{play.ref}/"
    assert "名单上没有企业" in play.cast.client(play.cast.receptionist_b).get(address).content.decode()
    page = press(play.cast.client(play.cast.manager_a), f"{address}verify-all/").content.decode()
    assert "已核验 1 户" in page
    assert play.entry.state is E.VERIFIED


def test_of_firms_that_lack_facts_the_page_leads_to_the_push_that_asks_them(play, hub):
    address = f"/benefits/{play.drawn().ref}/"
    assert "/policies/P17/push/" in hub.get(address).content.decode()
    window = play.cast.client(play.cast.manager_a).get(address).content.decode()
    assert "枢纽平台推送这项政策时" in window
    assert "/policies/P17/push/" not in window
    made = push_now(play.version, actor=play.hub, at=play.at)
    assert f"/policies/pushes/{made.ref}/" in hub.get(address).content.decode()


def test_a_firm_says_yes_on_its_page(play):
    play.asked()
    owner = play.cast.client(play.cast.owner_x)
    assert "¥24,000" in owner.get("/benefits/mine/").content.decode()
    entry = play.entry
    told = {
        "account_name": play.cast.enterprise_x.name,
        "bank": "中国银行",
        "account": "２５６７ 0000 1234",
        "revision": entry.revision,
    }
    page = press(owner, f"/benefits/entries/{entry.ref}/confirm/", **told)
    assert "款项将付到您填写的账户" in page.content.decode()
    assert "**** 1234" in page.content.decode()
    assert play.entry.account == "256700001234"


def test_another_firms_entry_is_not_there(play):
    play.asked()
    for person in (play.cast.owner_y, play.cast.institution_clerk, play.cast.stranger):
        assert play.cast.client(person).get(f"/benefits/entries/{play.entry.ref}/").status_code == 404


def test_an_overtaken_press_is_told_and_what_was_typed_stays(play):
    play.drawn()
    entry = play.entry
    services.verify(entry.ref, actor=play.window, at=play.at)
    told = {"reason": "同名企业", "revision": entry.revision}
    page = press(play.cast.client(play.cast.manager_a), f"/benefits/entries/{entry.ref}/remove/", **told)
    assert "又有人改过" in page.content.decode()
    assert "同名企业" in page.content.decode()


def test_a_payment_list_is_taken_with_whole_accounts_by_who_pays_and_that_is_written_down(play):
    finance = play.listed().cast.client(play.cast.finance_reviewer)
    answer = finance.get(f"/benefits/payments/{play.list.ref}/list.xlsx")
    cells = [str(cell.value) for row in load_workbook(BytesIO(answer.getvalue())).active for cell in row]
    assert "2567000012345678" in cells
    assert any("合计 ¥24,000" in cell for cell in cells)
    assert Look.objects.filter(subject_ref=play.list.ref, what="bank_file").count() == 1


def test_a_list_is_written_down_as_paid_by_who_pays(play):
    finance = play.listed().cast.client(play.cast.finance_reviewer)
    address = f"/benefits/payments/{play.list.ref}/"
    assert "请填写日期" in press(finance, address, paid_on="2026-13-45").content.decode()
    press(finance, address, paid_on=play.at.date().isoformat())
    assert play.entry.state is E.PAID


def test_an_objection_is_raised_and_answered_on_pages(play, hub):
    play.published()
    client = play.cast.client(play.cast.owner_y)
    page = client.get(f"/benefits/{play.ref}/").content.decode()
    assert f"/benefits/entries/{play.entry.ref}/object/" in page
    services.object_to(play.entry.ref, words="已注销", actor=play.cast.actor(play.cast.owner_y), at=play.at)
    assert "已注销" in hub.get(f"/benefits/{play.ref}/").content.decode()
    made = play.entry.objections.get()
    page = press(hub, f"/benefits/objections/{made.ref}/", upheld="no", answer="有效")
    assert "已答复" in page.content.decode()
    assert "有效" in client.get(f"/benefits/{play.ref}/").content.decode()


def test_a_programmes_page_asks_the_database_no_more_for_more_firms(play, hub, django_assert_max_num_queries):
    play.published()
    with django_assert_max_num_queries(16):
        hub.get(f"/benefits/{play.ref}/")


def test_a_policy_that_a_person_must_confirm_is_neither_offered_nor_taken(play, hub):
    assert 'value="L03"' not in hub.get("/benefits/new/").content.decode()
    assert "要由人确认" in hub.get("/benefits/new/?policy=L03").content.decode()
    page = press(hub, "/benefits/new/?policy=L03", **SAID, submission=uuid4())
    assert "要由人确认" in page.content.decode()
    assert not Programme.objects.exists()


@pytest.mark.parametrize("year", ["1999", "2101"])
def test_a_year_out_of_bounds_is_refused_in_words_of_the_house(play, hub, year):
    page = press(hub, "/benefits/new/?policy=P17", **(SAID | {"year": year}), submission=uuid4())
    assert "请填 2000 到 2100 之间的年份。" in page.content.decode()
