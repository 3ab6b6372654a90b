"""`python -m benchmarks proposals [--texts FOLDER]`: how well conditions and structure are read from policy texts.

FOLDER holds `passages.jsonl` and `documents.jsonl`; without it the labelled excerpts of the test suite are read, and
the clauses written afresh after notices of 32 places, 45 passages written in the manner of notices of 20 fields, 25 of
25 places, and passages and heads of documents from public pages; all were labelled before the grammar read them. Each
set is split into a half that was looked at while the grammar was written and one that was only scored; the last three
were looked at wholly after they had been scored once.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks.figures import Figure, at_least, at_most
from benchmarks.labels import KINDS, Label, Score, bare, compare
from huiqi.eligibility.proposals.batches import conditions_of, document_of

_TESTS = Path(__file__).resolve().parents[1] / "huiqi" / "eligibility" / "tests"
OWN, FRESH, WRITTEN, NOTICES, PUBLIC, HEADS = (
    _TESTS / f"proposals{name}.jsonl" for name in ("", "_fresh", "_written", "_notices", "_public", "_documents")
)
_SEEN = ("passages after notices", "passages of public pages")
LOOKED_AT = frozenset(
    [
        "吉林柳河县",
        "广东东莞市",
        "广东省",
        "浙江杭州市",
        "辽宁大连市",
        "国家税务总局(东莞转载)",
        "浙江杭州市/浙江省",
        "浙江省(杭州转载)",
        "上海市",
        "四川成都高新区",
    ]
)
DOCUMENTS_LOOKED_AT = frozenset(["广东东莞市", "广东省", "吉林柳河县", "辽宁大连市", "广东广州市"])
STATED = ("title", "doc_no", "issuer", "issued_on", "valid_from", "valid_to")
NUMERIC, ALL, EXACT = 0.85, 0.7, 0.9
MEGABYTE, SECONDS = 1_000_000, 4.0
"""A megabyte took four seconds before; no longer than that."""
GOALS = {"numeric": NUMERIC, "all": ALL}
"""The goals: F1 of numeric conditions, of all, and the share of the stated fields of documents that are exact."""


def measure(folder: Path | None) -> list[Figure]:
    """Score, and print by kind and by place."""
    figures = _passages("own excerpts", _rows(OWN)) + _passages("fresh clauses", _rows(FRESH))
    figures += _passages("written passages", _rows(WRITTEN))
    figures += _passages("passages after notices", _rows(NOTICES))
    figures += _passages("passages of public pages", _rows(PUBLIC))
    figures += _documents("heads of documents", _rows(HEADS))
    figures.append(_speed())
    if folder is not None:
        figures += _passages("labelled passages", _rows(folder / "passages.jsonl"))
        figures += _documents("documents", _rows(folder / "documents.jsonl"))
    return figures


def _speed() -> Figure:
    """Seconds for a megabyte of our own excerpts, conditions and structure both."""
    text = "\n".join(row["text"] for row in _rows(OWN) + _rows(FRESH))
    text *= 1 + MEGABYTE // len(text.encode())
    began = time.process_time()
    conditions_of(text)
    document_of(text)
    took = (time.process_time() - began) * MEGABYTE / len(text.encode())
    return at_most("reader", "a megabyte of text", round(took, 2), "s", SECONDS)


def _rows(path: Path) -> list[Label]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _passages(name: str, rows: list[Label]) -> list[Figure]:
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    for row in rows:
        _score(row, scores, ("all places", row["place"], _half(name, row)))
    _table(name, scores)
    return [
        figure for place in dict.fromkeys(("all places", *_halves(scores))) for figure in _goals(name, place, scores)
    ]


def _half(name: str, row: Label) -> str:
    if name in _SEEN:
        return "half looked at"
    if name != "labelled passages":
        return "half looked at" if int(row["id"][1:]) % 2 else "half only scored"
    return "half looked at" if row["place"] in LOOKED_AT else "half only scored"


def _halves(scores: dict[tuple[str, str], Score]) -> Iterable[str]:
    return sorted({place for place, _ in scores if place.startswith("half")})


def _score(row: Label, scores: dict[tuple[str, str], Score], places: tuple[str, ...]) -> None:
    told = conditions_of(row["text"])["conditions"]
    assert isinstance(told, list)
    for kind, belongs in (*KINDS.items(), ("all", lambda _: True)):
        labels, proposed = [one for one in row["conditions"] if belongs(one)], [one for one in told if belongs(one)]
        for place in places:
            scores[place, kind] += compare(labels, proposed, with_fact=kind != "numeric")


def _table(name: str, scores: dict[tuple[str, str], Score]) -> None:
    print(f"\n{name}: precision, recall, F1 (hits, excess, missed)")
    for (place, kind), one in sorted(scores.items()):
        counts = f"({one.hits}, {one.excess}, {one.missed})"
        goal = GOALS.get(kind)
        beside = f"  goal {goal}: {'reached' if one.f1 >= goal else 'missed'}" if goal and one.hits + one.missed else ""
        print(f"  {place} · {kind}: {one.precision:.2f} {one.recall:.2f} {one.f1:.3f} {counts}{beside}")


def _goals(name: str, place: str, scores: dict[tuple[str, str], Score]) -> list[Figure]:
    numeric, every = scores[place, "numeric"], scores[place, "all"]
    return [
        at_least(f"{name}, numeric conditions", place, round(numeric.f1, 3), "F1", NUMERIC),
        at_least(f"{name}, all conditions", place, round(every.f1, 3), "F1", ALL),
    ]


def _documents(name: str, rows: list[Label]) -> list[Figure]:
    exact: dict[str, list[bool]] = defaultdict(list)
    lists: dict[str, Score] = defaultdict(Score)
    for row in rows:
        told = document_of(row["text"])
        half = "half looked at" if row["place"] in DOCUMENTS_LOOKED_AT else "half only scored at first"
        parts = ["all places", *([half] if name == "documents" else [])]
        for field in (one for one in STATED if row[one] is not None):
            for part in (*parts, field):
                exact[part].append(_even(row[field]) == _even(told[field]))
        for field in (one for one in ("benefits", "materials") if one in row):
            lists[field] += _items(row[field], told[field])
    return _shares(name, exact, lists)


def _shares(name: str, exact: dict[str, list[bool]], lists: dict[str, Score]) -> list[Figure]:
    for part, answers in exact.items():
        print(f"  {name} · {part}: {sum(answers)} of {len(answers)} stated fields exact")
    for field, score in lists.items():
        print(f"  {name} · {field}, words exact: {score.precision:.2f} {score.recall:.2f} {score.f1:.3f}")
    shares = {part: sum(exact[part]) / len(exact[part]) for part in exact if part not in STATED}
    return [
        at_least(f"{name}, stated fields exact", part, round(share, 3), "share", EXACT)
        for part, share in shares.items()
    ]


def _even(value: object) -> object:
    return [bare(one) for one in value] if isinstance(value, list) else bare(str(value)) if value is not None else None


def _items(labels: object, told: object) -> Score:
    wanted, given = _words(labels), _words(told)
    return Score(len(wanted & given), len(given - wanted), len(wanted - given))


def _words(items: object) -> set[str]:
    rows = items if isinstance(items, list) else []
    return {bare(one["words"] if isinstance(one, dict) else one) for one in rows}
