"""The pages: who may see and do what, what a form keeps, how many queries each takes (two are the frame's)."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from huiqi.demands.models import Attachment, Demand
from huiqi.demands.tests.play import Play
from huiqi.demands.views import case
from huiqi.demands.words import DemandState, Verb
from huiqi.files.models import StoredFile
from huiqi.journal.models import Look

V = Verb
PDF = b"%PDF-1.7 a drawing"
WHO = ("owner_x", "owner_y", "receptionist_a", "manager_a", "receptionist_b", "institution_clerk", "hub_operator")
PEOPLE = (*WHO, "stranger", None)


def url(name: str, play: Play, **more: object) -> str:
    """The address of a page of the play's demand."""
    return reverse(f"demands:{name}", kwargs={"ref": play.demand.ref, **more})


def status(cast, who: str | None, address: str) -> int:
    """What a page answers to somebody."""
    return int(cast.client(getattr(cast, who) if who else None).get(address).status_code)


SEES = [
    ("demand", "while it is at the window", (V.REGISTER,), (200, 404, 200, 200, 404, 404, 200, 404, 302)),
    ("demand", "while an institution has it", (V.REGISTER, V.DISPATCH), (200, 404, 200, 200, 404, 200, 200, 404, 302)),
    ("demand", "once returned", (V.REGISTER, V.DISPATCH, V.RETURN), (200, 404, 200, 200, 404, 404, 200, 404, 302)),
    ("filed", "the query code", (), (200, 404, 404, 404, 404, 404, 404, 404, 302)),
    ("archive_file", "before there is one", (V.REGISTER,), (404, 404, 404, 404, 404, 404, 404, 404, 302)),
]  # fmt: skip


@pytest.mark.parametrize(("page", "_when", "verbs", "answers"), SEES, ids=[row[1] for row in SEES])
def test_who_sees_a_demand(cast, page, _when, verbs, answers):
    play = Play(cast).through(*verbs)
    assert tuple(status(cast, who, url(page, play)) for who in PEOPLE) == answers


LISTS = [
    ("mine", (200, 200, 302, 302, 302, 302, 302, 200, 302)),
    ("file", (200, 200, 404, 404, 404, 404, 404, 302, 302)),
    ("desk", (404, 404, 200, 200, 200, 200, 200, 404, 302)),
    ("accountability", (404, 404, 200, 200, 200, 404, 200, 404, 302)),
    ("instructions", (404, 404, 200, 200, 200, 404, 200, 404, 302)),
    ("endings", (404, 404, 404, 200, 404, 404, 200, 404, 302)),
    ("follow", (200,) * 9),
]


@pytest.mark.parametrize(("page", "answers"), LISTS)
def test_who_sees_a_list(cast, page, answers):
    assert tuple(status(cast, who, reverse(f"demands:{page}")) for who in PEOPLE) == answers


DOES = [
    ("register", (), (404, 404, 200, 200, 404, 404, 404, 404, 302)),
    ("take", (V.REGISTER, V.DISPATCH), (404, 404, 404, 404, 404, 200, 404, 404, 302)),
    ("answer", (V.REGISTER, V.DISPATCH, V.TAKE), (404, 404, 302, 302, 404, 200, 404, 404, 302)),
    ("reply", (V.REGISTER, V.DISPATCH, V.TAKE), (404, 404, 200, 200, 404, 200, 404, 404, 302)),
    ("withdraw", (V.REGISTER,), (200, 404, 404, 404, 404, 404, 404, 404, 302)),
]


@pytest.mark.parametrize(("verb", "verbs", "answers"), DOES, ids=[row[0] for row in DOES])
def test_who_opens_a_verb(cast, verb, verbs, answers):
    play = Play(cast).through(*verbs)
    assert tuple(status(cast, who, url("act", play, verb=verb)) for who in PEOPLE) == answers


