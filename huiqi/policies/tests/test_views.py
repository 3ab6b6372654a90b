"""The pages of policies: found, read, checked by anybody without a trace, and a firm's own."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huiqi.enterprises.selectors import known_facts
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.policies.selectors import conditions_of, library
from huiqi.policies.tests.conftest import AT
from huiqi.policies.views import cards, checking
from huiqi.policies.wording import case_rows, condition_rows
from tests.cast import NOON

pytestmark = pytest.mark.django_db
TYPED = {
    "organisation_kind": "enterprise",
    "industry": "金属结构制造",
    "employees": "46",
    "annual_taxable_income": "80",
    "average_employees": "46",
    "restricted_industry": "no",
}


def counts():
    """How many rows every table has."""
    return {model: model.objects.count() for model in apps.get_models()}


@pytest.fixture
def today(monkeypatch):
    """It is 22 November 2026."""
    for room in ("library", "checking", "own"):
        monkeypatch.setattr(f"huiqi.policies.views.{room}.localdate", lambda *_: AT.date())


@pytest.fixture
def stage(cast, shipped, today):
    """The cast, before the shipped library, on that day."""
    return cast


def state(cast, facts):
    """Enterprise X says something of itself."""
    record_facts(
        cast.enterprise_x,
        facts,
        as_of=date(2026, 11, 1),
        source=FactSource.STATED,
        actor=cast.actor(cast.owner_x),
        at=NOON,
    )


def test_the_list_filters_by_words_kind_place_and_state(stage):
    page = Client().get(reverse("policies:list"), {"q": "稳岗返还", "kind": "employment", "region": "410102"})
    assert [line["version"].code for line in page.context["page"]] == ["P17"]
    ended = Client().get(reverse("policies:list"), {"state": "ended"})
    assert "P26" in {line["version"].code for line in ended.context["page"]}


def test_a_filter_that_does_not_exist_is_said_beside_it(stage):
    page = Client().get(reverse("policies:list"), {"region": "999999", "q": "稳岗"})
    assert page.context["form"].errors["region"] == ["没有这个地方，请从列表里选择。"]
    assert page.context["form"]["q"].value() == "稳岗"


def test_an_empty_list_says_what_to_do(stage):
    page = Client().get(reverse("policies:list"), {"q": "没有这种政策"})
    assert "没有找到这样的政策" in page.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_policy_has_its_page_in_both_languages(stage, shipped, language):
    client = Client(headers={"accept-language": language})
    for key in shipped.new:
        code, since = key.split()
        assert client.get(reverse("policies:page", args=[code]), {"on": since}).status_code == 200


def test_a_policy_reads_as_on_the_day_and_links_its_other_versions(stage):
    page = Client().get(reverse("policies:page", args=["L03"]), {"on": "2026-03-31"}).content.decode()
    assert "63号" in page
    assert "?on=2026-04-01" in page
    assert "这一版今天不适用" in page


def test_a_rule_from_memory_is_shown_as_unverified_to_everyone(stage):
    page = Client().get(reverse("policies:page", args=["P05"]))
    assert "来源未经核实" in page.content.decode()


def test_an_unknown_policy_is_not_found(stage):
    assert Client().get(reverse("policies:page", args=["P99"])).status_code == 404


def test_anybody_may_check_and_nothing_is_stored(stage):
    client, before = Client(), counts()
    assert client.get(reverse("policies:check")).status_code == 200
    answer = client.post(reverse("policies:check"), TYPED)
    assert counts() == before
    assert {name for name in client.cookies if "csrf" not in name} == set()
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")


def test_the_check_judges_what_was_typed_and_keeps_it(stage):
    answer = Client().post(reverse("policies:check"), TYPED)
    cards = {card["code"]: card for section in answer.context["sections"] for card in section["cards"]}
    assert cards["P01"]["badge"]["words"] == "还缺 1 项情况"
    assert all(answer.context["form"][name].value() == typed for name, typed in TYPED.items())


def test_a_check_from_a_policys_page_asks_its_facts_first_and_answers_it_first(stage):
    first = Client().get(reverse("policies:check"), {"policy": "P17"})
    names = first.context["form"].names
    assert names.index("layoff_rate") < names.index("vat_taxpayer_kind")
    assert 'name="policy" value="P17"' in first.content.decode()
    answer = Client().post(reverse("policies:check"), TYPED | {"policy": "P17"})
    assert [card["code"] for card in answer.context["first"]] == ["P17"]
    assert "P17" not in {card["code"] for section in answer.context["sections"] for card in section["cards"]}


@pytest.mark.parametrize(("code", "offered"), [("P01", True), ("P19", False), ("P21", False), ("P26", False)])
def test_a_check_is_offered_where_it_can_say_something(stage, code, offered):
    page = Client().get(reverse("policies:page", args=[code])).content.decode()
    assert ("核对我是否符合" in page) is offered
    assert ("判断不了" in page) is (code in {"P19", "P21"})


def test_a_wrong_answer_is_said_beside_its_field_with_everything_kept(stage):
    answer = Client().post(reverse("policies:check"), TYPED | {"employees": "-5", "industry": "金属"})
    form = answer.context["form"]
    assert "不能是负数" in form.errors["employees"][0]
    assert "33 金属制品业" in form.errors["industry"][0]
    assert form["annual_taxable_income"].value() == "80"
    assert answer.context["sections"] == []


def test_policies_of_persons_stand_apart(stage):
    answer = Client().post(reverse("policies:check"), TYPED)
    assert {card["code"] for card in answer.context["personal"]} == {"P19", "P21"}
    assert not {"P19", "P21"} & {card["code"] for section in answer.context["sections"] for card in section["cards"]}


def test_a_visitor_is_sent_to_sign_in_and_others_to_register(stage):
    assert Client().get(reverse("policies:mine")).url.startswith("/signin/")
    assert stage.client(stage.stranger).get(reverse("policies:mine")).url == reverse("enterprises:register")


def test_a_firm_sees_its_own_policies_with_reasons(stage):
    state(stage, {"annual_taxable_income": "800000", "average_employees": 46, "restricted_industry": False})
    page = stage.client(stage.owner_x).get(reverse("policies:mine"))
    cards = {card["code"]: card for section in page.context["sections"] for card in section["cards"]}
    assert "资产总额" in cards["P01"]["summary"]
    assert any(row.get("url", "").endswith("#id_average_total_assets") for row in cards["P01"]["rows"])


def test_the_answer_to_the_question_is_recorded_and_settles_policies(stage):
    client = stage.client(stage.owner_x)
    assert (
        client.post(reverse("policies:mine"), {"fact": "average_employees", "average_employees": "46"}).status_code
        == 302
    )
    assert known_facts(stage.enterprise_x)["average_employees"] == 46


def test_a_question_passed_over_is_not_asked_again(stage):
    client = stage.client(stage.owner_x)
    first = client.get(reverse("policies:mine"))
    second = client.get(f"{reverse('policies:mine')}?{first.context['onward']}")
    assert second.context["asked"] not in ("", first.context["asked"])
    checked = Client().post(reverse("policies:check"), TYPED)
    passed = checked.context["question"]["fact"]
    again = Client().post(reverse("policies:check"), TYPED | {"skip": passed})
    assert again.context["question"]["fact"] != passed


def test_a_wrong_answer_records_nothing_and_is_kept(stage):
    client = stage.client(stage.owner_x)
    page = client.post(reverse("policies:mine"), {"fact": "average_employees", "average_employees": "-1"})
    assert page.context["form"]["average_employees"].value() == "-1"
    assert "不能是负数" in page.content.decode()
    assert "average_employees" not in known_facts(stage.enterprise_x)


def test_the_list_of_one_standing(stage):
    page = stage.client(stage.owner_x).get(reverse("policies:mine"), {"verdict": "ineligible"})
    assert [section["anchor"] for section in page.context["sections"]] in ([], ["ineligible"])


def test_pages_cost_few_queries_however_long_the_library(stage):
    client = stage.client(stage.owner_x)
    client.get(reverse("policies:mine"))
    for name in ("policies:mine", "policies:report"):
        with CaptureQueriesContext(
            connection,
        ) as run:
            client.get(reverse(name))
        assert len(run) <= 14, [query["sql"] for query in run]


def test_the_whole_check_is_fast_enough_to_answer_at_once(stage, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        Client().post(reverse("policies:check"), TYPED)


def test_of_many_policies_a_check_shows_a_few_and_the_rest_by_pages_with_everything_typed_kept(stage, monkeypatch):
    monkeypatch.setattr(checking, "FEW", 2)
    few = Client().post(reverse("policies:check"), TYPED)
    (long,) = [section for section in few.context["sections"] if section["anchor"] == "unknown"]
    assert (len(long["cards"]), long["more"] > 2) == (2, True)
    whole = Client().post(reverse("policies:check"), TYPED | {"verdict": "unknown"})
    assert [len(section["cards"]) for section in whole.context["sections"]] == [min(long["more"], cards.PAGE)]
    assert all(whole.context["form"][name].value() == typed for name, typed in TYPED.items())


def test_no_condition_of_any_policy_is_without_its_article(shipped):
    for version in library().versions:
        (finding,) = conditions_of(version, on=version.effective_from)
        rows = condition_rows(finding) + case_rows(finding, {})
        assert [row["condition"] for row in rows if not row["clause"]] == [], version.code


def test_conditions_are_read_as_people_say_them(shipped, client):
    page = client.get("/policies/").content.decode()
    assert "未列入经营异常名录" in page
    assert "谁可以：小规模纳税人、小型微利企业或个体工商户" in page
    assert "：否" not in page
