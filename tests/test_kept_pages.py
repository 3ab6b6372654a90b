"""The public pages that are kept (decision 22): as they are drawn, for strangers alone, true after every change."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from huiqi.directory.models import Product
from huiqi.directory.words import FeeKind
from huiqi.eligibility.versions import Grade
from huiqi.enterprises.models import Enterprise
from huiqi.files.models import StoredFile
from huiqi.kernel import access
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.kept import SHELF
from huiqi.network.models import Window
from huiqi.policies.models import Document, Faq, MaterialFile, Opening, Paragraph, Policy, PolicyVersion
from huiqi.policies.selectors.shelf import _shelf as read_library
from huiqi.policies.services import load_library
from huiqi.policies.words import FaqState, Paper, TextKind, Topic
from huiqi.standards.service_kinds import ServiceCategory
from tests.access import ROUTES
from tests.cast import NOON, OPENED, ZONE
from tests.test_house_rules import own

pytestmark = pytest.mark.django_db
KEPT = [name for name, view in own().items() if hasattr(view, "kept_by")]
NARROWED = (
    "/policies/?q=所得税&state=ended&kind=tax",
    "/policies/?opening=open&region=410100",
    "/policies/P01/?on=2020-01-01",
    "/policies/information/?topic=market&region=410102&q=开头&recent=365",
    "/windows/?region=410102",
    "/institutions/?q=检测",
    "/search/?q=检测&kind=policy&page=2",
)
TOKEN = re.compile(r'value="\w{64}"')


@pytest.fixture
def stage(cast):
    """The cast before the shipped library; P01 has a text, a notice, a form and an answer, an institution a service."""
    load_library(actor=SYSTEM, at=NOON)
    told = {"institution": cast.institution, "category": ServiceCategory.TECHNOLOGY, "name": "检验检测"}
    cast.product = Product.objects.create(fee_kind=FeeKind.FREE, offered_since=OPENED, description="检测", **told)
    policy = Policy.objects.get(code="P01")
    file = StoredFile.objects.create(
        name="样表.pdf", media_type="application/pdf", size=9, sha256="0" * 64, path="x", stored_at=NOON, stored_by=""
    )
    text = Document.objects.create(
        key="k", kind=TextKind.DOCUMENT, title="一个通知", grade=Grade.A, last_verified=OPENED, published_at=NOON,
        content_hash="h", raw=file,
    )  # fmt: skip
    text.policies.add(policy)
    cast.text = news_about(text)
    Paragraph.objects.create(document=text, place=1, text="第一段")
    opening = {"year": 2026, "region": "410000", "opens_on": OPENED, "notice_title": "申报通知", "announced_at": NOON}
    Opening.objects.create(policy=policy, document=text, **opening)
    material = PolicyVersion.objects.filter(policy=policy).latest("effective_from").content["materials"][0]
    MaterialFile.objects.create(policy=policy, material=material, paper=Paper.FORM, file=file, added_at=NOON)
    answered(policy)
    return cast


def news_about(text):
    """A piece of information that speaks of a document."""
    told = {
        "kind": TextKind.NEWS,
        "topic": Topic.MARKET,
        "issued_in": "410000",
        "issued_on": OPENED,
        "interprets": text,
    }
    moments = {"last_verified": OPENED, "published_at": NOON}
    news = Document.objects.create(key="n", title="一条资讯", grade=Grade.A, content_hash="h", **told, **moments)
    Paragraph.objects.create(document=news, place=1, text="开头的话")
    return news


def answered(policy):
    """A question that was answered for everybody."""
    moments = dict.fromkeys(("created_at", "changed_at", "published_at"), NOON)
    told = {
        "question": "怎么算？",
        "answer": "按季度算。",
        "state": FaqState.PUBLISHED,
        "reviewer": "r",
        "authors": ["a"],
    }
    thread = "019a0000-0000-7000-8000-000000000000"
    Faq.objects.create(policy=policy, thread=thread, number=1, asked_of=OPENED, **told, **moments)


def addresses(cast):
    """Every kept page as the access matrix opens it, and narrowed."""
    names = {"product": cast.product.ref, "text": cast.text.ref}
    return [*(ROUTES[name].path.format(**names) for name in KEPT), *NARROWED, "/policies/P15/", "/policies/L01/"]


def shown(address, client=None):
    """What a browser gets; without the tokens of its forms, which differ each time."""
    answer = (client or Client()).get(address)
    assert answer.status_code == 200, address
    return TOKEN.sub("", answer.content.decode())


def test_home_a_policy_and_the_search_are_kept():
    assert {"portal:home", "policies:page", "portal:search"} <= set(KEPT)


def test_a_second_stranger_costs_one_question(stage):
    for address in addresses(stage):
        first = shown(address)
        with CaptureQueriesContext(connection) as asked:
            assert shown(address) == first
        assert len(asked) == 1, address


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("large", [False, True])
def test_what_is_kept_is_what_would_be_drawn_for_this_stranger(stage, monkeypatch, language, large):
    client = Client(headers={"accept-language": language})
    client.cookies.load({"huiqi_large": "1"} if large else {})
    kept = [shown(address, client) for address in addresses(stage)]
    monkeypatch.setattr(access, "is_anybody", lambda _request: False)
    assert [shown(address, client) for address in addresses(stage)] == kept
    assert ('class="large"' in kept[0]) is large


def test_every_table_that_a_kept_page_reads_says_that_it_changed(stage):
    """Whoever reads another table on such a page has it watched, or keeps the page no longer."""
    read_library.cache_clear()
    with CaptureQueriesContext(connection) as asked:
        for address in addresses(stage):
            SHELF.clear()
            shown(address)
    read = {table for one in asked for table in re.findall(r'(?:FROM|JOIN) "?(\w+)"?', one["sql"])}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgfoid = 'public_changed'::regproc")
        watched = {name for (name,) in cursor.fetchall()}
    assert {"policies_faq", "policies_opening", "network_window", "directory_product", "files_storedfile"} <= read
    assert read - {"public_change"} <= watched


def test_a_kept_page_says_the_same_at_every_hour_of_its_day(stage, monkeypatch):
    def at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)
        SHELF.clear()
        return [shown(address) for address in addresses(stage)]

    midnight = datetime(2026, 11, 30, tzinfo=ZONE)
    assert at(midnight) == at(midnight + timedelta(hours=23, minutes=59))


CHANGES = {
    "a policy is withdrawn": (
        "/policies/",
        lambda: PolicyVersion.objects.filter(policy__code="P15").update(withdrawn_at=NOON),
    ),
    "a policy's text is corrected": ("/policies/P01/", lambda: Paragraph.objects.update(text="另一段")),
    "a document is renamed": ("/policies/P01/", lambda: Document.objects.update(title="改了名的通知")),
    "a notice ends": ("/policies/P01/", lambda: Opening.objects.update(closes_on=date(2020, 1, 1))),
    "a notice is withdrawn": ("/policies/P01/", lambda: Opening.objects.update(withdrawn_at=NOON)),
    "news is renamed": ("/", lambda: Document.objects.filter(kind=TextKind.NEWS).update(title="另一个题目")),
    "news is withdrawn": (
        "/policies/information/",
        lambda: Document.objects.filter(kind=TextKind.NEWS).update(withdrawn="登错了"),
    ),
    "an answer is withdrawn": ("/policies/P01/", lambda: Faq.objects.update(state=FaqState.WITHDRAWN)),
    "a form is removed": ("/policies/P01/", lambda: MaterialFile.objects.update(removed_at=NOON)),
    "a window closes": ("/", lambda: Window.objects.filter(slug="w410300").update(closed_on=OPENED)),
    "a window moves": ("/windows/", lambda: Window.objects.update(address="新地址 1 号")),
    "a service ends": ("/institutions/", lambda: Product.objects.update(offered_until=OPENED)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_next_look_shows_what_changed(stage, monkeypatch, change):
    address, happen = CHANGES[change]
    before = shown(address)
    happen()
    after = shown(address)
    monkeypatch.setattr(access, "is_anybody", lambda _request: False)
    assert after == shown(address)
    assert after != before or change == "a window moves"


def test_a_withdrawn_policy_is_gone_at_once(stage):
    shown("/policies/P15/")
    PolicyVersion.objects.filter(policy__code="P15").update(withdrawn_at=NOON)
    assert Client().get("/policies/P15/").status_code == 404


@pytest.mark.parametrize("who", ["owner_x", "receptionist_a", "hub_operator", "institution_clerk", "stranger"])
def test_nothing_of_whoever_is_signed_in_gets_into_a_strangers_page_or_out_of_it(stage, who):
    person = getattr(stage, who)
    browser = stage.client(person)
    before = [shown(address) for address in addresses(stage)]
    own_pages = [shown(address, browser) for address in addresses(stage)]
    assert all(str(person.ref) in page for page in own_pages if "<main" in page)
    assert [shown(address) for address in addresses(stage)] == before
    SHELF.clear()
    own_pages = [shown(address, browser) for address in addresses(stage)]
    assert len(SHELF) == 0
    assert not any(str(person.ref) in shown(address) for address in addresses(stage))


def test_whoever_has_just_signed_in_or_out_is_not_shown_the_other(stage):
    browser = Client()
    shown("/", browser)
    browser.force_login(stage.owner_x)
    assert stage.owner_x.name in shown("/", browser)
    browser.logout()
    assert stage.owner_x.name not in shown("/", browser)


def test_a_page_that_somebody_had_before_signing_in_is_not_told_to_be_his_still(stage):
    browser = Client()
    tag = browser.get("/")["ETag"]
    browser.force_login(stage.owner_x)
    answer = browser.get("/", headers={"if-none-match": tag})
    assert answer.status_code == 200
    assert stage.owner_x.name in answer.content.decode()


def test_a_note_is_shown_once_to_whom_it_was_said_and_to_nobody_else(stage):
    browser, noted = Client(), "这句话只说一次"
    shown("/policies/P01/")
    put_note(browser, noted)
    assert noted in shown("/policies/P01/", browser)
    assert noted not in shown("/policies/P01/", browser)
    assert noted not in shown("/policies/P01/")


def put_note(browser, words):
    """The cookie that a redirect with a note leaves in a browser."""
    from django.contrib.messages import constants
    from django.contrib.messages.storage.base import Message
    from django.contrib.messages.storage.cookie import CookieStorage

    storage = CookieStorage(None)
    browser.cookies[CookieStorage.cookie_name] = storage._encode([Message(constants.INFO, words)])


def test_the_forms_of_a_kept_page_work_for_every_browser_and_only_with_its_own_token(stage, settings):
    first, second = (Client(enforce_csrf_checks=True) for _ in range(2))
    tokens = [re.search(r'value="(\w{64})"', browser.get("/").content.decode())[1] for browser in (first, second)]
    for browser, token, status in ((first, tokens[0], 200), (second, tokens[1], 200), (first, tokens[1], 403)):
        assert browser.post("/signin/", {"csrfmiddlewaretoken": token}).status_code == status


def test_the_language_of_one_browser_is_not_that_of_the_next(stage):
    english, chinese = (Client(headers={"accept-language": language}) for language in ("en", "zh-CN"))
    assert "Search" in shown("/", english)
    assert "Search" not in shown("/", chinese)
    translation.activate("zh-hans")


def test_a_kept_page_has_the_headers_of_any_other(stage, monkeypatch):
    Client().get("/")
    kept = Client().get("/")
    monkeypatch.setattr(access, "is_anybody", lambda _request: False)
    drawn = Client().get("/")
    own_words = {"ETag", "Cache-Control"}
    assert {name for name, _ in kept.items()} - own_words == {name for name, _ in drawn.items()} - own_words
    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Vary", "Referrer-Policy"):
        assert set(re.split("[,;] ?", kept[name])) == set(re.split("[,;] ?", drawn[name]))


def test_what_is_typed_into_the_address_stays_what_it_is_in_each_page(stage):
    hostile = '/policies/?q="><script>alert(1)</script>'
    assert "<script>alert" not in shown(hostile) + shown(hostile)
    assert "所得税" not in shown("/search/?q=%22")


def test_a_host_that_somebody_claims_is_in_no_kept_page(stage, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for address in addresses(stage):
        assert "evil.example" not in shown(address, Client(headers={"host": "evil.example"}))


def test_registering_a_firm_leaves_what_is_kept(stage):
    """Organisations are added all day; a new one shows nowhere before a window or an institution names it."""
    from tests.cast import enterprise

    first = shown("/windows/")
    enterprise("91410100MA0000009X", "新来的企业", "410100", "19900009999")
    with CaptureQueriesContext(connection) as asked:
        assert shown("/windows/") == first
    assert len(asked) == 1
    assert Enterprise.objects.filter(name="新来的企业").exists()