def test_a_verb_that_is_none_is_not_found_and_one_out_of_time_leads_back(cast):
    play = Play(cast).through(V.REGISTER)
    client = cast.client(cast.receptionist_a)
    assert client.get(url("act", play, verb="delete")).status_code == 404
    late = client.get(url("act", play, verb="register"), follow=True)
    assert "不能再“签收受理”" in late.content.decode()


def filing(**said: object) -> dict[str, object]:
    """What a browser sends."""
    return {"kind": "service", "title": "申请检测", "text": "要一份报告", "submission": str(uuid4()), **said}


def test_filing_shows_the_terms_before_and_the_number_after(cast):
    call_command("load_policies", stdout=StringIO())
    client = cast.client(cast.owner_x)
    before = client.get(reverse("demands:file"), {"policy": "P17", "kind": "service"}).content.decode()
    assert "郑州窗口受理" in before
    assert "15 个工作日内答复" in before
    after = client.post(reverse("demands:file"), filing(policy_code="P17"), follow=True).content.decode()
    made = Demand.objects.get()
    assert made.policy_code == "P17"
    assert made.number in after
    assert made.query_code in after


def test_pressing_twice_is_one_demand(cast):
    client, said = cast.client(cast.owner_x), filing()
    first = client.post(reverse("demands:file"), said)
    assert client.post(reverse("demands:file"), said).url == first.url
    assert Demand.objects.count() == 1


def test_a_bad_filing_keeps_everything_typed(cast):
    page = cast.client(cast.owner_x).post(reverse("demands:file"), filing(title="", text="写了很多"))
    assert "写了很多" in page.content.decode()
    assert "请用一句话写明是什么事" in page.content.decode()
    assert not Demand.objects.exists()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """A chosen file."""
    return SimpleUploadedFile(name, content)


REFUSED_FILES = [
    ("report.pdf", b"MZ\x90\x00\x03 a program", "不是可以接收的类型"),
    ("photo.png", PDF, "内容和扩展名不一致"),
    ("empty.pdf", b"", "空文件"),
]


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED_FILES)
def test_a_file_that_cannot_be_taken_loses_no_other(cast, name, content, sentence):
    client, address = cast.client(cast.owner_x), reverse("demands:file")
    said = filing()
    page = client.post(address, said | {"attachments": [upload("drawing.pdf", PDF), upload(name, content)]})
    assert sentence in page.content.decode()
    assert "drawing.pdf" in page.content.decode()
    client.post(address, said | {"kept": [str(StoredFile.objects.get().ref)]})
    assert [a.file.name for a in Attachment.objects.select_related("file").order_by("id")] == ["drawing.pdf"]


def test_a_file_of_forty_megabytes_is_refused(cast):
    page = cast.client(cast.owner_x).post(
        reverse("demands:file"), filing(attachments=[upload("scan.pdf", PDF + bytes(40 * 1024 * 1024))])
    )
    assert "40 MB" in page.content.decode()
    assert not StoredFile.objects.exists()


def test_nobody_attaches_a_file_of_somebody_else(cast):
    said = filing(attachments=[upload("secret.pdf", PDF)], title="")
    cast.client(cast.owner_y).post(reverse("demands:file"), said)
    stolen = str(StoredFile.objects.get().ref)
    cast.client(cast.owner_x).post(reverse("demands:file"), filing(kept=[stolen, "no ref"]))
    assert Demand.objects.exists()
    assert not Attachment.objects.exists()


def test_a_file_is_served_to_those_who_see_its_demand(cast):
    cast.client(cast.owner_x).post(reverse("demands:file"), filing(attachments=[upload("drawing.pdf", PDF)]))
    made, file = Demand.objects.get(), StoredFile.objects.get()
    address = reverse("demands:attached_file", kwargs={"ref": made.ref, "file_ref": file.ref})
    answer = cast.client(cast.receptionist_a).get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    assert status(cast, "owner_y", address) == 404


