"""The rule editor's page: lines are added and moved without a script, what is typed stays."""

import pytest
from django.urls import reverse

from huiqi.kernel.refusal import Refused
from huiqi.policies import services
from huiqi.policies.selectors import policy_in_force
from huiqi.policies.tests.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast, shipped):
    hub = cast.actor(cast.hub_operator)
    return services.begin_amendment(policy_in_force("P01", AT.date()), reason="改条件", actor=hub, at=AT)


@pytest.fixture
def page(cast, draft):
    """Press a button of the editor with these things typed; without one, look at it."""
    client, url = cast.client(cast.hub_operator), reverse("policies:draft_rule", args=[draft.ref])

    def press(do="", **typed):
        lines = {"n-kind": "group", "n-word": "all", **{name.replace("__", "."): v for name, v in typed.items()}}
        named = {name.replace("_OF_", "-"): value for name, value in lines.items()}
        return client.post(url, {"do": do, "revision": "0", **named}) if do else client.get(url)

    return press


def line(place, name, op, value):
    said = {"kind": "fact", "fact": name, "op": op, "value": value}
    return {f"n__{place}_OF_{part}": typed for part, typed in said.items()}


def test_the_published_rule_stands_in_the_editor_as_people_write_it(page):
    shown = page().content.decode()
    assert 'value="300万"' in shown
    assert "企业所得税法第一条" in shown


def test_a_line_is_added_and_what_was_typed_stays(page):
    shown = page("add:fact:", **line(0, "employees", "<=", "250")).content.decode()
    assert 'value="250"' in shown
    assert 'name="n.1-fact"' in shown


def test_a_line_is_moved_and_removed(page):
    both = line(0, "employees", "<=", "250") | line(1, "revenue", ">=", "500万")
    moved = page("up:1", **both).context["root"]["line"]["of"]
    assert [one["fact"] for one in moved] == ["revenue", "employees"]
    assert [one["fact"] for one in page("del:0", **both).context["root"]["line"]["of"]] == ["revenue"]


def test_what_is_saved_is_the_rule_of_the_draft(page, draft):
    assert page("save", **line(0, "revenue", ">=", "500万")).status_code == 302
    draft.refresh_from_db()
    assert draft.content["condition"] == {"all": [{"fact": "revenue", "op": ">=", "value": 5_000_000}]}


def test_an_unfinished_rule_is_kept_as_typed_and_the_published_one_stays(page, draft):
    before = draft.content["condition"]
    shown = page("save", **line(0, "revenue", ">=", "300")).content.decode()
    assert "写的是 300 元，还是 300 万元" in shown
    draft.refresh_from_db()
    assert draft.content["condition"] == before
    assert draft.outline["of"][0]["value"] == "300"


def test_a_number_is_compared_with_another_fact_or_the_number_of_the_place(page, draft):
    against = line(0, "rd_expense", ">=", "") | {"n__0_OF_against": "fact:revenue", "n__0_OF_times": "0.03"}
    of_place = line(1, "disability_employment_share", ">=", "") | {"n__1_OF_against": "parameter:disability_quota"}
    assert page("save", **against, **of_place).status_code == 302
    draft.refresh_from_db()
    told = [one["value"] for one in draft.content["condition"]["all"]]
    assert told == [{"fact": "revenue", "times": 0.03}, {"parameter": "disability_quota"}]
    shown = page().content.decode()
    assert 'value="fact:revenue" selected' in shown
    assert 'name="n.0-times" value="0.03"' in shown


def test_what_is_offered_to_compare_with_is_of_the_same_kind(page):
    offered = page("show", **line(0, "employees", ">=", "3")).context["root"]["of"][0]["against"]
    codes = {code for group in offered for code, *_rest in group["offers"]}
    assert "fact:average_employees" in codes
    assert not codes & {"fact:revenue", "fact:employees", "fact:ip_class1", "parameter:disability_quota"}


def test_a_contradiction_is_said_at_its_line_and_not_sent_for_review(page, draft, cast):
    both = line(0, "employees", "<=", "300") | line(1, "employees", ">", "500")
    assert "与第 1 条互相矛盾" in page("show", **both).content.decode()
    saved = page("save", **both).content.decode()
    assert "有几行没有企业能满足" in saved
    assert "与第 1 条互相矛盾" in saved
    with pytest.raises(Refused, match="never_met"):
        services.submit(draft.ref, actor=cast.actor(cast.hub_operator), at=AT)


@pytest.mark.parametrize("do", ["add:nothing:0", "del:", "up:9.9.9", "add:fact:0.0.0", "x" * 500, "del:-1"])
def test_a_button_that_does_not_exist_changes_nothing(page, do):
    assert page(do, **line(0, "employees", "<=", "250")).status_code == 200


def test_hostile_lines_are_left_out(page):
    shown = page("show", **{"n__" + "__".join("0" * 40) + "_OF_kind": "fact", "n__0_OF_kind": "\0", "n-word": "\0"})
    assert shown.status_code == 200
