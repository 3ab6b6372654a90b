"""The product, started as `make run` starts it, and browsers for the people of the journeys."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = ROOT / "tests" / "vendor" / "axe.min.js"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass
class Product:
    """A running Huiqi with its demonstration accounts."""

    url: str
    home: Path
    output: list[str] = field(default_factory=list)

    def password(self) -> str:
        """The word that all demonstration accounts share, as printed at the start."""
        found = re.search(r"(?:密码|[Pp]assword)\D*?[：:\s]\s*(\S+)", "\n".join(self.output))
        assert found, self.output
        return found[1]

    def database(self) -> psycopg.Connection:
        """The database of this instance, for moving a clock that nobody can wait for."""
        password = (self.home / "database_password").read_text().strip()
        port = next(self.home.rglob("port")).read_text().strip()
        return psycopg.connect(f"postgresql://huiqi:{password}@127.0.0.1:{port}/huiqi", autocommit=True)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """Start the whole thing once, in a home of its own; stop it as a person would."""
    home, port = Path(tempfile.mkdtemp(prefix="huiqi-journey-")), free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith(("HUIQI_", "DATABASE_URL", "DJANGO_"))}
    env |= {"HUIQI_HOME": str(home), "HUIQI_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    log = (home / "output").open("w+")
    process = subprocess.Popen([sys.executable, "-m", "launch"], cwd=ROOT, env=env, stdout=log, stderr=log)
    running = Product(f"http://127.0.0.1:{port}", home)
    try:
        wait_for(running, process, home / "output")
        running.output = (home / "output").read_text().splitlines()
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


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


@dataclass
class Visitor:
    """Somebody with a browser of his own."""

    page: Page
    url: str

    def go(self, path: str) -> None:
        """Open a page, which must answer."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"

    def sign_in(self, mobile: str, password: str) -> None:
        """Sign in by password."""
        self.go("/signin/password/")
        self.page.fill("input[name=mobile]", mobile)
        self.page.fill("input[name=password]", password)
        self.page.click("main form button")
        self.page.wait_for_url(lambda url: "/signin/" not in url)

    def sees(self, words: str) -> None:
        """The page says this."""
        body = self.page.inner_text("body")
        assert words in body, body[:3000]

    def press(self, words: str) -> None:
        """Press the button or link with these words."""
        self.page.locator(f"main >> :is(button, a):has-text('{words}')").first.click()
        self.page.wait_for_load_state()

    def faults(self) -> list[str]:
        """What axe finds on this page."""
        self.page.add_script_tag(path=str(AXE))
        found = self.page.evaluate("axe.run({resultTypes: ['violations']})")
        return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"]]


@pytest.fixture
def visit(product: Product, browser: Browser):
    """Open a browser for somebody; all are closed at the end. A page error or a refused resource fails the journey."""
    contexts, errors = [], []

    def open_browser(viewport=DESKTOP, *, javascript: bool = True) -> Visitor:
        context = browser.new_context(
            viewport=viewport, bypass_csp=True, java_script_enabled=javascript, locale="zh-CN", accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return Visitor(page, product.url)

    yield open_browser
    for context in contexts:
        context.close()
    assert errors == []
