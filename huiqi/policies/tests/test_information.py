"""Information: a text with a topic, by two people, in the list, the feed and the search; withdrawn, it is gone."""

import json
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import localdate

from huiqi.kernel.refusal import Refused
from huiqi.policies import services
from huiqi.policies.models import Document
from huiqi.policies.rules.sheets import columns, row
from huiqi.policies.rules.texts import flaws
from huiqi.policies.selectors import texts_of
from huiqi.policies.selectors.documents import text_content
from huiqi.policies.selectors.information import InformationDocuments, Sought, sought, speaking_of, waiting_information
from huiqi.policies.services.importing import import_file
from huiqi.policies.tests.conftest import AT
from huiqi.policies.wording.texts import REFUSALS
from huiqi.policies.words import OnFault, Recent, Topic

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def piece(**said):
    """A piece of market information of Zhengzhou."""
    whole = {"kind": "news", "topic": "market", "issued_in": "410100", "title": "采购对接会", "issuer": "某中心"}
    whole |= {"number": "", "status": "in_force", "grade": "A", "issued_on": "2026-11-20", "policies": []}
    whole |= {"last_verified": "2026-11-22", "paragraphs": [{"text": "下月举行。"}, {"text": "不收费。"}]}
    return whole | said


@pytest.fixture
def publish(hub, second):
    """Write a piece down and let a second person publish it."""

    def done(document=None, **said):
        draft = services.propose_text(piece(**said), document=document, actor=hub, at=AT)
        return services.publish_text(draft.ref, actor=second, at=AT).document

    return done


def offered(page):
    """What a form holds before anything is typed."""
    return {name: str(value) for name, value in page.context["form"].initial.items()}


def titles(**asked):
    return [text.title for text in sought(Sought(TODAY, **asked))]


def test_a_second_person_publishes_it_and_only_then_it_is_listed(hub, second):
    draft = services.propose_text(piece(), actor=hub, at=AT)
    assert (titles(), waiting_information(second), waiting_information(hub)) == ([], 1, 0)
    with pytest.raises(Refused, match="own_eyes"):
        services.publish_text(draft.ref, actor=hub, at=AT)
    services.publish_text(draft.ref, actor=second, at=AT)
    assert (titles(), waiting_information(second)) == (["采购对接会"], 0)


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"topic": ""}, "topic", "required"),
        ({"paragraphs": []}, "paragraphs", "required"),
        ({"topic": "weather"}, "topic", "no_topic"),
        ({"issued_in": ""}, "issued_in", "required"),
        ({"issued_in": "999999"}, "issued_in", "no_region"),
        ({"issued_on": ""}, "issued_on", "required"),
        ({"kind": "document", "withdrawn": "登错了"}, "withdrawn", "only_news"),
    ],
)
def test_what_information_must_say_is_asked_for_at_its_field(said, field, code):
    assert [(flaw.field, flaw.code) for flaw in flaws(piece(**said))] == [(field, code)]


def test_a_link_alone_is_information_too():
    assert not [*flaws(piece(paragraphs=[], url="https://example.org/one"))]


def test_the_sentence_names_every_topic():
    assert all(topic.label in str(REFUSALS["no_topic"]) for topic in Topic)


def test_the_database_holds_no_news_without_topic_and_withdraws_nothing_else(publish):
    text = publish()
    gone = {"kind": "notice", "withdrawn": "x"}
    for wrong in ({"topic": ""}, {"issued_in": ""}, {"issued_on": None}, {"topic": "x"}, gone):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(id=text.id).update(**wrong)


def test_the_newest_is_first_and_each_filter_narrows(publish):
    publish(title="旧", issued_on="2025-01-01")
    publish(title="新", issued_on="2026-11-21", topic="talent", paragraphs=[{"text": "数控技工"}])
    publish(title="中", issued_on="2026-11-01")
    assert titles() == ["新", "中", "旧"]
    assert titles(topic=Topic.MARKET) == ["中", "旧"]
    assert titles(q="技工 某中心") == ["新"]
    assert titles(recent=Recent.WEEK) == ["新"]
    assert titles(recent=Recent.YEAR) == ["新", "中"]


def test_a_place_has_what_concerns_it_above_and_within(publish):
    for title, place in (("国", "000000"), ("省", "410000"), ("市", "410100"), ("县", "410102"), ("邻市", "410300")):
        publish(title=title, issued_in=place)
    assert set(titles(region="410100")) == {"国", "省", "市", "县"}
    assert set(titles(region="410102")) == {"国", "省", "市", "县"}
    assert set(titles(region="410103")) == {"国", "省", "市"}


def test_an_interpretation_with_a_topic_is_information_too_and_stays_one(publish):
    publish(kind="interpretation", title="解读", topic="regulation", policies=["P01"])
    assert titles(topic=Topic.REGULATION) == ["解读"]
    assert [text.title for text in texts_of("P01")] == ["解读"]


def test_news_speaks_of_a_policy_and_is_not_taken_for_its_text(publish):
    text = publish(policies=["P01"])
    assert texts_of("P01") == []
    assert speaking_of("P01") == [text]
    page = Client().get("/policies/P01/").content.decode()
    assert "相关资讯" in page
    assert str(text.ref) in page
    assert "说到的政策" in Client().get(f"/policies/documents/{text.ref}/").content.decode()


