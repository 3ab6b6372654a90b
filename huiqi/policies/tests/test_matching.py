"""What if, one question at a time, the ladder and the review: a firm's pages about its own policies."""

from datetime import date

import pytest
from django.urls import reverse

from huiqi.enterprises.models import StatedFact
from huiqi.enterprises.selectors import known_facts
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.policies.tests.conftest import AT
from tests.cast import NOON

pytestmark = pytest.mark.django_db
SMALL = {
    "annual_taxable_income": "800000",
    "average_employees": 290,
    "average_total_assets": "9000000",
    "restricted_industry": False,
    "rd_expense": "520000",
    "revenue": "20000000",
    "qualifications": [{"code": "high_tech", "until": "2026-12-20"}],
}


@pytest.fixture
def stage(cast, shipped, monkeypatch):
    """Enterprise X has said a few things, on 22 November 2026."""
    for room in ("supposing", "answering", "climbing", "review"):
        monkeypatch.setattr(f"huiqi.policies.views.{room}.localdate", lambda *_: AT.date())
    told = {"as_of": date(2026, 11, 1), "source": FactSource.STATED, "actor": cast.actor(cast.owner_x), "at": NOON}
    record_facts(cast.enterprise_x, SMALL, **told)
    return cast


@pytest.fixture
def owner(stage):
    """The owner of enterprise X."""
    return stage.client(stage.owner_x)


def groups(page):
    """The policies a supposition moves, by what it does."""
    return {group["anchor"]: {row["code"]: row for row in group["rows"]} for group in page.context["groups"]}


@pytest.mark.parametrize(("staff", "lost"), [("299", False), ("300", False), ("301", True)])
def test_a_supposition_at_the_bound_of_staff_loses_the_tax_relief_only_above_it(owner, staff, lost):
    page = owner.get(reverse("policies:what_if"), {"average_employees": staff})
    assert ("P01" in groups(page).get("closes", {})) is lost


def test_what_is_lost_says_why_and_how_many_yuan(owner):
    page = owner.get(reverse("policies:what_if"), {"average_employees": "310"})
    row = groups(page)["closes"]["P01"]
    assert row["why"] == ["从业人数（全年季度平均）：现为 310 人，要求不超过 300 人，超出 10 人。"]
    assert row["yuan"] == "每年约 16 万元"


def test_a_press_leads_to_the_result_and_what_is_wrong_or_added_to_the_form(owner):
    address = reverse("policies:what_if")
    assert 'method="get" action="#found"' in owner.get(address).content.decode()
    for typed, there in (({"average_employees": "310"}, True), ({"average_employees": "三百"}, False)):
        assert ('id="found"' in owner.get(address, typed).content.decode()) is there
    more = {"average_employees": "310", "also": "layoff_rate"}
    assert 'id="found"' not in owner.get(address, more).content.decode()


def test_a_supposition_is_never_stored(owner, stage):
    before = StatedFact.objects.count()
    owner.get(reverse("policies:what_if"), {"average_employees": "310", "on": "2027-01-01"})
    assert StatedFact.objects.count() == before
    assert known_facts(stage.enterprise_x)["average_employees"] == 290


def test_the_address_holds_what_is_supposed_and_nothing_that_is_known(owner):
    typed = {"average_employees": "310", "revenue": "2,000", "employees": "", "on": "2026-11-22", "also": ""}
    moved = owner.get(reverse("policies:what_if"), typed)
    assert moved.url == f"{reverse('policies:what_if')}?average_employees=310"
    named = owner.get(reverse("policies:what_if"), {"uscc": "91410100MA0000001X", "key_group": "veteran"})
    assert named.url == reverse("policies:what_if")


def test_another_day_looks_at_what_is_in_force_and_valid_then(owner):
    page = owner.get(reverse("policies:what_if"), {"on": "2027-01-15"})
    assert "P08" in groups(page)["closes"]
    assert groups(page)["closes"]["P08"]["why"][0].startswith("缺：高新技术企业，高新技术企业已于 2026年12月20日 过期")


def test_one_more_fact_can_be_added_and_what_is_wrong_is_said_beside_it(owner):
    page = owner.get(reverse("policies:what_if"), {"also": "layoff_rate"})
    assert "layoff_rate" in page.context["form"].fields
    wrong = owner.get(reverse("policies:what_if"), {"average_employees": "三百", "on": "2027-02-30"})
    assert wrong.context["form"].errors["average_employees"]
    assert wrong.context["day"].errors["on"] == ["请填写真实存在的日期，例如 2027-01-01。"]
    assert wrong.context["form"]["average_employees"].value() == "三百"


