"""Told once (一次性告知): from the list of the matter, a second time with a reason and counted."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError
from django.urls import reverse

from huiqi.demands.models import Attachment, InformationRequest
from huiqi.demands.selectors import DeskFilter, desk, desk_counts
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_services import refused_code
from huiqi.demands.words import DemandState, Verb
from huiqi.directory.models import Matter, MatterItem
from huiqi.journal.selectors import timeline
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON, OPENED

V = Verb
ASKED = (V.REGISTER, V.ASK_INFORMATION)
BROUGHT = (*ASKED, V.SUPPLY_INFORMATION)


@pytest.fixture
def listed(db: None) -> list[MatterItem]:
    """A list of the network with two lines."""
    matter = Matter.objects.create(
        code="ce", name="产品认证咨询", kind=ServiceKind.PROFESSIONAL_SERVICE, policy_code="P17", since=OPENED
    )
    lines = (("营业执照", "copy", "核对主体"), ("产品图纸", "electronic", "确定适用标准"))
    return [
        MatterItem.objects.create(matter=matter, position=n, name=name, shape=shape, reason=why, since=OPENED)
        for n, (name, shape, why) in enumerate(lines, start=1)
    ]


def asking(play: Play) -> str:
    """The page on which it is told what is missing."""
    return reverse("demands:act", args=[play.demand.ref, "ask-information"])


def test_lines_of_the_list_are_told_as_they_read_with_words_beside_them(cast, listed):
    play = Play(cast).through(V.REGISTER)
    play.do(V.ASK_INFORMATION, matter="ce", items=[listed[0].ref], missing="焊接工艺说明")
    told = InformationRequest.objects.get()
    assert told.missing == "1. 营业执照（复印件，加盖公章，1 份）\n焊接工艺说明"
    assert [(line["name"], line["why"], line["brought"]) for line in told.items] == [("营业执照", "核对主体", False)]
    assert timeline(play.demand.ref)[-1].data["items"] == [str(listed[0].ref)]


def test_a_line_that_is_no_more_or_of_another_list_is_refused(cast, listed):
    play = Play(cast).through(V.REGISTER)
    assert refused_code(play, V.ASK_INFORMATION, matter="other", items=[listed[0].ref]) == "item_gone"
    MatterItem.objects.filter(id=listed[0].id).update(until=NOON.date())
    assert refused_code(play, V.ASK_INFORMATION, matter="ce", items=[listed[0].ref]) == "item_gone"


def test_nothing_is_not_told(cast):
    play = Play(cast).through(V.REGISTER)
    assert refused_code(play, V.ASK_INFORMATION, missing=" ") == "required"


def test_a_second_telling_needs_its_reason_and_is_counted(cast):
    play = Play(cast).through(*BROUGHT)
    assert refused_code(play, V.ASK_INFORMATION, again=" ") == "required"
    assert play.do(V.ASK_INFORMATION, again="图纸换了版本。").state == DemandState.AWAITING_INFORMATION
    rows = InformationRequest.objects.order_by("number").values_list("number", "is_last", "reason")
    assert list(rows) == [(1, False, ""), (2, True, "图纸换了版本。")]
    assert play.do(V.SUPPLY_INFORMATION, text="新图纸").state == DemandState.REGISTERED
    supplied = InformationRequest.objects.order_by("number").values_list("supplied", flat=True)
    assert list(supplied) == ["图纸编号 A-1", "新图纸"]


def test_nobody_is_told_again_before_he_could_bring_the_first(cast):
    play = Play(cast).through(*ASKED, V.DISPATCH, V.RETURN)
    assert refused_code(play, V.ASK_INFORMATION, again="又想起一样。") == "still_waiting"


def test_without_its_reason_a_second_telling_cannot_even_be_stored(cast):
    play = Play(cast).through(*ASKED)
    with pytest.raises(IntegrityError):
        InformationRequest.objects.create(
            demand=play.demand, number=2, is_last=False, missing="x", asked_at=NOON, asked_by="x"
        )


def test_the_firm_reads_that_it_is_the_second_time_and_why(cast):
    play = Play(cast).through(*BROUGHT)
    play.do(V.ASK_INFORMATION, again="图纸换了版本。")
    page = cast.client(cast.owner_x).get(reverse("demands:demand", args=[play.demand.ref])).content.decode()
    assert "第 2 次告知：还需要补充" in page
    assert page.count("再次告知的原因：图纸换了版本。") == 2  # where it is asked, and in what happened


def test_the_desk_counts_who_was_told_more_than_once_and_opens_the_rows(cast):
    play = Play(cast).through(*BROUGHT)
    play.do(V.ASK_INFORMATION)
    other = Play(cast).through(*ASKED)
    for person in (cast.receptionist_a, cast.manager_a, cast.hub_operator):
        actor, at = cast.actor(person), play.now + timedelta(hours=1)
        assert desk_counts(actor, at)["asked_again"] == 1
        assert list(desk(actor, DeskFilter(mark="asked_again"), at).get_page(1)) == [play.demand]
    assert other.demand.information_requests.get().number == 1
    assert "告知了不止一次" in cast.client(cast.manager_a).get("/demands/desk/").content.decode()


def test_the_list_is_chosen_ticked_and_told_through_the_pages(cast, listed):
    play = Play(cast).through(V.REGISTER)
    client, address = cast.client(cast.receptionist_a), asking(play)
    assert "产品认证咨询" in client.get(address).content.decode()
    page = client.get(f"{address}?matter=ce").content.decode()
    assert "产品图纸（电子件，1 份）" in page
    assert "为什么再次告知" not in page
    told = {"items": [str(one.ref) for one in listed], "missing": "", "revision": play.demand.revision}
    assert client.post(f"{address}?matter=ce", told).status_code == 302
    assert [line["name"] for line in InformationRequest.objects.get().items] == ["营业执照", "产品图纸"]


def supplying(play: Play) -> str:
    """The page on which the firm brings it."""
    return reverse("demands:act", args=[play.demand.ref, "supply-information"])


def scan(name: str, content: bytes = b"%PDF-1.7 a drawing") -> BytesIO:
    """A file that is chosen."""
    made = BytesIO(content)
    made.name = name
    return made


@pytest.fixture
def asked(cast, listed) -> Play:
    """Both lines of the list are asked for."""
    play = Play(cast).through(V.REGISTER)
    play.do(V.ASK_INFORMATION, matter="ce", items=[one.ref for one in listed], missing="")
    return play


def test_the_firm_brings_line_by_line_and_the_window_sees_what_came_for_each(cast, asked, listed):
    owner = cast.client(cast.owner_x)
    page = owner.get(supplying(asked)).content.decode()
    assert page.count('type="file"') == 3
    told = {"paper_0": "on", "item_1": [scan("图纸.pdf"), scan("图纸二.pdf")], "text": ""}
    assert owner.post(supplying(asked), told | {"revision": asked.demand.revision}).status_code == 302
    assert [line["brought"] for line in InformationRequest.objects.get().items] == [True, True]
    assert set(Attachment.objects.values_list("item", flat=True)) == {str(listed[1].ref)}
    page = cast.client(cast.receptionist_a).get(reverse("demands:demand", args=[asked.demand.ref])).content.decode()
    assert "企业说交纸质的" in page
    assert "交了 2 个文件" in page


def test_a_line_for_which_nothing_came_says_so(cast, asked):
    told = {"item_1": [scan("图纸.pdf")], "text": "", "revision": asked.demand.revision}
    cast.client(cast.owner_x).post(supplying(asked), told)
    page = cast.client(cast.receptionist_a).get(reverse("demands:demand", args=[asked.demand.ref])).content.decode()
    assert page.count("没有交") == 1


def test_a_file_that_cannot_be_taken_is_said_at_its_line_and_the_others_are_kept(cast, asked, listed):
    owner = cast.client(cast.owner_x)
    told = {"item_0": [scan("病毒.exe", b"MZ\x00")], "item_1": [scan("图纸.pdf")], "text": ""}
    page = owner.post(supplying(asked), told | {"revision": asked.demand.revision}).content.decode()
    kept = re.search(r'name="kept_1" value="([0-9a-f-]{36})"', page)
    assert kept is not None
    again = {"kept_1": kept[1], "text": "", "revision": asked.demand.revision}
    assert owner.post(supplying(asked), again).status_code == 302
    assert Attachment.objects.get().item == str(listed[1].ref)


def test_nothing_at_all_is_not_brought(cast, asked):
    page = cast.client(cast.owner_x).post(supplying(asked), {"text": "", "revision": asked.demand.revision})
    assert "请写下情况，或附上材料。" in page.content.decode()


def test_a_second_telling_without_reason_is_said_beside_its_field(cast):
    play = Play(cast).through(*BROUGHT)
    client, address = cast.client(cast.receptionist_a), asking(play)
    assert "为什么再次告知" in client.get(address).content.decode()
    told = {"missing": "又一样", "again": "", "revision": play.demand.revision}
    page = client.post(address, told).content.decode()
    assert "请写明为什么第一次没有告知全，企业能看到。" in page
    assert "又一样" in page
