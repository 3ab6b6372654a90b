"""A real HTTP gateway on this machine: it checks the signature and takes each key once, as the reference asks."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

KEY, SECRET = "huiqi-test", "a secret of the tests"


class Gateway(ThreadingHTTPServer):
    """`taken`: what would go to telephones, by key. `answers`: status codes for the next requests, before 202."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.taken: dict[str, dict[str, Any]] = {}
        self.asked: list[dict[str, Any]] = []
        self.answers: list[int] = []
        self.hang = Event()
        self.hang.set()

    @property
    def settings(self) -> dict[str, Any]:
        """What HUIQI_SMS_… would say."""
        url = f"http://127.0.0.1:{self.server_port}/messages"
        return {"url": url, "key": KEY, "secret": SECRET, "sender": "惠企", "timeout": 0.5}


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Gateway

    def do_POST(self) -> None:
        """Check, take, answer."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        message = json.loads(body)
        self.server.asked.append(message)
        self.server.hang.wait(5)
        self.send_response(self._status(body, message))
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _status(self, body: bytes, message: dict[str, Any]) -> int:
        signed = hmac.new(SECRET.encode(), self.headers["X-Huiqi-Time"].encode() + b"." + body, hashlib.sha256)
        told = (self.headers["X-Huiqi-Key"], self.headers["X-Huiqi-Signature"], self.headers["Idempotency-Key"])
        if told != (KEY, signed.hexdigest(), message["id"]):
            return 403
        if self.server.answers and (status := self.server.answers.pop(0)) >= 300:
            return status
        if message["id"] in self.server.taken:
            return 409
        self.server.taken[message["id"]] = message
        return 202

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[Gateway]:
    """The gateway, until the block ends."""
    gateway = Gateway()
    thread = Thread(target=gateway.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield gateway
    finally:
        gateway.hang.set()
        gateway.shutdown()
        gateway.server_close()
        thread.join()
