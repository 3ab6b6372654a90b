"""What leaves the screen: a file looked at, a list taken away."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from huiqi.demands.models import AccountabilityRecord, Attachment
from huiqi.demands.services import miss_due_promises
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.journal.models import Look
from huiqi.kernel.refs import uuid7
from tests.cast import NOON

EXPORT = "/demands/accountability/export/"


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (300, 200), "#cde").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def attached(cast, settings, tmp_path):
    """The address at which the file of a demand is looked at."""
    settings.FILES_ROOT = tmp_path
    told = {"kind": "service", "title": "要检测", "text": "请帮忙", "submission": str(uuid7())}
    told["attachments"] = [SimpleUploadedFile("图.png", png())]
    assert cast.client(cast.owner_x).post("/demands/new/", told).status_code == 302
    found = Attachment.objects.select_related("demand", "file").get()
    return reverse("demands:preview_file", args=[found.demand.ref, found.file.ref])


def test_a_file_is_looked_at_in_the_page_and_the_look_is_logged(cast, attached):
    shown = cast.client(cast.receptionist_a).get(attached).content.decode()
    assert 'src="data:image/jpeg;base64,' in shown
    assert "下载原件" in shown
    assert Look.objects.get(what="preview").person_ref == str(cast.receptionist_a.ref)


def test_the_firms_own_look_leaves_no_trace_and_others_find_nothing(cast, attached):
    assert cast.client(cast.owner_x).get(attached).status_code == 200
    assert cast.client(cast.receptionist_b).get(attached).status_code == 404
    assert not Look.objects.exists()


@pytest.fixture
def missed(cast):
    """A promise that a window missed, with somebody who answers for it."""
    play = Play(cast).through(Verb.REGISTER)
    miss_due_promises(at=NOON.replace(year=2027))
    return play


def rows(client) -> list[list[object]]:
    answer = client.get(EXPORT)
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_the_list_of_missed_promises_is_taken_away_as_shown(cast, missed):
    taken = rows(cast.client(cast.manager_a))
    head = next(at for at, row in enumerate(taken) if row[0] == "编号")
    assert taken[head][:3] == ["编号", "诉求", "环节"]
    assert taken[head + 1][0] == missed.demand.number
    assert taken[head + 1][5] == cast.receptionist_a.name
    assert any("演示人员乙 · 郑州窗口" in str(row[0]) for row in taken[:head])
    assert Look.objects.get(what="export").person_ref == str(cast.manager_a.ref)


def test_a_receptionist_takes_her_office_away_by_name_and_others_by_initial(cast, missed):
    assert rows(cast.client(cast.receptionist_a))[-1][5] == cast.receptionist_a.name
    AccountabilityRecord.objects.update(
        organisation=cast.institution.organisation, person_ref=cast.institution_clerk.ref
    )
    name = cast.institution_clerk.name
    taken = rows(cast.client(cast.receptionist_a))
    assert taken[-1][5] == f"{name[0]}{'*' * (len(name) - 1)}"
    assert ["本单位以外的个人信息按岗位隐去了一部分。"] in [row[:1] for row in taken]


def test_an_institution_takes_nothing(cast, missed):
    assert cast.client(cast.institution_clerk).get(EXPORT).status_code == 404


def test_the_list_is_taken_by_the_same_queries_however_long(cast, missed, django_assert_num_queries):
    client = cast.client(cast.manager_a)
    with django_assert_num_queries(8):
        rows(client)
    Play(cast).through(Verb.REGISTER)
    miss_due_promises(at=NOON.replace(year=2027))
    with django_assert_num_queries(8):
        rows(client)