@pytest.mark.parametrize("value", ["\0", "9" * 5000, "<b>1</b>", "-1", "１e5", "​"])
def test_hostile_suppositions_are_answered_with_sentences(owner, value):
    for name in ("average_employees", "on", "also", "qualifications", "region"):
        assert owner.get(reverse("policies:what_if"), {name: value}, follow=True).status_code == 200


def test_questions_come_one_at_a_time_and_say_what_they_open(owner):
    page = owner.get(reverse("policies:questions"))
    assert len(page.context["form"].fields) == 1
    assert page.context["opens"]
    assert page.context["settled"] < page.context["total"]


def test_an_answer_is_recorded_and_the_next_question_asked(owner, stage):
    asked = owner.get(reverse("policies:questions")).context["asked"]
    moved = owner.post(reverse("policies:questions"), {"fact": "wage_arrears", "wage_arrears": "no"}, follow=True)
    assert known_facts(stage.enterprise_x)["wage_arrears"] is False
    assert moved.context["asked"] == asked
    assert "已记下" in moved.content.decode()


def test_a_wrong_answer_is_kept_and_nothing_recorded(owner, stage):
    page = owner.post(reverse("policies:questions"), {"fact": "employees", "employees": "-1"})
    assert page.context["form"]["employees"].value() == "-1"
    assert "employees" not in known_facts(stage.enterprise_x)


def test_when_every_question_was_passed_over_the_page_says_so(owner):
    path = reverse("policies:questions")
    while asked := (page := owner.get(path)).context["asked"]:
        assert asked in page.context["form"].fields
        path = f"{reverse('policies:questions')}?{page.context['onward']}"
    assert "没有别的题了" in page.content.decode()


def test_the_ladder_says_what_is_held_until_when_and_what_each_step_lacks(owner):
    page = owner.get(reverse("policies:ladder"))
    (high_tech,) = page.context["beside"]
    assert high_tech["dates"] == ["2026年12月20日到期，还有 28 天"]
    assert [[rung["code"] for rung in step] for step in page.context["steps"]] == [["L02", "L01"], ["L03"], ["L04"]]
    assert any("还差 48 万元" in line for line in page.context["steps"][1][0]["lacking"])
    assert page.context["steps"][0][0]["tables"][0]["rows"]


def test_a_title_without_any_day_leads_to_where_its_day_is_asked_for(stage, owner):
    told = {"as_of": date(2026, 11, 2), "source": FactSource.STATED, "actor": stage.actor(stage.owner_x), "at": NOON}
    record_facts(stage.enterprise_x, {"qualifications": ["high_tech", "tech_sme"]}, **told)
    page = owner.get(reverse("policies:ladder"))
    assert page.context["beside"][0]["dates"] == []
    assert f'href="{reverse("policies:calendar")}#id_high_tech"' in page.content.decode()
    assert "#id_tech_sme" not in page.content.decode()
    assert 'id="id_high_tech"' in owner.get(reverse("policies:calendar")).content.decode()


def test_the_review_names_versions_facts_with_their_source_and_the_calculation(owner):
    page = owner.get(reverse("policies:report")).content.decode()
    assert "财政部 税务总局公告2023年第12号" in page
    assert "2026年11月1日，" in page
    assert "× 20%" in page


def test_the_review_counts_policies_that_exclude_each_other_once(owner):
    page = owner.get(reverse("policies:report"))
    assert page.context["yuan"]["amounts"][0] == "每年约 16 万元"
    assert len([line for line in page.context["yuan"]["left_out"] if "不与“小型微利企业" in line]) == 1


def test_the_review_is_printed_as_pdf(owner):
    answer = owner.get(reverse("policies:report_pdf"))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_without_a_printer_the_page_says_how_to_print(owner, monkeypatch):
    from huiqi.kernel.printing import NoPrinter

    def fail(*_):
        raise NoPrinter

    monkeypatch.setattr("huiqi.policies.views.review.print_page", fail)
    assert "另存为 PDF" in owner.get(reverse("policies:report_pdf")).content.decode()


@pytest.mark.parametrize("name", ["what_if", "questions", "ladder", "report", "report_pdf"])
def test_in_english_the_pages_are_in_english(stage, name):
    client = stage.client(stage.owner_x)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert client.get(reverse(f"policies:{name}")).status_code == 200
