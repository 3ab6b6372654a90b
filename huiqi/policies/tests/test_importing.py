"""Importing a file: each row a draft or a reason at its place, the rest or nothing, a copy kept, a report to take."""

import json
import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from huiqi.journal.models import Entry
from huiqi.kernel.refusal import Refused
from huiqi.policies import services
from huiqi.policies.models import Document, DocumentDraft, Draft, ImportRun
from huiqi.policies.rules.sheets import Wrong, amount, row
from huiqi.policies.selectors import sheets
from huiqi.policies.selectors.tables import MOST_COLUMNS, table
from huiqi.policies.services.importing import import_file
from huiqi.policies.tests.conftest import AT
from huiqi.policies.wording.imports import line, refusal
from huiqi.policies.words import OnFault

HEADS = ["名称", "文号", "发文机关", "施行日期", "有效期至", "最高金额", "适用地区"]
RIGHT = ["甲办法", "某发〔2026〕１号", "某局", "2026年1月1日", "2026/12/31", "３００万", "410100"]


def csv(*rows):
    return "\n".join(",".join(cells) for cells in (HEADS, *rows)).encode()


def changed(**said):
    """The right row with other cells."""
    return [said.get(head, cell) for head, cell in zip(HEADS, RIGHT, strict=True)]


def faults(run):
    return [(told["place"], told["code"]) for told in run.report if told["outcome"] == "refused"]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [("300万", 3_000_000), ("３００万元", 3_000_000), ("1.2亿", 120_000_000), ("5,000元", 5_000), ("50000", 50_000)],
)
def test_an_amount_is_read_with_its_unit(text, yuan):
    assert amount(text) == Decimal(yuan)


@pytest.mark.parametrize(("text", "code"), [("300", "no_unit"), ("很多", "no_amount"), ("", "no_amount")])
def test_a_small_number_without_a_unit_is_asked_about(text, code):
    with pytest.raises(Wrong, match=code):
        amount(text)


def test_every_fault_of_a_row_is_named_at_its_place():
    cells = {"title": "甲", "effective_from": "2026-13-01", "region": "999999", "industry": "Z9", "url": "ftp://x"}
    read = row(cells, "第2行", date(2026, 11, 22))
    found = {fault.place: fault.code for fault in read.faults}
    assert found == {
        "第2行 施行日期": "no_day",
        "第2行 适用地区": "no_region",
        "第2行 行业代码": "no_industry",
        "第2行 来源网址": "no_address",
    }


@pytest.mark.django_db
def test_a_row_becomes_a_draft_of_a_text_and_of_its_item_and_the_file_is_kept(hub):
    run = import_file("表.csv", csv(RIGHT), OnFault.REST, actor=hub, at=AT)
    draft, item = DocumentDraft.objects.get(), Draft.objects.get()
    assert (draft.content["number"], draft.content["effective_through"]) == ("某发〔2026〕1号", "2026-12-31")
    assert (item.content["region"], item.content["benefits"][0]["text"]) == ("410100", "最高300万元")
    assert (run.made, run.raw.name, len(run.sha256)) == (1, "表.zip", 64)
    assert Entry.objects.filter(subject_ref=run.ref, verb="import").count() == 1


WRONG = changed(名称="乙办法", 有效期至="2025-01-01")


@pytest.mark.django_db
@pytest.mark.parametrize(("choice", "made"), [(OnFault.REST, 1), (OnFault.NOTHING, 0)])
def test_the_clerk_chooses_the_rest_or_nothing(hub, choice, made):
    run = import_file("表.csv", csv(RIGHT, WRONG), choice, actor=hub, at=AT)
    assert (run.made, DocumentDraft.objects.count()) == (made, made)
    assert faults(run) == [("第3行 有效期至", "ends_before_it_begins")]
    assert all(line(told)["badge"] for told in run.report)


