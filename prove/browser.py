"""A browser that tells a lost answer from a refusal: it never sends anything twice by itself."""

import threading
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from benchmarks.client import SECRET, Cookies

TIMEOUT_SECONDS = 20.0
SENDING = threading.Event()
"""Set by whoever sends a form: who wants to strike in the midst of something clears it and waits for it."""


class Lost(Exception):
    """No answer came, or one that the server itself calls a failure: what was sent may be done, or may not."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    body: str


class Browser:
    """One kept connection to the server of this machine, opened anew after a loss."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connection: HTTPConnection | None = None

    def get(self, path: str, cookies: Cookies) -> Answer:
        """Fetch a page; raises `Lost`."""
        return self._ask("GET", path, None, cookies)

    def post(self, path: str, fields: dict[str, str], cookies: Cookies) -> Answer:
        """Send a form; raises `Lost`."""
        return self._ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": SECRET}), cookies)

    def post_twice(self, path: str, fields: dict[str, str], cookies: Cookies) -> list[Answer]:
        """Send a form twice at the same moment, as a double click does; the answers that came."""
        answers: list[Answer] = []

        def press(browser: Browser) -> None:
            try:
                answers.append(browser.post(path, fields, cookies))
            except Lost:
                return

        second = threading.Thread(target=press, args=(Browser(self.port),))
        second.start()
        press(self)
        second.join()
        return answers

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def _ask(self, method: str, path: str, body: str | None, cookies: Cookies) -> Answer:
        name, _colon, value = cookies.header.strip().partition(": ")
        headers = {name: value} if name else {}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        if body is not None:
            SENDING.set()
        try:
            self._connection = self._connection or HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
            self._connection.request(method, path, body, headers)
            got = self._connection.getresponse()
            answer = Answer(got.status, got.getheader("Location", ""), got.read().decode(errors="replace"))
        except (OSError, HTTPException) as error:
            self.close()
            raise Lost(str(error)) from error
        if answer.status >= 500:
            raise Lost(f"{answer.status}")
        return answer
