"""Tables of the journal. PostgreSQL itself refuses to change or delete an entry (see the migration)."""

from django.db import models

from huiqi.journal.words import Fault
from huiqi.kernel.fields import WordField, word_check


class Entry(models.Model):
    """One happening. `number` counts the entries of one subject from 1; `previous` is the hash before it."""

    subject_kind = models.CharField(max_length=40)
    subject_ref = models.UUIDField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    actor_ref = models.CharField(max_length=40)
    organisation_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, default="")
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_ref", "number"], name="journal_entry_number")]
        indexes = [models.Index(fields=["at"], name="journal_entry_at")]


class Passage(models.Model):
    """Free text or personal data of an entry; destroyed with its key where the law asks for it."""

    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, related_name="passages", db_constraint=False)
    name = models.CharField(max_length=40)
    key = models.BinaryField(max_length=32)
    text = models.TextField()


class Look(models.Model):
    """Somebody looked at personal or confidential data."""

    at = models.DateTimeField()
    person_ref = models.CharField(max_length=40)
    organisation_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=40)
    subject_ref = models.UUIDField()
    what = models.CharField(max_length=40)

    class Meta:
        indexes = [
            models.Index(fields=["subject_ref", "at"], name="journal_look_subject"),
            models.Index(fields=["what", "-at", "-id"], name="journal_look_what"),
        ]


class Seal(models.Model):
    """The seal of a day: the root over the heads of all chains that moved since the one before it.

    It covers the entries with keys in (`after`, `through`]. `leaves`: the first bytes of each leaf, in the order of the
    subjects. A day on which more moved than one seal takes has several.
    """

    number = models.PositiveIntegerField(unique=True)
    day = models.DateField()
    sealed_at = models.DateTimeField()
    after = models.BigIntegerField()
    through = models.BigIntegerField()
    heads = models.PositiveIntegerField()
    leaves = models.BinaryField()
    root = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["through"], name="journal_seal_through")]


class Verification(models.Model):
    """One examination of the journal: how many chains, entries and seals, and to where it came.

    `through`: every entry up to this key was examined, with its chain; `round`: up to which subject the slow round
    over all chains has come, which begins again at its end.
    """

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_whole = models.BooleanField(default=False)
    subjects = models.PositiveIntegerField(default=0)
    entries = models.PositiveIntegerField(default=0)
    seals = models.PositiveIntegerField(default=0)
    through = models.BigIntegerField(default=0)
    round = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-began_at"], name="journal_verified_latest")]


class Finding(models.Model):
    """Something that did not fit at one verification: which entry of which subject, and why."""

    verification = models.ForeignKey(Verification, on_delete=models.CASCADE, related_name="findings")
    subject_kind = models.CharField(max_length=40)
    subject_ref = models.UUIDField(null=True)
    number = models.PositiveIntegerField(null=True)
    at = models.DateTimeField(null=True)
    fault = WordField(Fault)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [word_check("fault", Fault, "finding_fault")]


class Erasure(models.Model):
    """That texts of a subject were erased: when, by which rule, which of them (entry number and name).

    What remains is the entry with a hash that no text answers to any more: its key is gone with the text.
    """

    subject_kind = models.CharField(max_length=40)
    subject_ref = models.UUIDField()
    rule = models.CharField(max_length=60)
    at = models.DateTimeField()
    texts = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["subject_ref"], name="journal_erasure_subject")]
