"""The pages: what a firm sees and takes, and what a window brings."""

import json
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from huiqi.filings.models import Handoff, OutcomeList
from huiqi.filings.tests.conftest import AT, handed, known
from huiqi.policies.models import Milestone
from huiqi.policies.selectors import policy_in_force

pytestmark = pytest.mark.django_db
BEGIN = "/filings/policies/P14/"


def page_of(client, address):
    return client.get(address).content.decode()


def test_a_firm_sees_what_it_would_carry_with_its_source(network):
    page = page_of(network.client(network.owner_x), BEGIN)
    assert f'data-draft="{BEGIN}"' in page
    assert "部门数据，2026年11月22日" in page
    assert "企业档案里还没有" in page
    assert 'value="46"' in page


def test_a_press_takes_it_along_and_shows_number_place_and_sheets(network):
    client = network.client(network.owner_x)
    submission = re.search(r'name="submission" value="([^"]+)"', page_of(client, BEGIN))[1]
    typed = {"submission": submission, "carry": ["firm_name", "employees"], "firm_name": "甲", "employees": "４８"}
    page = client.post(BEGIN, typed, follow=True).content.decode()
    made = Handoff.objects.get()
    assert [one["name"] for one in made.fields] == ["firm_name", "employees"]
    assert f'data-draft-clear="{BEGIN}"' in page
    for said in (made.number, "本次填写", "https://etax.chinatax.gov.cn/", f"/filings/{made.ref}/sheet.pdf"):
        assert said in page


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(network):
    client = network.client(network.owner_x)
    typed = {"submission": str(handed(network).submission), "carry": ["contact_name", "employees"]}
    page = client.post(BEGIN, typed | {"contact_name": "赵小河", "employees": "很多"}).content.decode()
    assert "请只填写数字" in page
    assert "赵小河" in page
    assert Handoff.objects.count() == 1


def test_what_is_left_behind_may_be_wrong(network):
    client = network.client(network.owner_x)
    typed = {"submission": "0190a6f0-0000-7000-8000-000000000001", "carry": ["firm_name"], "firm_name": "甲"}
    assert client.post(BEGIN, typed | {"employees": "很多"}).status_code == 302


def test_what_was_filled_in_and_not_ticked_is_asked_about(network):
    client = network.client(network.owner_x)
    typed = {"submission": "0190a6f0-0000-7000-8000-000000000001", "carry": ["firm_name"], "firm_name": "甲"}
    assert "填了，没有勾选" in client.post(BEGIN, typed | {"loan_amount": "300"}).content.decode()
    assert not Handoff.objects.exists()
    assert client.post(BEGIN, typed | {"loan_amount": "300", "carry": ["loan_amount"]}).status_code == 302


def test_nothing_ticked_is_told(network):
    client = network.client(network.owner_x)
    typed = {"submission": "0190a6f0-0000-7000-8000-000000000001"}
    assert "一项资料也没有勾选" in client.post(BEGIN, typed).content.decode()


def test_the_sheet_leaves_as_workbook_and_for_programs(network):
    made = handed(network)
    client = network.client(network.owner_x)
    told = json.loads(client.get(f"/filings/{made.ref}/sheet.json").content)
    assert (told["reference"], told["policy"]["code"]) == (made.number, "P14")
    (staff,) = [one for one in told["fields"] if one["name"] == "employees"]
    assert (staff["value"], staff["source"], staff["as_of"]) == (46, "register", "2026-11-22")
    book = load_workbook(BytesIO(b"".join(client.get(f"/filings/{made.ref}/sheet.xlsx"))))
    cells = [cell.value for row in book.active for cell in row]
    assert network.enterprise_x.name in cells


