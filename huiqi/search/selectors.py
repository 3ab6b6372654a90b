"""Questions to the index."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tantivy
from django.conf import settings

from huiqi.search.ports import searchables
from huiqi.search.rules import Need, query_needs, schema

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


def _index() -> tantivy.Index | None:
    """The newest generation, opened once per process; nothing before the first build.

    Nor where it was built by a version that kept other fields: it is then built anew.
    """
    root = Path(settings.DERIVED_ROOT) / "search"
    made = [int(entry.name) for entry in root.iterdir() if entry.name.isdigit()] if root.is_dir() else []
    if not made:
        return None
    path = str(root / str(max(made)))
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
        query = _query(needs, occur)
        kinds = [_counted(searcher, query, each.kind, each.label) for each in searchables()]
        asked = _of_kind(query, kind) if kind else query
        answer = searcher.search(asked, limit=PAGE, offset=(page - 1) * PAGE, count=True)
        if _count(answer) or occur is tantivy.Occur.Should:
            break
    hits = [_hit(searcher.doc(address)) for _score, address in answer.hits]
    return Found(hits, _count(answer), [k for k in kinds if k.count])


def _count(answer: Any) -> int:
    """How many there are in all; the library's own types do not know the attribute."""
    return int(answer.count or 0)


WEIGHTS = {"title": 3.0, "keys": 3.0, "text": 1.0}
MEANT = 0.6
"""What each further meaning of a phrase weighs against the one before it."""


def _query(needs: list[Need], occur: tantivy.Occur) -> tantivy.Query:
    """Each need by any of its alternatives, best first."""
    return tantivy.Query.boolean_query([(occur, _need(need)) for need in needs])


def _need(need: Need) -> tantivy.Query:
    weighed = ((MEANT**place, words) for place, words in enumerate(need))
    ways = [tantivy.Query.boost_query(_all(words), weight) for weight, words in weighed]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, way) for way in ways])


def _all(words: tuple[str, ...]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, _word(word)) for word in words])


def _word(word: str) -> tantivy.Query:
    """A word where it stands: in the title or among the keys it weighs three times."""
    terms = ((weight, tantivy.Query.term_query(schema(), name, word)) for name, weight in WEIGHTS.items())
    boosted = [tantivy.Query.boost_query(term, weight) for weight, term in terms]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in boosted])


def _of_kind(query: tantivy.Query, kind: str) -> tantivy.Query:
    only = tantivy.Query.term_query(schema(), "kind", kind)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, only)])


def _counted(searcher: tantivy.Searcher, query: tantivy.Query, kind: str, label: str) -> Kind:
    answer = searcher.search(_of_kind(query, kind), limit=1, count=True)
    return Kind(kind, label, _count(answer))


def _hit(document: tantivy.Document) -> Hit:
    first = {name: document.get_first(name) or "" for name in ("kind", "shown", "detail", "url")}
    label = next((each.label for each in searchables() if each.kind == first["kind"]), "")
    return Hit(label, first["shown"], first["detail"], first["url"])
