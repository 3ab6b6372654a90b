"""Taking in for others: who may, what is written down, what the page finds, warns of and reads out."""

from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from huiqi.demands import services
from huiqi.demands.models import Demand, Intake, Promise
from huiqi.demands.rules.likeness import alike
from huiqi.demands.services import Taken
from huiqi.demands.tests.play import FILING, Play
from huiqi.demands.words import Channel, DemandState, Relation, Step, Verb
from huiqi.enterprises.models import Enterprise
from huiqi.journal.models import Look
from huiqi.journal.selectors import timeline
from huiqi.kernel.refusal import Refused
from tests.cast import NOON

ADDRESS = "/demands/intake/"


def take_in(cast, by, firm, submission: UUID | None = None, **told) -> Demand:
    """Somebody calls for a firm, and a member of staff writes it down."""
    taken = Taken(
        firm.organisation.ref, **{"channel": Channel.CALL, "spoken_by": "王会计", "phone": "19900000031"} | told
    )
    submission = submission or uuid4()
    return services.file_demand(FILING, submission=submission, actor=cast.actor(by), at=NOON, taken=taken)


def test_what_staff_take_in_is_registered_at_once_by_whoever_takes_it(cast):
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_x, relation=Relation.EMPLOYEE)
    assert demand.state is DemandState.REGISTERED
    assert demand.first_contact == str(cast.receptionist_a.ref)
    assert Promise.objects.get(demand=demand, step=Step.FIRST_CONTACT).kept_at == NOON
    assert Promise.objects.get(demand=demand, step=Step.FINISH).kept_at is None
    intake = Intake.objects.get(demand=demand)
    assert (intake.channel, intake.spoken_by, intake.relation) == (Channel.CALL, "王会计", Relation.EMPLOYEE)
    assert intake.organisation_id == cast.window_a.organisation_id


def test_the_journal_names_who_wrote_for_whom_and_hides_who_spoke(cast):
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_x)
    filed, registered = timeline(demand.ref)
    assert (filed.verb, registered.verb) == ("file", "register")
    assert filed.actor_ref == str(cast.receptionist_a.ref)
    assert filed.data["enterprise"] == cast.enterprise_x.organisation_id
    assert filed.data["channel"] == "call"
    assert filed.texts["spoken_by"] == "王会计 19900000031"
    assert "王会计" not in str(filed.data)


def test_for_a_firm_of_another_window_it_waits_there(cast):
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_y)
    assert demand.window_id == cast.window_b.id
    assert (demand.state, demand.first_contact) == (DemandState.FILED, "")


def test_the_hub_leaves_a_demand_to_the_window_that_serves_the_firm(cast):
    assert take_in(cast, cast.hub_operator, cast.enterprise_x).state is DemandState.FILED


def test_only_staff_take_in(cast):
    for person in (cast.owner_x, cast.institution_clerk, cast.stranger):
        with pytest.raises(PermissionDenied):
            take_in(cast, person, cast.enterprise_x)
    assert not Demand.objects.exists()


def test_pressed_twice_it_is_one_demand_and_is_registered_once(cast):
    submission = uuid4()
    first = take_in(cast, cast.receptionist_a, cast.enterprise_x, submission)
    assert take_in(cast, cast.receptionist_a, cast.enterprise_x, submission) == first
    assert [one.verb for one in timeline(first.ref)] == ["file", "register"]


def test_nobody_speaking_is_refused_and_leaves_nothing(cast):
    with pytest.raises(Refused) as refused:
        take_in(cast, cast.receptionist_a, cast.enterprise_x, spoken_by=" ")
    assert (refused.value.code, refused.value.field) == ("required", "spoken_by")


ALIKE = [
    ("钢结构件出口欧盟，需要做 CE 认证", "钢结构件出口欧盟需要CE认证", True),
    ("拖欠货款", "拖欠货款！", True),
    ("拖欠货款", "申请检测报告", False),
    ("甲", "甲", False),
    ("", "", False),
]


@pytest.mark.parametrize(("one", "other", "answer"), ALIKE)
def test_two_titles_are_alike_where_they_share_half(one, other, answer):
    assert alike(one, other) is answer


