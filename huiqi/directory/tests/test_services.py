"""The verbs of the directory and its public pages."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from huiqi.directory import selectors, services
from huiqi.directory.services import Entry, Offer
from huiqi.directory.wording import REFUSALS
from huiqi.directory.words import FeeKind
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refusal import Refused
from huiqi.standards.credit_code import check_character
from huiqi.standards.service_kinds import ServiceCategory
from tests.cast import NOON

TODAY = NOON.date()
CODE = "91410105DE9000643"[:17]
LAW = Entry(name="演示律师事务所", uscc=CODE + check_character(CODE), region="410105", slug="law")
ADVICE = Offer(ServiceCategory.LEGAL, "首次咨询", "当面解答。", FeeKind.FREE, working_days=1)


@pytest.fixture(autouse=True)
def chinese():
    with override("zh-hans"):
        yield


@pytest.fixture
def law(cast):
    return services.enter_institution(LAW, actor=SYSTEM, at=NOON)


def test_an_institution_enters_and_the_journal_knows(law):
    assert selectors.institution_of(law.organisation_id) == law
    assert [happening.verb for happening in timeline(law.organisation.ref)] == ["open", "enter"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"uscc": "91410105DE9000640A"}, "uscc_invalid"),
        ({}, "uscc_taken"),
        ({"uscc": "91410105DE9000643" + check_character("91410105DE9000643"), "slug": "law"}, "uscc_taken"),
    ],
)
def test_a_wrong_or_known_code_is_refused(law, told, code):
    with pytest.raises(Refused) as caught:
        services.enter_institution(
            Entry(**{**{f: getattr(LAW, f) for f in LAW.__slots__}, **told}), actor=SYSTEM, at=NOON
        )
    assert caught.value.code == code
    assert REFUSALS[code]


def test_a_window_may_send_to_those_settled_there_or_at_the_hub(cast, law):
    assert list(selectors.institutions_at(cast.window_b.id, TODAY)) == []
    services.settle(law.id, cast.hub.id, since=TODAY, actor=SYSTEM, at=NOON)
    assert list(selectors.institutions_at(cast.window_b.id, TODAY)) == [law]
    assert set(selectors.institutions_at(cast.window_a.id, TODAY)) == {law, cast.institution}
    assert list(selectors.settled_at(cast.window_a.id, TODAY)) == [cast.institution]


def test_settling_twice_is_settling_once(cast, law):
    rows = {services.settle(law.id, cast.hub.id, since=TODAY, actor=SYSTEM, at=NOON) for _ in range(2)}
    assert len(rows) == 1


def test_who_has_left_is_not_offered(cast):
    type(cast.institution).objects.update(left_on=TODAY)
    assert not selectors.institutions_at(cast.window_a.id, TODAY).exists()
    assert selectors.institutions_at(cast.window_a.id, TODAY - timedelta(days=1)).exists()


def test_products_are_found_by_words_category_and_price(law):
    product = services.offer(law.id, ADVICE, actor=SYSTEM, at=NOON)
    assert list(selectors.found_products(TODAY, text="律师", category="legal", fee_kind="free")) == [product]
    assert not selectors.found_products(TODAY, text="检测").exists()
    assert not selectors.found_products(TODAY, fee_kind="market").exists()
    assert not selectors.products(date(2026, 1, 1)).exists()


def page(client, url, **query):
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_pages_show_price_and_time(client, law):
    product = services.offer(law.id, ADVICE, actor=SYSTEM, at=NOON)
    for url in ("/institutions/", "/institutions/law/", f"/institutions/products/{product.ref}/"):
        shown = page(client, url)
        assert "首次咨询" in shown
        assert "不收费" in shown
        assert "1 个工作日" in shown


def test_a_filter_without_sense_is_no_filter(client, law):
    services.offer(law.id, ADVICE, actor=SYSTEM, at=NOON)
    assert "首次咨询" in page(client, "/institutions/", category="nothing", fee="x", page="99")


def test_nothing_found_says_what_to_do(client, law):
    assert "没有找到这样的服务" in page(client, "/institutions/", q="<b>没有</b>")


@pytest.mark.parametrize("url", ["nowhere/", "products/019a0000-0000-7000-8000-000000000000/"])
def test_what_does_not_exist_is_not_found(client, cast, url):
    assert client.get(f"/institutions/{url}").status_code == 404


@pytest.mark.parametrize("offers", [1, 5])
def test_the_list_takes_the_same_queries_for_any_number_of_products(client, law, offers, django_assert_num_queries):
    for _ in range(offers):
        services.offer(law.id, ADVICE, actor=SYSTEM, at=NOON)
    # public changes, savepoint, count, products, institutions, the network's name, release
    with django_assert_num_queries(7):
        client.get("/institutions/")
