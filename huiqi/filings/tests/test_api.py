"""The API: a program reads a hand-off by its number, and brings back one outcome or many."""

import json
from uuid import uuid4

import pytest

from huiqi.filings.models import Handoff, OutcomeList
from huiqi.filings.tests.conftest import AT, handed
from huiqi.journal.models import Entry, Look
from huiqi.kernel.access import Role
from huiqi.notices.models import Notice
from huiqi.policies.models import Milestone
from huiqi.programs import services as programs
from huiqi.programs.models import AccessKey
from huiqi.programs.words import Scope, Term
from tests.cast import seat

pytestmark = pytest.mark.django_db
ONE, MANY, READ = "/api/v1/filings/outcomes", "/api/v1/filings/outcome-lists", "/api/v1/filings/handoffs/"
GRANTED = {"stage": "granted", "on": "2026-11-20", "amount": "50000"}


def key_of(cast, who, scopes=tuple(Scope)):
    """The secret of a key of somebody's office."""
    if not hasattr(cast, "security"):
        cast.security = seat(31, "安全管理员", cast.hub.organisation, Role.SECURITY_ADMINISTRATOR)
    asking = programs.Asking("市级申报系统", "回传结果", "数据中心", scopes, Term.HALF)
    actor = cast.actor(who)
    key = programs.ask_for_key(asking, submission=uuid4(), actor=actor, at=AT)
    programs.allow_key(key.ref, actor=cast.actor(cast.security), at=AT)
    return programs.fetch_key(key.ref, actor=actor, at=AT)[1]


@pytest.fixture
def stage(network):
    """The network, with a key of Zhengzhou's window and how it calls."""
    network.key = key_of(network, network.manager_a)
    return network


def call(cast, address, told=None, key=None, **headers):
    client, named = cast.client(), {"Authorization": f"Bearer {cast.key if key is None else key}", **headers}
    if told is None:
        return client.get(address, headers=named)
    return client.post(address, json.dumps(told), content_type="application/json", headers=named)


def sent(cast, outcomes, on_fault="rest", key="2026-11-22-01", **told):
    return call(cast, MANY, {"outcomes": outcomes, "on_fault": on_fault, **told}, **{"Idempotency-Key": key})


def wrong_fields(answer):
    assert answer.status_code == 422, answer.content
    return set(answer.json()["error"]["fields"])


def test_a_hand_off_is_read_by_its_number_and_the_firm_sees_by_whom(stage):
    made = handed(stage)
    told = call(stage, READ + made.number.replace("-", "").lower())
    assert told["Cache-Control"] == "private, no-store"
    body = told.json()
    assert (body["number"], body["policy"]["code"], body["steps"]) == (made.number, "P14", [])
    (staff,) = [one for one in body["fields"] if one["name"] == "employees"]
    assert (staff["value"], staff["source"], staff["as_of"]) == (46, "register", "2026-11-22")
    assert Look.objects.get(what="fetched").subject_ref == made.ref
    page = stage.client(stage.owner_x).get(f"/filings/{made.ref}/").content.decode()
    assert "市级申报系统" in page


def test_only_what_was_ticked_leaves(stage):
    made = handed(stage, names=["firm_name"])
    assert [one["name"] for one in call(stage, READ + made.number).json()["fields"]] == ["firm_name"]


def test_a_firm_that_another_window_serves_is_not_there(stage):
    made = handed(stage)
    Handoff.objects.update(enterprise=stage.enterprise_y)
    for address in (READ + made.number, READ + "HQ26-2222-2222", READ + "nonsense"):
        assert call(stage, address).status_code == 404
    assert not Look.objects.filter(what="fetched").exists()
    hub = key_of(stage, stage.hub_operator)
    assert call(stage, READ + made.number, key=hub).status_code == 200


