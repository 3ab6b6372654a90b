"""Joint procedures: the hub writes who works together on what, and the page of handing on proposes it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from huiqi.demands.models import Consultation, JointPlan
from huiqi.demands.selectors import plans_for
from huiqi.demands.services import Part, PlanEntry, end_plan, write_plan
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_dispatching import dispatching
from huiqi.demands.words import Mode, Verb
from huiqi.kernel.refusal import Refused
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON

V = Verb
KIND = ServiceKind.PROFESSIONAL_SERVICE
TASK = "请出具检验意见。"


def entry(cast, *keywords: str, **more) -> PlanEntry:
    """An institution leads, window B helps."""
    parts = [Part(cast.window_b.organisation.ref, TASK, "other_1")]
    told = {"name": "出口认证并联", "kind": KIND, "keywords": keywords, "lead": cast.institution.organisation.ref}
    return PlanEntry(**{**told, "parts": parts, **more})


def test_what_the_demand_says_decides_which_procedure_is_proposed(cast):
    actor = cast.actor(cast.hub_operator)
    write_plan(entry(cast, name="全类"), actor=actor, at=NOON)
    write_plan(entry(cast, "CE 认证"), actor=actor, at=NOON)
    write_plan(entry(cast, "宿舍", name="别的"), actor=actor, at=NOON)
    play = Play(cast).through(V.REGISTER)
    assert [one.name for one in plans_for(play.demand)] == ["出口认证并联", "全类"]


def test_a_press_fills_the_form_and_what_is_sent_is_handled_together(cast):
    plan = write_plan(entry(cast, "CE 认证"), actor=cast.actor(cast.hub_operator), at=NOON)
    play = Play(cast).through(V.REGISTER)
    client = cast.client(cast.receptionist_a)
    assert f"?plan={plan.ref}" in client.get(dispatching(play)).content.decode()
    page = client.get(f"{dispatching(play)}?plan={plan.ref}").content.decode()
    assert TASK in page
    helper = str(cast.window_b.organisation.ref)
    assert f'value="{helper}" selected' in page
    told = {"mode": "joint", "handler": str(cast.institution.organisation.ref), "other_1": helper, "task_1": TASK}
    client.post(dispatching(play), told | {"revision": play.demand.revision})
    assert Consultation.objects.get().question == TASK
    play.demand.refresh_from_db()
    assert play.demand.mode is Mode.JOINT
    assert client.get(f"{dispatching(play)}?plan=nonsense").status_code in (200, 302)


def test_only_the_hub_writes_and_ends_procedures(cast):
    with pytest.raises(PermissionDenied):
        write_plan(entry(cast), actor=cast.actor(cast.manager_a), at=NOON)
    plan = write_plan(entry(cast), actor=cast.actor(cast.hub_operator), at=NOON)
    with pytest.raises(PermissionDenied):
        end_plan(plan.ref, actor=cast.actor(cast.manager_a), at=NOON)
    cast.client(cast.hub_operator).post(reverse("demands:end_plan", args=[plan.ref]))
    assert JointPlan.objects.get().ended_at is not None


def test_a_procedure_has_a_name_of_its_own_and_each_office_once(cast):
    actor = cast.actor(cast.hub_operator)
    write_plan(entry(cast), actor=actor, at=NOON)
    twice = [Part(cast.institution.organisation.ref, TASK, "other_1")]
    wrong = {
        "plan_named": entry(cast),
        "others_missing": entry(cast, parts=[]),
        "handler_twice": entry(cast, name="二", parts=twice),
        "required": entry(cast, name="三", parts=[Part(cast.window_b.organisation.ref, " ", "other_1")]),
        "too_many_keywords": entry(cast, *"一二三四五六七", name="四"),
    }
    for code, told in wrong.items():
        with pytest.raises(Refused) as refused:
            write_plan(told, actor=actor, at=NOON)
        assert refused.value.code == code


def test_the_page_writes_one_and_keeps_what_was_typed_when_it_may_not(cast):
    client = cast.client(cast.hub_operator)
    told = {
        "name": "出口认证并联",
        "kind": str(KIND),
        "keywords": "出口",
        "lead": str(cast.institution.organisation.ref),
    }
    address = reverse("demands:new_plan")
    page = client.post(address, told | {"task_1": TASK}).content.decode()
    assert "至少要有两家" in page
    assert TASK in page
    client.post(address, told | {"task_1": TASK, "other_1": str(cast.window_b.organisation.ref)})
    listed = client.get(reverse("demands:plans")).content.decode()
    assert "出口认证并联" in listed
    assert f"洛阳窗口：{TASK}" in listed
