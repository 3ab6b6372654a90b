"""The public API as a whole: whatever goes wrong below /api/ is told in one shape, in the reader's language."""

import json
import re

import pytest

from huiqi.filings.tests.test_api import key_of
from huiqi.programs.services import entering

CHINESE = re.compile("[\u4e00-\u9fff]")
SIZE = "/api/v1/standards/size"
CHECK = "/api/v1/policies/check"
DAYS = "/api/v1/standards/working-days"
LIST = "/api/v1/policies"
JSON = "application/json"


def body(answer):
    """What went wrong, of an answer that must have the one shape of a failure."""
    assert answer["Content-Type"].startswith(JSON), answer.content[:80]
    told = answer.json()
    assert set(told) == {"error"}
    assert set(told["error"]) == {"code", "message", "fields"}
    return told["error"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/api/", "/api/v2/policies", "/api/v1/policies/", "/api/v1/standards/uscc/", "/api/v1/nothing"]
)
def test_an_address_that_does_not_exist_is_told_in_json(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert body(answer)["code"] == "not_found"


@pytest.mark.django_db
def test_the_address_of_the_api_itself_leads_to_what_it_can_do(client):
    shown = client.get("/api/v1/", follow=True)
    assert shown.redirect_chain == [("/api/v1/docs", 302)]
    assert "按给出的企业情况，逐项说明" in shown.content.decode()
    assert "`" not in shown.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("get", SIZE, "POST"),
        ("post", LIST, "GET"),
        ("delete", "/api/v1/policies/P01", "GET"),
        ("post", "/api/v1/docs", "GET"),
    ],
)
def test_a_method_that_an_address_does_not_take_is_told_in_json_with_those_it_takes(client, method, path, allowed):
    answer = getattr(client, method)(path)
    told = body(answer)
    assert (answer.status_code, told["code"]) == (405, "method_not_allowed")
    assert allowed in answer["Allow"]
    assert allowed in told["message"]


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_told_in_json(client, settings):
    settings.ALLOWED_HOSTS = ["huiqi.example"]
    answer = client.get(LIST, HTTP_HOST="elsewhere.example")
    assert (answer.status_code, body(answer)["code"]) == (400, "bad_request")


@pytest.mark.django_db
def test_what_breaks_outside_any_call_is_told_in_json(client, monkeypatch):
    monkeypatch.setattr("huiqi.portal.views.documented_calls", lambda: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/api/v1/docs")
    assert (answer.status_code, body(answer)["code"]) == (500, "internal")


@pytest.mark.django_db
def test_a_page_that_does_not_exist_stays_a_page(client):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")


WRONG = [
    None,
    True,
    "x",
    "",
    -1,
    1.5,
    "0x",
    [],
    [1],
    {},
    {"a": 1},
    10**30,
    "9" * 5000,
    1e308,
    "2026-02-30",
    "NaN",
    "\ud800",
    "\x00",
]
FIELDS = {SIZE: ("industry", "employees", "revenue", "total_assets", "on", "extra"), CHECK: ("facts", "on", "extra")}
QUESTIONS = [(url, {name: value}) for url, names in FIELDS.items() for name in names for value in WRONG]
BODIES = [(url, value) for url in FIELDS for value in WRONG]
ASKED = [(DAYS, name, v) for name in ("from", "days") for v in WRONG] + [
    (LIST, name, v) for name in ("q", "region", "on", "page") for v in WRONG
]


def sentences(client, language):
    """Every sentence that the API has for these wrong questions."""
    headers = {"HTTP_ACCEPT_LANGUAGE": language}
    answers = [client.post(url, json.dumps(data), content_type=JSON, **headers) for url, data in QUESTIONS + BODIES]
    answers += [client.get(url, {name: str(value)}, **headers) for url, name, value in ASKED if value != "\ud800"]
    assert {answer.status_code for answer in answers} <= {200, 400, 422}
    refused = [body(answer) for answer in answers if answer.status_code != 200]
    return {said for told in refused for said in (told["message"], *told["fields"].values())}


@pytest.fixture
def program(cast, settings, tmp_path, monkeypatch):
    """The cast, with the key of a program that may call as often as it likes."""
    settings.FILES_ROOT = tmp_path
    monkeypatch.setattr(entering, "MOST_A_MINUTE", 10_000)
    cast.key = key_of(cast, cast.manager_a)
    return cast


@pytest.mark.django_db
def test_in_chinese_every_sentence_is_chinese(client):
    said = sentences(client, "zh-hans")
    assert [one for one in said if not CHINESE.search(one) or not one.endswith("。")] == []


@pytest.mark.django_db
def test_in_english_every_sentence_is_english(client):
    said = sentences(client, "en")
    assert [one for one in said if CHINESE.search(one)] == []


def test_a_day_before_the_first_size_standard_names_the_field(client):
    answer = client.post(SIZE, {"industry": "3311", "employees": 40, "on": "1900-01-01"}, content_type=JSON)
    assert answer.status_code == 422
    assert "2011-06-18" in body(answer)["fields"]["on"]


OUTCOME = {
    "number": "HQ26-2222-2222",
    "stage": "granted",
    "on": "2026-11-20",
    "amount": "5",
    "uscc": None,
    "policy": None,
}
WRONG_OUTCOMES = [{**OUTCOME, name: value} for name in (*OUTCOME, "reason", "extra") for value in WRONG] + WRONG


@pytest.mark.django_db
@pytest.mark.parametrize("sent", ["{bad", "[1", "\x00", "{'a': 1}"])
def test_a_body_that_is_no_json_is_told_so(client, sent):
    answer = client.post(CHECK, sent, content_type=JSON)
    assert (answer.status_code, body(answer)["message"]) == (400, "请求体不是有效的 JSON。")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_wrong_outcome_gets_a_sentence_in_the_language_of_the_program(program, language):
    def call(name, told):
        headers = {"Authorization": f"Bearer {program.key}", "Accept-Language": language, "Idempotency-Key": "fuzz-001"}
        return program.client().post(f"/api/v1/filings/{name}", json.dumps(told), content_type=JSON, headers=headers)

    many = call("outcome-lists", {"outcomes": WRONG_OUTCOMES, "on_fault": "rest"}).json()
    said = {fault["message"] for line in many["lines"] for fault in line["faults"]}
    assert [line["outcome"] for line in many["lines"]] == ["refused"] * len(WRONG_OUTCOMES)
    answers = [call("outcomes", told) for told in WRONG_OUTCOMES]
    assert {answer.status_code for answer in answers} <= {400, 422}
    said |= {one for answer in answers for one in (body(answer)["message"], *body(answer)["fields"].values())}
    quoted = {re.sub("写的是“.*”|It says “.*”", "", one, flags=re.S).strip() for one in said}
    assert [one for one in quoted if bool(CHINESE.search(one)) != (language == "zh-hans")] == []
