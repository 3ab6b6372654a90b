"""A browser reduced to what costs nothing: one kept connection, prepared bytes, cookies of a signed-in person."""

import re
import socket
import time
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlencode

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
SECRET = "b" * 32
"""The CSRF secret of the bench's people: cookie and form field carry the same."""


@dataclass(frozen=True)
class Cookies:
    """Names and values a person's browser sends."""

    values: dict[str, str] = field(default_factory=dict)

    @property
    def header(self) -> str:
        """The header line, or nothing."""
        joined = "; ".join(f"{name}={value}" for name, value in self.values.items())
        return f"Cookie: {joined}\r\n" if joined else ""


NOBODY = Cookies()


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds."""

    status: int
    seconds: float
    head: bytes
    body: bytes

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        found = _LOCATION.search(self.head)
        return found[1].decode() if found else ""


class Client:
    """One kept connection to the server of this machine. Use as a context."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._socket = self._connected()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def get(self, path: str, cookies: Cookies = NOBODY) -> Answer:
        """Fetch a page."""
        return self._exchange(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookies.header}\r\n".encode())

    def post(self, path: str, fields: dict[str, str], cookies: Cookies = NOBODY) -> Answer:
        """Send a form."""
        body = urlencode({**fields, "csrfmiddlewaretoken": SECRET}).encode()
        return self.send(path, body, "application/x-www-form-urlencoded", cookies)

    def send(self, path: str, body: bytes, media_type: str, cookies: Cookies = NOBODY) -> Answer:
        """Send any body."""
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookies.header}Content-Type: {media_type}\r\n"
        return self._exchange(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)

    def _connected(self) -> socket.socket:
        made = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    def _exchange(self, message: bytes) -> Answer:
        """Send and read one answer; a connection that the server has closed meanwhile is opened again, once."""
        began = time.perf_counter()
        try:
            self._socket.sendall(message)
            head, body = self._read()
        except (ConnectionError, EOFError):
            self._socket.close()
            self._socket = self._connected()
            self._socket.sendall(message)
            head, body = self._read()
        return Answer(int(head[9:12]), time.perf_counter() - began, head, body)

    def _read(self) -> tuple[bytes, bytes]:
        data = b""
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        head, parts = data[:end], [data[end + 4 :]]
        found = _LENGTH.search(head)
        missing = (int(found[1]) if found else 0) - len(parts[0])
        while missing > 0:
            parts.append(self._more())
            missing -= len(parts[-1])
        return head, b"".join(parts)

    def _more(self) -> bytes:
        got = self._socket.recv(262_144)
        if not got:
            raise EOFError
        return got
