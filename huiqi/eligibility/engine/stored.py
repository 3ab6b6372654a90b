"""Columns on disk: what is known of every enterprise on one day, written by one process, read by many.

A generation is a folder. `head.json` says the day, how many rows are in use and up to where changes were followed;
every fact that anybody states has files of its own. A row is written in place, so that a reader may for a moment see
some of its facts before and some after a change; whatever is shown of a single enterprise is the judge's word, not a
column's.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huiqi.eligibility.derived import Known
from huiqi.eligibility.engine.atoms import fact_itself, facts_behind
from huiqi.eligibility.engine.columns import NOTHING as UNKNOWN
from huiqi.eligibility.engine.columns import ORDERED, Key, Keyed, Ordered
from huiqi.eligibility.engine.population import Population
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.facts import NOTHING, Facts, parse, plain
from huiqi.eligibility.library import Library
from huiqi.eligibility.vocabulary import FactType, vocabulary

MARKS = ("confirmed", "denied")


@dataclass(frozen=True, slots=True)
class Head:
    """What a generation holds. `followed` is the first change that may not be in it; `as_of` when that was so."""

    on: date
    capacity: int
    library: str
    built_at: datetime
    size: int = 0
    followed: int = 0
    as_of: datetime | None = None

    @classmethod
    def read(cls, folder: Path) -> Head:
        """The head of a generation; raises `OSError` where there is none."""
        told = json.loads((folder / "head.json").read_text(encoding="utf-8"))
        days = {"on": date.fromisoformat(told["on"]), "built_at": datetime.fromisoformat(told["built_at"])}
        return cls(**{**told, **days, "as_of": datetime.fromisoformat(told["as_of"]) if told["as_of"] else None})

    def write(self, folder: Path) -> None:
        """Put it in the place of the former one, whole."""
        _replace(folder / "head.json", json.dumps(asdict(self), default=str))


def _replace(path: Path, text: str) -> None:
    making = path.with_suffix(".making")
    making.write_text(text, encoding="utf-8")
    os.replace(making, path)


class _Growing(Keyed):
    """A column of codes whose keys stand in a file: a new one is there before any row has it."""

    def __init__(self, ids: NDArray[np.uint32], path: Path, name: str, on: date) -> None:
        self._path, self._name = path, name
        super().__init__(ids, list(_keys(str(path), path.stat().st_size if path.exists() else 0, name, on)))

    def number(self, key: Key) -> int:
        """The number of a key, a new one where it is new."""
        known = len(self.keys)
        found = super().number(key)
        if found == known:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(_spelt(key), default=str, ensure_ascii=False) + "\n")
        return found


def _spelt(key: Key) -> list[Any]:
    value, possible = key
    return [None if value is None else plain(value), None if possible is None else sorted(possible)]


@lru_cache(maxsize=256)
def _keys(path: str, length: int, name: str, on: date) -> tuple[Key, ...]:
    """The keys in a file of this length."""
    if not length:
        return (UNKNOWN,)
    text = Path(path).read_bytes()[:length].decode()
    return (UNKNOWN, *(_read_key(json.loads(line), name, on) for line in text.splitlines()))


def _read_key(told: list[Any], name: str, on: date) -> Key:
    value, possible = told
    read = None if value is None else parse({name: value}, on).values[name]
    return read, None if possible is None else frozenset(possible)


class Writer:
    """A generation open for writing; only one may be at a time."""

    def __init__(self, folder: Path, head: Head, library: Library) -> None:
        """Open what is there; what is not is made when it is first needed."""
        self.folder, self.head, self._library = folder, head, library
        nobody = Examiner(NOTHING, head.on, library)
        self._unstated = {name: nobody.known(name) for name in _stored_facts()}
        self._follows = _followers(library)
        self._columns = {name: self._open(name) for name in _stored_facts() if _path(folder, name).exists()}
        self._ids: NDArray[np.int64] = self._map("ids", np.int64)
        self._marks = _read_marks(folder)
        for name, known in self._unstated.items():
            if known.value is not None or known.possible is not None:
                self._column(name)
        self.rows = {int(one): row for row, one in enumerate(self._ids[: head.size].tolist())}

    def put(self, enterprise: int, facts: Facts) -> bool:
        """Write down all that is known of an enterprise; False where there is no room for one more."""
        row = self.rows.get(enterprise)
        is_new = row is None
        if row is None:
            if self.head.size == self.head.capacity:
                return False
            row = self.rows[enterprise] = self.head.size
            self._ids[row] = enterprise
        names = self._touched(facts) if is_new else {*self._touched(facts), *self._columns}
        examiner = Examiner(facts, self.head.on, self._library)
        for name in names:
            self._column(name).put(row, examiner.known(name))
        self._mark(row, facts)
        if is_new:  # seen by readers only once its facts are there
            self.head = replace(self.head, size=row + 1)
        return True

    def close(self, *, followed: int, as_of: datetime) -> Head:
        """Let what was written reach the disk, then say so."""
        for array in self._arrays():
            array.flush()  # type: ignore[attr-defined]
        _replace(
            self.folder / "marks.json",
            json.dumps({k: {n: sorted(r) for n, r in m.items()} for k, m in self._marks.items()}),
        )
        self.head = replace(self.head, followed=followed, as_of=as_of)
        self.head.write(self.folder)
        return self.head

    def _touched(self, facts: Facts) -> set[str]:
        """The facts of which something is known because of what is stated."""
        return set(facts.values).union(*(self._follows.get(name, ()) for name in facts.values)) & self._unstated.keys()

    def _column(self, name: str) -> Ordered | Keyed:
        if name not in self._columns:
            column = self._columns[name] = self._open(name)
            unstated = self._unstated[name]
            if unstated.value is not None or unstated.possible is not None:
                _fill(column, unstated)
        return self._columns[name]

    def _open(self, name: str) -> Ordered | Keyed:
        if vocabulary()[name].type in ORDERED:
            return Ordered(self._map(name, np.float64, np.nan), self._map(f"{name}.low", np.float64))
        return _Growing(self._map(name, np.uint32), self.folder / f"{name}.keys", name, self.head.on)

    def _map(self, name: str, kind: Any, blank: float = 0) -> NDArray[Any]:
        path = _path(self.folder, name)
        if path.exists():
            opened: NDArray[Any] = np.load(path, mmap_mode="r+")
            return opened
        made = np.lib.format.open_memmap(path, mode="w+", dtype=kind, shape=(self.head.capacity,))
        if blank:
            made[:] = blank
        return made

    def _arrays(self) -> Iterator[NDArray[Any]]:
        yield self._ids
        for column in self._columns.values():
            yield from (column.ids,) if isinstance(column, Keyed) else (column.high, column.low)  # type: ignore[misc]

    def _mark(self, row: int, facts: Facts) -> None:
        for kind, now in zip(MARKS, (facts.confirmed, facts.denied), strict=True):
            for key, rows in self._marks[kind].items():
                if key not in now:
                    rows.discard(row)
            for key in now:
                self._marks[kind].setdefault(key, set()).add(row)


def _fill(column: Ordered | Keyed, known: Known) -> None:
    """What is known of everybody of whom nothing is stated."""
    column.put(0, known)
    if isinstance(column, Keyed):
        column.ids[:] = column.ids[0]
        return
    column.high[:] = column.high[0]
    if column.low is not None:
        column.low[:] = column.low[0]


def _stored_facts() -> tuple[str, ...]:
    return tuple(name for name, fact in vocabulary().items() if fact.type is not FactType.TEXT)


def _followers(library: Library) -> Mapping[str, frozenset[str]]:
    """For each fact those that may follow from it."""
    behind = {name: facts_behind(fact_itself(name), library) for name in _stored_facts()}
    return {name: frozenset(other for other, of in behind.items() if name in of) for name in vocabulary()}


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.npy"


def _read_marks(folder: Path) -> dict[str, dict[str, set[int]]]:
    path = folder / "marks.json"
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {kind: {} for kind in MARKS}
    return {kind: {key: set(rows) for key, rows in marks.items()} for kind, marks in told.items()}


@dataclass(frozen=True, slots=True)
class Opened:
    """A generation as one question sees it: its head, the columns asked for, the key of the enterprise of each row."""

    head: Head
    population: Population
    ids: NDArray[np.int64]


def opened(folder: Path, facts: Iterable[str], library: Library) -> Opened:
    """Map the columns of these facts; raises `OSError` where the generation is gone."""
    head = Head.read(folder)
    columns: dict[str, Ordered | Keyed] = {}
    for name in facts:
        if name in vocabulary() and _path(folder, name).exists():
            columns[name] = _mapped(folder, name, head)
    marks = _read_marks(folder)
    population = Population(head.on, library, head.size, columns, marks["confirmed"], marks["denied"])
    return Opened(head, population, np.load(_path(folder, "ids"), mmap_mode="r")[: head.size])


def _mapped(folder: Path, name: str, head: Head) -> Ordered | Keyed:
    """A column of the rows in use: numbers stay in the file; codes are copied before their keys are read."""
    array = np.asarray(np.load(_path(folder, name), mmap_mode="r"))[: head.size]
    if vocabulary()[name].type in ORDERED:
        return Ordered(array, np.asarray(np.load(_path(folder, f"{name}.low"), mmap_mode="r"))[: head.size])
    path, array = folder / f"{name}.keys", array.copy()
    return Keyed(array, list(_keys(str(path), path.stat().st_size if path.exists() else 0, name, head.on)))
