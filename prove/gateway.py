"""An SMS gateway of the contract in `docs/reference/notices.md`, which notes what reaches it and loses answers."""

import json
import random
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LOSES = 0.03
"""How often a message is taken and the answer never given, so that it is sent again."""


@dataclass
class Gateway:
    """What arrived: key → every (to, text) under it, in order. `taken` counts those that were not answered with 409."""

    seed: int
    arrived: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    taken: int = 0
    lost: int = 0

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._chance = random.Random(self.seed)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def settings(self) -> dict[str, str]:
        """What tells the product to send by it."""
        url = f"http://127.0.0.1:{self._server.server_port}/"
        return {"HUIQI_SMS_URL": url, "HUIQI_SMS_KEY": "prove", "HUIQI_SMS_SECRET": "prove"}

    def receive(self, message: dict[str, Any]) -> int:
        """Take a message: 200, 409 where its key was taken before, 0 where the answer shall be lost."""
        with self._lock:
            known = self.arrived.setdefault(message["id"], [])
            known.append((message["to"], message["text"]))
            if len(known) > 1:
                return 409
            self.taken += 1
            loses = self._chance.random() < LOSES
            self.lost += loses
            return 0 if loses else 200

    def close(self) -> None:
        """Take nothing more."""
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                status = gateway.receive(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                if status:
                    self.send_response(status)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                self.close_connection = True

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler
