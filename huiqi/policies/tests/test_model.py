"""A model beside the grammar: off by default, asked by a press, held to the words, and never in the way."""

import json

import pytest

from huiqi.policies.tests.model_server import running
from huiqi.policies.tests.test_proposed import TEXT, URL, inputs, read
from huiqi.policies.wording.propose import NO_ANSWER, NOTHING_MORE

pytestmark = pytest.mark.django_db
CONTACT = "\n联系人：张三 电话：0371-65512345\n咨询请拨13812345678或写信到zhang@example.cn，法定代表人：李四"


@pytest.fixture
def hub(client, cast, shipped):
    client.force_login(cast.hub_operator)
    return client


@pytest.fixture
def model(settings):
    with running() as service:
        settings.MODEL = service.settings
        yield service


def says(model, *conditions):
    """What the model is to say."""
    model.words = "```json\n" + json.dumps({"conditions": list(conditions)}, ensure_ascii=False) + "\n```"


def asked(client, text=TEXT):
    """The page after the model was asked."""
    page = read(client, text)
    return page, client.post(URL, inputs(page) | {"do": "model"})


def told(page):
    """The sentences at the head of a page."""
    return [str(message) for message in page.context["messages"]]


NAMED = {"fact": "other", "op": "is_true", "value": True, "words": "省级名牌产品"}
WITH_NAMED = "关于省级名牌产品\n" + TEXT


def test_without_a_model_there_is_no_button_and_a_forged_press_does_nothing(hub):
    page, again = asked(hub)
    assert 'value="model"' not in page.content.decode()
    assert len(again.context["cards"]) == len(page.context["cards"])


def test_what_a_model_finds_beside_the_grammar_waits_for_a_decision(hub, model):
    says(model, NAMED)
    page, again = asked(hub, WITH_NAMED)
    card = again.context["cards"][-1]
    assert len(again.context["cards"]) == len(page.context["cards"]) + 1
    assert (card["words"], card["by_model"], card["offer"].answer) == ("省级名牌产品", True, "")


def test_a_press_again_brings_the_same_only_once(hub, model):
    says(model, NAMED)
    _page, once = asked(hub, WITH_NAMED)
    twice = hub.post(URL, inputs(once) | {"do": "model"})
    assert len(twice.context["cards"]) == len(once.context["cards"])
    assert told(twice) == [str(NOTHING_MORE)]


@pytest.mark.parametrize(
    "condition",
    [
        {**NAMED, "words": "国家级名牌产品"},
        {**NAMED, "words": ""},
        {**NAMED, "words": 3},
        {**NAMED, "op": "drop"},
        {"fact": "revenue", "op": ">=", "value": 30_000_000, "words": "营业收入2000万元以上"},
        {"fact": "revenue", "op": ">=", "value": True, "words": "营业收入2000万元以上"},
        {"fact": "revenue", "op": ">=", "value": 20_000_000, "words": "营业收入2000万元以上"},
        {"fact": "region", "op": "in", "value": [1], "words": "在郑州市注册登记"},
        "no object",
    ],
)
def test_what_does_not_quote_the_text_or_is_there_already_is_dropped(hub, model, condition):
    says(model, condition)
    page, again = asked(hub)
    assert len(again.context["cards"]) == len(page.context["cards"])


def test_persons_are_never_sent_and_the_text_stays(hub, model):
    _page, again = asked(hub, TEXT + CONTACT)
    sent = model.asked[0]["messages"][1]["content"]
    assert "营业收入2000万元以上" in sent
    assert not [one for one in ("张三", "65512345", "13812345678", "example.cn", "李四") if one in sent]
    assert again.context["text"] == TEXT + CONTACT


def test_a_decision_made_before_stays_when_the_model_is_asked(hub, model):
    says(model, NAMED)
    page = read(hub, WITH_NAMED)
    again = hub.post(URL, inputs(page) | {"do": "model", "take-0": "no", "title": "我改的名称"})
    assert again.context["cards"][0]["offer"].answer == "no"
    assert again.context["form"]["title"].value() == "我改的名称"


@pytest.mark.parametrize(
    ("misbehaviour", "code"),
    [
        ({"status": 500}, "http"),
        ({"status": 302}, "http"),
        ({"body": b"no json"}, "unreadable"),
        ({"body": b'{"choices": []}'}, "unreadable"),
        ({"words": "I am sorry"}, "unreadable"),
        ({"words": "{" * 100_000}, "unreadable"),
        ({"body": b"1" * 1_100_000}, "unreadable"),
        ({"drip": 0.2}, "slow"),
    ],
)
def test_a_model_that_misbehaves_is_told_and_nothing_is_lost(hub, model, misbehaviour, code):
    for name, value in misbehaviour.items():
        setattr(model, name, value)
    page, again = asked(hub)
    assert told(again) == [str(NO_ANSWER[code])]
    assert len(again.context["cards"]) == len(page.context["cards"])
    assert model.paths == ["/v1/chat/completions"]


def test_a_model_that_is_away_is_told(hub, settings):
    settings.MODEL = {"url": "http://127.0.0.1:9/v1", "key": "", "name": "x", "timeout": 0.5}
    _page, again = asked(hub)
    assert told(again) == [str(NO_ANSWER["unreachable"])]
