"""The public API of policies, as docs and the vocabulary promise it."""

from typing import get_args

import pytest
from django.test import Client

from huiqi.kernel.access import SYSTEM
from huiqi.policies.api import InformationQuestion
from huiqi.policies.models import Document, Paragraph, Policy
from huiqi.policies.services import load_library
from huiqi.policies.tests.conftest import AT
from huiqi.policies.words import Recent, Topic

pytestmark = pytest.mark.django_db
FACTS = {
    "organisation_kind": "enterprise",
    "restricted_industry": False,
    "annual_taxable_income": 800_000,
    "average_employees": 46,
}


@pytest.fixture
def api(shipped):
    """Asks the API: (status, answer)."""
    client = Client()

    def ask(path, body=None):
        address = f"/api/v1/policies{path}"
        answer = client.get(address) if body is None else client.post(address, body, content_type="application/json")
        return answer.status_code, answer.json()

    return ask


def results(answer):
    return {result["policy"]: result for result in answer["results"]}


def test_the_list_is_paged_and_each_policy_is_whole(api):
    status, answer = api("?on=2026-11-22&page=1")
    assert (status, answer["total"], answer["page"], answer["pages"], len(answer["items"])) == (200, 34, 1, 2, 20)
    parts = {"document_number", "issuer", "status", "validity", "benefit", "conditions", "materials", "how_to_apply"}
    assert all(parts | {"source_grade", "verified"} <= item.keys() for item in answer["items"])


def test_empty_parameters_are_as_good_as_none(api):
    assert api("?q=&region=&on=&page=")[0] == 200


def test_the_list_finds_by_words_and_by_place(api):
    assert [item["code"] for item in api("?q=小型微利 25%&on=2026-11-22")[1]["items"]] == ["P01"]
    assert api("?region=410102&on=2026-11-22")[1]["total"] == 34


@pytest.mark.parametrize(
    ("query", "field"),
    [("?page=99", "page"), ("?page=0", "page"), ("?on=2026-02-30", "on"), ("?region=999999", "region")],
)
def test_a_wrong_question_names_its_field(api, query, field):
    status, answer = api(query)
    assert status == 422
    assert list(answer["error"]["fields"]) == [field]


def test_a_policy_has_its_conditions_as_data_and_as_sentences(api):
    status, policy = api("/P01?on=2026-11-22")
    assert status == 200
    assert policy["conditions"]["tree"]["all"]
    assert any("不超过 300 万元" in sentence for sentence in policy["conditions"]["sentences"])
    assert policy["validity"] == {"from": "2023-01-01", "through": "2027-12-31", "in_force": True}


def test_a_policy_that_ended_is_shown_as_not_in_force(api):
    assert api("/P26?on=2026-11-22")[1]["validity"]["in_force"] is False
    assert api("/P99")[0] == 404


def test_a_policy_reads_as_on_the_day_asked(api):
    assert api("/L03?on=2026-03-31")[1]["document_number"] != api("/L03?on=2026-04-01")[1]["document_number"]


def test_the_check_says_what_is_missing(api):
    status, answer = api("/check", {"facts": FACTS, "on": "2026-11-22"})
    first = results(answer)["P01"]
    assert (status, answer["on"], first["verdict"]) == (200, "2026-11-22", "unknown")
    assert first["missing"] == ["average_total_assets"]
    keys = {"condition", "fact", "status", "expected", "actual", "source", "shortfall"}
    assert all(keys == finding.keys() for result in answer["results"] for finding in result["findings"])


def test_the_check_lists_exactly_what_is_in_force(api):
    codes = set(results(api("/check", {"facts": {}, "on": "2026-11-22"})[1]))
    assert {"L01", "L02", "L03", "L04", "L05", "P01", "P17"} <= codes
    assert "P26" not in codes
    assert "P26" in results(api("/check", {"facts": {}, "on": "2025-12-31"})[1])


def test_a_finding_says_by_how_much_it_misses(api):
    facts = FACTS | {"average_total_assets": 60_000_000}
    result = results(api("/check", {"facts": facts, "on": "2026-11-22"})[1])["P01"]
    assets = next(finding for finding in result["findings"] if finding["fact"] == "average_total_assets")
    assert (result["verdict"], assets["status"], assets["actual"]) == ("ineligible", "unmet", "60000000")
    assert "1,000 万元" in assets["shortfall"]


@pytest.mark.parametrize("name", ["employees", "no_such_fact"])
def test_bad_facts_are_refused_by_name(api, name):
    status, answer = api("/check", {"facts": {name: "many"}})
    assert (status, list(answer["error"]["fields"])) == (422, [name])


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"facts": []},
        {"facts": {}, "extra": 1},
        {"facts": {}, "on": "soon"},
        {"facts": {}, "on": 0},
        {"facts": {}, "on": {}},
    ],
)
def test_a_body_of_another_shape_is_refused(api, body):
    assert api("/check", body)[0] == 422


def test_the_check_costs_one_query(api, django_assert_num_queries):
    api("/check", {"facts": {}})
    with django_assert_num_queries(1):
        api("/check", {"facts": FACTS})


def test_a_new_load_is_seen_at_once(api, folder, rewrite):
    rewrite("P01-2023-01-01.json", title="新的名称")
    load_library(folder, actor=SYSTEM, at=AT.replace(hour=10))
    assert api("/P01?on=2026-11-22")[1]["title"] == "新的名称"


def test_information_is_told_whole_newest_first_and_narrowed(api, settings):
    settings.ADDRESS = "https://huiqi.example"
    told = {"kind": "news", "issued_in": "410100", "last_verified": AT.date(), "published_at": AT, "grade": "A"}
    for topic, day in (("market", "2026-11-01"), ("talent", "2026-11-20")):
        text = Document.objects.create(key=topic, title=topic, topic=topic, issued_on=day, content_hash="h", **told)
        text.policies.add(Policy.objects.get(code="P01"))
        Paragraph.objects.create(document=text, place=1, text="一段话")
    status, answer = api("/information")
    assert (status, [item["title"] for item in answer["items"]]) == (200, ["talent", "market"])
    (item,) = api("/information?topic=market&region=410000&q=一段")[1]["items"]
    assert (item["policies"], item["paragraphs"], item["issued_in"]["name"]) == (["P01"], ["一段话"], "郑州市")
    assert item["page"].startswith("https://huiqi.example/policies/documents/")


@pytest.mark.parametrize("wrong", ["topic=weather", "region=999999", "recent=8", "page=9"])
def test_a_wrong_filter_of_information_is_named(api, wrong):
    status, answer = api(f"/information?{wrong}")
    assert (status, list(answer["error"]["fields"])) == (422, [wrong.partition("=")[0]])


def test_the_api_knows_every_topic_and_period():
    fields = InformationQuestion.model_fields
    for name, words in (("topic", Topic), ("recent", Recent)):
        assert get_args(fields[name].annotation) == ("", *(str(word.value) for word in words))
