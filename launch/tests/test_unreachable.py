"""While the database is away every request is answered and says what became of it: the real web server; the database
stopped where it stood, then killed.

The database has no tables, which is nothing to the question: where it is there, a page that asks it fails (500).
"""

import http.client
import json
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.parse import urlencode

import pytest

from config.postgresql.impatient import PATIENCE_SECONDS
from launch.processes import postgres_in
from launch.tests.instance import folder, instance, kill, until

pytestmark = pytest.mark.launcher
SECRET = "x" * 32
PAGE = "/policies/?page=2"


class Asked:
    """An instance whose web server is asked while its database is away."""

    def __init__(self, huiqi):
        self.huiqi = huiqi

    def ask(self, path, **said):
        """The status, the headers and the words of an answer."""
        cookie = f"huiqi_csrf_{(self.huiqi.home / 'instance_id').read_text().strip()}={SECRET}"
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        body = urlencode({"csrfmiddlewaretoken": SECRET, **said}) if said else None
        with closing(http.client.HTTPConnection("127.0.0.1", self.huiqi.port, timeout=60)) as line:
            line.request("POST" if said else "GET", path, body, kind)
            with line.getresponse() as answer:
                return answer.status, answer.headers, answer.read().decode()

    def seconds(self, path):
        """How long a page kept somebody waiting for its 503."""
        began = time.monotonic()
        assert self.ask(path)[0] == 503
        return time.monotonic() - began

    def written(self):
        """How much was said until now, once all of it is written: a held launcher writes it only when it goes on."""
        size = -1
        while size != len(self.huiqi.output):
            size = len(self.huiqi.output)
            time.sleep(0.5)
        return size

    def everywhere(self, number):
        """A signal to every process of the database."""
        for pid in postgres_in(self.huiqi.data):
            kill(pid, number)

    def go(self):
        """Kill the server, and hold the launcher, so that it stays away as long as we look."""
        kill(self.huiqi.process.pid, signal.SIGSTOP)
        kill(self.huiqi.pid("postgres\0-D"))
        until(lambda: not [*postgres_in(self.huiqi.data)], 30)  # those who answer for it outlive it for a moment
        until(lambda: self.ask(PAGE)[0] == 503, 60)

    def come_back(self):
        """Let the launcher start it again."""
        kill(self.huiqi.process.pid, signal.SIGCONT)


@pytest.fixture(scope="module")
def asked():
    with folder() as root, instance(root, "web_alone") as huiqi:
        made = Asked(huiqi.start(within=180))
        assert made.ask(PAGE)[0] == 500
        yield made


@pytest.fixture
def frozen(asked):
    asked.everywhere(signal.SIGSTOP)
    yield asked
    asked.everywhere(signal.SIGCONT)


@pytest.fixture(scope="module")
def gone(asked):
    before = asked.written()
    asked.go()
    yield asked
    asked.come_back()
    until(lambda: asked.ask(PAGE)[0] == 500, 60)
    said = asked.huiqi.output[before:].split("starts again")[0]
    assert "Traceback" not in said.partition("Service Unavailable")[2]


def test_a_database_that_stands_still_keeps_nobody_waiting_for_long(frozen):
    with ThreadPoolExecutor(20) as many:  # more than there are threads and connections
        waited = list(many.map(frozen.seconds, [PAGE] * 20))
    assert max(waited) < PATIENCE_SECONDS + 5
    assert frozen.seconds(PAGE) < PATIENCE_SECONDS / 2  # it is known by now
    status, headers, page = frozen.ask("/signin/password/", mobile="13800000000", password="x")
    assert (status, headers["Retry-After"]) == (503, "10")
    assert "您填写的内容还在上一页" in page


def test_a_database_that_goes_on_is_asked_again_by_the_same_server(asked):
    web = asked.huiqi.pid("granian")
    asked.everywhere(signal.SIGSTOP)
    assert asked.ask(PAGE)[0] == 503
    asked.everywhere(signal.SIGCONT)
    until(lambda: [asked.ask(PAGE)[0] for _ in range(8)] == [500] * 8, 10)
    assert asked.huiqi.pid("granian") == web


@pytest.mark.parametrize("path", ["/", PAGE, "/nothing/of/the/kind/"])
def test_a_page_says_that_it_may_be_opened_again(gone, path):
    status, headers, page = gone.ask(path)
    assert (status, headers["Retry-After"], headers["Cache-Control"]) == (503, "10", "no-store")
    assert "什么都没有丢" in page
    assert f'href="{path}"' in page


def test_what_was_sent_is_still_where_it_was_typed_and_counts_once(gone):
    status, headers, page = gone.ask("/signin/password/", mobile="13800000000", password="x")
    assert (status, headers["Retry-After"]) == (503, "10")
    assert "您填写的内容还在上一页" in page
    assert "再发也只算一次" in page


def test_the_api_says_it_in_its_one_shape(gone):
    status, headers, body = gone.ask("/api/v1/policies")
    assert (status, headers["Retry-After"]) == (503, "10")
    assert json.loads(body)["error"]["code"] == "unavailable"


def test_who_asks_after_the_first_does_not_wait_for_the_same_news(gone):
    for _ in range(4):  # each of the two processes learns it for itself
        gone.ask(PAGE)
    began = time.monotonic()
    assert gone.ask(PAGE)[0] == 503
    assert time.monotonic() - began < 4


def test_what_needs_no_database_answers_as_ever(gone):
    assert gone.ask("/static/ui/huiqi.css")[0] == 200
    assert gone.ask("/api/v1/standards/regions/410102")[0] == 200