def test_whoever_was_slower_by_an_instant_is_told_who_was_first(cast, monkeypatch):
    play, register = Play(cast).through(), case.PERFORM[V.REGISTER]

    def a_little_later(ref, **said):
        monkeypatch.setitem(case.PERFORM, V.REGISTER, register)
        cast.client(cast.receptionist_a).post(url("act", play, verb="register"), {"revision": play.demand.revision})
        return register(ref, **said)

    monkeypatch.setitem(case.PERFORM, V.REGISTER, a_little_later)
    told = {"revision": play.demand.revision}
    page = cast.client(cast.manager_a).post(url("act", play, verb="register"), told).content.decode()
    assert "您不用再办" in page
    assert "待签收" not in page


def test_a_stale_form_overwrites_nothing_and_keeps_what_was_typed(cast):
    play = Play(cast).through(V.REGISTER)
    shown = play.demand.revision
    play.do(V.REPLY)
    client = cast.client(cast.receptionist_a)
    page = client.post(url("act", play, verb="answer"), {"answer": "已经办好", "revision": shown})
    assert "刚才有人更新了这件诉求" in page.content.decode()
    assert "已经办好" in page.content.decode()
    assert f'value="{play.demand.revision}"' in page.content.decode()
    play.demand.refresh_from_db()
    assert play.demand.state == DemandState.REGISTERED


def test_a_form_without_its_revision_does_nothing(cast):
    play = Play(cast).through(V.REGISTER)
    cast.client(cast.receptionist_a).post(url("act", play, verb="answer"), {"answer": "已经办好"})
    play.demand.refresh_from_db()
    assert play.demand.state == DemandState.REGISTERED


WORDS = {
    "register": {},
    "reply": {"reply": "在办"},
    "take": {},
    "give-plan": {"plan": "三周"},
    "start-work": {"note": ""},
    "answer": {"answer": "办好了"},
    "rate": {"level": "satisfied", "comment": "不算慢"},
    "visit": {"outcome": "reached", "need_met": "yes", "follow_up": "no", "opinion": ""},
    "archive": {},
}
CHAIN = [
    *(("receptionist_a", "register"), ("receptionist_a", "reply"), ("receptionist_a", "dispatch")),
    *(("institution_clerk", "take"), ("institution_clerk", "give-plan"), ("institution_clerk", "start-work")),
    *(("institution_clerk", "answer"), ("owner_x", "rate"), ("manager_a", "visit"), ("receptionist_a", "archive")),
]


def test_from_filing_to_archive_through_the_pages(cast):
    play = Play(cast).through()
    for who, verb in CHAIN:
        said = {"handler": cast.institution.organisation.ref} if verb == "dispatch" else WORDS[verb]
        play.demand.refresh_from_db()
        client = cast.client(getattr(cast, who))
        page = client.post(url("act", play, verb=verb), {"revision": play.demand.revision, **said}, follow=True)
        assert page.redirect_chain, f"{verb}: {page.content.decode()}"
    play.demand.refresh_from_db()
    assert play.demand.state == DemandState.ARCHIVED


def test_whoever_is_shown_how_to_reach_the_enterprise_leaves_a_trace(cast):
    play = Play(cast).through()
    cast.client(cast.owner_x).get(url("demand", play))
    assert not Look.objects.exists()
    page = cast.client(cast.receptionist_a).get(url("demand", play))
    assert "19900000021" in page.content.decode()
    assert Look.objects.get().subject_ref == play.demand.ref


QUERIES = [
    ("/demands/", "owner_x", 7),
    ("/demands/new/", "owner_x", 8),
    ("/demands/desk/", "receptionist_a", 9),
    ("/demands/desk/", "institution_clerk", 9),
    ("/demands/desk/", "hub_operator", 9),
    ("/demands/accountability/", "manager_a", 5),
    ("/demands/{ref}/", "owner_x", 9),
    ("/demands/{ref}/", "receptionist_a", 12),
    ("/demands/{ref}/", "hub_operator", 12),
    ("/demands/{ref}/", "institution_clerk", 12),
    ("/demands/{ref}/reply/", "receptionist_a", 8),
    ("/demands/{ref}/filed/", "owner_x", 8),
]
"""With two that frame a transaction, four where a look is noted."""