def said(**told: object) -> dict[str, object]:
    """What a browser sends."""
    person = {"channel": "call", "spoken_by": "王会计", "phone": "0371-00000000", "relation": "employee"}
    return {"kind": "service", "title": "申请检测", "text": "要报告", "submission": str(uuid4()), **person, **told}


def page_for(firm: Enterprise) -> str:
    """The address of the form for a firm."""
    return f"{ADDRESS}?firm={firm.organisation.ref}"


def test_the_number_that_rings_opens_the_form_of_its_firm(cast):
    client = cast.client(cast.receptionist_a)
    page = client.get(ADDRESS, {"phone": "19900000021"}, follow=True)
    text = page.content.decode()
    assert page.redirect_chain
    assert "演示企业甲" in text
    assert 'value="演示人员丙"' in text
    assert 'value="19900000021"' in text
    assert Look.objects.get().subject_ref == cast.enterprise_x.organisation.ref


def test_several_firms_are_offered_and_none_asks_to_enter_one(cast):
    client = cast.client(cast.receptionist_a)
    both = client.get(ADDRESS, {"q": "演示企业"}).content.decode()
    assert "演示企业甲" in both
    assert "演示企业乙" in both
    none = client.get(ADDRESS, {"q": "没有这家"}).content.decode()
    assert "没有找到“没有这家”" in none
    assert "登记并继续" in none


def test_the_list_of_firms_shows_no_telephone_number(cast):
    page = cast.client(cast.receptionist_a).get(reverse("demands:firms"), {"q": "演示企业"}).content.decode()
    assert "91410100MA0000001X" in page
    assert "199000" not in page


NEW = {"kind": "startup_team", "name": "新来的团队", "region": "410102", "contact_name": "赵某"}


def test_an_unknown_firm_is_entered_on_the_same_page_and_its_demand_taken_in(cast):
    client = cast.client(cast.receptionist_a)
    told = NEW | {"contact_mobile": "19900000077", "submission": str(uuid4())}
    form = client.post(ADDRESS, told, follow=True)
    firm = Enterprise.objects.get(name="新来的团队")
    assert firm.entered_by == str(cast.receptionist_a.ref)
    address = form.redirect_chain[0][0]
    assert 'value="赵某"' in form.content.decode()
    client.post(address, said())
    assert Demand.objects.get().enterprise == firm


WRONG_FIRMS = [
    ("uscc", "91410100MA00000011", "这个统一社会信用代码不对"),
    ("region", "999999", "没有这个地方"),
    ("contact_mobile", "12", "请填写 11 位手机号"),
    ("name", "\u200b", "请填写企业的名称"),
]


@pytest.mark.parametrize(("field", "value", "sentence"), WRONG_FIRMS)
def test_what_is_wrong_with_a_firm_is_told_beside_it_and_nothing_is_lost(cast, field, value, sentence):
    told = NEW | {"contact_mobile": "19900000077", "submission": str(uuid4()), field: value}
    page = cast.client(cast.receptionist_a).post(ADDRESS, told).content.decode()
    assert sentence in page
    assert "赵某" in page
    assert Enterprise.objects.count() == 2


def test_taken_in_it_is_read_out_with_number_code_and_due_day(cast):
    page = cast.client(cast.receptionist_a).post(page_for(cast.enterprise_x), said(), follow=True)
    text, made = page.content.decode(), Demand.objects.get()
    assert made.number in text
    assert made.query_code in text
    assert "前给您答复" in text
    address = reverse("demands:taken", args=[made.ref])
    assert cast.client(cast.receptionist_a).get(address).status_code == 200
    for other in (cast.manager_a, cast.receptionist_b, cast.owner_x):
        assert cast.client(other).get(address).status_code == 404


def test_what_went_to_another_window_is_read_out_but_not_opened(cast):
    page = cast.client(cast.receptionist_a).post(page_for(cast.enterprise_y), said(), follow=True).content.decode()
    assert "这件事由洛阳窗口受理" in page
    assert reverse("demands:demand", args=[Demand.objects.get().ref]) not in page


WRONG = [
    ("spoken_by", "", "请填写是谁来说的"),
    ("phone", "找老王", "请填写电话号码"),
    ("channel", "smoke", "没有这种途径"),
    ("title", "", "请用一句话写明是什么事"),
]