@pytest.mark.django_db
def test_cells_merged_downwards_say_it_of_every_row_and_across_columns_nothing(hub):
    book = Workbook()
    sheet = book.active
    for cells in (HEADS, RIGHT, changed(名称="乙办法", 文号="2号"), changed(名称="丙办法", 文号="3号")):
        sheet.append(cells)
    sheet["C3"] = None
    sheet.merge_cells("C2:C3")
    sheet.merge_cells("D4:E4")
    packed = BytesIO()
    book.save(packed)
    run = import_file("表.xlsx", packed.getvalue(), OnFault.REST, actor=hub, at=AT)
    assert faults(run) == [("第4行 D4", "merged")]
    assert {draft.content["issuer"] for draft in DocumentDraft.objects.all()} == {"某局"}


def reckoned(packed, result):
    """The workbook with the result of its formula, as a spreadsheet program saves it."""
    out = BytesIO()
    with ZipFile(packed) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            told = before.read(name)
            after.writestr(name, re.sub(rb"(<f>1\+1</f>)<v ?(/>|></v>)", rb"\1<v>" + result + rb"</v>", told))
    return out


@pytest.mark.django_db
@pytest.mark.parametrize("heading", ["名称", "文号", "施行日期"])
def test_a_formula_is_reported_at_its_place_until_its_result_stands_beside_it(hub, heading):
    book, packed = Workbook(), BytesIO()
    for cells in (HEADS, changed(**{heading: "=1+1"})):
        book.active.append(cells)
    book.save(packed)
    run = import_file("表.xlsx", packed.getvalue(), OnFault.REST, actor=hub, at=AT)
    assert faults(run) == [(f"第2行 {heading}", "formula")]
    assert "请粘贴为数值" in line(run.report[0])["why"]
    assert not DocumentDraft.objects.exists()
    run = import_file("表.xlsx", reckoned(packed, b"46023").getvalue(), OnFault.REST, actor=hub, at=AT)
    assert "formula" not in [code for _place, code in faults(run)]


def workbook(part, change, merged="A3:A4"):
    """A workbook of which one part was changed by hand."""
    book, packed, out = Workbook(), BytesIO(), BytesIO()
    for cells in (HEADS, RIGHT):
        book.active.append(cells)
    book.active.merge_cells(merged)
    book.save(packed)
    with ZipFile(packed) as whole, ZipFile(out, "w") as copy:
        for name in whole.namelist():
            copy.writestr(name, change(whole.read(name)) if name == part else whole.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/worksheets/sheet1.xml", lambda told: told[: len(told) // 2]),
        ("xl/workbook.xml", lambda _told: b""),
        ("xl/workbook.xml", lambda told: told.replace(b"sheets>", b"none>")),
    ],
)
def test_a_workbook_is_damaged_in_whichever_part(part, change):
    with pytest.raises(Refused, match="damaged"):
        table("表.xlsx", workbook(part, change))


def test_whole_columns_that_are_merged_are_refused_before_they_are_unfolded():
    merged = workbook("xl/worksheets/sheet1.xml", lambda told: told.replace(b"A3:A4", b"A3:XFD1048576"))
    with pytest.raises(Refused, match="merged_wide") as refused:
        table("表.xlsx", merged)
    assert "取消合并" in refusal(refused.value)


def test_many_merged_areas_are_refused_together():
    areas = b'"/><mergeCell ref="'.join([b"A3:J10002"] * 3)
    merged = workbook("xl/worksheets/sheet1.xml", lambda told: told.replace(b"A3:A4", areas))
    with pytest.raises(Refused, match="merged_wide"):
        table("表.xlsx", merged)


def test_what_a_sheet_says_of_its_size_is_not_believed():
    small = workbook(
        "xl/worksheets/sheet1.xml", lambda told: re.sub(rb'<dimension ref="[^"]+"', b'<dimension ref="A1"', told)
    )
    assert [cells[: len(RIGHT)] for _place, cells in table("表.xlsx", small).lines] == [RIGHT]


def test_a_cell_far_to_the_right_does_not_make_every_line_as_wide():
    book, packed = Workbook(), BytesIO()
    book.active.append(HEADS)
    book.active.cell(2, 16_384, "远")
    book.active.cell(3, 1, "乙办法")
    book.save(packed)
    assert [(place, len(cells)) for place, cells in table("表.xlsx", packed.getvalue()).lines] == [(3, MOST_COLUMNS)]