def test_amended_it_keeps_its_page_and_withdrawn_only_the_reason(publish):
    text = publish()
    publish(paragraphs=[{"text": "改在后月。"}])
    address = f"/policies/documents/{text.ref}/"
    assert "改在后月" in Client().get(address).content.decode()
    publish(withdrawn="对接会取消了。")
    page = Client().get(address).content.decode()
    assert "对接会取消了。" in page
    assert "下月举行" not in page
    assert (titles(), list(InformationDocuments().documents())) == ([], [])
    assert "采购对接会" not in Client().get("/policies/information/feed/").content.decode()
    publish()
    assert titles() == ["采购对接会"]


def test_what_says_nothing_new_holds_no_new_names(publish):
    """Drafts that waited when information came in are still of what is published."""
    text = publish(kind="document", topic="", issued_in="", title="某办法")
    assert not {"topic", "issued_in", "withdrawn"} & set(text_content(text))


def test_the_feed_has_the_words_the_filters_and_no_host_that_is_claimed(publish, settings):
    settings.ADDRESS, settings.ALLOWED_HOSTS = "https://huiqi.example", ["*"]
    publish(title="市场\x0b的", paragraphs=[{"text": "<b>不收费。</b>"}])
    publish(title="人才的", topic="talent")
    answer = Client().get("/policies/information/feed/?topic=market", headers={"host": "evil.example"})
    assert answer["Content-Type"].startswith("application/atom+xml")
    (entry,) = ET.fromstring(answer.content).findall("a:entry", ATOM)
    assert entry.find("a:title", ATOM).text == "市场 的"
    assert entry.find("a:link", ATOM).get("href").startswith("https://huiqi.example/policies/documents/")
    assert entry.find("a:summary", ATOM).text == "<p>&lt;b&gt;不收费。&lt;/b&gt;</p>"
    assert b"evil.example" not in answer.content


def test_the_list_has_pages_and_says_when_nothing_is_found(publish):
    for number in range(21):
        publish(title=f"第{number}条")
    first, second = (Client().get(f"/policies/information/?page={page}").content.decode() for page in (1, 2))
    assert (first.count("/policies/documents/"), second.count("/policies/documents/")) == (20, 1)
    assert "没有找到这样的资讯" in Client().get("/policies/information/?q=没有的").content.decode()
    assert "共 21 条" in Client().get("/policies/information/?topic=nonsense").content.decode()


def test_it_is_found_by_the_search_under_its_own_kind(publish):
    text = publish()
    (found,) = InformationDocuments().documents()
    assert (found.kind, found.title, found.key) == ("information", "采购对接会", str(text.ref))
    assert "不收费。" in found.text


def test_a_row_of_a_sheet_with_a_topic_is_news():
    heads = columns(["名称", "栏目", "发布地区", "成文日期", "正文"])
    told = dict(zip(heads.values(), ["对接会", "市场", "410100", "2026-11-20", "下月举行。"], strict=True))
    read = row(told, "第2行", TODAY)
    assert read.faults == ()
    assert [read.content[name] for name in ("kind", "topic", "issued_in")] == ["news", "market", "410100"]


def test_an_unknown_topic_is_named_at_its_place_and_the_rest_comes_in(hub):
    both = {"发布地区": "410000", "成文日期": "2026-11-20", "正文": "招数控技工。"}
    rows = [both | {"名称": name, "栏目": topic} for name, topic in (("好的", "人才"), ("坏的", "天气"))]
    run = import_file("资讯.json", json.dumps(rows).encode(), OnFault.REST, actor=hub, at=AT)
    wrong = next(line for line in run.report if line["outcome"] == "refused")
    assert (run.made, wrong["place"], wrong["code"], wrong["value"]) == (1, "第2项 栏目", "no_topic", "天气")


def test_a_clerk_writes_it_on_a_page_and_a_colleague_publishes_it(cast, shipped):
    writer, colleague = cast.client(cast.hub_operator), cast.client(cast.manager_a)
    page = writer.get("/policies/texts/new/?kind=news")
    told = offered(page) | {"title": "一条资讯", "topic": "market", "issued_in": "410100", "body": "第一段"}
    answer = writer.post("/policies/texts/new/?kind=news", told)
    assert answer.status_code == 302, answer.content.decode()
    assert "1 条等您核对" in colleague.get("/policies/information/").content.decode()
    publish = answer["Location"] + "publish/"
    assert colleague.post(publish, offered(colleague.get(publish))).status_code == 302
    assert "一条资讯" in Client().get("/policies/information/").content.decode()


def test_a_form_of_news_asks_for_nothing_that_only_documents_have(cast, shipped, publish):
    text = publish()
    for address in ("/policies/texts/new/?kind=news", f"/policies/documents/{text.ref}/amend/"):
        asked = cast.client(cast.hub_operator).get(address).context["form"].fields
        assert not {"kind", "number", "status", "void", "effective_from"} & set(asked)
    assert "withdrawn" in asked


def test_what_was_typed_stays_where_the_topic_is_missing(cast, shipped):
    writer = cast.client(cast.hub_operator)
    told = offered(writer.get("/policies/texts/new/?kind=news")) | {"title": "一条资讯", "body": "写了很久"}
    page = writer.post("/policies/texts/new/?kind=news", told)
    assert "写了很久" in page.content.decode()
    assert list(page.context["form"].errors) == ["topic"]


def test_home_shows_the_three_newest(publish):
    for number in range(4):
        publish(title=f"资讯第{number}条", issued_on=str(localdate() - timedelta(days=9 - number)))
    page = Client().get("/").content.decode()
    assert [f"资讯第{number}条" in page for number in range(4)] == [False, True, True, True]
