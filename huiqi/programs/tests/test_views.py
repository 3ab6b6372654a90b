"""The pages of keys: who sees what, and that the secret stands on one answer only."""

import re

import pytest

from huiqi.programs.models import AccessKey
from huiqi.programs.tests.conftest import allowed, asked, fetched
from huiqi.programs.words import KeyState

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"huiqi_[\w-]{43}")
TOLD = {
    "submission": "0190a6f0-0000-7000-8000-000000000001",
    "name": "市级申报系统",
    "run_by": "市数据中心",
    "purpose": "回传结果",
    "scopes": ["outcomes"],
    "term": "90",
}


def page_of(client, address):
    return client.get(address).content.decode()


def test_a_key_goes_its_way_from_page_to_page(offices):
    office, security = offices.client(offices.manager_a), offices.client(offices.security)
    page = office.post("/programs/new/", TOLD, follow=True).content.decode()
    assert "等安全管理员审批" in page
    assert 'data-draft-clear="/programs/new/"' in page
    address = f"/programs/{AccessKey.objects.get().ref}/"
    assert address in page_of(security, "/programs/")
    assert "已批准" in security.post(f"{address}allow/", follow=True).content.decode()
    shown = office.post(f"{address}fetch/")
    assert shown["Cache-Control"] == "private, no-store"
    secret = SECRET.search(shown.content.decode())[0]
    for client in (office, security, offices.client(offices.auditor)):
        assert secret not in page_of(client, address)
        assert f"huiqi_…{secret[-4:]}" in page_of(client, address)


def test_a_second_press_shows_no_second_secret(offices):
    key, _secret = fetched(offices)
    page = offices.client(offices.manager_a).post(f"/programs/{key.ref}/fetch/", follow=True).content.decode()
    assert "现在是“使用中”，不能取出密钥" in page
    assert not SECRET.search(page)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "请填写程序名称"),
        ({"name": "x" * 61}, "太长了，最多 60 字"),
        ({"scopes": []}, "请至少选一项权限"),
        ({"scopes": ["everything"]}, "权限：没有这一项"),
        ({"term": "9999"}, "期限：没有这一项"),
        ({"purpose": "\u200b"}, "请填写用来做什么"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(offices, wrong, said):
    page = offices.client(offices.manager_a).post("/programs/new/", TOLD | wrong).content.decode()
    assert said in page
    assert "市数据中心" in page
    assert not AccessKey.objects.exists()


def test_declining_and_ending_ask_why(offices):
    security, declined, (ended, _secret) = offices.client(offices.security), asked(offices), fetched(offices)
    for key, verb, state in ((declined, "decline", KeyState.DECLINED), (ended, "end", KeyState.ENDED)):
        address = f"/programs/{key.ref}/{verb}/"
        assert "请填写原因" in security.post(address, {"reason": " "}).content.decode()
        assert "人走了" in security.post(address, {"reason": "人走了"}, follow=True).content.decode()
        key.refresh_from_db()
        assert key.state is state


def test_an_ended_key_shows_no_form_to_end_it_again(offices):
    key, security = asked(offices), offices.client(offices.security)
    security.post(f"/programs/{key.ref}/decline/", {"reason": "不需要"})
    for verb in ("decline", "end"):
        page = security.get(f"/programs/{key.ref}/{verb}/", follow=True)
        assert page.redirect_chain[-1][0] == f"/programs/{key.ref}/"
        assert "请看最新的情况" in page.content.decode()


@pytest.mark.parametrize("who", ["receptionist_a", "receptionist_b", "hub_operator", "owner_x", "system", "stranger"])
def test_who_has_no_part_in_a_key_does_not_find_it(offices, who):
    key, client = allowed(offices), offices.client(getattr(offices, who))
    assert client.get(f"/programs/{key.ref}/").status_code == 404
    for verb in ("allow", "fetch", "decline", "end"):
        assert client.post(f"/programs/{key.ref}/{verb}/", {"reason": "x"}).status_code == 404


def test_who_may_look_may_not_do_what_is_not_his(offices):
    key = asked(offices)
    for who, verbs in (("auditor", ("allow", "fetch", "decline", "end")), ("security", ("fetch",))):
        client = offices.client(getattr(offices, who))
        assert client.get(f"/programs/{key.ref}/").status_code == 200
        assert {client.post(f"/programs/{key.ref}/{verb}/", {"reason": "x"}).status_code for verb in verbs} == {404}


def test_the_key_opens_no_page(offices):
    _key, secret = fetched(offices, by=offices.hub_operator)
    answer = offices.client().get("/filings/outcomes/", headers={"Authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer["Location"][:8]) == (302, "/signin/")