def test_one_outcome_is_recorded_told_and_known_the_second_time(stage):
    made = handed(stage)
    first, again = (call(stage, ONE, {"number": made.number, **GRANTED}) for _ in range(2))
    assert first.json() == {"outcome": "made", "number": made.number, "policy": "P14"}
    assert again.json()["outcome"] == "same"
    row = Milestone.objects.get()
    assert row.recorded_by == str(AccessKey.objects.get().ref)
    assert Entry.objects.get(subject_ref=row.ref).organisation_id == stage.window_a.organisation_id
    assert Notice.objects.filter(kind="policies.outcome", person=stage.owner_x).count() == 1
    (step,) = call(stage, READ + made.number).json()["steps"]
    assert (step["stage"], step["on"], step["amount"]) == ("granted", "2026-11-20", "50000.00")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"number": "12"}, "number"),
        ({"number": "HQ26-2222-2222"}, "number"),
        ({"number": None}, "number"),
        ({"number": None, "uscc": "91410300MA00000022", "policy": "P14"}, "uscc"),
        ({"uscc": "91410300MA00000022"}, "uscc"),
        ({"policy": "P01"}, "policy"),
        ({"stage": "maybe"}, "stage"),
        ({"on": "2026-02-30"}, "on"),
        ({"on": "2099-01-01"}, "on"),
        ({"on": "1901-01-01"}, "on"),
        ({"amount": None}, "amount"),
        ({"amount": "-5"}, "amount"),
        ({"amount": "1.234"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"amount": "9" * 30}, "amount"),
        ({"reason": "长" * 301}, "reason"),
        ({"extra": 1}, "extra"),
    ],
)
def test_what_is_wrong_with_one_is_named_by_its_field_and_nothing_is_recorded(stage, told, field):
    body = {"number": handed(stage).number, **GRANTED, **told}
    assert wrong_fields(call(stage, ONE, body)) == {field}
    assert not Milestone.objects.exists()


def lines(stage):
    """Outcomes, and the field and code of what is wrong with each."""
    number = handed(stage).number
    return [
        ({"number": number, **GRANTED}, None),
        ({"number": "HQ26-2222-2222", **GRANTED}, (".number", "unknown_number")),
        ({"number": number, "stage": "paid", "on": "2026-11-21", "amount": 60000}, (".amount", "more_than_granted")),
        ({"number": number, "stage": "x", "on": "2026-11-21"}, (".stage", "no_stage_word")),
        ({"number": number, "stage": "paid"}, (".on", "missing")),
        ({"number": number, **GRANTED, "amount": [1]}, (".amount", "not_an_amount")),
        ({"number": {}, **GRANTED}, (".number", "not_text")),
        ({"number": number, **GRANTED, "x": 1}, (".x", "no_such_field")),
        ("nothing", ("", "no_object")),
        (None, ("", "no_object")),
    ]


def test_of_many_each_wrong_one_says_where_and_the_rest_is_recorded(stage):
    told = lines(stage)
    body = sent(stage, [one for one, _why in told]).json()
    found = [
        (line["faults"][0]["field"], line["faults"][0]["code"]) if line["faults"] else None for line in body["lines"]
    ]
    assert found == [why and (f"outcomes.{place}{why[0]}", why[1]) for place, (_one, why) in enumerate(told)]
    assert (body["made"], body["same"], body["refused"], body["repeated"]) == (1, 0, 9, False)
    assert [line["index"] for line in body["lines"]] == list(range(10))
    assert Milestone.objects.count() == 1


def test_nothing_is_recorded_where_the_program_wants_all_or_nothing(stage):
    body = sent(stage, [one for one, _why in lines(stage)], "nothing").json()
    assert (body["made"], body["lines"][0]["outcome"]) == (0, "left")
    assert not Milestone.objects.exists()


def test_under_one_key_a_list_is_done_once_and_another_is_refused(stage):
    outcomes = [{"number": handed(stage).number, **GRANTED}]
    first, again = (sent(stage, outcomes).json() for _ in range(2))
    assert again == first | {"repeated": True}
    other = sent(stage, outcomes, "nothing")
    assert (other.status_code, other.json()["error"]["code"]) == (409, "other_body")
    assert sent(stage, outcomes, key="2026-11-22-02").json()["same"] == 1
    assert OutcomeList.objects.count() == 2


def test_another_programs_key_for_its_list_is_another(stage):
    outcomes = [{"number": handed(stage).number, **GRANTED}]
    sent(stage, outcomes)
    stage.key = key_of(stage, stage.hub_operator)
    assert sent(stage, outcomes, "nothing").json()["repeated"] is False