@pytest.mark.django_db
def test_a_circle_of_replacement_is_named_in_the_report(hub, cast):
    second = cast.actor(cast.manager_a)
    for title, by in (("新办法", ""), ("老办法", "新办法")):
        told = [{"名称": title, "状态": "被替代" if by else "有效", "被替代": by}]
        import_file("a.json", json.dumps(told).encode(), OnFault.REST, actor=hub, at=AT)
        services.publish_text(DocumentDraft.objects.latest("id").ref, actor=second, at=AT)
    circle = [{"名称": "新办法", "状态": "被替代", "被替代": "老办法"}]
    run = import_file("a.json", json.dumps(circle).encode(), OnFault.REST, actor=hub, at=AT)
    assert "新办法 → 老办法 → 新办法" in line(run.report[0])["why"]


@pytest.mark.django_db
def test_a_page_becomes_one_draft_with_its_paragraphs(hub):
    page = "<html><body><h1>关于支持企业的通知</h1><p>某发〔2026〕9号</p><p>一、给钱</p></body></html>"
    import_file("页.html", page.encode(), OnFault.REST, actor=hub, at=AT)
    draft = DocumentDraft.objects.get()
    assert (draft.content["title"], draft.content["number"]) == ("关于支持企业的通知", "某发〔2026〕9号")
    assert draft.content["paragraphs"][-1]["text"] == "一、给钱"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.exe", b"MZ", "no_sheet"),
        ("a.xlsx", b"PK\x03\x04nothing", "damaged"),
        ("a.json", b"[[[[", "damaged"),
        ("a.csv", b"a,b\n1,2", "no_heads"),
        ("a.csv", "名称\n".encode(), "no_rows"),
        ("a.pdf", b"%PDF-nothing", "no_words"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(hub, name, data, code):
    with pytest.raises(Refused, match=code):
        import_file(name, data, OnFault.REST, actor=hub, at=AT)
    assert not ImportRun.objects.exists()


@pytest.mark.django_db
def test_the_pages_import_show_and_hand_out_the_report(hub, cast, settings):
    client = cast.client(cast.hub_operator)
    file = SimpleUploadedFile("表.csv", csv(RIGHT, WRONG))
    answer = client.post(reverse("policies:import"), {"file": file, "on_fault": "rest"})
    shown = client.get(answer["Location"])
    assert "结束的日期早于开始的日期" in shown.content.decode()
    report = client.get(reverse("policies:import_report", args=[ImportRun.objects.get().ref]))
    assert b"".join(report.streaming_content).startswith(b"PK")
    settings.FILE_LIMIT_BYTES = 10
    large = client.post(
        reverse("policies:import"), {"file": SimpleUploadedFile("大.csv", csv(RIGHT)), "on_fault": "rest"}
    )
    assert "file" in large.context["form"].errors


@pytest.mark.django_db
def test_what_is_published_already_is_the_same_and_not_made_again(hub, cast):
    told = json.dumps([{"名称": "甲办法"}]).encode()
    import_file("a.json", told, OnFault.REST, actor=hub, at=AT)
    services.publish_text(DocumentDraft.objects.get().ref, actor=cast.actor(cast.manager_a), at=AT)
    again = import_file("a.json", told, OnFault.REST, actor=hub, at=AT)
    assert [told["outcome"] for told in again.report] == ["same"]
    assert Document.objects.count() == 1


@pytest.mark.django_db
def test_half_a_character_is_refused_as_no_text(hub):
    told = b'[{"\xe5\x90\x8d\xe7\xa7\xb0": "\\ud800"}]'
    with pytest.raises(Refused, match="damaged"):
        import_file("表.json", told, OnFault.REST, actor=hub, at=AT)


@pytest.mark.django_db
def test_an_item_that_is_no_object_is_named_and_the_rest_imported(hub):
    told = json.dumps([dict(zip(HEADS, RIGHT, strict=True)), 1, None], default=str).encode()
    run = import_file("表.json", told, OnFault.REST, actor=hub, at=AT)
    assert (run.made, faults(run)) == (1, [("第2项", "no_object"), ("第3项", "no_object")])


def test_no_item_of_a_long_list_is_left_out_without_a_word(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    with pytest.raises(Refused, match="too_many_rows"):
        sheets.read_file("表.json", b"[{}, {}, {}]", AT.date())
