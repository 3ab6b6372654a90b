"""A clock that goes backwards: no entry goes before the one before it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from huiqi.journal.selectors import broken_at, timeline
from huiqi.journal.services import Line, record, record_each
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refusal import Refused
from tests.cast import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.clock]


def test_an_entry_is_never_written_before_the_one_before_it():
    ref = uuid4()
    record("thing", ref, "made", actor=SYSTEM, at=NOON)
    record("thing", ref, "changed", actor=SYSTEM, at=NOON - timedelta(days=1))
    record_each("thing", "swept", [Line(ref, {}), Line(ref, {})], actor=SYSTEM, at=NOON - timedelta(hours=1))
    assert {one.at for one in timeline(ref)} == {NOON}
    assert broken_at(ref) is None


def test_strictly_it_is_refused_beyond_what_two_machines_differ_by():
    ref = uuid4()
    record("thing", ref, "made", actor=SYSTEM, at=NOON)
    record("thing", ref, "changed", actor=SYSTEM, at=NOON - timedelta(minutes=1), strictly=True)
    with pytest.raises(Refused) as refused:
        record("thing", ref, "changed", actor=SYSTEM, at=NOON - timedelta(minutes=5), strictly=True)
    assert refused.value.code == "clock_backwards"
    assert len(timeline(ref)) == 2
