"""Where a walk-in is led: by kind, to whom, on a slip; what is said where there is no such post."""

from datetime import timedelta

import pytest
from django.utils import timezone

from huiqi.demands.models import Demand
from huiqi.demands.selectors import lists_for
from huiqi.demands.services import issue_receipt
from huiqi.demands.tests.test_intake import page_for, said
from huiqi.directory.services import Line, MatterEntry, open_matter, write_line
from huiqi.directory.words import ItemFormat
from huiqi.network.services import Leave, PostEntry, leave_note, set_up_post
from huiqi.network.words import AbsenceReason, PostKind
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON

K = ServiceKind
GUIDE = "/demands/intake/guide/"


@pytest.fixture
def hall(cast):
    """Window A with a post for consultations, one for services, and one for return visits."""
    for name, area, kinds in (("政策岗", "政策咨询区", (K.CONSULTATION,)), ("服务岗", "服务受理区", (K.SERVICE,))):
        set_up(cast, name, PostKind.BUSINESS, area, kinds)
    set_up(cast, "回访岗", PostKind.RETURN_VISIT, "后台", ())
    return cast


def set_up(cast, name: str, kind: PostKind, area: str, kinds: tuple[ServiceKind, ...]) -> None:
    """The manager sets up a post, with the receptionist first."""
    people = {"person_a_id": cast.receptionist_a.id, "person_b_id": cast.manager_a.id}
    entry = PostEntry(name, kind, area, place="2号台", kinds=kinds, **people)
    set_up_post(cast.window_a.id, entry, actor=cast.actor(cast.manager_a), at=timezone.now())


def guide(cast, kind: str, **headers: str) -> str:
    """What the receptionist is told for a kind."""
    answer = cast.client(cast.receptionist_a).get(GUIDE, {"kind": kind}, headers=headers)
    return str(answer.content.decode())


def test_the_kind_leads_to_the_post_that_serves_it_and_who_stands_there(hall):
    told = guide(hall, "consultation", **{"HX-Request": "true"})
    assert "政策咨询区" in told
    assert hall.receptionist_a.name in told
    for other in ("服务受理区", "后台", "<html"):
        assert other not in told


def test_who_is_away_is_replaced_by_who_stands_in(hall):
    now = timezone.now()
    gone = Leave(since=now - timedelta(hours=1), until=now + timedelta(hours=2), reason=AbsenceReason.MEETING)
    told = {"actor": hall.actor(hall.manager_a), "at": now}
    leave_note(hall.window_a.id, hall.receptionist_a.id, gone, **told)
    assert hall.manager_a.name in guide(hall, "consultation")


def test_opened_by_itself_it_is_a_slip_to_print(hall):
    slip = guide(hall, "service")
    assert "请到这里办理" in slip
    assert "服务受理区" in slip
    assert "data-print" in slip


def test_without_a_post_for_it_the_first_contact_receives(cast):
    assert "请在首问岗接待" in guide(cast, "complaint")


def test_a_kind_that_is_none_is_not_found(cast):
    assert cast.client(cast.receptionist_a).get(GUIDE, {"kind": "gossip"}).status_code == 404


def test_the_form_says_where_to_lead_once_a_kind_is_chosen(hall):
    client = hall.client(hall.receptionist_a)
    assert "选好类别" in client.get(page_for(hall.enterprise_x)).content.decode()
    assert "服务受理区" in client.post(page_for(hall.enterprise_x), said(title="")).content.decode()


def test_the_guide_takes_few_queries(hall, django_assert_max_num_queries):
    client = hall.client(hall.receptionist_a)
    client.get(GUIDE, {"kind": "service"})
    with django_assert_max_num_queries(9):
        client.get(GUIDE, {"kind": "service"})


@pytest.fixture
def matter(cast):
    """The network has a list for one matter."""
    told = {"actor": cast.actor(cast.hub_operator), "at": NOON}
    made = open_matter(MatterEntry("overdue-payment", "拖欠账款投诉", K.COMPLAINT), **told)
    write_line(made.id, Line("供货合同", ItemFormat.COPY, "证明有这笔账"), **told)
    return made


def test_what_to_bring_is_told_at_once_where_a_matter_was_chosen(cast, matter):
    told = said(kind="complaint", matter=matter.code)
    page = cast.client(cast.receptionist_a).post(page_for(cast.enterprise_x), told, follow=True).content.decode()
    assert "请他带来" in page
    assert "供货合同（复印件，加盖公章，1 份）" in page
    demand = Demand.objects.get()
    told = {"actor": cast.actor(cast.receptionist_a), "at": timezone.now()}
    paper = issue_receipt(demand.ref, submission=demand.ref, **told)
    assert ("请带来", ("供货合同（复印件，加盖公章，1 份）",)) in [
        (one.title, one.paragraphs) for one in paper.said.sections
    ]


def test_the_list_of_the_matter_comes_first_when_something_is_asked_for(cast, matter):
    told = {"actor": cast.actor(cast.hub_operator), "at": NOON}
    open_matter(MatterEntry("another", "别的事项", K.SERVICE), **told)
    client = cast.client(cast.receptionist_a)
    client.post(page_for(cast.enterprise_x), said(matter=matter.code))
    demand = Demand.objects.select_related("enterprise").get()
    assert [one.code for one in lists_for(demand, timezone.now())] == ["overdue-payment", "another"]


def test_the_matter_of_the_intake_stays_chosen_until_another_is(cast, matter):
    client = cast.client(cast.receptionist_a)
    client.post(page_for(cast.enterprise_x), said(matter=matter.code))
    case = f"/demands/{Demand.objects.get().ref}/"
    asking = client.get(f"{case}ask-information/").content.decode()
    assert '<option value="overdue-payment" selected>' in asking
    assert "供货合同" in asking
    assert "供货合同" not in client.get(f"{case}ask-information/?matter=").content.decode()
    card = client.get(case).content.decode()
    assert "拖欠账款投诉" in card[card.index(">事项<") :][:200]


def test_a_list_that_is_no_longer_used_is_said_beside_it(cast):
    page = cast.client(cast.receptionist_a).post(page_for(cast.enterprise_x), said(matter="gone")).content.decode()
    assert "这张清单已经不用了" in page
    assert not Demand.objects.exists()
