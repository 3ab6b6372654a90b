"""Questions to the index."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tantivy
from django.conf import settings

from huiqi.search.ports import searchables
from huiqi.search.rules import Need, parts_of, query_needs, schema

PAGE = 20


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing and how many of it were found."""

    kind: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; `label` names its kind."""

    label: str
    title: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found, how much there is of each kind, and whether the index is there at all."""

    hits: list[Hit]
    total: int
    kinds: list[Kind] = field(default_factory=list)
    ready: bool = True


_open: dict[str, tantivy.Index] = {}


def _root() -> Path:
    return Path(settings.DERIVED_ROOT) / "search"


def generation() -> int:
    """The newest generation on this machine; 0 before the first build."""
    try:
        return max((int(entry) for entry in os.listdir(_root()) if entry.isdigit()), default=0)
    except FileNotFoundError:
        return 0


def _index() -> tantivy.Index | None:
    """The newest generation, opened once per process; nothing before the first build.

    Nor where it was built by a version that kept other fields: it is then built anew.
    """
    number = generation()
    if not number:
        return None
    path = str(_root() / str(number))
    if path not in _open:
        _open.clear()
        try:
            _open[path] = tantivy.Index(schema(), path=path)
        except ValueError:
            return None
    return _open[path]


def is_ready() -> bool:
    """Whether there is an index at all."""
    return _index() is not None


def search(text: str, kind: str = "", page: int = 1) -> Found:
    """What holds all that `text` asks for, in any order; where nothing does, any of it. No database query."""
    index, needs = _index(), query_needs(text)
    if index is None or not needs:
        return Found([], 0, ready=index is not None)
    searcher = index.searcher()
    for occur in (tantivy.Occur.Must, tantivy.Occur.Should):
        counts = _counts(searcher, _query(needs, occur, "words"))
        if total := counts[kind] if kind else counts.total():
            break
    kinds = [Kind(one.kind, one.label, counts[one.kind]) for one in searchables() if counts[one.kind]]
    words, title = (_query(needs, occur, name) for name in ("words", "title"))
    lists = _lists(words, title, total, searcher.num_docs)
    addresses = _page(searcher, (_of_kind(one, kind) if kind else one for one in lists), page) if total else []
    return Found([_hit(searcher.doc(one)) for one in addresses], total, kinds)


def _counts(searcher: tantivy.Searcher, query: tantivy.Query) -> Counter[str]:
    """How many of each kind there are, in one pass."""
    told = searcher.aggregate(query, {"kinds": {"terms": {"field": "kind", "size": len(searchables())}}})
    return Counter({one["key"]: one["doc_count"] for one in told["kinds"]["buckets"]})


MUCH, MOST = 10_000, 1 / 8
"""From how many found on titles are weighed alone, and from which share of all on the rest is weighed part by part."""


def _lists(words: tantivy.Query, title: tantivy.Query, total: int, everything: int) -> Iterator[tantivy.Query]:
    """What is shown one after another. Of very much what has it in the title is first, and only that is weighed so.

    A list is read to its end even for a page of it, so that what nearly every document has is cut into short ones.
    """
    if total < MUCH:
        yield _preferring(words, title)
        return
    yield title
    rest = [(tantivy.Occur.Must, words), (tantivy.Occur.MustNot, title)]
    if total < MOST * everything:
        yield tantivy.Query.boolean_query(rest)
        return
    for part in parts_of(everything):
        yield tantivy.Query.boolean_query([*rest, (tantivy.Occur.Must, _only("part", part))])


def _page(searcher: tantivy.Searcher, lists: Iterable[tantivy.Query], page: int) -> list[Any]:
    """Where the documents of a page of these lists lie."""
    found: list[Any] = []
    skip = (page - 1) * PAGE
    for query in lists:
        answer = searcher.search(query, limit=PAGE - len(found), offset=skip, count=False)
        found += [address for _score, address in answer.hits]
        if len(found) == PAGE:
            break
        skip = max(skip - _counts(searcher, query).total(), 0) if skip else 0
    return found


TITLE = 3.0
"""What a word weighs in the title, beside what it weighs among all words."""


def _preferring(words: tantivy.Query, title: tantivy.Query) -> tantivy.Query:
    """What has these words; what has them in its title before."""
    better = tantivy.Query.boost_query(title, TITLE)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, words), (tantivy.Occur.Should, better)])


MEANT = 0.6
"""What each further meaning of a phrase weighs against the one before it."""


def _query(needs: list[Need], occur: tantivy.Occur, name: str) -> tantivy.Query:
    """Each need by any of its alternatives, best first, among the words of this field."""
    return tantivy.Query.boolean_query([(occur, _need(need, name)) for need in needs])


def _need(need: Need, name: str) -> tantivy.Query:
    if len(need) == 1:
        return _all(need[0], name)
    weighed = ((MEANT**place, words) for place, words in enumerate(need))
    ways = [tantivy.Query.boost_query(_all(words, name), weight) for weight, words in weighed]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, way) for way in ways])


def _all(words: tuple[str, ...], name: str) -> tantivy.Query:
    terms = [tantivy.Query.term_query(schema(), name, word) for word in words]
    return terms[0] if len(terms) == 1 else tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in terms])


def _of_kind(query: tantivy.Query, kind: str) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, _only("kind", kind))])


def _only(name: str, value: str) -> tantivy.Query:
    """Documents of one kind, or of one part: they weigh the same."""
    return tantivy.Query.const_score_query(tantivy.Query.term_query(schema(), name, value), 0.0)


def _hit(document: tantivy.Document) -> Hit:
    first = {name: document.get_first(name) or "" for name in ("kind", "shown", "detail", "url")}
    label = next((each.label for each in searchables() if each.kind == first["kind"]), "")
    return Hit(label, first["shown"], first["detail"], first["url"])
