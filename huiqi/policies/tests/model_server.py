"""A real HTTP service on this machine that speaks OpenAI's chat completions."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

KEY, NAME = "key-of-the-tests", "model-of-the-tests"


class Service(ThreadingHTTPServer):
    """`asked`: what came in. `words`: what the model says. `status`, `drip`: how it misbehaves."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.words = '{"conditions": []}'
        self.body: bytes | None = None
        self.status, self.drip = 200, 0.0

    @property
    def settings(self) -> dict[str, Any]:
        """What HUIQI_MODEL_… would say."""
        return {"url": f"http://127.0.0.1:{self.server_port}/v1", "key": KEY, "name": NAME, "timeout": 0.5}


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Service

    def do_POST(self) -> None:
        """Check the key, answer as a model does."""
        self.server.paths.append(self.path)
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        known = self.headers["Authorization"] == f"Bearer {KEY}" and self.path == "/v1/chat/completions"
        status = self.server.status if known else 401
        choice = {"index": 0, "message": {"role": "assistant", "content": self.server.words}, "finish_reason": "stop"}
        told = json.dumps({"object": "chat.completion", "choices": [choice]}).encode()
        self._send(status, told if self.server.body is None else self.server.body)

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Location", "/v1/elsewhere")
        self.end_headers()
        try:
            for at in range(0, len(body), 16 if self.server.drip else len(body) or 1):
                self.wfile.write(body[at : at + (16 if self.server.drip else len(body))])
                self.wfile.flush()
                time.sleep(self.server.drip)
        except OSError:
            pass

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[Service]:
    """The service, until the block ends."""
    service = Service()
    thread = Thread(target=service.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        service.shutdown()
        service.server_close()
        thread.join()
