"""Tables of the journal. PostgreSQL itself refuses to change or delete an entry (see the migration)."""

from django.db import models


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
