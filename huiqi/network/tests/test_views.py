"""The public pages of the network, and the one page where a window's manager writes."""

import pytest
from django.utils.translation import override

from huiqi.kernel.access import SYSTEM
from huiqi.network.selectors import disclosed
from huiqi.network.services import disclose
from huiqi.network.words import DisclosureItem
from tests.cast import NOON

WRITE = "/windows/w410100/disclose/fees/"


@pytest.fixture(autouse=True)
def chinese():
    with override("zh-hans"):
        yield


def page(client, url, **query):
    response = client.get(url, query)
    assert response.status_code == 200
    return response.content.decode()


def test_anybody_sees_the_windows_in_order_of_region(cast):
    shown = page(cast.client(), "/windows/")
    assert shown.index("郑州窗口") < shown.index("洛阳窗口")


def test_an_empty_network_says_so(db, client):
    assert "平台网络还没有设立" in page(client, "/windows/")


def test_a_place_is_told_its_window(cast):
    assert "郑州市中原区由<em>郑州窗口</em>服务" in page(cast.client(), "/windows/", region="410102")


def test_a_place_nobody_knows_is_sent_to_the_hub(cast):
    assert "由河南省平台直接服务" in page(cast.client(), "/windows/", region="<b>'")


def test_a_window_shows_all_eleven_items_disclosed_or_not(cast):
    disclose(cast.window_a.id, DisclosureItem.FEES, "公益服务：不收费。", actor=SYSTEM, at=NOON)
    shown = page(cast.client(), "/windows/w410100/")
    assert all(f'id="{item}"' in shown for item in DisclosureItem)
    assert shown.count("还没有公开这一项") == len(DisclosureItem) - 1
    assert "<b>公益服务</b>" in shown


def test_a_disclosed_text_is_never_markup(cast):
    disclose(cast.window_a.id, DisclosureItem.FEES, "<script>1</script>", actor=SYSTEM, at=NOON)
    assert "<script>1" not in page(cast.client(), "/windows/w410100/")


def test_a_window_shows_limits_with_source_and_whom_it_serves(cast):
    shown = page(cast.client(), "/windows/w410100/")
    assert "15 个工作日" in shown
    assert "山东省企业诉求“接诉即办”" in shown
    assert "2014年4月4日" in shown
    assert "演示检测中心" in shown


def test_an_extension_is_promised_beside_the_other_limits(cast, client):
    shown = page(client, "/windows/w410100/")
    assert "经批准延长后办结" in shown
    assert "办结后回访" in shown


@pytest.mark.parametrize("url", ["/windows/nowhere/", "/windows/w410100/disclose/nothing/"])
def test_what_does_not_exist_is_not_found(cast, url):
    assert cast.client(cast.manager_a).get(url).status_code == 404


def test_the_network_page_takes_a_fixed_number_of_queries(cast, client, django_assert_num_queries):
    with django_assert_num_queries(6):  # public changes, savepoint, windows, jurisdiction, the network's name, release
        client.get("/windows/", {"region": "410102"})


def test_a_window_page_takes_a_fixed_number_of_queries(cast, client, django_assert_num_queries):
    # savepoint, window, limits, posts, absences, people, items, sheet, regions, institutions, name, release
    with django_assert_num_queries(12):
        client.get("/windows/w410100/")


def test_a_stranger_is_sent_to_sign_in(cast):
    assert cast.client().get(WRITE).url.startswith("/signin/")


@pytest.mark.parametrize(
    "who", ["receptionist_a", "receptionist_b", "hub_operator", "institution_clerk", "owner_x", "stranger"]
)
def test_only_the_windows_own_manager_writes(cast, who):
    assert cast.client(getattr(cast, who)).get(WRITE).status_code == 404


def test_the_manager_publishes_a_text(cast):
    client = cast.client(cast.manager_a)
    response = client.post(WRITE, {"text": "不收费。", "revision": 0})
    assert response.url == "/windows/w410100/#fees"
    assert "不收费。" in page(client, "/windows/w410100/")


def test_an_empty_text_is_refused_beside_its_field(cast):
    shown = page_of_post(cast, {"text": " ", "revision": 0})
    assert "请写下要公开的内容。" in shown


def page_of_post(cast, told):
    response = cast.client(cast.manager_a).post(WRITE, told)
    assert response.status_code == 200
    return response.content.decode()


def test_a_stale_form_overwrites_nothing_and_keeps_what_was_typed(cast):
    disclose(cast.window_a.id, DisclosureItem.FEES, "别人写的。", actor=SYSTEM, at=NOON)
    shown = page_of_post(cast, {"text": "我写的。", "revision": 0})
    assert "有人改过这一项" in shown
    assert "别人写的。" in shown
    assert "我写的。" in shown
    assert 'name="revision" value="1"' in shown
    assert disclosed(cast.window_a, DisclosureItem.FEES).text == "别人写的。"