@pytest.mark.parametrize(("field", "value", "sentence"), WRONG)
def test_a_wrong_field_is_told_beside_it_and_every_word_is_kept(cast, field, value, sentence):
    page = cast.client(cast.receptionist_a).post(page_for(cast.enterprise_x), said(**{field: value})).content.decode()
    assert sentence in page
    assert "要报告" in page
    assert not Demand.objects.exists()


def test_an_open_matter_is_not_written_down_twice_unknowingly(cast):
    open_one = Play(cast).file()
    client, told = cast.client(cast.receptionist_a), said(title=open_one.title)
    assert open_one.number in client.post(page_for(cast.enterprise_x), told).content.decode()
    assert Demand.objects.count() == 1
    assert client.post(page_for(cast.enterprise_x), told | {"anyway": "on"}).status_code == 302
    assert Demand.objects.count() == 2


def test_the_history_beside_the_form_is_what_this_window_may_see(cast):
    play = Play(cast).through(Verb.REGISTER)
    here = cast.client(cast.receptionist_a).get(page_for(cast.enterprise_x)).content.decode()
    elsewhere = cast.client(cast.receptionist_b).get(page_for(cast.enterprise_x)).content.decode()
    assert play.demand.number in here
    assert play.demand.number not in elsewhere


def test_the_firm_and_the_window_read_how_it_came(cast):
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_x, relation=Relation.AGENT)
    address = reverse("demands:demand", args=[demand.ref])
    window = cast.client(cast.receptionist_a).get(address).content.decode()
    firm = cast.client(cast.owner_x).get(address).content.decode()
    assert "郑州窗口代企业登记诉求（来电）" in firm
    assert "来电，王会计（受委托的人）" in firm
    assert "来电，王会计 19900000031（受委托的人）" in window


QUERIES = [(ADDRESS + "?q=演示企业", 10), (ADDRESS + "?firm={firm}", 12), ("/demands/intake/firms/?q=演示企业", 6)]


@pytest.mark.parametrize(("address", "most"), QUERIES)
def test_a_page_of_intake_takes_few_queries_however_much_there_is(cast, address, most, django_assert_max_num_queries):
    for _ in range(3):
        Play(cast).through(Verb.REGISTER)
    client, address = cast.client(cast.receptionist_a), address.format(firm=cast.enterprise_x.organisation.ref)
    client.get(address)
    with django_assert_max_num_queries(most):
        client.get(address)


def beside(cast, who, firm, **asked):
    """The page on which somebody writes down what is said for a firm."""
    return cast.client(who).get(ADDRESS, {"firm": firm.organisation.ref, **asked})


def test_of_a_firm_from_elsewhere_its_name_is_seen_and_no_more(cast):
    page = beside(cast, cast.receptionist_a, cast.enterprise_y, phone=cast.enterprise_y.contact_mobile)
    told = page.content.decode().replace(f'value="{cast.enterprise_y.contact_mobile}"', "")
    assert cast.enterprise_y.name in told
    assert cast.enterprise_y.contact_name not in told
    assert "这家企业由洛阳窗口服务" in told
    assert not page.context["policies"]
    assert Look.objects.get().what == "name"


def test_a_firm_of_ones_own_place_or_with_a_demand_here_is_known(cast):
    assert beside(cast, cast.receptionist_a, cast.enterprise_x).context["known"]
    demand = take_in(cast, cast.receptionist_a, cast.enterprise_y)
    assert not beside(cast, cast.receptionist_a, cast.enterprise_y).context["known"]
    Demand.objects.filter(id=demand.id).update(window=cast.window_a)
    assert beside(cast, cast.receptionist_a, cast.enterprise_y).context["known"]
    assert set(Look.objects.values_list("what", flat=True)) == {"contact", "name"}


def test_a_firm_from_elsewhere_is_taken_in_all_the_same(cast):
    said = {"kind": "consultation", "title": "问", "text": "请问。", "channel": "counter", "spoken_by": "王某"}
    told = said | {"relation": "unstated", "discretion": "open", "submission": str(uuid4())}
    address = f"{ADDRESS}?firm={cast.enterprise_y.organisation.ref}"
    page = cast.client(cast.receptionist_a).post(address, told, follow=True)
    assert Demand.objects.get().window_id == cast.window_b.id
    assert cast.enterprise_y.contact_mobile not in page.content.decode()
