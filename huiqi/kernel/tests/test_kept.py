"""What is kept of public pages, for whom it is, and when it is no longer true."""

import re
from threading import Thread
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection, transaction
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.test import RequestFactory
from django.utils import translation

from huiqi.kernel import kept as keeping
from huiqi.kernel.access import NOBODY, Actor, note, public, reads
from huiqi.kernel.kept import SHELF, Page, Shelf, kept, public_changes

pytestmark = pytest.mark.django_db
FORM = '<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="{}"></form>'


@pytest.fixture(autouse=True)
def _bare():
    SHELF.clear()


def ask(view, path="/somewhere/", actor=NOBODY, cookies=None, **headers):
    """What the view answers whoever asks; nobody, unless it is said."""
    request = RequestFactory().get(path, **headers)
    request.actor, request.resolver_match = actor, None
    request.COOKIES.update(cookies or {})
    if "CSRF_COOKIE" in headers:
        request.META["CSRF_COOKIE"] = headers["CSRF_COOKIE"]
    return view(request)


def counted(draw=lambda request: "page", *also):
    """A kept view that says how often it was drawn."""
    drawn = []

    @reads
    @public
    @kept(*also)
    def view(request):
        drawn.append(request)
        return HttpResponse(f"{draw(request)} {len(drawn)}")

    return view, drawn


