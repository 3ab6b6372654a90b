"""The journal keeps what happened, and shows when somebody tampers with it."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from huiqi.journal.models import Entry, Passage
from huiqi.journal.selectors import broken_at, timeline
from huiqi.journal.services import Line, record, record_each
from huiqi.kernel.access import SYSTEM
from tests.cast import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject():
    ref = uuid4()
    record("lamp", ref, "press", actor=SYSTEM, at=NOON, data={"from": "off", "to": "on"})
    record("lamp", ref, "drop", actor=SYSTEM, at=NOON, data={"to": "broken"}, texts={"why": "手滑"})
    return ref


def test_entries_of_a_subject_are_numbered_and_chained(subject):
    first, second = Entry.objects.filter(subject_ref=subject).order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert second.previous == first.hash
    assert broken_at(subject) is None


def test_free_text_lies_beside_the_entry_which_holds_its_keyed_hash(subject):
    happening = timeline(subject)[1]
    assert happening.texts == {"why": "手滑"}
    assert "手滑" not in str(happening.data)


def test_erasing_a_text_leaves_the_chain_valid(subject):
    Passage.objects.filter(entry__subject_ref=subject).delete()
    assert broken_at(subject) is None


@pytest.mark.parametrize("change", ["UPDATE journal_entry SET verb = 'press'", "DELETE FROM journal_entry"])
def test_postgresql_refuses_to_change_an_entry(subject, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_changed_entry_is_found(subject):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE journal_entry SET verb = 'nothing' WHERE number = 2")
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")
    assert broken_at(subject) == 2


def test_a_bulk_verb_continues_the_chain_of_each_subject(subject):
    other = uuid4()
    lines = [Line(subject, {"n": 1}), Line(other, {"n": 2}), Line(subject, {"n": 3})]
    record_each("lamp", "sweep", lines, actor=SYSTEM, at=NOON)
    assert [h.data.get("n") for h in timeline(subject)] == [None, None, 1, 3]
    assert [h.number for h in timeline(other)] == [1]
    assert (broken_at(subject), broken_at(other)) == (None, None)