def test_lines_that_name_no_policy_are_of_the_one_named_for_all(stage):
    outcomes = [{"uscc": stage.enterprise_x.uscc, **GRANTED}]
    assert sent(stage, outcomes, policy="p01").json()["lines"][0]["policy"] == "P01"
    assert sent(stage, outcomes, key="without-one").json()["lines"][0]["faults"][0]["code"] == "no_policy"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"outcomes": [], "on_fault": "rest"}, "outcomes"),
        ({"outcomes": [{}] * 501, "on_fault": "rest"}, "outcomes"),
        ({"outcomes": "x", "on_fault": "rest"}, "outcomes"),
        ({"outcomes": [{}], "on_fault": "perhaps"}, "on_fault"),
        ({"outcomes": [{}], "on_fault": "rest", "policy": 5}, "policy"),
        ({"outcomes": [{}]}, "on_fault"),
    ],
)
def test_a_list_that_is_none_is_refused_whole(stage, body, field):
    assert wrong_fields(call(stage, MANY, body, **{"Idempotency-Key": "2026-11-22"})) == {field}


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "钥匙钥匙钥匙钥匙"])
def test_a_list_needs_a_key_to_be_known_again_by(stage, key):
    answer = call(stage, MANY, {"outcomes": [{}], "on_fault": "rest"}, **({"Idempotency-Key": key} if key else {}))
    assert wrong_fields(answer) == {"Idempotency-Key"}


def test_the_window_finds_the_list_with_the_programs_name(stage):
    sent(stage, [{"number": handed(stage).number, **GRANTED}, {"number": "1", **GRANTED}])
    window = stage.client(stage.receptionist_a)
    page = window.get("/filings/outcomes/").content.decode()
    assert "市级申报系统" in page
    assert "程序回传" in page
    assert "/programs/" not in page
    assert "/programs/" in stage.client(stage.manager_a).get("/filings/outcomes/").content.decode()
    report = window.get(f"/filings/outcomes/{OutcomeList.objects.get().ref}/").content.decode()
    assert "第2条 交接编号" in report


@pytest.mark.parametrize(
    ("header", "status", "code"),
    [
        (None, 401, "no_key"),
        ("", 401, "no_key"),
        ("Basic eDp4", 401, "no_key"),
        ("Bearer", 401, "no_key"),
        ("Bearer huiqi_nonsense", 401, "unknown_key"),
    ],
)
def test_without_a_key_every_call_says_how_to_show_one(stage, header, status, code):
    headers = {} if header is None else {"Authorization": header}
    client = stage.client(stage.hub_operator)  # a session opens nothing here
    answers = [client.get(READ + "x", headers=headers)]
    answers += [client.post(to, "{}", content_type="application/json", headers=headers) for to in (ONE, MANY)]
    for answer in answers:
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
        assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_key_opens_what_its_scope_names_and_nothing_else(stage):
    made = handed(stage)
    reads = key_of(stage, stage.manager_a, (Scope.HANDOFFS,))
    writes = key_of(stage, stage.manager_a, (Scope.OUTCOMES,))
    assert call(stage, READ + made.number, key=reads).status_code == 200
    assert call(stage, ONE, {"number": made.number, **GRANTED}, key=writes).status_code == 200
    for answer in (
        call(stage, ONE, {"number": made.number, **GRANTED}, key=reads),
        call(stage, READ + "x", key=writes),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "lacks_scope")


def test_too_many_calls_are_told_when_to_come_again(stage):
    from django.utils.timezone import now

    from huiqi.programs.rules import MOST_A_MINUTE, minute

    AccessKey.objects.update(minute=minute(now()), in_minute=MOST_A_MINUTE)
    answer = call(stage, READ + "x")
    if answer.status_code == 404:  # a minute began just now
        pytest.skip("the minute turned")
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too_fast")
    assert 1 <= int(answer["Retry-After"]) <= 60


@pytest.mark.parametrize("name", ["a\x00", "\ud800"])
def test_a_name_of_a_field_that_is_no_text_is_named_as_far_as_it_can_be(stage, name):
    answer = sent(stage, [{name: 2}])
    assert (answer.status_code, answer.json()["refused"]) == (200, 1)
