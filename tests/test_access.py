"""Whoever may not see it gets 404: the matrix, walked by everybody, with PostgreSQL refusing any write of a look."""

import io
import re
from datetime import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from huiqi.demands.models import Attachment, Demand
from huiqi.directory.models import Product
from huiqi.directory.services import (
    DepartmentEntry,
    Duty,
    ExpertEntry,
    Line,
    MatterEntry,
    add_duty,
    enter_department,
    enter_expert,
    open_matter,
    write_line,
)
from huiqi.directory.words import DepartmentLevel, FeeKind, ItemFormat
from huiqi.eligibility.versions import Grade
from huiqi.enterprises.models import Claim
from huiqi.enterprises.words import ClaimState
from huiqi.files.services import store_file
from huiqi.kernel.access import SYSTEM, Role
from huiqi.kernel.refs import uuid7
from huiqi.network.services import PostEntry, disclose, issue_sheet, set_up_post
from huiqi.network.words import DisclosureItem, PostKind
from huiqi.notices.models import Delivery, Notice
from huiqi.notices.services import Choice, News, choose, tell
from huiqi.notices.services.choosing import unsubscribe_path
from huiqi.policies.models import Document
from huiqi.policies.words import TextKind, Topic
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind
from tests.access import ROUTES, WHO
from tests.cast import NOON, OPENED


@pytest.fixture
def stage(transactional_db, request, settings, tmp_path):
    """The cast, the policies, one filed demand with a file, one product; and how the matrix calls them."""
    settings.FILES_ROOT = tmp_path
    cast = request.getfixturevalue("cast")
    call_command("load_policies", stdout=io.StringIO())
    product = Product.objects.create(
        institution=cast.institution,
        category=ServiceCategory.TECHNOLOGY,
        name="检验检测",
        description="钢结构检测",
        fee_kind=FeeKind.DISCOUNT,
        offered_since=OPENED,
    )
    counter = counter_of(cast)
    client = cast.client(cast.owner_x)
    page = client.get("/demands/new/").content.decode()
    told = {"kind": "service", "title": "要检测", "text": "请帮忙", "submission": hidden(page, "submission")}
    told["attachments"] = [SimpleUploadedFile("图.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40)]
    assert client.post("/demands/new/", told).status_code == 302
    disclose(cast.window_a.id, DisclosureItem.FEES, "不收费。", actor=SYSTEM, at=NOON)
    sheet = issue_sheet(cast.window_a.id, submission=uuid7(), actor=SYSTEM, at=NOON)
    confirm, leave = tell_the_owner(cast)
    claim = Claim.objects.create(
        enterprise=cast.enterprise_x,
        person=cast.stranger,
        role=Role.ENTERPRISE_CLERK,
        state=ClaimState.WAITING,
        licence=Attachment.objects.get().file,
        asked_at=NOON,
        asked_by=str(cast.stranger.ref),
    )
    names = {
        "hub": str(cast.hub.organisation.ref),
        "paper": str(sheet.ref),
        "code": sheet.verify_code,
        "notice": str(Notice.objects.get(person=cast.owner_x).ref),
        "mail": confirm,
        "leave": leave,
        "seat": str(cast.owner_x.seats.get().ref),
        "window_a": cast.window_a.slug,
        "product": str(product.ref),
        "text": str(news().ref),
        "demand": str(Demand.objects.get().ref),
        "claim": str(claim.ref),
        "owner_x": str(cast.owner_x.ref),
        "hub_operator": str(cast.hub_operator.ref),
        "file": str(Attachment.objects.get().file.ref),
        **counter,
    }
    return cast, names


def news():
    """A piece of information that everybody reads."""
    told = {"kind": TextKind.NEWS, "topic": Topic.MARKET, "issued_in": "410000", "issued_on": OPENED, "grade": Grade.A}
    return Document.objects.create(key="k", title="一条资讯", last_verified=OPENED, published_at=NOON, **told)


def counter_of(cast):
    """A post, a department with a duty, an expert who is not public, a list with a sample: made by services."""
    actor, told = cast.actor(cast.hub_operator), {"actor": cast.actor(cast.hub_operator), "at": NOON}
    people = {"person_a_id": cast.receptionist_a.id, "person_b_id": cast.manager_a.id}
    post = set_up_post(cast.window_a.id, PostEntry("首问岗", PostKind.FIRST_CONTACT, "咨询服务区", **people), **told)
    entry = DepartmentEntry("郑州市市场监督管理局", "410100", DepartmentLevel.CITY, OPENED)
    department = enter_department(entry, **told)
    duty = add_duty(department.id, Duty("经营主体登记", "市场主体登记管理条例", OPENED), **told)
    expert = enter_expert(ExpertEntry("演示专家", "410100", (ServiceCategory.LEGAL,)), **told)
    matter = open_matter(MatterEntry("overdue-payment", "拖欠账款投诉", ServiceKind.COMPLAINT), **told)
    sample = store_file("样表.txt", io.BytesIO("样表".encode()), 6, actor=actor, at=NOON)
    line = write_line(matter.id, Line("营业执照", ItemFormat.COPY, "核对主体资格", sample=sample), **told)
    refs = {"post": post, "department": department, "duty": duty, "expert": expert, "line": line}
    return {name: str(thing.ref) for name, thing in refs.items()}


def tell_the_owner(cast):
    """A notice to the owner of X, and the tokens of the two links that came to him by mail."""
    told = {"number": "410100-2026-000001", "window": "郑州窗口"}
    people = [cast.owner_x]
    tell([News(kind="demands.registered", key="stage", parameters=told, link="/demands/", at=NOON, people=people)])
    choice = Choice("zh-hans", "owner@example.com", True, {}, 9, time(21, 30), time(8))
    choose(cast.owner_x, choice, actor=cast.actor(cast.owner_x), at=NOON)
    letter = Delivery.objects.get(kind="notices.confirm_mail").text
    return re.search(r"/notices/mail/([^/]+)/", letter)[1], unsubscribe_path(cast.owner_x).split("/")[3]


def hidden(page, name):
    """The value of a hidden field of a page."""
    tag = re.search(rf"<input[^>]*name=\"{name}\"[^>]*>", page)
    assert tag, name
    return re.search(r"value=\"([^\"]+)\"", tag[0])[1]


def test_everybody_is_answered_as_the_matrix_says(stage):
    cast, names = stage
    wrong = []
    for who, place in zip(WHO, range(len(WHO)), strict=True):
        client = cast.client(None if who == "nobody" else getattr(cast, who))
        for route, row in ROUTES.items():
            answer = client.get(row.path.format(**names))
            answer.close()
            if answer.status_code != row.answers[place]:
                wrong.append(f"{route} for {who}: {answer.status_code}, not {row.answers[place]}")
    assert not wrong, "\n".join(wrong)
