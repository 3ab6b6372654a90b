"""The table of stored files."""

from django.db import models

from huiqi.kernel.fields import RefField


class StoredFile(models.Model):
    """One file: its name as it was called, its type by content, its size in bytes, its hash.

    `destroyed_at`: its content was deleted by rule; name, size and hash of it say that it was there.
    """

    ref = RefField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=80, unique=True)
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=40)
    destroyed_at = models.DateTimeField(null=True)
