"""A demand goes to whoever is to work on it: institution, expert, department, another window, the hub."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from huiqi.accounts.models import Organisation, Person
from huiqi.accounts.words import OrganisationKind
from huiqi.demands.models import Demand
from huiqi.demands.selectors import DeskFilter, desk, desk_counts, visible_to
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_services import refused_code
from huiqi.demands.words import DemandState, Step, Verb
from huiqi.directory.models import Department, DutyItem, Expert
from huiqi.kernel.access import Role
from tests.cast import OPENED, organisation, seat

V = Verb
HAPPY = (V.TAKE, V.GIVE_PLAN, V.START_WORK, V.ANSWER)


def department(name: str, **more: object) -> Department:
    """A department of Zhengzhou with one duty."""
    own = organisation(OrganisationKind.DEPARTMENT, name)
    made = Department.objects.create(
        organisation=own, name=name, region="410100", level="city", opened_on=OPENED, **more
    )
    DutyItem.objects.create(
        department=made, matter="认证认可监督管理", keywords=["CE 认证"], legal_basis="认证认可条例", since=OPENED
    )
    return made


def expert(name: str) -> Expert:
    """An expert."""
    own = organisation(OrganisationKind.EXPERT, name)
    return Expert.objects.create(organisation=own, name=name, region="410100", entered_on=OPENED)


def handler(cast, kind: str) -> tuple[Organisation, Person]:
    """A handler of a kind, and who works there."""
    if kind == "window":
        return cast.window_b.organisation, cast.receptionist_b
    if kind == "hub":
        return cast.hub.organisation, cast.hub_operator
    own = (department("演示市场监管局") if kind == "department" else expert("演示专家")).organisation
    return own, seat(40, "承办人", own, Role.INSTITUTION_CLERK)


KINDS = ("department", "expert", "window", "hub")


@pytest.mark.parametrize("kind", KINDS)
def test_any_handler_takes_plans_works_and_answers(cast, kind):
    play = Play(cast)
    play.handler, person = handler(cast, kind)
    play.through(V.REGISTER, V.DISPATCH)
    assert play.promise(Step.HANDLER_TAKE).handling.organisation == play.handler
    for verb in HAPPY:
        play.do(verb, by=person)
    assert (play.demand.state, play.demand.handlings.get().taken_by) == (DemandState.ANSWERED, str(person.ref))
    assert visible_to(cast.actor(person)).filter(id=play.demand.id).exists()


@pytest.mark.parametrize("kind", ["department", "expert", "window"])
def test_who_gave_it_back_sees_nothing_of_it(cast, kind):
    play = Play(cast)
    play.handler, person = handler(cast, kind)
    play.through(V.REGISTER, V.DISPATCH).do(V.RETURN, by=person)
    with pytest.raises(Demand.DoesNotExist):
        play.do(V.TAKE, by=person)
    page = cast.client(person).get(reverse("demands:demand", args=[play.demand.ref]))
    assert page.status_code == 404


def test_another_window_that_works_on_a_demand_does_not_own_it(cast):
    play = Play(cast)
    play.handler = cast.window_b.organisation
    play.through(V.REGISTER, V.DISPATCH, V.TAKE)
    for verb in (V.RECALL, V.END, V.SET_URGENCY, V.DISPATCH):
        with pytest.raises(PermissionDenied):
            play.do(verb, by=cast.receptionist_b)


def test_a_window_finds_what_was_sent_to_it_on_a_list_of_its_own(cast):
    play = Play(cast)
    play.handler = cast.window_b.organisation
    play.through(V.REGISTER, V.DISPATCH)
    actor, late = cast.actor(cast.receptionist_b), play.now + timedelta(days=1)
    assert desk_counts(actor, late)["sent_here"] == 1
    rows = [list(desk(actor, DeskFilter(tab=tab), late).get_page(1)) for tab in ("open", "sent_here")]
    assert rows == [[], [play.demand]]
    page = cast.client(cast.receptionist_b).get("/demands/desk/?tab=sent_here").content.decode()
    assert play.demand.number in page
    assert desk_counts(cast.actor(cast.receptionist_a), late)["sent_here"] == 0


def test_a_department_that_is_no_more_is_refused_with_its_successor(cast):
    play = Play(cast).through(V.REGISTER)
    new = department("演示新局")
    old = department("演示老局", closed_on=play.now.date(), successor=new)
    assert refused_code(play, V.DISPATCH, handler=old.organisation.ref) == "department_replaced"
    told = {"handler": str(old.organisation.ref), "revision": play.demand.revision}
    page = cast.client(cast.receptionist_a).post(dispatching(play), told).content.decode()
    assert "职责由演示新局承接。请改选演示新局。" in page


def test_nobody_is_handed_a_demand_who_cannot_take_it(cast):
    play = Play(cast).through(V.REGISTER)
    assert refused_code(play, V.DISPATCH, handler=cast.window_a.organisation.ref) == "own_window"
    assert refused_code(play, V.DISPATCH, handler=cast.enterprise_y.organisation.ref) == "handler_unknown"


def dispatching(play: Play) -> str:
    """The page on which a handler is chosen."""
    return reverse("demands:act", args=[play.demand.ref, "dispatch"])


def test_the_best_candidate_stands_first_with_his_reasons_and_nobody_is_left_out(cast):
    department("演示市场监管局")
    play = Play(cast).through(V.REGISTER)
    page = cast.client(cast.receptionist_a).get(dispatching(play)).content.decode()
    names = ("演示市场监管局", "演示检测中心", "洛阳窗口", "河南省平台")
    places = [page.index(f">{name}</label>") for name in names]
    assert places[0] == min(places)
    assert "“认证认可监督管理”（认证认可条例）" in page
    assert "职责或服务正对这件事：CE 认证" in page


def test_candidates_are_found_by_name_kind_and_duty(cast):
    department("演示市场监管局")
    play = Play(cast).through(V.REGISTER)
    client = cast.client(cast.receptionist_a)
    for words, found in (("认可", True), ("职能部门", True), ("检测", False)):
        page = client.get(dispatching(play), {"q": words}).content.decode()
        assert (">演示市场监管局</label>" in page) == found
    assert "没有找到这样的承办单位" in client.get(dispatching(play), {"q": "没有的"}).content.decode()


def test_a_form_that_comes_back_keeps_who_was_chosen(cast):
    play = Play(cast).through(V.REGISTER)
    told = {"handler": str(cast.institution.organisation.ref), "note": "长" * 5001, "revision": play.demand.revision}
    page = cast.client(cast.receptionist_a).post(f"{dispatching(play)}?q=没有的", told).content.decode()
    assert "checked" in page.split(">演示检测中心</label>")[0].rsplit("<input", 1)[1]
