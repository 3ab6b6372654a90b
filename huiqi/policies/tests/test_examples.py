"""Worked examples: stored with the draft, tried by the judge, in the way of whatever they contradict."""

import pytest
from django.urls import reverse

from huiqi.eligibility.statuses import Standing
from huiqi.journal.models import Entry
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from huiqi.policies import services
from huiqi.policies.selectors import library, policy_in_force
from huiqi.policies.tests.conftest import AT, example
from huiqi.policies.wording.drafts import refusal

pytestmark = pytest.mark.django_db
RULE = {
    "all": [{"fact": "employees", "op": "<=", "value": 300}, {"manual": "主导产品", "manual_en": "x", "code": "lead"}]
}
CONFIRMED = {"confirmed": ["P01.lead"]}
GOOD = [
    example("甲公司", "eligible", employees=300, **CONFIRMED),
    example("乙公司", "near", employees=301, **CONFIRMED),
]


def drafted(hub, **said):
    draft = services.begin_amendment(policy_in_force("P01", AT.date()), reason="改条件", actor=hub, at=AT)
    return services.edit(draft.ref, {"condition": RULE} | said, actor=hub, at=AT)


def refused(draft, hub):
    with pytest.raises(Refused) as caught:
        services.submit(draft.ref, actor=hub, at=AT)
    return caught.value


def test_a_changed_rule_is_not_sent_without_examples_of_both_kinds(hub):
    draft = drafted(hub)
    assert refused(draft, hub).code == "no_examples"
    services.edit(draft.ref, {"examples": GOOD[:1]}, actor=hub, at=AT)
    assert refused(draft, hub).code == "no_examples"
    services.edit(draft.ref, {"examples": GOOD}, actor=hub, at=AT)
    assert services.submit(draft.ref, actor=hub, at=AT).state == "waiting"


def test_what_contradicts_an_example_is_refused_with_its_name_and_what_was_found(hub):
    wrong = [*GOOD, example("丙公司", "eligible", employees=20)]
    found = refused(drafted(hub, examples=wrong), hub)
    assert found.parameters["wrong"] == (("丙公司", Standing.ELIGIBLE, Standing.UNKNOWN),)
    assert "“丙公司”应为“可以享受”，核出来是“还缺情况”" in refusal(found)


def test_nothing_is_published_whose_examples_do_not_come_out(hub, cast):
    draft = services.submit(drafted(hub, examples=GOOD).ref, actor=hub, at=AT)
    services.approve(draft.ref, actor=cast.actor(cast.manager_a), at=AT)
    draft.refresh_from_db()
    draft.content["examples"][0]["expected"] = "ineligible"
    draft.save()
    with pytest.raises(Refused, match="no_examples"):
        services.publish(draft.ref, actor=hub, at=AT)


def test_words_change_without_examples(hub):
    draft = services.begin_amendment(policy_in_force("P01", AT.date()), reason="改名", actor=hub, at=AT)
    services.edit(draft.ref, {"title": "新名称"}, actor=hub, at=AT)
    assert services.submit(draft.ref, actor=hub, at=AT).state == "waiting"


def published(hub, cast, **said):
    draft = services.submit(drafted(hub, examples=GOOD, **said).ref, actor=hub, at=AT)
    services.approve(draft.ref, actor=cast.actor(cast.manager_a), at=AT)
    return services.publish(draft.ref, actor=hub, at=AT)


def test_examples_are_published_with_the_version(hub, cast):
    published(hub, cast)
    (version,) = library().versions_of("P01")
    assert [one.name for one in version.examples] == ["甲公司", "乙公司"]


def test_the_hub_hears_once_of_an_example_that_comes_out_no_longer(hub, cast):
    row = published(hub, cast).published
    row.content["examples"][0]["expected"] = "unknown"
    row.fate_number += 9
    row.save()
    for _ in range(2):
        (broken,) = services.recheck_examples(actor=SYSTEM, at=AT)
    assert broken[1].found is Standing.ELIGIBLE
    assert Notice.objects.filter(kind="policies.example").count() == 1
    assert Entry.objects.filter(verb="example_fails").count() == 1


@pytest.fixture
def page(cast, hub):
    draft, client = drafted(hub), cast.client(cast.hub_operator)
    url = reverse("policies:draft_examples", args=[draft.ref])

    def press(number, **typed):
        draft.refresh_from_db()
        told = {"revision": draft.revision, "name": "甲公司", "on": "2026-11-22", "expected": "near"}
        return client.post(f"{url}{number}/", told | {"employees": "301", "mark_P01--lead": "confirmed"} | typed)

    press.list = lambda: client.get(url).content.decode()
    press.draft = draft
    return press


def test_an_example_is_written_changed_and_taken_away_in_the_page(page):
    assert page(1).status_code == 302
    assert "与核出来的相同" in page.list()
    assert page(1, employees="300").status_code == 302
    assert "核出来是“可以享受”" in page.list()
    page.draft.refresh_from_db()
    assert page.draft.content["examples"][0]["facts"] == {"employees": 300, "confirmed": ["P01.lead"]}
    assert page(1, do="remove").status_code == 302
    assert "还没有算例" in page.list()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"employees": "很多"}, "请只填写数字"),
        ({"employees": "9" * 5000}, "请只填写数字"),
        ({"name": ""}, "id_name_error"),
        ({"expected": "perhaps"}, "id_expected_error"),
        ({"on": "2026-02-30"}, "请填写日期，例如"),
        ({"revision": "0"}, "又有人改过"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_stored(page, typed, said):
    shown = page(1, **typed)
    assert (shown.status_code, said in shown.content.decode()) == (200, True)
    page.draft.refresh_from_db()
    assert "examples" not in page.draft.content


@pytest.mark.parametrize("number", [0, 3, 999_999])
def test_an_example_that_is_not_there_is_not_found(page, number):
    assert page(number).status_code == 404


def test_the_reviewer_sees_the_examples_and_writes_none(page, cast, hub):
    page(1)
    services.edit(page.draft.ref, {"examples": GOOD}, actor=hub, at=AT)
    services.submit(page.draft.ref, actor=hub, at=AT)
    reviewer = cast.client(cast.manager_a)
    url = reverse("policies:draft_examples", args=[page.draft.ref])
    assert "甲公司" in reviewer.get(url).content.decode()
    assert reviewer.get(f"{url}1/").status_code == 404


def test_two_examples_have_two_names(page):
    page(1)
    assert "已经有一个算例叫这个名字" in page(2).content.decode()


def told(kind):
    return {str(one.person.ref) for one in Notice.objects.filter(kind=kind)}


def test_who_comes_next_is_told_of_a_draft(cast, hub):
    second = cast.actor(cast.manager_a)
    draft = services.submit(drafted(hub, examples=GOOD).ref, actor=hub, at=AT)
    assert hub.person_ref not in told("policies.submit")
    assert second.person_ref in told("policies.submit")
    services.send_back(draft.ref, note="文号不对", actor=second, at=AT)
    assert told("policies.return") == {hub.person_ref}
    services.submit(draft.ref, actor=hub, at=AT)
    services.approve(draft.ref, actor=second, at=AT)
    assert hub.person_ref in told("policies.approve")
