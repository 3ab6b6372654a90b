"""Departments, experts and lists of what to bring: their verbs, and the pages on which they are kept and read."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from huiqi.directory import services
from huiqi.directory.models import Department, Expert, Matter, MatterItem
from huiqi.directory.selectors import (
    DepartmentDocuments,
    ExpertDocuments,
    MatterDocuments,
    found_departments,
    items_for,
    matters_at,
)
from huiqi.directory.services import DepartmentEntry, Duty, ExpertEntry, Line, MatterEntry
from huiqi.directory.wording import REFUSALS, refusal
from huiqi.directory.words import DepartmentLevel, ItemFormat
from huiqi.files.services import store_file
from huiqi.journal.selectors import broken_at, timeline
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refusal import Refused
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind
from tests.cast import NOON, OPENED

TODAY = NOON.date()
TOLD = {"actor": SYSTEM, "at": NOON}


@pytest.fixture(autouse=True)
def _chinese(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with override("zh-hans"):
        yield


@pytest.fixture
def bureau(cast):
    made = services.enter_department(DepartmentEntry("郑州市税务局", "410100", DepartmentLevel.CITY, OPENED), **TOLD)
    services.add_duty(made.id, Duty("退税", "税收征收管理法第五十一条", OPENED, ("多缴",)), **TOLD)
    return made


@pytest.fixture
def matter(cast):
    made = services.open_matter(MatterEntry("arrears", "拖欠账款投诉", ServiceKind.COMPLAINT), **TOLD)
    services.write_line(made.id, Line("营业执照", ItemFormat.COPY, "核对主体资格"), **TOLD)
    return made


def refused(verb, *arguments, **named):
    with pytest.raises(Refused) as caught:
        verb(*arguments, **named, **TOLD)
    assert "%" not in refusal(caught.value)
    return caught.value.code


def page(client, url, **query):
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_department_is_entered_and_found_by_what_it_does(bureau):
    verbs = [happening.verb for happening in timeline(bureau.organisation.ref)]
    assert verbs == ["open", "enter", "add_duty"]
    assert broken_at(bureau.organisation.ref) is None
    assert list(found_departments(TODAY, text="多缴", region="410000")) == [bureau]
    assert not found_departments(TODAY, text="多缴", region="410300").exists()


def test_departments_are_refused_where_they_make_no_sense(bureau):
    again = DepartmentEntry("郑州市税务局", "410100", DepartmentLevel.CITY, OPENED)
    assert refused(services.enter_department, again) == "department_exists"
    nowhere = DepartmentEntry("某局", "999999", DepartmentLevel.CITY, OPENED)
    assert refused(services.enter_department, nowhere) == "region_unknown"
    close = services.close_department
    assert refused(close, bureau.id, closed_on=OPENED) == "closed_early"
    assert refused(close, bureau.id, closed_on=TODAY, successor_id=bureau.id) == "successor_same"


def test_a_closed_department_takes_no_duty_and_no_successor_that_is_closed(bureau):
    heir = services.enter_department(DepartmentEntry("新局", "410100", DepartmentLevel.CITY, OPENED), **TOLD)
    services.close_department(bureau.id, closed_on=TODAY, successor_id=heir.id, **TOLD)
    assert refused(services.add_duty, bureau.id, Duty("事", "法", OPENED)) == "department_replaced"
    assert refused(services.close_department, bureau.id, closed_on=TODAY) == "department_replaced"
    assert refused(services.close_department, heir.id, closed_on=TODAY, successor_id=bureau.id) == "successor_closed"


def test_an_expert_enters_is_corrected_and_leaves(cast):
    told = ExpertEntry("演示专家", "410100", (ServiceCategory.LEGAL,), contact="19900009999")
    made = services.enter_expert(told, **TOLD)
    services.correct_expert(made.id, told, **TOLD)
    services.end_expert(made.id, **TOLD)
    assert refused(services.correct_expert, made.id, told) == "expert_left"
    assert refused(services.enter_expert, ExpertEntry("某人", "410100", ())) == "no_field"
    assert [happening.verb for happening in timeline(made.organisation.ref)] == ["open", "enter", "correct", "leave"]


def test_a_line_that_is_written_anew_keeps_what_it_said_and_its_sample(cast, matter):
    sample = store_file("样表.txt", BytesIO("样表".encode()), 6, actor=SYSTEM, at=NOON)
    (line,) = items_for(matter, TODAY)
    given = Line("营业执照", ItemFormat.COPY, "核对主体资格", sample=sample)
    with_sample = services.write_line(matter.id, given, item=line, **TOLD)
    later = NOON + timedelta(days=30)
    services.write_line(matter.id, Line("执照", ItemFormat.COPY, "核对"), item=with_sample, actor=SYSTEM, at=later)
    assert [(one.name, one.sample) for one in items_for(matter, TODAY)] == [("营业执照", sample)]
    assert [(one.name, one.sample) for one in items_for(matter, later.date())] == [("执照", sample)]
    assert refused(services.write_line, matter.id, Line("执照", ItemFormat.COPY, "核对"), item=line) == "stale_line"


def test_a_matter_that_has_ended_takes_no_line(matter):
    assert refused(services.open_matter, MatterEntry("arrears", "又一个", ServiceKind.SERVICE)) == "code_taken"
    services.end_matter(matter.id, **TOLD)
    assert refused(services.write_line, matter.id, Line("执照", ItemFormat.COPY, "核对")) == "matter_ended"


def test_a_window_tells_of_its_own_matters_and_the_networks(cast, matter):
    told = MatterEntry("own", "郑州专办", ServiceKind.SERVICE, window_id=cast.window_a.id)
    own = services.open_matter(told, **TOLD)
    assert set(matters_at(cast.window_a.id, TODAY)) == {matter, own}
    assert list(matters_at(cast.window_b.id, TODAY)) == [matter]


def test_the_search_knows_them_and_only_the_expert_who_agreed(cast, bureau, matter):
    for name, agreed in (("甲专家", True), ("乙专家", False)):
        told = ExpertEntry(name, "410100", (ServiceCategory.TAX,), contact="秘密", agreed_to_publish=agreed)
        services.enter_expert(told, **TOLD)
    documents = [*DepartmentDocuments().documents(), *MatterDocuments().documents(), *ExpertDocuments().documents()]
    assert [one.title for one in documents] == ["郑州市税务局", "拖欠账款投诉", "甲专家"]
    assert "秘密" not in str(documents)


def test_a_closed_department_says_on_its_page_who_took_over(client, bureau):
    heir = services.enter_department(DepartmentEntry("郑州市新税务局", "410100", DepartmentLevel.CITY, OPENED), **TOLD)
    services.close_department(bureau.id, closed_on=TODAY, successor_id=heir.id, **TOLD)
    shown = page(client, f"/departments/{bureau.ref}/")
    assert "这个部门已经不存在" in shown
    assert f"/departments/{heir.ref}/" in shown
    assert "税收征收管理法第五十一条" in shown


def test_a_manager_enters_a_department_where_his_window_serves_and_nowhere_else(cast):
    client = cast.client(cast.manager_a)
    told = {"name": "金水区税务局", "region": "410105", "level": "county", "opened_on": "2018-07-20"}
    assert client.post("/departments/new/", told).status_code == 302
    assert Department.objects.get().region == "410105"
    answer = client.post("/departments/new/", {**told, "region": "410300", "name": "洛阳市税务局"})
    assert "不归您的窗口服务" in answer.content.decode()
    assert Department.objects.count() == 1


def test_a_keeper_adds_and_ends_duties_and_closes(cast, bureau):
    client, url = cast.client(cast.hub_operator), f"/departments/{bureau.ref}/"
    told = {"matter": "发票领用", "legal_basis": "发票管理办法", "keywords": "发票、开票", "since": "2024-01-01"}
    assert client.post(f"{url}duties/new/", told).status_code == 302
    duty = bureau.duties.get(matter="发票领用")
    assert duty.keywords == ["发票", "开票"]
    assert client.post(f"/departments/duties/{duty.ref}/end/").status_code == 302
    assert not bureau.duties.filter(matter="发票领用", until=None).exists()
    assert client.post(f"{url}correct/", {"phone": "0371-00000000"}).status_code == 302
    assert client.post(f"{url}close/", {"closed_on": "2014-01-01"}).status_code == 200
    assert client.post(f"{url}close/", {"closed_on": "2026-11-01"}).status_code == 302
    assert client.get(f"{url}duties/new/").status_code == 200
    assert "不再存在" in client.post(f"{url}duties/new/", told).content.decode()


def test_an_expert_shows_no_more_than_he_agreed_to(cast, client):
    told = {"name": "演示专家", "region": "410100", "fields_held": ["legal"], "contact": "19900009999"}
    keeper = cast.client(cast.manager_a)
    assert keeper.post("/experts/new/", told).status_code == 302
    expert = Expert.objects.get()
    assert client.get(f"/experts/{expert.ref}/").status_code == 404
    assert "演示专家" not in page(client, "/experts/")
    assert "19900009999" in page(keeper, f"/experts/{expert.ref}/")
    assert keeper.post(f"/experts/{expert.ref}/correct/", {**told, "agreed_to_publish": "on"}).status_code == 302
    shown = page(client, f"/experts/{expert.ref}/")
    assert "演示专家" in shown
    assert "19900009999" not in shown
    assert keeper.post(f"/experts/{expert.ref}/leave/").status_code == 302
    assert "演示专家" not in page(client, "/experts/")


def test_a_list_is_kept_with_a_sample_that_everybody_downloads(cast, client, matter):
    keeper, url = cast.client(cast.hub_operator), "/matters/arrears/"
    sample = SimpleUploadedFile("对账单.txt", "对账单".encode())
    told = {"name": "对账单", "shape": "copy", "copies": "2", "required": "on", "reason": "核对欠款", "sample": sample}
    assert keeper.post(f"{url}items/new/", told).status_code == 302
    line = MatterItem.objects.get(name="对账单")
    assert "下载样表" in page(client, url)
    answer = client.get(f"/matters/samples/{line.ref}/")
    assert b"".join(answer.streaming_content).decode() == "对账单"
    assert keeper.post(f"{url}items/{line.ref}/end/").status_code == 302
    assert "对账单" not in page(client, url)


def test_a_sample_that_is_not_what_it_says_is_told_beside_the_field(cast, matter):
    sample = SimpleUploadedFile("样表.pdf", b"MZ\x00\x01")
    told = {"name": "对账单", "shape": "copy", "copies": "1", "reason": "核对", "sample": sample}
    shown = cast.client(cast.hub_operator).post("/matters/arrears/items/new/", told).content.decode()
    assert "不是可以接收的类型" in shown
    assert "对账单" in shown


def test_a_manager_keeps_the_lists_of_his_own_window_only(cast, matter):
    client = cast.client(cast.manager_a)
    told = {"name": "郑州专办", "code": "zz-own", "kind": "service"}
    assert client.post("/matters/new/", told).status_code == 302
    assert Matter.objects.get(code="zz-own").window == cast.window_a
    assert client.get("/matters/zz-own/items/new/").status_code == 200
    assert client.get("/matters/arrears/items/new/").status_code == 404
    assert client.post("/matters/zz-own/end/").status_code == 302
    assert "只用小写字母" in client.post("/matters/new/", {**told, "code": "new"}).content.decode()


@pytest.mark.parametrize("url", ["/departments/", "/experts/", "/matters/"])
def test_nothing_found_says_what_to_do(cast, client, url):
    assert "empty" in page(client, url, q="没有这样的", category="legal")


def test_the_pages_keep_to_their_queries(cast, bureau, matter, django_assert_max_num_queries):
    client = cast.client(cast.manager_a)
    urls = ("/departments/", f"/departments/{bureau.ref}/", "/experts/", "/matters/", "/matters/arrears/")
    for url in (*urls, "/departments/new/", "/institutions/"):
        with django_assert_max_num_queries(14):  # twelve and the savepoint of the test
            client.get(url)


def test_every_refusal_has_a_sentence():
    assert all(str(sentence) for sentence in REFUSALS.values())
