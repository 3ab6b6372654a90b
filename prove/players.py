"""Clients: each lives one demand after another, does again what it got no answer to, and remembers what it was told."""

import random
import re
import threading
import time
from dataclasses import dataclass, field
from enum import Enum

from benchmarks.client import Cookies
from prove.browser import Answer, Browser, Lost
from prove.lives import LIVES, Deed, People, filing

STALE = "刚才有人更新了这件诉求"
NUMBER = re.compile(r"\b[0-9A-Z]{6}-\d{4}-\d{6}\b")
TWICE = 0.15
"""How often somebody clicks twice."""

LONGEST_SECONDS = 150.0
"""How long a person goes on trying before he says that the service is down."""

WAITS = (0.2, 1.0)
THINKS = (0.0, 0.3)


class Outcome(Enum):
    """What a client knows of a deed: acknowledged; seen to be done after its answer was lost; unknown."""

    TOLD, SEEN, UNKNOWN = "acknowledged", "seen later", "unknown"


@dataclass
class Told:
    """One deed as its client remembers it. `revision`: the one the demand had before; 0 for a filing."""

    submission: str
    verb: str
    revision: int
    outcome: Outcome = Outcome.UNKNOWN
    tries: int = 0
    ref: str = ""
    number: str = ""
    title: str = ""


@dataclass
class Memory:
    """What all clients together were told, and what they found wrong themselves."""

    told: list[Told] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lost: int = 0
    twice: int = 0
    lives: int = 0

    def of(self, outcome: Outcome, *, filings: bool) -> list[Told]:
        """The filings, or the other deeds, with this outcome."""
        return [one for one in self.told if one.outcome is outcome and (one.revision == 0) == filings]


class Client(threading.Thread):
    """One client with a firm, a window, an institution and the hub's operator at hand."""

    def __init__(self, port: int, people: People, memory: Memory, over: threading.Event, seed: int) -> None:
        super().__init__(daemon=True)
        self.browser, self.people, self.memory, self.over = Browser(port), people, memory, over
        self.chance = random.Random(seed)

    def run(self) -> None:
        """Live lives until it is over; whatever goes wrong is remembered, and the next life begins."""
        try:
            while not self.over.is_set():
                self._live()
        except Exception as error:
            self.memory.wrong.append(f"a client broke down: {error!r}")

    def _live(self) -> None:
        life = self.chance.choice(list(LIVES))
        fields = filing(self.chance, life)
        filed = Told(fields["submission"], "file", 0, title=fields["title"])
        self.memory.told.append(filed)
        place = self._file(filed, fields)
        if not place:
            return
        for revision, deed in enumerate(LIVES[life], start=1):
            self._think()
            if self.over.is_set() or not self._do(Told(fields["submission"], deed.verb, revision), place, deed):
                return
        self.memory.lives += 1

    def _file(self, told: Told, fields: dict[str, str]) -> str:
        """File, and read the number; answers where the demand is, or nothing."""
        answer = self._insist(told, "/demands/new/", fields, self.people.owner)
        if answer is None:
            return ""
        if answer.status != 302 or not answer.location.endswith("/filed/"):
            self._wrong(told, f"answered with {answer.status} {answer.location} {_said(answer)}")
            return ""
        told.ref, told.outcome = answer.location.split("/")[2], Outcome.TOLD
        page = self._read(answer.location, self.people.owner)
        found = NUMBER.search(page.body) if page else None
        told.number = found[0] if found else ""
        return answer.location.removesuffix("filed/")

    def _do(self, told: Told, place: str, deed: Deed) -> bool:
        """One deed; whether life goes on."""
        self.memory.told.append(told)
        told.ref = place.split("/")[2]
        said = {**dict(deed.said), "revision": str(told.revision)}
        said |= {"handler": self.people.institution} if "handler" in said else {}
        answer = self._insist(told, f"{place}{deed.verb}/", said, getattr(self.people, deed.who))
        if answer is None:
            return False
        if answer.status == 302 and "/signin/" not in answer.location:
            told.outcome = Outcome.TOLD
        elif told.tries > 1 and answer.status == 200:
            told.outcome = Outcome.SEEN
        else:
            self._wrong(told, f"answered with {answer.status} {answer.location} {_said(answer)}")
            return False
        return True

    def _insist(self, told: Told, path: str, fields: dict[str, str], who: Cookies) -> Answer | None:
        """Send until an answer comes; nothing where none came in all the time a person would wait."""
        deadline = time.monotonic() + LONGEST_SECONDS
        while time.monotonic() < deadline:
            told.tries += 1
            answers = self._press(told, path, fields, who)
            if answers:
                return min(answers, key=lambda one: one.status != 302)
            self.memory.lost += 1
            time.sleep(self.chance.uniform(*WAITS))
        self._wrong(told, f"no answer within {LONGEST_SECONDS:.0f} s")
        return None

    def _press(self, told: Told, path: str, fields: dict[str, str], who: Cookies) -> list[Answer]:
        if self.chance.random() < TWICE:
            self.memory.twice += 1
            answers = self.browser.post_twice(path, fields, who)
            if told.revision and sum(one.status == 302 for one in answers) > 1:
                self._wrong(told, "two clicks, two acknowledgements")
            told.tries += len(answers) < 2
            return answers
        try:
            return [self.browser.post(path, fields, who)]
        except Lost:
            return []

    def _read(self, path: str, who: Cookies) -> Answer | None:
        """Read a page, as often as it takes."""
        deadline = time.monotonic() + LONGEST_SECONDS
        while time.monotonic() < deadline:
            try:
                return self.browser.get(path, who)
            except Lost:
                time.sleep(self.chance.uniform(*WAITS))
        return None

    def _think(self) -> None:
        self.over.wait(self.chance.uniform(*THINKS))

    def _wrong(self, told: Told, what: str) -> None:
        self.memory.wrong.append(f"{told.verb} at revision {told.revision} of {told.ref or told.submission}: {what}")


def _said(answer: Answer) -> str:
    """What a page complains of."""
    found = re.findall(r'class="[^"]*(?:error|message|alert)[^"]*"[^>]*>(.{0,160})', answer.body, re.S)
    return " | ".join(" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found[:4])
