"""Whom rules are aimed at in the network: by columns where they are current, else by the judge; always as of now."""

import json

import numpy as np
import pytest

from huiqi.eligibility.engine.aims import MAYBE, NO, YES
from huiqi.enterprises.models import Enterprise
from huiqi.enterprises.selectors import known_of
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import NOBODY_KIND, FactSource
from huiqi.kernel.access import SYSTEM
from huiqi.policies import selectors, services
from huiqi.policies.models import Campaign, FirmChange
from huiqi.policies.selectors import aiming, library, policy_in_force
from huiqi.policies.selectors.affected import aims_of, reach
from huiqi.policies.selectors.aiming import aim_in, aim_of, columns_of, counted, stands_of
from huiqi.policies.services import columns, load_library
from huiqi.policies.tests.conftest import AT
from huiqi.policies.words import Cause

pytestmark = pytest.mark.django_db
ON = AT.date()
RULE = {"all": [{"fact": "employees", "op": "<=", "value": 300}]}


def state(enterprise, **facts):
    record_facts(enterprise, facts, as_of=ON, source=FactSource.STATED, actor=SYSTEM, at=AT)


def written(folder, code, **said):
    """P01 as a policy of another code, place and rule."""
    content = json.loads((folder / "P01-2023-01-01.json").read_text(encoding="utf-8"))
    content |= {"code": code, "condition": RULE, "examples": [], "benefits": content["benefits"][:1]} | said
    (folder / f"{code}-2023-01-01.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


@pytest.fixture
def network(cast, folder, settings, tmp_path):
    """Firm X lies in Zhengzhou, Y in Luoyang; P01 holds everywhere but there, P02 stands in its place in Zhengzhou."""
    settings.DERIVED_ROOT = tmp_path / "derived"
    written(folder, "P01", exceptions=["410300"])
    written(folder, "P02", region="410100", variant_of="P01", exceptions=[])
    load_library(folder, actor=SYSTEM, at=AT)
    state(cast.enterprise_x, employees=46)
    state(cast.enterprise_y, employees=50)
    return cast


def stands(code, columns_=None):
    aims = (aim_of(library().version_on(code, ON), ON),)
    ids = list(Enterprise.objects.exclude(kind=NOBODY_KIND).order_by("id").values_list("id", flat=True))
    return {one: told[0] for one, told in stands_of(ids, aims, ON, columns_ or columns_of(aims, ON)).items()}


def test_exceptions_and_variants_decide_by_columns_and_by_the_judge(network):
    x, y = network.enterprise_x.id, network.enterprise_y.id
    for keep in (False, True):
        if keep:
            columns.keep_columns(at=AT)
        assert (columns_of((), ON) is not None) is keep
        assert stands("P01") == {x: NO, y: NO}
        assert stands("P02") == {x: YES, y: NO}


def test_whoever_changed_since_is_judged(network, monkeypatch):
    FirmChange.objects.all().delete()
    columns.keep_columns(at=AT)
    FirmChange.objects.all().delete()
    asked = []
    monkeypatch.setattr(aiming, "known_of", lambda ids: asked.append(list(ids)) or known_of(ids))
    assert stands("P02")[network.enterprise_x.id] == YES
    assert asked == []
    state(network.enterprise_x, employees=400)
    assert stands("P02")[network.enterprise_x.id] == NO
    assert asked == [[network.enterprise_x.id]]


def test_columns_of_another_day_or_library_answer_nothing(network, folder):
    columns.keep_columns(at=AT)
    aims = (aim_of(library().version_on("P01", ON), ON),)
    assert columns_of(aims, ON)
    assert columns_of(aims, ON.replace(day=23)) is None
    written(folder, "P03", exceptions=[])
    load_library(folder, actor=SYSTEM, at=AT)
    assert columns_of(aims, ON) is None


def test_counts_are_the_same_with_columns_and_without(network):
    aims = tuple(aim_of(library().version_on(code, ON), ON) for code in ("P01", "P02"))
    before = counted(aims, ON, None)
    columns.keep_columns(at=AT)
    found = columns_of(aims, ON)
    assert counted(aims, ON, found) == before == {(NO, YES): 1, (NO, NO): 1}
    state(network.enterprise_y, employees=None)
    state(network.enterprise_x, employees=301)
    assert counted(aims, ON, columns_of(aims, ON)) == {(NO, NO): 2}
    assert np.array_equal(found.ids, np.sort(found.ids))


def test_a_fact_that_is_not_known_leaves_it_open_where_one_is_addressed(network):
    state(network.enterprise_x, employees=None)
    assert stands("P02")[network.enterprise_x.id] == MAYBE


def campaign(code, base=None):
    row = policy_in_force(code, ON)
    return Campaign.objects.create(version=row, base=base, cause=Cause.NEW, made_at=AT, made_by="x")


@pytest.mark.parametrize("keep", [False, True])
def test_a_push_concerns_only_whom_the_policy_addresses(network, keep):
    if keep:
        columns.keep_columns(at=AT)
    made = {code: campaign(code) for code in ("P01", "P02")}
    for one in made.values():
        services.count_audience(one.ref, at=AT)
        one.refresh_from_db()
    assert made["P01"].expected["gained"] == 0
    assert made["P02"].expected["gained"] == 1
    asked = selectors.asked_of(made["P02"], ON)
    found = selectors.concerned(asked, 0, 10**9)
    assert list(found) == [network.enterprise_x.id]
    assert selectors.confirmed(asked, found) == found


def test_the_judge_has_the_last_word_on_who_is_told(network):
    columns.keep_columns(at=AT)
    FirmChange.objects.all().delete()
    asked = selectors.asked_of(campaign("P02"), ON)
    state(network.enterprise_x, employees=400)
    assert list(selectors.concerned(asked, 0, 10**9)) == [network.enterprise_x.id]
    assert selectors.confirmed(asked, [network.enterprise_x.id]) == {}


def test_a_draft_that_only_moves_its_place_takes_it_from_those_who_lose_it(network):
    hub = network.actor(network.hub_operator)
    draft = services.begin_amendment(policy_in_force("P02", ON), reason="改范围", actor=hub, at=AT)
    said = {"region": "410100", "exceptions": ["410105"]}
    draft = services.edit(draft.ref, said | {"exceptions": [network.enterprise_x.region]}, actor=hub, at=AT)
    counted_ = reach(*aims_of(draft, ON), ON)
    assert counted_.lost == 1
    assert selectors.audience_changed(draft)
    assert not selectors.rule_changed(draft)


def test_a_place_that_is_none_is_passed_over():
    told = {"code": "P01", "region": "999999", "exceptions": ["no", "410300"], "variant_of": ""}
    place = aim_in(told, library().versions[0].condition if library().versions else None, ON).place
    assert (place.region, place.exceptions, place.variant_of) == ("000000", ("410300",), None)