def test_the_sheet_is_printed(network):
    pytest.importorskip("weasyprint", exc_type=OSError)
    answer = network.client(network.owner_x).get(f"/filings/{handed(network).ref}/sheet.pdf")
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("who", ["owner_y", "receptionist_a", "hub_operator"])
def test_nobody_else_sees_a_firms_hand_off(network, who):
    made = handed(network)
    client = network.client(getattr(network, who))
    for address in (f"/filings/{made.ref}/", f"/filings/{made.ref}/sheet.json", f"/filings/{made.ref}/sheet.exe"):
        assert client.get(address).status_code == 404


def test_the_way_there_stands_beside_the_policy_and_only_for_firms(network):
    assert BEGIN in page_of(network.client(network.owner_x), "/policies/P14/")
    assert BEGIN not in page_of(network.client(network.receptionist_a), "/policies/P14/")
    assert "/filings/policies/P19/" not in page_of(network.client(network.owner_x), "/policies/P19/")


def test_an_outcome_comes_back_to_the_hand_off(network):
    made = handed(network)
    data = f"交接编号,结果,日期,金额\n{made.number},获批,2026-11-20,50000\n".encode()
    window = network.client(network.receptionist_a)
    told = {"file": SimpleUploadedFile("结果.csv", data), "on_fault": "rest"}
    page = window.post("/filings/outcomes/", told, follow=True).content.decode()
    assert "新记录 1 条" in page
    assert network.enterprise_x.name in page
    own = network.client(network.owner_x)
    assert "获批" in page_of(own, "/filings/")
    assert "受理部门反馈" in page_of(own, f"/filings/{made.ref}/")
    assert Milestone.objects.get().reference == made.number


def test_a_report_is_seen_by_its_office_and_the_hub(network):
    data = b"\xef\xbb\xbf" + "交接编号,结果,日期\n12,获批,2026-11-20\n".encode()
    window = network.client(network.receptionist_a)
    window.post("/filings/outcomes/", {"file": SimpleUploadedFile("x.csv", data), "on_fault": "rest"})
    address = f"/filings/outcomes/{OutcomeList.objects.get().ref}/"
    assert "这不是交接编号" in page_of(window, address)
    assert "这不是交接编号" in page_of(network.client(network.hub_operator), address)
    assert network.client(network.receptionist_b).get(address).status_code == 404
    book = load_workbook(BytesIO(b"".join(window.get(f"{address}report.xlsx"))))
    assert "第2行 交接编号" in [cell.value for row in book.active for cell in row]


def test_the_template_brought_back_as_it_is_says_that_nothing_is_filled_in(network):
    window = network.client(network.receptionist_a)
    data = b"".join(window.get("/filings/outcomes/template.csv"))
    told = {"file": SimpleUploadedFile("模板.csv", data), "on_fault": "rest"}
    page = window.post("/filings/outcomes/", told, follow=True).content.decode()
    assert "只有模板的示例行" in page


def test_the_line_that_shows_how_is_passed_over_beside_what_is_filled_in(network):
    window, number = network.client(network.receptionist_a), handed(network).number
    data = b"".join(window.get("/filings/outcomes/template.csv")) + f"\r\n{number},,,已申报,2026-11-22,,\r\n".encode()
    window.post("/filings/outcomes/", {"file": SimpleUploadedFile("模板.csv", data), "on_fault": "nothing"})
    made = OutcomeList.objects.get()
    assert (made.made, made.refused) == (1, 0)


def test_what_would_be_carried_is_what_is_known(network):
    assert known(network)["employees"] == 46


def test_who_the_firm_is_is_shown_and_not_typed(network):
    page = page_of(network.client(network.owner_x), BEGIN)
    assert network.enterprise_x.uscc in page
    assert 'name="uscc"' not in page
    assert 'name="firm_name"' not in page


def test_a_firm_that_the_policy_is_not_for_is_told_so_above_the_form(network):
    row = policy_in_force("P14", AT.date())
    row.content |= {"region": "330100"}
    row.fate_number = 1
    row.save()
    page = page_of(network.client(network.owner_x), BEGIN)
    assert "不符合条件" in page.split('<form class="stack"')[0]
