"""Columns on disk say what the judge of single enterprises says, also after changes."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.eligibility.engine.atoms import facts_behind
from huiqi.eligibility.engine.standings import ORDER, by_group, moves, standings
from huiqi.eligibility.engine.stored import Head, Writer, opened
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.facts import parse
from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.tests.factories import DAY
from huiqi.eligibility.tests.random_rules import CONDITIONS, FACTS, library_of
from huiqi.eligibility.trials import standing_of

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def written(folder, firms, library, capacity=64):
    """A generation with these firms by their keys, closed."""
    fresh = not (folder / "head.json").exists()
    head = Head(DAY, capacity, "x", AT) if fresh else Head.read(folder)
    writer = Writer(folder, head, library)
    stored = [writer.put(key, parse(facts, DAY)) for key, facts in firms.items()]
    writer.close(followed=7, as_of=AT)
    return stored


def judged(firms, condition, library):
    found = {key: Examiner(parse(facts, DAY), DAY, library).find(condition) for key, facts in firms.items()}
    return {key: standing_of(finding, DAY) for key, finding in found.items()}


def read(folder, condition, library):
    found = opened(folder, facts_behind(condition, library), library)
    numbers = standings(condition, found.population)
    return {int(key): ORDER[number] for key, number in zip(found.ids, numbers, strict=True)}


@settings(max_examples=150, deadline=None)
@given(CONDITIONS, st.lists(FACTS, min_size=1, max_size=12), st.lists(FACTS, max_size=6))
def test_what_is_stored_stands_as_the_judge_says_also_after_changes(condition, firms, changes):
    library = library_of(condition)
    asked = library.version_on("T01", DAY).condition
    with TemporaryDirectory() as name:
        known = {10 + place: facts for place, facts in enumerate(firms)}
        written(Path(name), known, library)
        assert read(Path(name), asked, library) == judged(known, asked, library)
        changed = {10 + 2 * place: facts for place, facts in enumerate(changes)}
        written(Path(name), changed, library)
        assert read(Path(name), asked, library) == judged(known | changed, asked, library)


def test_where_there_is_no_room_it_says_so(tmp_path):
    library = library_of({"fact": "employees", "op": ">", "value": 3})
    assert written(tmp_path, {1: {"employees": 3}, 2: {}, 3: {"employees": 9}}, library, capacity=2) == [
        True,
        True,
        False,
    ]
    assert Head.read(tmp_path).size == 2


def test_the_head_is_read_as_it_was_written(tmp_path):
    written(tmp_path, {1: {}}, library_of({"fact": "listed", "op": "is", "value": True}))
    head = Head.read(tmp_path)
    assert (head.on, head.size, head.followed, head.as_of) == (DAY, 1, 7, AT)


def test_a_generation_that_is_gone_cannot_be_opened(tmp_path):
    with pytest.raises(OSError, match="head"):
        opened(tmp_path, [], library_of({"fact": "listed", "op": "is", "value": True}))


def test_standings_are_counted_by_group_and_by_move():
    before, after = (np.array(some, dtype=np.uint8) for some in ([0, 0, 1, 3], [0, 3, 0, 2]))
    counted = by_group(after, np.array([0, 0, 2, 2]), ["A", "B", "C"])
    assert {name: row.tolist() for name, row in counted.items()} == {"A": [1, 0, 0, 1], "C": [1, 0, 1, 0]}
    went = moves(before, after)
    assert went[ORDER.index(Standing.ELIGIBLE), ORDER.index(Standing.INELIGIBLE)] == 1
    assert went.sum() == 4
