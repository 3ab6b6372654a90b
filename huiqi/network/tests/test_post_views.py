"""The pages of posts: the window's own people keep them; callers learn who receives and never why."""

from datetime import timedelta

import pytest
from django.utils.timezone import localtime, now
from django.utils.translation import override

from huiqi.network.models import Absence, HandOver, Post
from huiqi.network.services import Leave, PostEntry, leave_note, set_up_post
from huiqi.network.words import AbsenceReason, PostKind

POSTS = "/windows/w410100/posts/"


@pytest.fixture(autouse=True)
def chinese():
    with override("zh-hans"):
        yield


@pytest.fixture
def post(cast):
    people = {"person_a_id": cast.receptionist_a.id, "person_b_id": cast.manager_a.id}
    told = PostEntry(name="首问岗", kind=PostKind.FIRST_CONTACT, area="咨询服务区", discloses_names=True, **people)
    return set_up_post(cast.window_a.id, told, actor=cast.actor(cast.manager_a), at=now())


@pytest.fixture
def absent(cast, post):
    told = Leave(now() - timedelta(minutes=1), now() + timedelta(hours=1), AbsenceReason.ILLNESS, None, "家里电话找我")
    actor = cast.actor(cast.receptionist_a)
    return leave_note(cast.window_a.id, cast.receptionist_a.id, told, actor=actor, at=now())


def shown(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def moment(hours):
    return localtime(now() + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def test_a_manager_sets_up_a_post_and_changes_it(cast):
    client = cast.client(cast.manager_a)
    told = {"name": "法律岗", "kind": "business", "area": "法律服务区", "categories": ["legal"]}
    told |= {"person_a": str(cast.receptionist_a.ref), "person_b": str(cast.manager_a.ref)}
    assert client.post(f"{POSTS}new/", told).status_code == 302
    made = Post.objects.get()
    page = shown(client, f"{POSTS}{made.ref}/")
    assert "法律服务区" in page
    answer = client.post(f"{POSTS}{made.ref}/", {**told, "name": "法律服务岗", "revision": 1})
    assert answer.status_code == 302
    assert Post.objects.get().name == "法律服务岗"
    assert client.post(f"{POSTS}{made.ref}/close/").status_code == 302
    assert client.get(f"{POSTS}{made.ref}/").status_code == 404


def test_one_person_on_both_sides_is_told_beside_the_field(cast):
    told = {"name": "法律岗", "kind": "business", "area": "法律服务区"}
    told |= dict.fromkeys(("person_a", "person_b"), str(cast.receptionist_a.ref))
    page = cast.client(cast.manager_a).post(f"{POSTS}new/", told).content.decode()
    assert "A岗和B岗必须是两个人" in page
    assert "法律岗" in page


def test_a_receptionist_leaves_a_note_for_herself_and_comes_back(cast, post):
    client = cast.client(cast.receptionist_a)
    told = {"since": moment(-1), "until": moment(2), "reason": "errand", "note": "去税务局", "stand_in": ""}
    assert client.post(f"{POSTS}away/", told).status_code == 302
    absence = Absence.objects.get()
    assert absence.person == cast.receptionist_a
    assert "去税务局" in shown(client, POSTS)
    assert client.post(f"{POSTS}away/{absence.ref}/back/").status_code == 302
    assert "去税务局" not in shown(client, POSTS)


def test_a_manager_leaves_it_for_somebody_who_is_ill(cast, post):
    told = {"since": moment(-1), "until": moment(2), "reason": "illness", "person": str(cast.receptionist_a.ref)}
    assert cast.client(cast.manager_a).post(f"{POSTS}away/", told).status_code == 302
    assert Absence.objects.get().person == cast.receptionist_a


def test_a_receptionist_does_not_end_the_absence_of_another(cast, post):
    told = Leave(now(), now() + timedelta(hours=1), AbsenceReason.LEAVE)
    row = leave_note(cast.window_a.id, cast.manager_a.id, told, actor=cast.actor(cast.manager_a), at=now())
    assert cast.client(cast.receptionist_a).post(f"{POSTS}away/{row.ref}/back/").status_code == 404


def test_colleagues_see_why_and_callers_only_who_receives(cast, absent):
    colleague, caller = shown(cast.client(cast.manager_a), POSTS), shown(cast.client(), "/windows/w410100/")
    assert "病假" in colleague
    assert "家里电话找我" in colleague
    assert "暂由演示人员乙接待" in caller
    assert "病假" not in caller
    assert "家里电话找我" not in caller


def test_a_window_that_does_not_disclose_names_shows_none(cast, absent):
    Post.objects.update(discloses_names=False)
    caller = shown(cast.client(), "/windows/w410100/")
    assert "咨询服务区" in caller
    assert "演示人员" not in caller


def test_another_window_finds_nothing_of_it_and_a_stranger_is_not_let_in(cast, post, absent):
    for url in (POSTS, f"{POSTS}new/", f"{POSTS}away/", f"{POSTS}handover/"):
        assert cast.client(cast.receptionist_b).get(url).status_code == 404
        assert cast.client(cast.owner_x).get(url).status_code == 404
    assert cast.client(cast.receptionist_b).post(f"{POSTS}away/{absent.ref}/back/").status_code == 404


def test_a_hand_over_waits_for_its_taker(cast):
    giver, taker = cast.client(cast.receptionist_a), cast.client(cast.manager_a)
    told = {"taker": str(cast.manager_a.ref), "text": "410100-2026-000001 等银行回信"}
    assert giver.post(f"{POSTS}handover/", told).status_code == 302
    row = HandOver.objects.get()
    assert "等对方接收" in shown(giver, POSTS)
    assert giver.post(f"{POSTS}handover/{row.ref}/take/").status_code == 404
    assert taker.post(f"{POSTS}handover/{row.ref}/take/").status_code == 302
    assert "已接收" in shown(giver, POSTS)


def test_ones_own_window_is_found_without_its_address(cast):
    assert cast.client(cast.receptionist_b).get("/windows/posts/").url == "/windows/w410300/posts/"
    assert cast.client(cast.stranger).get("/windows/posts/").status_code == 404


def test_the_pages_keep_to_their_queries(cast, absent, django_assert_max_num_queries):
    client = cast.client(cast.manager_a)
    for url in (POSTS, "/windows/w410100/"):
        with django_assert_max_num_queries(14):  # twelve and the savepoint of the test
            client.get(url)


@pytest.mark.parametrize("page", ["away/", "handover/", "new/"])
def test_what_is_typed_is_kept_in_the_browser_until_the_server_has_it(cast, page):
    path = f"{POSTS}{page}"
    assert f'data-draft="{path}"' in shown(cast.client(cast.manager_a), path)


def test_a_note_that_was_left_needs_its_draft_no_more(cast):
    told = {"since": moment(-1), "until": moment(2), "reason": "errand", "note": "去税务局", "stand_in": ""}
    page = cast.client(cast.receptionist_a).post(f"{POSTS}away/", told, follow=True).content.decode()
    assert f'data-draft-clear="{POSTS}away/"' in page
