"""Search over a million documents: in the index and as a page, for words cut out of the documents themselves.

A document has some 315 characters of sentences of the shipped texts, with a place, a trade and a number of its own:
words are as common, and as rare, as in a library of policies. SQLite's FTS5 has the same words of the same documents,
at a size at which it is built soon; how many hold all the words is compared.
"""

import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import quote

from django.conf import settings

from benchmarks.client import Client
from benchmarks.figures import Figure, at_most, percentile
from benchmarks.product import Product
from benchmarks.words import WORDS
from huiqi.policies.selectors import documents as texts
from huiqi.search.ports import Document, searchables
from huiqi.search.rules import index_words, pinyin_words, query_needs
from huiqi.search.selectors import search
from huiqi.search.services import write_index
from huiqi.standards import regions

LOOKS, PAGES, PEER_SIZE, PEER_LOOKS, LENGTH = 2_000, 1_000, 100_000, 400, 315
INDEX_MS, PAGE_MS = 5.0, 50.0
SORTS = ("common word", "rare word", "two words", "a phrase")
BROUGHT = ("补助", "奖励", "贷款贴息", "认定")
COMMON = ("企业", "申报", "补贴", "中小企业", "认定", "服务", "资金", "管理", "材料", "项目")
PEER = "SQLite FTS5"


def fill(count: int) -> float:
    """Write the index in place of the product's own; answers how many seconds that took."""
    began = time.perf_counter()
    write_index(_generation(1_000_000), map(_made().document, range(count)))
    return time.perf_counter() - began


def _generation(number: int) -> Path:
    """Where an index of this number lies: the product reads the highest, and its own are low."""
    return Path(settings.DERIVED_ROOT) / "search" / str(number)


@dataclass(frozen=True)
class Made:
    """Documents by number, the same every time."""

    sentences: list[str]
    kinds: list[str]
    places: list[str]

    def document(self, number: int) -> Document:
        """One of them."""
        chance = Random(number)
        title = f"{chance.choice(self.places)}{chance.choice(WORDS)}{chance.choice(BROUGHT)}办法"
        said = [f"编号{number:07d}"]
        while sum(map(len, said)) < LENGTH:
            said.append(chance.choice(self.sentences))
        text = "。".join(said)[:LENGTH]
        return Document(chance.choice(self.kinds), str(number), title, text, said[1][:60], f"/{number}/")


def _made() -> Made:
    kinds, places = [one.kind for one in searchables()], [node.name for node in regions.find("410000").descendants]
    return Made(_sentences(), kinds, places)


def _sentences() -> list[str]:
    parts = (part.text for text in texts() for part in text.paragraphs.all())
    return sorted({said.strip() for part in parts for said in part.split("。") if 8 < len(said.strip()) < 120})


def measure(product: Product, size: str, count: int) -> list[Figure]:
    """Looks by sort in this process, then pages over HTTP; and the peer beside the index of fewer documents."""
    asked = _asked(count)
    for _sort, words in asked[:100]:
        search(words)
    times: dict[str, list[float]] = {sort: [] for sort in SORTS}
    for sort, words in asked:
        began = time.perf_counter()
        found = search(words)
        times[sort].append((time.perf_counter() - began) * 1000)
        assert found.hits, words
    every = [one for some in times.values() for one in some]
    details = {f"p50_ms {sort}": round(percentile(some, 0.5), 2) for sort, some in times.items()}
    details |= {f"p99_ms {sort}": round(percentile(some, 0.99), 2) for sort, some in times.items()}
    slow = round(percentile(every, 0.99), 2)
    print(f"  in the index: {details}", flush=True)
    figures = [at_most("search in the index, p99", size, slow, "ms", INDEX_MS, **details)]
    return [*figures, _pages(product, size, asked[:PAGES]), _beside(min(count, PEER_SIZE))]


def _pages(product: Product, size: str, asked: Sequence[tuple[str, str]]) -> Figure:
    with product.web() as port, Client(port) as client:
        for _sort, words in asked[:50]:
            client.get(f"/search/?q={quote(words)}")
        answers = [client.get(f"/search/?q={quote(words)}") for _sort, words in asked]
    assert all(answer.status == 200 for answer in answers)
    times = [answer.seconds * 1000 for answer in answers]
    told = {"p50_ms": round(percentile(times, 0.5), 1), "worst_ms": round(max(times), 1)}
    print(f"  as a page: {told}", flush=True)
    return at_most("search as a page, p99", size, round(percentile(times, 0.99), 1), "ms", PAGE_MS, **told)


def _asked(count: int) -> list[tuple[str, str]]:
    """What is looked for: out of documents chosen at random, and the field's commonest words."""
    chance, made = Random(7), _made()
    chosen = [made.document(chance.randrange(count)) for _ in range(LOOKS // 4)]
    looks = [("common word", chance.choice(COMMON)) for _ in chosen]
    looks += [("rare word", f"{int(one.key):07d}") for one in chosen]
    looks += [("two words", f"{_place(one)} {chance.choice(COMMON)}") for one in chosen]
    looks += [("a phrase", one.title) for one in chosen]
    chance.shuffle(looks)
    return looks


def _place(one: Document) -> str:
    return index_words(one.title).split()[0]


def _beside(count: int) -> Figure:
    """The same words asked of the peer, at a size at which it is built soon; how many are found is compared."""
    made, ours = _made(), _generation(2_000_000)
    write_index(ours, map(made.document, range(count)))
    peer = _peer(map(made.document, range(count)))
    times: dict[str, list[float]] = {"ours": [], PEER: []}
    equal = True
    for _sort, words in _asked(count)[:PEER_LOOKS]:
        began = time.perf_counter()
        found = search(words)
        between = time.perf_counter()
        rows, total = _ask(peer, words)
        times["ours"].append((between - began) * 1000)
        times[PEER].append((time.perf_counter() - between) * 1000)
        equal = equal and found.total == (total or found.total) and bool(found.hits) == bool(rows or not total)
    shutil.rmtree(ours)
    mine, theirs = (sum(some) / len(some) for some in times.values())
    told = {
        "p99_ms": round(percentile(times["ours"], 0.99), 2),
        f"p99_ms {PEER}": round(percentile(times[PEER], 0.99), 1),
    }
    size = f"{count:,} documents"
    return Figure(
        "search in the index, mean", size, round(mine, 2), "ms", None, None, {PEER: round(theirs, 2)},
        round(theirs / mine, 1), equal, told,
    )  # fmt: skip


def _peer(documents: Iterator[Document]) -> sqlite3.Connection:
    peer = sqlite3.connect(":memory:")
    peer.execute("CREATE VIRTUAL TABLE held USING fts5(title, keys, text, content='')")
    rows = ((index_words(one.title), pinyin_words(one.title), index_words(one.text)) for one in documents)
    peer.executemany("INSERT INTO held (title, keys, text) VALUES (?, ?, ?)", rows)
    peer.execute("INSERT INTO held (held) VALUES ('optimize')")
    return peer


def _ask(peer: sqlite3.Connection, words: str) -> tuple[list[object], int]:
    """The best twenty and how many in all."""
    ways = (
        " OR ".join("(" + " AND ".join(f'"{word}"' for word in way) + ")" for way in need)
        for need in query_needs(words)
    )
    said = " AND ".join(f"({way})" for way in ways)
    best = peer.execute(
        "SELECT rowid FROM held WHERE held MATCH ? ORDER BY bm25(held, 3, 3, 1) LIMIT 20", [said]
    ).fetchall()
    (total,) = peer.execute("SELECT count(*) FROM held WHERE held MATCH ?", [said]).fetchone()
    return best, total
