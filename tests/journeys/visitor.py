"""Somebody with a browser of his own, who finds things by the words on the page."""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page

AXE = Path(__file__).resolve().parent.parent / "vendor" / "axe.min.js"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 5


@dataclass
class Visitor:
    """A person at a page. `errors` collects what the browser complains about."""

    page: Page
    url: str
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.errors.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._complained)

    def _complained(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{self.page.url}: {message.text}")

    @property
    def path(self) -> str:
        """Where he is."""
        return self.page.url.removeprefix(self.url)

    def go(self, path: str) -> None:
        """Open a page, which must answer."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"

    def sign_in(self, mobile: str, password: str) -> None:
        """Sign in by password."""
        self.go("/signin/password/")
        self.writes({"手机号": mobile, "密码": password})
        self.press("登录")
        assert "/signin/" not in self.page.url, self.text()

    def text(self) -> str:
        """All that can be read."""
        return self.page.inner_text("body")

    def sees(self, *words: str, within: float = PATIENCE) -> None:
        """The page says each of these, if not at once then soon."""
        end = time.monotonic() + within
        while missing := [each for each in words if each not in self.text()]:
            assert time.monotonic() < end, f"{self.path} does not say {missing}:\n{self.text()[:4000]}"
            time.sleep(0.05)

    def misses(self, *words: str) -> None:
        """The page says none of these."""
        assert not [each for each in words if each in self.text()]

    def the(self, words: str) -> Locator:
        """The button or link of these words."""
        main = self.page.locator("main")
        button, link = (main.get_by_role(role, name=words, exact=True) for role in ("button", "link"))
        return button.or_(link).first

    def press(self, words: str) -> None:
        """Press a button or link, and come to the next page."""
        with self.turns_page():
            self.the(words).click()

    @contextmanager
    def turns_page(self) -> Iterator[None]:
        """What is done here leads to another page, which does not fail."""
        with self.page.expect_navigation() as turned:
            yield
        assert turned.value.status < 500, f"{self.path}: {turned.value.status}"

    def field(self, label: str) -> Locator:
        """The control of this label."""
        return self.page.locator("main").get_by_label(re.compile(f"^{re.escape(label)}")).first

    def writes(self, told: Mapping[str, str]) -> None:
        """Fill in fields by how their labels begin: type, choose from a list, or choose one of a group's answers."""
        for label, value in told.items():
            group = self.page.get_by_role("group", name=re.compile(f"^{re.escape(label)}"))
            if group.count():
                group.locator("label").get_by_text(value, exact=True).click()
            elif self.field(label).evaluate("e => e.tagName") == "SELECT":
                self.field(label).select_option(label=value)
            else:
                self.field(label).fill(value)

    def ticks(self, label: str) -> None:
        """Tick a box."""
        self.page.locator("main label").get_by_text(label, exact=True).first.click()

    def unfolds(self, words: str) -> None:
        """Open the first disclosure of these words."""
        self.page.locator("main summary").get_by_text(words, exact=True).first.click()

    def attaches(self, folder: Path, **files: bytes) -> None:
        """Choose PDF files by their names, with what is in them; `folder` holds them meanwhile."""
        chosen = [folder / f"{name}.pdf" for name in files]
        for path, content in zip(chosen, files.values(), strict=True):
            path.write_bytes(content)
        self.page.set_input_files("main input[type=file]", chosen)

    def wrong(self, label: str) -> str:
        """The sentence beside the field of this label that says what is wrong."""
        beside = self.page.locator("main .field.invalid").filter(has_text=label).locator(".error")
        assert beside.count() == 1, f"{label}: {beside.count()} sentences on\n{self.text()[:3000]}"
        return beside.inner_text()

    def faults(self) -> list[str]:
        """What axe finds on this page."""
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run({resultTypes: ['violations']})")
        return [f"{v['id']}: {n['html'][:160]}" for v in found["violations"] for n in v["nodes"][:3]]