def change():
    """Something public changes."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO public_change DEFAULT VALUES")


def test_a_page_is_drawn_once_for_all_strangers():
    view, drawn = counted()
    assert [ask(view).content for _ in range(3)] == [b"page 1"] * 3
    assert len(drawn) == 1


def test_it_is_drawn_anew_after_something_public_changed():
    view, _drawn = counted()
    assert ask(view).content == b"page 1"
    change()
    assert [ask(view).content for _ in range(2)] == [b"page 2"] * 2


def test_a_change_while_it_is_drawn_makes_it_old_at_once():
    view, _drawn = counted(lambda _request: change())
    assert [ask(view).content for _ in range(2)] == [b"None 1", b"None 2"]


def test_a_change_that_is_undone_changes_nothing():
    view, _drawn = counted()
    ask(view)
    with transaction.atomic():
        change()
        transaction.set_rollback(True)
    assert ask(view).content == b"page 1"


@pytest.mark.parametrize(
    "told", [{"path": "/somewhere/?page=2"}, {"path": "/else/"}, {"cookies": {"huiqi_large": "1"}}]
)
def test_another_address_or_size_of_letters_is_another_page(told):
    view, _drawn = counted()
    ask(view)
    assert ask(view, **told).content == b"page 2"
    assert ask(view).content == b"page 1"


def test_another_language_is_another_page():
    view, _drawn = counted(lambda _request: translation.get_language())
    ask(view)
    with translation.override("en"):
        assert ask(view).content == b"en 2"
    assert ask(view).content == b"zh-hans 1"


def test_another_day_is_another_page(monkeypatch):
    view, _drawn = counted()
    ask(view)
    monkeypatch.setattr(keeping, "localdate", lambda: None)
    assert ask(view).content == b"page 2"


def test_what_else_a_page_says_is_asked_every_time():
    index = [1]
    view, _drawn = counted(lambda _request: index[0], lambda: index[0])
    ask(view)
    index[0] = 2
    assert ask(view).content == b"2 2"


@pytest.mark.parametrize("whose", [Actor(person_id=7, name="某人"), Actor(only=UUID(int=1))])
def test_whoever_is_somebody_is_neither_shown_nor_left_a_page(whose):
    view, _drawn = counted(lambda request: request.actor.name)
    ask(view)
    assert ask(view, actor=whose).content.endswith(b" 2")
    assert ask(view).content == b" 1"
    SHELF.clear()
    ask(view, actor=whose)
    assert len(SHELF) == 0


@pytest.mark.parametrize("cookie", ["huiqi_test", CookieStorage.cookie_name])
def test_whoever_brings_a_session_or_a_note_is_drawn_a_page_of_his_own(cookie, settings):
    settings.SESSION_COOKIE_NAME = "huiqi_test"
    view, _drawn = counted()
    ask(view)
    assert ask(view, cookies={cookie: "anything"}).content == b"page 2"
    assert ask(view).content == b"page 1"


def test_a_kept_page_is_drawn_of_nothing_that_a_browser_says_of_itself():
    view, drawn = counted()
    cookies = {"huiqi_large": "<script>", "huiqi_csrf_test": "s" * 32, "other": "x"}
    said = {"HTTP_HOST": "evil.example", "HTTP_REFERER": "https://evil.example/", "HTTP_X_FORWARDED_FOR": "6.6.6.6"}
    ask(view, cookies=cookies, HTTP_HX_REQUEST="true", **said)
    (request,) = drawn
    assert request.META == {"REQUEST_METHOD": "GET", "QUERY_STRING": ""}
    assert request.COOKIES == {"huiqi_large": "1"}
    assert dict(request.headers) == {}


@pytest.mark.parametrize("thing", ["session", "user", "_messages"])
def test_a_kept_view_that_asks_who_asks_breaks(thing):
    view, _drawn = counted(lambda request: getattr(request, thing))
    with pytest.raises(AttributeError):
        ask(view)


def test_every_browser_gets_tokens_of_its_own_secret():
    view, _drawn = counted(lambda request: FORM.format(get_token(request)) * 2)
    first, second = (ask(view, CSRF_COOKIE=secret * 32).content.decode() for secret in "ab")
    tokens = [re.findall(r'value="(\w{64})"', page) for page in (first, second)]
    assert len({*tokens[0], *tokens[1]}) == 2
    assert first.replace(tokens[0][0], "") == second.replace(tokens[1][0], "")


def test_a_token_that_is_no_hidden_field_of_a_form_keeps_the_page_from_being_kept():
    view, _drawn = counted(lambda request: f'<p data-token="{get_token(request)}">')
    ask(view)
    assert len(SHELF) == 0


def test_a_page_that_leaves_a_trace_leaves_it_every_time():
    trace = []
    view, _drawn = counted(lambda _request: note(lambda: trace.append("seen")))
    ask(view), ask(view)
    assert trace == ["seen", "seen"]


def answer(status=200, cookie=False, **headers):
    response = HttpResponse("x", status=status, headers=headers)
    if cookie:
        response.set_cookie("a", "b")
    return response


@pytest.mark.parametrize(
    "told", [answer(302), answer(404), answer(cookie=True), answer(**{"Cache-Control": "no-store"})]
)
def test_only_whole_pages_that_say_nothing_of_keeping_are_kept(told):
    assert Page.of(told) is None


def test_who_has_the_page_already_is_told_so_until_it_changes():
    view, _drawn = counted(lambda request: FORM.format(get_token(request)))
    mine = {"CSRF_COOKIE": "a" * 32}
    tag = ask(view, **mine)["ETag"]
    again = ask(view, HTTP_IF_NONE_MATCH=tag, **mine)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert ask(view, HTTP_IF_NONE_MATCH=tag, CSRF_COOKIE="b" * 32).status_code == 200
    change()
    assert ask(view, HTTP_IF_NONE_MATCH=tag, **mine).status_code == 200


def test_nobody_on_the_way_may_keep_it():
    view, _drawn = counted()
    assert ask(view)["Cache-Control"] == "private, no-cache"


def page(size):
    return Page((b"x" * size,), (), b"mark")


def test_no_more_is_kept_than_was_said_and_what_is_asked_for_stays():
    shelf = Shelf(200_000)
    for number in range(100):
        shelf.put(number, "now", page(8_000))
        assert shelf.find(0, "now")
    assert len(shelf) == 20
    assert shelf.find(99, "now")
    assert shelf.find(50, "now") is None


def test_a_page_that_would_take_a_tenth_of_all_is_not_kept():
    shelf = Shelf(200_000)
    shelf.put("big", "now", page(20_000))
    assert len(shelf) == 0


def test_the_room_of_a_page_that_is_drawn_anew_is_counted_once():
    shelf = Shelf(200_000)
    for number in range(100):
        shelf.put("one", str(number), page(8_000))
    shelf.put("two", "now", page(8_000))
    assert len(shelf) == 2


def test_the_changes_never_read_as_they_did_before_and_do_not_pile_up():
    seen = set()
    for _ in range(200):
        change_by_trigger()
        seen.add(public_changes())
    assert len(seen) == 200
    assert max(len(one.split()) for one in seen) <= 33


def change_by_trigger():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE policies_policy SET code = code")


@pytest.mark.django_db(transaction=True)
def test_what_two_do_at_once_shows_when_each_is_done_and_neither_waits():
    """The later number is there first; the earlier one must show when it comes."""
    seen = [public_changes()]

    def other():
        change_by_trigger()
        seen.append(public_changes())
        connection.close()

    with transaction.atomic():
        change_by_trigger()
        thread = Thread(target=other)
        thread.start()
        thread.join(10)
        assert not thread.is_alive()
    seen.append(public_changes())
    assert len(set(seen)) == 3


@pytest.mark.parametrize("answer", [{}, {"headers": {"Cache-Control": "no-store"}}])
def test_the_forms_of_a_page_that_is_not_kept_have_the_tokens_of_whoever_asks(answer):
    @reads
    @public
    @kept()
    def view(request):
        text = FORM.format(get_token(request)) + ("" if answer else "a" * 64)
        return HttpResponse(text, **answer)

    page = ask(view, CSRF_COOKIE="s" * 32).content.decode()
    back = RequestFactory().post("/", {"csrfmiddlewaretoken": re.search('value="([A-Za-z0-9]{64})"', page)[1]})
    back.COOKIES[settings.CSRF_COOKIE_NAME] = "s" * 32
    check = CsrfViewMiddleware(view)
    check.process_request(back)
    assert check.process_view(back, view, (), {}) is None
    assert not len(SHELF)
