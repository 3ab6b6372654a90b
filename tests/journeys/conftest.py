"""The product, started as `make run` starts it, and browsers for the people of the journeys."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.journeys.visitor import DESKTOP, Visitor

ROOT = Path(__file__).resolve().parent.parent.parent
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Product:
    """A running Huiqi with its demonstration accounts."""

    url: str
    home: Path
    output: list[str] = field(default_factory=list)
    signed_in: dict[str, Any] = field(default_factory=dict)

    def password(self) -> str:
        """The word that all demonstration accounts share, as printed at the start."""
        found = re.search(r"密码都是 (\S+?)；", "\n".join(self.output))
        assert found, self.output
        return found[1]

    def database(self) -> psycopg.Connection:
        """The database of this instance, for moving a clock that nobody can wait for."""
        password = (self.home / "database_password").read_text().strip()
        port = (self.cluster() / "postmaster.pid").read_text().splitlines()[3]
        return psycopg.connect(f"postgresql://huiqi:{password}@127.0.0.1:{port}/huiqi", autocommit=True)

    def cluster(self) -> Path:
        """Where the launcher put the database."""
        elsewhere = self.home / "database_directory"
        return (Path(elsewhere.read_text().strip()) if elsewhere.exists() else self.home) / "postgres"

    def one(self, query: str, *values: object) -> Any:
        """What one query answers in its first cell."""
        with self.database() as connection:
            row = connection.execute(query, values).fetchone()
        return row[0] if row else None


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """Start the whole thing once, in a home of its own; stop it as a person would.

    To write a journey, start one yourself as `python -m launch > HOME/output`, and name it in HUIQI_JOURNEYS_HOME and
    HUIQI_PORT.
    """
    if there := os.environ.get("HUIQI_JOURNEYS_HOME"):
        started = (Path(there) / "output").read_text().splitlines()
        yield Product(f"http://127.0.0.1:{os.environ['HUIQI_PORT']}", Path(there), started)
        return
    home, port = Path(tempfile.mkdtemp(prefix="huiqi-journey-")), free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("HUIQI_", "DATABASE_URL", "DJANGO_"))}
    env |= {"HUIQI_HOME": str(home), "HUIQI_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    with (home / "output").open("w+") as log:
        process = subprocess.Popen([sys.executable, "-m", "launch"], cwd=ROOT, env=env, stdout=log, stderr=log)
        running = Product(f"http://127.0.0.1:{port}", home)
        try:
            wait_for(running, process, home / "output")
            running.output = (home / "output").read_text().splitlines()
            yield running
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
    shutil.rmtree(running.cluster().parent)
    shutil.rmtree(home, ignore_errors=True)


def wait_for(running: Product, process: subprocess.Popen[bytes], output: Path) -> None:
    """Until the first page answers; two minutes at most."""
    for _ in range(600):
        assert process.poll() is None, output.read_text()
        try:
            urllib.request.urlopen(running.url, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(output.read_text())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def visit(product: Product, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Open a browser for somebody: `visit()` a visitor, `visit(mobile)` who signs in by the shared password.

    All are closed at the end. A page error, a refused resource or a broken content policy fails the journey.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_browser(mobile: str = "", viewport: Any = DESKTOP, *, javascript: bool = True) -> Visitor:
        context = browser.new_context(
            viewport=viewport,
            java_script_enabled=javascript,
            locale="zh-CN",
            storage_state=product.signed_in.get(mobile),
        )
        context.set_default_timeout(6_000)
        contexts.append(context)
        somebody = Visitor(context.new_page(), product.url, errors)
        if mobile and mobile not in product.signed_in:
            somebody.sign_in(mobile, product.password())
            product.signed_in[mobile] = context.storage_state()
        return somebody

    yield open_browser
    for context in contexts:
        context.close()
    assert errors == []