@pytest.mark.parametrize(("page", "who", "most"), QUERIES)
def test_a_page_takes_the_same_queries_however_much_there_is(cast, page, who, most, django_assert_num_queries):
    plays = [Play(cast).through(V.REGISTER, V.ASK_INFORMATION, V.DISPATCH) for _ in range(3)]
    address = page.format(ref=plays[0].demand.ref)
    client = cast.client(getattr(cast, who))
    client.get(address)
    with django_assert_num_queries(most):
        client.get(address)


PLAIN = [("receptionist_a", 12), ("manager_a", 12), ("hub_operator", 12), ("owner_x", 9)]


@pytest.mark.parametrize(("who", "most"), PLAIN)
def test_the_plain_case_asks_for_nothing_that_is_not_there(cast, who, most, django_assert_num_queries):
    play, client = Play(cast).through(V.REGISTER), cast.client(getattr(cast, who))
    client.get(url("demand", play))
    with django_assert_num_queries(most):
        client.get(url("demand", play))


def test_an_ended_policy_can_be_asked_about_but_no_more_be_had(cast):
    call_command("load_policies", stdout=StringIO())
    client = cast.client(cast.owner_x)
    assert "已于" in client.get("/demands/new/?policy=P26").content.decode()
    told = {"kind": "service", "title": "要补贴", "text": "请办理", "policy_code": "P26", "submission": str(uuid4())}
    assert "不能再办理" in client.post("/demands/new/", told).content.decode()
    assert client.post("/demands/new/", told | {"kind": "consultation"}).status_code == 302


def test_a_policy_that_does_not_exist_is_refused_in_a_sentence(cast):
    told = {"kind": "service", "title": "要补贴", "text": "请办理", "policy_code": "P99", "submission": str(uuid4())}
    page = cast.client(cast.owner_x).post("/demands/new/", told).content.decode()
    assert "没有编号为 P99 的政策" in page
    assert "要补贴" in page


@pytest.mark.parametrize("broken", [{"submission": "x"}, {"policy_code": "P" * 21}])
def test_a_field_that_nobody_sees_is_not_named_in_what_went_wrong(cast, broken):
    page = cast.client(cast.owner_x).post("/demands/new/", filing(**broken)).content.decode()
    assert "页面已过期" in page
    assert "Submission" not in page
    assert "Policy code" not in page


def test_the_institution_one_came_from_stands_on_the_form_and_begins_its_title(cast):
    page = cast.client(cast.owner_x).get("/demands/new/?kind=service&institution=testing")
    assert "关于这项服务" in page.content.decode()
    assert page.context["form"]["title"].value() == "想用“演示检测中心”的服务"
    assert "institution=testing" in cast.client(cast.owner_x).get("/institutions/testing/").content.decode()


@pytest.mark.parametrize("query", ["product=abc", "product=", "institution=nobody", "institution="])
def test_an_address_that_names_no_service_carries_none(cast, query):
    page = cast.client(cast.owner_x).get(f"/demands/new/?{query}")
    assert page.status_code == 200
    assert "关于这项服务" not in page.content.decode()


def test_the_firm_is_answered_four_questions_at_the_top_of_its_page(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE)
    page = cast.client(cast.owner_x).get(url("demand", play)).content.decode()
    top = page[page.index("now-facts") : page.index("</dl>", page.index("now-facts"))]
    for answer in ("办理中", "演示检测中心", "什么时候", "/remind/", "/add/", "/withdraw/"):
        assert answer in top
    assert "now-facts" not in cast.client(cast.receptionist_a).get(url("demand", play)).content.decode()


@pytest.mark.parametrize("revision", ["1", "0"])
def test_the_firm_does_no_verb_of_the_window_whatever_its_form_says(cast, revision):
    demand = Play(cast).file()
    address = reverse("demands:act", args=[demand.ref, "register"])
    assert cast.client(cast.owner_x).post(address, {"revision": revision}).status_code == 404
