"""A tampered entry is found and named, even where all hashes after it were made anew."""

import hashlib
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from huiqi.journal.models import Entry, Passage, Seal
from huiqi.journal.rules import digest
from huiqi.journal.rules.sealing import Step, leaf, path, root
from huiqi.journal.selectors import findings_of, sealed
from huiqi.journal.services import erase_texts, record, seal_journal, verify_journal, verify_subject
from huiqi.journal.services import sealing as sealing_service
from huiqi.journal.words import Fault
from huiqi.kernel.access import SYSTEM
from tests.cast import NOON

pytestmark = pytest.mark.django_db


def lamp(times=3):
    """A subject with some entries."""
    ref = uuid4()
    for number in range(times):
        at = NOON + timedelta(minutes=number)
        record("lamp", ref, "press", actor=SYSTEM, at=at, data={"n": number}, texts={"why": f"第{number}次"})
    return ref


@contextmanager
def tampering():
    """Somebody with all rights on the database."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        yield cursor
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")


def found(verification):
    """What a verification names."""
    return [(one.subject_ref, one.number, one.fault) for one in findings_of(verification)]


def whole():
    """Everything examined."""
    return verify_journal(at=NOON, whole=True)


def test_an_untouched_journal_has_no_findings():
    for _ in range(3):
        lamp()
    seal_journal(at=NOON)
    made = whole()
    assert (made.subjects, made.entries, made.seals, found(made)) == (3, 9, 1, [])


@pytest.mark.parametrize(
    ("change", "number", "fault"),
    [
        ("UPDATE journal_entry SET verb = 'nothing' WHERE subject_ref = %s AND number = 2", 2, Fault.HASH),
        ("UPDATE journal_entry SET data = '{}' WHERE subject_ref = %s AND number = 1", 1, Fault.HASH),
        ("DELETE FROM journal_entry WHERE subject_ref = %s AND number = 2", 3, Fault.NUMBER),
        ("UPDATE journal_entry SET at = at - interval '1 day' WHERE subject_ref = %s AND number = 3", 3, Fault.ORDER),
        ("UPDATE journal_entry SET previous = 'x' WHERE subject_ref = %s AND number = 3", 3, Fault.PREVIOUS),
    ],
)
def test_a_tampered_entry_is_named(change, number, fault):
    lamp()
    ref = lamp()
    with tampering() as cursor:
        cursor.execute(change, [ref])
    assert (ref, number, fault) in found(whole())
    assert {one[0] for one in found(whole())} == {ref}


def test_a_chain_made_anew_is_named_by_the_seal():
    lamp()
    ref = lamp()
    seal_journal(at=NOON)
    last = Entry.objects.get(subject_ref=ref, number=3)
    last.verb = "nothing"
    last.hash = digest(last)
    with tampering() as cursor:
        cursor.execute("UPDATE journal_entry SET verb = 'nothing', hash = %s WHERE id = %s", [last.hash, last.id])
    assert verify_subject(ref)[1] == []
    assert found(whole()) == [(ref, 3, Fault.SEALED)]


def test_a_changed_text_is_named():
    ref = lamp()
    Passage.objects.filter(entry__subject_ref=ref, entry__number=2).update(text="没有这回事")
    assert found(whole()) == [(ref, 2, Fault.TEXT)]


def test_a_text_that_is_gone_without_a_rule_is_named():
    ref = lamp()
    Passage.objects.filter(entry__subject_ref=ref, entry__number=2).delete()
    assert found(whole()) == [(ref, 2, Fault.TEXT_GONE)]


def test_what_a_rule_erased_leaves_the_chain_valid_and_an_entry_that_says_so():
    ref = lamp()
    with transaction.atomic():
        assert erase_texts("lamp", ref, rule="closed_ten_years", actor=SYSTEM, at=NOON + timedelta(days=1)) == 3
    assert not Passage.objects.filter(entry__subject_ref=ref).exists()
    last = Entry.objects.get(subject_ref=ref, number=4)
    assert (last.verb, last.data["rule"], last.data["erased"]) == ("erased", "closed_ten_years", 3)
    assert found(whole()) == []


def test_a_night_examines_what_moved_and_finds_it():
    lamp()
    whole()
    ref = lamp()
    with tampering() as cursor:
        cursor.execute("UPDATE journal_entry SET verb = 'nothing' WHERE subject_ref = %s AND number = 1", [ref])
    made = verify_journal(at=NOON)
    assert (ref, 1, Fault.HASH) in found(made)


def test_a_day_without_entries_has_its_seal_and_no_second():
    assert seal_journal(at=NOON) == 1
    assert seal_journal(at=NOON) == 0
    assert seal_journal(at=NOON + timedelta(days=1)) == 1
    assert Seal.objects.get(number=2).previous == Seal.objects.get(number=1).hash


def test_more_than_one_seal_takes_is_sealed_to_the_end(monkeypatch):
    monkeypatch.setattr(sealing_service, "PAGE", 4)
    for _ in range(3):
        lamp()
    assert seal_journal(at=NOON) == 3
    assert Seal.objects.order_by("-number")[0].through == Entry.objects.order_by("-id")[0].id
    assert found(whole()) == []


def test_a_changed_seal_is_named():
    lamp()
    seal_journal(at=NOON)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Seal.objects.update(root="x")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_seal DISABLE TRIGGER USER")
        Seal.objects.update(root="x")
        cursor.execute("ALTER TABLE journal_seal ENABLE TRIGGER USER")
    assert (None, 1, Fault.SEAL) in found(whole())


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 13])
def test_a_path_leads_from_every_leaf_to_the_root(count):
    leaves = [hashlib.sha256(bytes([number])).hexdigest() for number in range(count)]
    for place, one in enumerate(leaves):
        for step in path(leaves, place):
            pair = (step.hash, one) if step.is_left else (one, step.hash)
            one = hashlib.sha256(f"node:{pair[0]}:{pair[1]}".encode()).hexdigest()
        assert one == root(leaves)


def test_a_chain_knows_the_seal_it_is_in():
    ref, _other = lamp(), lamp()
    assert sealed(ref) is None
    seal_journal(at=NOON)
    told = sealed(ref)
    assert told.head.number == 3
    assert leaf(told.head) != told.seal.root
    assert isinstance(told.path[0], Step)


def test_the_command_names_the_entry_and_ends_with_one(capsys):
    ref = lamp()
    call_command("verify_journal", "--seal", "--subject", str(ref))
    with tampering() as cursor:
        cursor.execute("UPDATE journal_entry SET verb = 'nothing' WHERE subject_ref = %s AND number = 2", [ref])
    with pytest.raises(SystemExit):
        call_command("verify_journal")
    assert "第 2 条" in capsys.readouterr().out
